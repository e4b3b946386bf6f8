"""A simulated half year of 200 people whose mails hold the needs, offers and distractors of
bench/labels/planted_wording.txt (sentences) or planted_mails.txt (short whole mails; a second and
a third author's in planted_mails_second.txt, planted_mails_third.txt), read by the detectors, or
what an owner noted after those mails: who should be introduced, month by month. The matcher is
tuned on planted_mails_tuning.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from bench.corpora import ROOT
from daemon.core.detectors import facts
from daemon.core.model import Fact, Person, ReadMessage
from daemon.core.pairs import Profile
from daemon.core.pairs.pairing import find_pairs

WORDS = ROOT / "bench" / "labels" / "planted_wording.txt"
MAILS = ROOT / "bench" / "labels" / "planted_mails.txt"
#: By another author, after the reader of needs was learned; nothing was changed after it.
SECOND = ROOT / "bench" / "labels" / "planted_mails_second.txt"
#: By yet another author, whose people say least plainly what they are about.
THIRD = ROOT / "bench" / "labels" / "planted_mails_third.txt"
#: By the matcher's developer, who looked at every second topic of it only.
TUNING = ROOT / "bench" / "labels" / "planted_mails_tuning.txt"
NOTES = ROOT / "bench" / "labels" / "planted_notes.txt"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
PEOPLE, MONTHS, A_MONTH = 200, 6, 10
_DAYS = 30
_BAR = re.compile(r"\s*\|\s*")
_SIDES = ("need", "offer", "title", "shared", "newcomer", "hub")
#: Each rule forbids what one more planting of a need and its offer would bring.
RULES = ("acquainted", "never", "one_way", "colleagues")


@dataclass(slots=True)
class Planted:
    """`wanted` are planted needs and offers, `alike` those who share something, a newcomer and a
    hub; `fitting` what copies bring by the way; `forbidden` what a rule forbids.
    """

    profiles: list[Profile] = field(default_factory=list)
    wanted: dict[frozenset[str], str] = field(default_factory=dict)
    alike: dict[frozenset[str], str] = field(default_factory=dict)
    fitting: set[frozenset[str]] = field(default_factory=set)
    forbidden: set[frozenset[str]] = field(default_factory=set)
    acquainted: set[frozenset[str]] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    noted: bool = False


def texts(half: str) -> list[tuple[str, str, str, str]]:
    """`(kind, topic, language, text)` of `mails`, all of them, of those of other authors (`second`,
    `third`), of what was noted after the first, or of one half of the sentences, `tuned` or
    `apart`, or of the developer's mails, `tuning` or `counted`: every second topic, and every
    second text that belongs to none.
    """
    whole = {
        "mails": MAILS, "mails_noted": MAILS, "second": SECOND, "third": THIRD,
        "tuning": TUNING, "counted": TUNING,
    }  # fmt: skip
    lines = whole.get(half, WORDS).read_text("utf-8").splitlines()
    rows = [_BAR.split(line, 3) for line in lines if line and not line.startswith("#")]
    parsed = [(kind, topic, lang, text.replace("\\n", "\n")) for kind, topic, lang, text in rows]
    if half in ("mails", "second", "third"):
        return parsed
    if half == "mails_noted":
        return list(_noted(parsed))
    topics = list(dict.fromkeys(topic for kind, topic, _, _ in parsed if kind in _SIDES))
    is_second = half in ("apart", "counted")
    mine = set(topics[is_second::2])
    others = [row for row in parsed if row[0] not in _SIDES]
    return [row for row in parsed if row[0] in _SIDES and row[1] in mine] + others[is_second::2]


def _noted(mails: list[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    lines = NOTES.read_text("utf-8").splitlines()
    rows = (_BAR.split(line) for line in lines if not line.startswith("#"))
    notes = {topic: dict(zip(("need", "offer"), said, strict=False)) for topic, *said in rows}
    for kind, topic, language, text in mails:
        if topic in notes:
            yield kind, topic, language, notes[topic].get(kind) or text


def build_planted(half: str, seed: int = 3) -> Planted:
    """The world of one half, of `mails`, `second` or `mails_noted`; each text is one mail, read
    as the daemon reads it, or one note.
    """
    random = Random(seed)
    world, numbers = Planted(noted=half == "mails_noted"), iter(range(1, 10_000))
    by_topic: dict[str, list[tuple[str, str, str]]] = {}
    for kind, topic, language, text in texts(half):
        if kind in _SIDES:
            by_topic.setdefault(topic, []).append((kind, language, text))
        else:
            world.profiles.append(
                _profile(next(numbers), kind, language, text, random, world.noted)
            )
    for topic, sides in by_topic.items():
        two = [_profile(next(numbers), *side, random, world.noted) for side in sides]
        world.profiles += two
        pair = frozenset(one.person.ref for one in two)
        (world.wanted if sides[0][0] == "need" else world.alike)[pair] = topic
    met = [topic for topic, sides in by_topic.items() if sides[0][0] == "need"]
    for rule, topic in zip(RULES, random.sample(met, len(RULES)), strict=True):
        _forbid(world, rule, by_topic[topic], topic, numbers, random)
    while len(world.profiles) < PEOPLE:
        world.profiles.append(Profile(_person(next(numbers))))
    random.shuffle(world.profiles)
    return world


def live_through(world: Planted) -> list[tuple[frozenset[str], str]]:
    """`(pair, reason)` of all that is suggested in the months until NOW, ten a month at most; what
    was suggested is not suggested again.
    """
    told: list[tuple[frozenset[str], str]] = []
    for month in range(MONTHS):
        at = NOW - timedelta(days=_DAYS * (MONTHS - 1 - month))
        known = [
            Profile(one.person, tuple(fact for fact in one.facts if fact.at <= at), one.language)
            for one in world.profiles
        ]
        seen = world.acquainted | {pair for pair, _ in told}
        found = find_pairs(known, at, acquainted=seen, never=world.never)
        told += [
            (frozenset((one.first.ref, one.second.ref)), one.reason) for one in found[:A_MONTH]
        ]
    return told


def _forbid(
    world: Planted,
    rule: str,
    sides: list[tuple[str, str, str]],
    topic: str,
    numbers: Iterator[int],
    random: Random,
) -> None:
    planted = next(pair for pair, named in world.wanted.items() if named == topic)
    one, two = (_profile(next(numbers), *side, random, world.noted) for side in sides)
    pair = frozenset((one.person.ref, two.person.ref))
    if rule == "acquainted":
        world.acquainted.add(pair)
    elif rule == "never":
        world.never.add(two.person.ref)
    elif rule == "one_way":
        one = Profile(_person(one.person.id, touches_in=0), one.facts, one.language)
    else:
        house = one.person.addresses[0].partition("@")[2]
        two = Profile(_person(two.person.id, two.person.title, house), two.facts, two.language)
    world.profiles += [one, two]
    world.forbidden.add(pair)
    if rule == "never":
        world.forbidden |= {frozenset((ref, two.person.ref)) for ref in planted}
    if rule == "one_way":
        world.forbidden |= {frozenset((ref, one.person.ref)) for ref in planted}
    world.fitting |= {
        frozenset((old, new.person.ref)) for old in planted for new in (one, two)
    } - world.forbidden


def _profile(
    number: int, kind: str, language: str, text: str, random: Random, noted: bool
) -> Profile:
    at = NOW - timedelta(days=random.randint(1, _DAYS * MONTHS))
    if kind == "title":
        return Profile(_person(number, text), (), language)
    if noted:
        return Profile(_person(number), (Fact(kind, text, at),), language)
    found = facts.detect(ReadMessage("", text, outgoing=False))
    read = tuple(Fact(one.kind, one.value, at, f"m{number}", "x@y", one.quote) for one in found)
    return Profile(_person(number), read, language)


def _person(number: int, title: str = "", domain: str = "", touches_in: int = 4) -> Person:
    return Person(
        f"p{number}", f"Person{number} Planted", (f"p{number}@{domain or f'h{number}.example'}",),
        title=title, touches_in=touches_in, touches_out=3,
    )  # fmt: skip
