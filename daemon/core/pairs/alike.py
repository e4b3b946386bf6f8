"""Decides who has something in common: a liking, an event or a meeting place, a town, and who is
new where another knows everybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

from daemon.core.model import Fact
from daemon.core.pairs.matching import Vocabulary, tokenise
from daemon.core.pairs.say import (
    is_new,
    newcomer_words,
    perhaps_alike_words,
    perhaps_newcomer_words,
    shared_words,
)
from daemon.core.pairs.who import Pair, Profile, evidence_of, may_meet, talk
from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass

#: What two share weighs less than what one can do for the other.
SHARED_SCORE, PLACE_SCORE, HUB_SCORE = 0.6, 0.56, 0.62
#: What only may be so comes last.
PERHAPS_SCORE = 0.45
#: What more people than these share tells none of them from the others.
MOST_SHARING = 6
#: Who knows so many of the owner's people is a hub without saying so.
HUB_ACQUAINTANCES = 8
#: Nobody is new for longer, and both went to an event that both tell of within half a year.
NEW_DAYS, EVENT_DAYS = 150, 180
_MOVES = late_pattern(
    r"\b(?:mov(?:ing|ed)|relocat(?:ing|ed)|zieh\w*|déménag\w*|mud(?:o|amos)|started out)\b"
    r"|\bneu in\b|\bgezogen\b|\binstallée?s?\b",
    re.IGNORECASE,
)
_PLACE = late_pattern(
    r"\b(?:to|in|nach|à|a|en) (?P<place>(?-i:[A-ZÀ-Þ])[\w’'-]+(?: (?-i:[A-ZÀ-Þ])[\w’'-]+)*)",
    re.IGNORECASE,
)
_PROPER = late_pattern(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]{2,}")
_NUMBER = late_pattern(r"\d+")


@dataclass(frozen=True, slots=True)
class _Common:
    """One thing of a person's that others may have as well: what it is called, and its words."""

    who: Profile
    fact: Fact
    name: str
    tokens: frozenset[str]


def find_alike(
    known: Sequence[Profile],
    words: Vocabulary,
    now: datetime,
) -> list[Pair]:
    """The pairs with something in common, in no order; none who may not meet."""
    found: list[Pair] = []
    for kind, read, score in (
        ("interest", _liking, SHARED_SCORE),
        ("met_at", _liking, SHARED_SCORE),
        ("event", _gathering, SHARED_SCORE),
    ):
        has = [one for who in known for one in _common(who, kind, read, words)]
        for one, other in _sharing(has):
            if not may_meet(one.who.person, other.who.person):
                continue
            if not talk(one.who, other.who):
                continue
            if kind == "event" and abs(one.fact.at - other.fact.at) > timedelta(days=EVENT_DAYS):
                continue
            shorter = min((one, other), key=lambda each: (len(each.name), each.name))
            reason = shared_words(kind, one.who, other.who, shorter.name)
            found.append(_pair(one, other, reason, score))
    found.extend(_perhaps(known, words))
    found.extend(_newcomers(known, words, now))
    return found


def _perhaps(known: Sequence[Profile], words: Vocabulary) -> Iterator[Pair]:
    """Who may like one pastime, or go to one gathering; told to the owner alone."""
    both: tuple[tuple[str, str], ...] = (("perhaps_likes", "interest"), ("perhaps_goes", "event"))
    for kinds in both:
        has = [one for who in known for one in _all_common(who, kinds, words)]
        for one, other in _sharing(has):
            is_apart = abs(one.fact.at - other.fact.at) > timedelta(days=EVENT_DAYS)
            if not may_meet(one.who.person, other.who.person) or (kinds[1] == "event" and is_apart):
                continue
            if talk(one.who, other.who):
                reason = perhaps_alike_words(kinds[0], one.who, other.who, one.name)
                yield replace(_pair(one, other, reason, PERHAPS_SCORE), is_sayable=False)


def _all_common(who: Profile, kinds: tuple[str, str], words: Vocabulary) -> Iterator[_Common]:
    """What may be so, and what is told plainly of the same."""
    read = _liking if kinds[1] == "interest" else _gathering
    for fact in who.facts:
        if fact.kind == kinds[0]:
            named = tokenise(fact.value, words) | _editions(fact.value)
            yield _Common(who, fact, fact.value, named)
    yield from _common(who, kinds[1], read, words)


_Reader = Callable[[Fact, Vocabulary], tuple[str, frozenset[str]]]


def _common(who: Profile, kind: str, read: _Reader, words: Vocabulary) -> Iterator[_Common]:
    for fact in who.facts:
        if fact.kind == kind:
            name, tokens = read(fact, words)
            if tokens:
                yield _Common(who, fact, name, tokens)


def _liking(fact: Fact, words: Vocabulary) -> tuple[str, frozenset[str]]:
    tokens = tokenise(fact.value, words)
    return fact.value, tokens | _editions(fact.value) if tokens - words.little else frozenset()


def _gathering(fact: Fact, words: Vocabulary) -> tuple[str, frozenset[str]]:
    """What is told of an event that has a name; a move to a town is none."""
    if _MOVES.search(fact.value):
        return "", frozenset()
    named = _PROPER.search(fact.value)
    if named is None:
        return "", frozenset()
    tokens = tokenise(" ".join(_PROPER.findall(fact.value)), words)
    return fact.value[named.start() :], tokens | _editions(fact.value) if tokens else tokens


def _editions(value: str) -> frozenset[str]:
    """The numbers of a name: who was at PyCon 24 did not meet who was at PyCon 25."""
    return frozenset(f"#{number}" for number in _NUMBER.findall(value))


def _sharing(has: Sequence[_Common]) -> Iterator[tuple[_Common, _Common]]:
    """Those of whom one's words hold all of the other's, where few have it."""
    by_word: dict[str, list[int]] = {}
    for at, one in enumerate(has):
        for token in one.tokens:
            by_word.setdefault(token, []).append(at)
    seen: set[tuple[int, int]] = set()
    for holders in by_word.values():
        if len({has[at].who.person.ref for at in holders}) > MOST_SHARING:
            continue
        for pair in combinations(holders, 2):
            one, other = has[pair[0]], has[pair[1]]
            if pair not in seen and (one.tokens <= other.tokens or other.tokens <= one.tokens):
                seen.add(pair)
                yield one, other


def _newcomers(
    known: Sequence[Profile],
    words: Vocabulary,
    now: datetime,
) -> Iterator[Pair]:
    """Who is new in a town or a trade, and who is at home in it; the best known of them."""
    home = [
        (who, fact, tokenise(fact.value, words) - words.little)
        for who in known
        for fact in who.facts
        if fact.kind in ("place", "organises", "perhaps_home")
    ]
    for who in known:
        for fact in who.facts:
            new_in = _new_in(fact, words, now)
            if not new_in[1]:
                continue
            hosts = [
                (_standing(host, told), host, told)
                for host, told, tokens in home
                if new_in[1] <= tokens and may_meet(who.person, host.person) and talk(who, host)
            ]
            for standing, host, told in sorted(hosts, key=lambda one: (-one[0], one[1].person.id)):
                one, other = (_Common(each, what, "", new_in[1])
                              for each, what in ((who, fact), (host, told)))  # fmt: skip
                if fact.kind == "perhaps_new" or told.kind == "perhaps_home":
                    reason = perhaps_newcomer_words(who, host, new_in[0])
                    pair = _pair(one, other, reason, PERHAPS_SCORE)
                    yield replace(pair, is_sayable=False)
                else:
                    score = HUB_SCORE if standing > 1 else PLACE_SCORE
                    reason = newcomer_words(who, host, new_in[0], told, standing > 1)
                    yield _pair(one, other, reason, score)


def _standing(host: Profile, told: Fact) -> int:
    """Two for a hub, one for somebody who lives there."""
    is_hub = told.kind == "organises" or host.acquaintances >= HUB_ACQUAINTANCES
    return 2 if is_hub else 1


def _new_in(fact: Fact, words: Vocabulary, now: datetime) -> tuple[str, frozenset[str]]:
    """The town or the trade that somebody is new in, or nothing."""
    if not timedelta(0) <= now - fact.at < timedelta(days=NEW_DAYS):
        return "", frozenset()
    if fact.kind == "perhaps_new":
        return fact.value, tokenise(fact.value, words)
    if fact.kind != "event":
        return "", frozenset()
    trade = is_new(fact.value)
    if trade:
        return trade, tokenise(trade, words) - words.little
    place = _PLACE.search(fact.value) if _MOVES.search(fact.value) else None
    return (place["place"], tokenise(place["place"], words)) if place else ("", frozenset())


def _pair(one: _Common, other: _Common, reason: str, score: float) -> Pair:
    told = (evidence_of(one.who.person, one.fact), evidence_of(other.who.person, other.fact))
    return Pair(one.who.person, other.who.person, reason, score, told)
