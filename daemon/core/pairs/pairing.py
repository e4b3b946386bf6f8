"""Decides which two people the owner might introduce: what one needs is what the other does, or
they share something. Never two who know each other already, work together, or are not to be shared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from daemon.core.model import Evidence, Fact
from daemon.core.pairs.alike import find_alike
from daemon.core.pairs.matching import Matcher, Vocabulary, tokenise, vocabulary_of
from daemon.core.pairs.say import meeting_words
from daemon.core.pairs.who import Pair, Profile, called, evidence_of, is_two_way, may_meet, talk
from daemon.core.values import dataclass

#: A need that is older than this has found its end without us.
NEED_DAYS = 240
#: From this on a pair is worth the owner's time.
LEAST_SCORE = 0.55
#: A person is suggested in so many pairs at once, and no more.
MOST_EACH = 1
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
            if fact.kind != "need" or not timedelta(0) <= now - fact.at < timedelta(days=NEED_DAYS):
                continue
            for trade in trades:
                other = trade.profile
                if not may_meet(one.person, other.person, acquainted) or not talk(one, other):
                    continue
                score = matcher.score(fact.value, trade.tokens, fact.quote)
                if score >= LEAST_SCORE:
                    found.append(_meeting(one, fact, trade, score))
    found.extend(find_alike(known, acquainted, words, now))
    return _best(found)


def _meeting(one: Profile, need: Fact, trade: _Trade, score: float) -> Pair:
    other = trade.profile
    if trade.fact is not None:
        does = evidence_of(other.person, trade.fact)
    else:
        does = Evidence(f"{called(other.person)}: {trade.kind}, {trade.value}")
    reason = meeting_words(one, need, other, trade.kind, trade.value)
    told = (evidence_of(one.person, need), does)
    return Pair(one.person, other.person, reason, min(1.0, score), told)


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
