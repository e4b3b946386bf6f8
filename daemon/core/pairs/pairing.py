"""Decides which two people the owner might introduce: what one needs is what the other does, or
they share something. Never two who know each other already, work together, or are not to be shared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from daemon.core.model import Evidence, Fact
from daemon.core.pairs.alike import find_alike
from daemon.core.pairs.loosely import Naming, meets, named, said
from daemon.core.pairs.matching import Matcher, Vocabulary, tokenise, vocabulary_of
from daemon.core.pairs.say import is_sayable, loose_words, meeting_words
from daemon.core.pairs.who import Pair, Profile, called, evidence_of, is_two_way, may_meet, talk
from daemon.core.parse.need_reading import SURE, weigh_told
from daemon.core.values import dataclass

#: A need that is older than this has found its end without us.
NEED_DAYS = 240
#: From this on a pair is worth the owner's time.
LEAST_SCORE = 0.55
#: So surely what only may be a need or an offer must name the same thing.
LEAST_LOOSE = 0.5
#: The log-odds of both together, from which on the one may answer the other.
LEAST_TOLD = 2.0
#: A word that more people than these use for what they need or offer, or more than one in so many,
#: names a field of work rather than a thing.
MOST_USING, ONE_IN = 6, 40
#: What was read with less than certainty comes after what was told plainly.
_LOOSE_SCORE = 0.55
#: A person is suggested in so many pairs at once, and no more.
MOST_EACH = 1
#: What is met only by the sentence around an offer may be beside it: "museum friends".
_BESIDE = 0.8
_CUSTOMERS = re.compile(r"\b(?:for|für|pour|para)\s[^.,;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Trade:
    """One thing that somebody does, and how it is said in a sentence."""

    profile: Profile
    kind: str
    value: str
    tokens: frozenset[str]
    fact: Fact | None = None


def find_pairs(
    profiles: Sequence[Profile],
    now: datetime,
    *,
    acquainted: Collection[frozenset[str]] = (),
    never: Collection[str] = (),
    synonyms: tuple[str, ...] = (),
) -> tuple[Pair, ...]:
    """The pairs worth introducing, best first, each person in one at most.

    `acquainted` are pairs of refs who know each other or were introduced or asked before, `never`
    the refs of people who are not to be shared.
    """
    known = [
        replace(one, facts=tuple(fact for fact in one.facts if fact.at <= now))
        for one in sorted(profiles, key=lambda one: one.person.id)
        # Who has no address that mail reaches cannot be introduced by mail.
        if is_two_way(one.person) and one.person.addresses and one.person.ref not in never
    ]
    words = vocabulary_of(synonyms)
    trades = [trade for one in known for trade in _trades(one, words)]
    matcher = Matcher((one.tokens for one in trades), synonyms)
    found: list[Pair] = []
    for one in known:
        for fact in one.facts:
            if fact.kind != "need" or not _is_fresh(fact, now):
                continue
            for trade in trades:
                other = trade.profile
                if not may_meet(one.person, other.person, acquainted) or not talk(one, other):
                    continue
                score = matcher.score(fact.value, trade.tokens, fact.quote)
                if score and trade.fact is not None:
                    itself = tokenise(trade.value, words)
                    score *= 1.0 if matcher.score(fact.value, itself, fact.quote) else _BESIDE
                if score >= LEAST_SCORE:
                    found.append(_meeting(one, fact, trade, score))
    found.extend(_find_loose(known, trades, acquainted, words, now))
    found.extend(find_alike(known, acquainted, words, now))
    return _best(found)


def _find_loose(
    known: Sequence[Profile],
    trades: Sequence[_Trade],
    acquainted: Collection[frozenset[str]],
    words: Vocabulary,
    now: datetime,
) -> Iterator[Pair]:
    """Pairs of what may be a need and what is or may be an offer."""
    does: _Index = {}
    for trade in trades:
        told = trade.fact.quote if trade.fact is not None else ""
        _index(does, trade, said(_CUSTOMERS.sub(" ", trade.value), told, words))
    for one in known:
        for fact in one.facts:
            if fact.kind == "perhaps_offer":
                names = named(fact.value, words)
                trade = _Trade(one, fact.kind, fact.value, frozenset(names.words), fact)
                _index(does, trade, names)
    most = max(MOST_USING, len(known) // ONE_IN)
    for token, found in tuple(does.items()):
        if len({trade.profile.person.ref for trade, _ in found}) > most:
            del does[token]
    for one in known:
        for fact in one.facts:
            if fact.kind != "perhaps_need" or not _is_fresh(fact, now):
                continue
            wanted = named(fact.value, words)
            met = {id(trade): (trade, names)
                   for token in wanted.words for trade, names in does.get(token, ())}  # fmt: skip
            for trade, names in met.values():
                other = trade.profile
                if not may_meet(one.person, other.person, acquainted) or not talk(one, other):
                    continue
                score = meets(wanted, names)
                if score >= LEAST_LOOSE and _told_together(fact, trade) >= LEAST_TOLD:
                    yield _loose(one, fact, trade, score)


def _told_together(need: Fact, trade: _Trade) -> float:
    """The log-odds of a need and an offer together; a signature is sure."""
    if trade.kind != "perhaps_offer" or trade.fact is None:
        return weigh_told(need.quote, "need") + SURE["offer"]
    return weigh_told(need.quote, "need") + weigh_told(trade.fact.quote, "offer")


_Index = dict[str, list[tuple[_Trade, Naming]]]


def _index(does: _Index, trade: _Trade, names: Naming) -> None:
    for token in names.words:
        does.setdefault(token, []).append((trade, names))


def _is_fresh(fact: Fact, now: datetime) -> bool:
    return timedelta(0) <= now - fact.at < timedelta(days=NEED_DAYS)


def _loose(one: Profile, need: Fact, trade: _Trade, score: float) -> Pair:
    other = trade.profile
    if trade.fact is not None:
        does = evidence_of(other.person, trade.fact)
    else:
        does = Evidence(f"{called(other.person)}: {trade.kind}, {trade.value}")
    told = (evidence_of(one.person, need), does)
    reason = loose_words(one, need, other, trade.kind, trade.value)
    return Pair(one.person, other.person, reason, _LOOSE_SCORE * score, told, is_sayable=False)


def _meeting(one: Profile, need: Fact, trade: _Trade, score: float) -> Pair:
    other = trade.profile
    if trade.fact is not None:
        does = evidence_of(other.person, trade.fact)
    else:
        does = Evidence(f"{called(other.person)}: {trade.kind}, {trade.value}")
    reason = meeting_words(one, need, other, trade.kind, trade.value)
    told = (evidence_of(one.person, need), does)
    sayable = is_sayable(need, trade.kind, trade.value, one.language or other.language)
    return Pair(one.person, other.person, reason, min(1.0, score), told, sayable)


def _best(found: Iterable[Pair]) -> tuple[Pair, ...]:
    """The best pair of each person, best first; equal scores are ordered by person."""
    chosen: list[Pair] = []
    taken: dict[str, int] = {}
    for pair in sorted(found, key=lambda one: (-one.score, one.first.id, one.second.id)):
        refs = (pair.first.ref, pair.second.ref)
        if all(taken.get(ref, 0) < MOST_EACH for ref in refs):
            chosen.append(pair)
            for ref in refs:
                taken[ref] = taken.get(ref, 0) + 1
    return tuple(chosen)


def _trades(profile: Profile, words: Vocabulary) -> list[_Trade]:
    person = profile.person
    said: list[tuple[str, str, Fact | None]] = [
        (fact.kind, fact.value, fact) for fact in profile.facts if fact.kind == "offer"
    ]
    said += [("title", person.title, None), ("organisation", person.organisation, None)]
    found = []
    for kind, value, fact in said:
        # The whole sentence of an offer tells more than what was cut out of it; whom it is for is
        # no trade.
        text = f"{value}. {fact.quote}" if fact is not None else value
        tokens = tokenise(_CUSTOMERS.sub(" ", text), words)
        if tokens:
            found.append(_Trade(profile, kind, value, tokens, fact))
    return found
