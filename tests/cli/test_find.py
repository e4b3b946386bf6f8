"""Whom a name means."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.cli.find import _TYPO, _WAYS, filter_people, find_people, fold, pick_person
from daemon.core.model import Person
from daemon.errors import UsageError

PEOPLE = tuple(
    Person(f"p{number}", name, (address,), organisation=organisation)
    for number, (name, address, organisation) in enumerate(
        (
            ("Ann Lee", "ann@lee.example", "Lee & Sons"),
            ("Anna Smith", "anna.smith@library.example", "City Library"),
            ("Jóhanna Öberg", "jo@oberg.example", ""),
            ("Lucía Ferrer", "lucia@casa.example", ""),
            ("Søren Łukasz", "s@l.example", ""),
            ("", "nameless@void.example", ""),
            ("Robert De Niro", "bob@film.example", ""),
        ),
        1,
    )
)


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("p3", "p3"),
        ("ANN", "p1"),
        ("anna", "p2"),
        ("ann lee", "p1"),
        ("lee ann", "p1"),
        ("smith", "p2"),
        ("johanna", "p3"),
        ("oberg", "p3"),
        ("lucia", "p4"),
        ("LUCÍA FERRER", "p4"),
        ("soren", "p5"),
        ("lukasz", "p5"),
        ("nameless@void.example", "p6"),
        ("nameless", "p6"),
        ("de niro", "p7"),
        ("rob nir", "p7"),
        ("library", "p2"),
        ("ferer", "p4"),
        ("Robret", "p7"),
    ],
)
def test_one_is_meant(query: str, ref: str) -> None:
    assert pick_person(PEOPLE, query).ref == ref


@pytest.mark.parametrize("query", ["anne", "hanna", "ferer", "library", "", "  ", "%", "'"])
def test_what_writes_wants_to_be_sure(query: str) -> None:
    with pytest.raises(UsageError):
        pick_person(PEOPLE, query, certain=True)


def test_several_fit() -> None:
    with pytest.raises(UsageError) as caught:
        pick_person(PEOPLE, "an")
    assert caught.value.message == "'an' fits 2 people: Ann Lee (p1), Anna Smith (p2)."
    twins = (*PEOPLE, Person("p8", "Ann Lee", ("other@lee.example",)))
    with pytest.raises(UsageError, match=r"Ann Lee \(p1, ann@lee.example\), Ann Lee \(p8, other"):
        pick_person(twins, "ann lee")


def test_nobody_fits() -> None:
    with pytest.raises(UsageError) as caught:
        pick_person(PEOPLE, "lusia ferra")
    assert "Lucía Ferrer (p4)" in caught.value.hint or caught.value.message


def test_filter() -> None:
    assert [one.ref for one in filter_people(PEOPLE, "ann")] == ["p1", "p2", "p3"]
    assert [one.ref for one in filter_people(PEOPLE, "example")] == [one.ref for one in PEOPLE]
    assert filter_people(PEOPLE, "zzz") == ()


_WORDS = st.lists(
    st.sampled_from(("Ann", "anna", "Lee", "Jóhanna", "Öberg", "p1", "example", "a", "\u00a0", "İ"))
    | st.text("aábÖ \u0308.@", max_size=4),
    max_size=3,
).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), max_size=4), _WORDS)
def test_whoever_is_passed_over_fits_in_no_way(
    texts: list[tuple[str, str, str]], query: str
) -> None:
    people = tuple(
        Person(f"p{number}", name, (address,), organisation=organisation)
        for number, (name, address, organisation) in enumerate(texts, 1)
    )
    wanted = fold(query)
    by_way = [tuple(one for one in people if fits(one, wanted)) for fits in _WAYS]
    assert find_people(people, query) == (next(filter(None, by_way), ()) if wanted else ())
    fitting = tuple(one for one in people if any(one in found for found in by_way))
    assert filter_people(people, query) == (fitting or _by_likeness(people, wanted))


def _by_likeness(people: tuple[Person, ...], wanted: str) -> tuple[Person, ...]:
    """Each word compared letter by letter."""
    scored = []
    for one in people:
        names = {fold(one.name), *fold(one.name).split()}
        best = max(difflib.SequenceMatcher(None, wanted, name).ratio() for name in names)
        if best >= _TYPO:
            scored.append((-best, one.id))
    return tuple(people[number - 1] for _, number in sorted(scored))
