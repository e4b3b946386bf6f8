"""No suggested pair breaks a rule, in whatever world: property tests over generated people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.core.model import Fact, Person
from daemon.core.pairs import Profile
from daemon.core.pairs.pairing import find_pairs

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TRADES = ("plumber", "bookkeeper", "roofer", "translator")
TOWNS = ("Leeds", "Porto")
FACTS = st.one_of(
    st.builds(lambda one: ("need", f"a {one}"), st.sampled_from(TRADES)),
    st.builds(lambda one: ("offer", f"a {one}"), st.sampled_from(TRADES)),
    st.builds(lambda one: ("interest", one), st.sampled_from(("chess", "bees"))),
    st.builds(lambda one: ("event", f"moved to {one}"), st.sampled_from(TOWNS)),
    st.builds(lambda one: ("place", one), st.sampled_from(TOWNS)),
    st.builds(lambda one: ("organises", f"the {one} breakfast"), st.sampled_from(TOWNS)),
)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Profile], set[frozenset[str]], set[str]]:
    """Some people with facts, pairs who know each other, and those never to be shared."""
    profiles = []
    for number in range(1, draw(st.integers(2, 9)) + 1):
        house = draw(st.sampled_from(("a", "b", "c", f"own{number}")))
        email = draw(st.sampled_from((f"p{number}@{house}.example", "both@shared.example")))
        person = Person(
            f"p{number}", f"Person{number} Name", draw(st.sampled_from(((email,), ()))) or (email,),
            organisation=draw(st.sampled_from(("", "", "Acme", "ACME "))),
            title=draw(st.sampled_from(("", "Plumber", "Roofer"))),
            touches_out=draw(st.integers(0, 2)), touches_in=draw(st.integers(0, 2)),
            touches_both=draw(st.integers(0, 1)),
        )  # fmt: skip
        told = draw(st.lists(st.tuples(FACTS, st.integers(-5, 300)), max_size=3))
        facts = tuple(Fact(kind, value, NOW - timedelta(days=days))
                      for (kind, value), days in told)  # fmt: skip
        language = draw(st.sampled_from(("", "en", "de")))
        profiles.append(Profile(person, facts, language, draw(st.integers(0, 20))))
    refs = [one.person.ref for one in profiles]
    acquainted = draw(st.sets(st.frozensets(st.sampled_from(refs), min_size=2, max_size=2)))
    never = draw(st.sets(st.sampled_from(refs), max_size=3))
    return profiles, acquainted, never


@settings(max_examples=300, deadline=None)
@given(worlds())
def test_no_pair_breaks_a_rule(
    world: tuple[list[Profile], set[frozenset[str]], set[str]],
) -> None:
    profiles, acquainted, never = world
    by_ref = {one.person.ref: one for one in profiles}
    found = find_pairs(profiles, NOW, acquainted=acquainted, never=never)
    seen: list[str] = []
    for pair in found:
        one, other = pair.first, pair.second
        seen += [one.ref, other.ref]
        assert one.ref != other.ref and not {one.ref, other.ref} & never
        assert frozenset((one.ref, other.ref)) not in acquainted
        assert not set(one.addresses) & set(other.addresses)
        houses = {each.addresses[0].partition("@")[2] for each in (one, other)}
        assert len(houses) == 2
        firms = [each.organisation.strip().lower() for each in (one, other)]
        assert not firms[0] or firms[0] != firms[1]
        for each in (one, other):
            assert (each.touches_in and each.touches_out) or each.touches_both
        spoken = [by_ref[each.ref].language for each in (one, other)]
        assert "" in spoken or spoken[0] == spoken[1]
        assert pair.reason and 0 < pair.score <= 1 and pair.evidence
        assert all(item.at is None or item.at <= NOW for item in pair.evidence)
    assert len(seen) == len(set(seen))  # nobody in two at once
    assert found == find_pairs(profiles[::-1], NOW, acquainted=acquainted, never=never)
