"""A simulated world of 200 people with the needs and offers of bench/labels/needs_and_offers.tsv:
who should be introduced to whom, and who never may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from re import IGNORECASE, compile

from bench.corpora import ROOT
from daemon.core.detectors import facts, language
from daemon.core.model import Fact, Person, ReadMessage
from daemon.core.pairs import Profile

WORDS = ROOT / "bench" / "labels" / "needs_and_offers.tsv"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
PEOPLE = 200
#: What the owner would not note of "we are looking for a plumber".
_FRAME = compile(
    r"^.*?\b(?:looking for|looking to hire|lookout for|searching for|hiring|happen to know|know"
    r"|recommend|find|need|really use|could use|suchen|suche|kennst du|kennen sie|cherchons"
    r"|cherche|busco|buscamos|buscando)\b ",
    IGNORECASE,
)
#: One need in ten is planted with somebody who may not be introduced, by each rule.
RULES = ("acquainted", "never", "one_way", "colleagues")


@dataclass(slots=True)
class World:
    """`wanted` are the planted pairs of refs, `forbidden` those that a rule forbids, though their
    words fit, `fitting` those that the copies of needs and trades make by the way; `acquainted`
    and `never` are what a store would know.
    """

    profiles: list[Profile] = field(default_factory=list)
    wanted: set[frozenset[str]] = field(default_factory=set)
    forbidden: set[frozenset[str]] = field(default_factory=set)
    fitting: set[frozenset[str]] = field(default_factory=set)
    acquainted: set[frozenset[str]] = field(default_factory=set)
    never: set[str] = field(default_factory=set)


def rows(which: str) -> list[list[str]]:
    """The lines of one set, `tuned` or `apart`."""
    lines = WORDS.read_text("utf-8").splitlines()
    return [row[1:] for row in (line.split("\t") for line in lines) if row[0] == which]


def build_world(which: str, seed: int = 1, *, read_words: bool = True) -> World:
    """The world of one set. With `read_words` a need or an offer is known only where the detector
    of facts finds it in the sentence; else it is what the owner noted.
    """
    random = Random(seed)
    world, numbers = World(), iter(range(1, 10_000))
    planted: dict[str, tuple[str, str]] = {}
    for kind, words, *other in rows(which):
        if kind == "pair":
            how, said = other
            spoken = _language(words)
            one = _person(next(numbers), _facts("need", words, random, read_words))
            two = _trader(next(numbers), how, said, random, read_words)
            one, two = replace(one, language=spoken), replace(two, language=spoken)
            world.profiles += [one, two]
            world.wanted.add(frozenset((one.person.ref, two.person.ref)))
            planted[words] = (one.person.ref, two.person.ref)
        elif kind in ("need", "offer"):
            found = _facts(kind, words, random, read_words)
            world.profiles.append(replace(_person(next(numbers), found), language=_language(words)))
        else:
            world.profiles.append(_person(next(numbers), (), title=words))
    pairs = [row for row in rows(which) if row[0] == "pair"]
    for rule, (_, words, how, said) in zip(RULES, random.sample(pairs, len(RULES)), strict=True):
        needs, does = _plant_forbidden(world, rule, numbers, words, how, said, random)
        if rule != "one_way":
            world.fitting.add(frozenset((needs, planted[words][1])))
        if rule != "never":
            world.fitting.add(frozenset((planted[words][0], does)))
    while len(world.profiles) < PEOPLE:
        world.profiles.append(_person(next(numbers), ()))
    random.shuffle(world.profiles)
    return world


def _plant_forbidden(
    world: World, rule: str, numbers: Iterator[int], words: str, how: str, said: str, random: Random
) -> tuple[str, str]:
    one = _person(next(numbers), _facts("need", words, random, read_words=False))
    two = _trader(next(numbers), how, said, random, read_words=False)
    refs = frozenset((one.person.ref, two.person.ref))
    one, two = (replace(each, language=_language(words)) for each in (one, two))
    if rule == "acquainted":
        world.acquainted.add(refs)
    elif rule == "never":
        world.never.add(two.person.ref)
    elif rule == "one_way":
        one = Profile(_person(one.person.id, (), touches_in=0).person, one.facts)
    else:
        two = Profile(_person(two.person.id, (), two.person.title, two.person.organisation,
                              domain=one.person.addresses[0].partition("@")[2]).person,
                      two.facts)  # fmt: skip
    world.profiles += [one, two]
    world.forbidden.add(refs)
    return one.person.ref, two.person.ref


def _person(
    number: int, found: tuple[Fact, ...], title: str = "", organisation: str = "",
    *, touches_in: int = 4, domain: str = "",
) -> Profile:  # fmt: skip
    domain = domain or f"house{number}.example"
    person = Person(
        f"p{number}", f"Person {number}", (f"someone@{domain}",), organisation=organisation,
        title=title, touches_in=touches_in, touches_out=3,
    )  # fmt: skip
    return Profile(person, found)


def _trader(number: int, how: str, said: str, random: Random, read_words: bool) -> Profile:
    if how == "offer":
        return _person(number, _facts("offer", said, random, read_words))
    title, organisation = (said, "") if how == "title" else ("", said)
    return _person(number, (), title, organisation)


def _language(words: str) -> str:
    """What the detector of languages makes of many such words."""
    found = language.detect(ReadMessage("", f"{words} " * 4, outgoing=False))
    return next((one.value for one in found), "")


def _facts(kind: str, words: str, random: Random, read_words: bool) -> tuple[Fact, ...]:
    at = NOW - timedelta(days=random.randint(1, 90))
    if not read_words:
        noted = _FRAME.sub("", words, count=1) if kind == "need" else words
        return (Fact(kind, noted.rstrip(".?"), at),)
    found = facts.detect(ReadMessage("", words, outgoing=False))
    return tuple(Fact(one.kind, one.value, at, "m1", "x@example", one.quote) for one in found)
