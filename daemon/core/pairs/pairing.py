"""Decides which two people the owner might introduce: what one needs is what the other does, or
they share something. Never two who know each other already, work together, or are not to be shared.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from daemon.core.model import Fact
from daemon.core.pairs.alike import find_alike
from daemon.core.pairs.matching import Matcher, vocabulary_of
from daemon.core.pairs.say import is_sayable, meeting_words
from daemon.core.pairs.trades import Trade, evidence_for, is_fresh, trades_of
from daemon.core.pairs.who import Pair, Profile, is_two_way, may_meet, talk

#: From this on a pair is worth the owner's time.
LEAST_SCORE = 0.55
#: A person is suggested in so many pairs at once, and no more.
MOST_EACH = 1
#: What is met only by the sentence around an offer may be beside it: "museum friends".
_BESIDE = 0.8


def find_pairs(
    profiles: Sequence[Profile],
    now: datetime,
    *,
    acquainted: Container[frozenset[str]] = (),
    never: Collection[str] = (),
    synonyms: tuple[str, ...] = (),
) -> tuple[Pair, ...]:
    """The pairs worth introducing, best first, each person in one at most.

    `acquainted` are pairs of refs who know each other or were introduced or asked before: asked of
    few. `never` are the refs of people who are not to be shared.
    """
    known = [
        replace(one, facts=tuple(fact for fact in one.facts if fact.at <= now))
        for one in sorted(profiles, key=lambda one: one.person.id)
        # Who has no address that mail reaches cannot be introduced by mail.
        if is_two_way(one.person) and one.person.addresses and one.person.ref not in never
    ]
    words = vocabulary_of(synonyms)
    trades = [trade for one in known for trade in trades_of(one, words)]
    matcher = Matcher((one.tokens for one in trades), synonyms)
    found: list[Pair] = []
    for one in known:
        for fact in one.facts:
            if fact.kind != "need" or not is_fresh(fact, now):
                continue
            for trade in trades:
                other = trade.profile
                if not may_meet(one.person, other.person) or not talk(one, other):
                    continue
                score = matcher.score(fact.value, trade.tokens, fact.quote)
                if score and trade.fact is not None:
                    itself = matcher.score(fact.value, trade.itself, fact.quote)
                    score *= 1.0 if itself else _BESIDE
                if score >= LEAST_SCORE:
                    found.append(_meeting(one, fact, trade, score))
    kinds = {fact.kind for one in known for fact in one.facts}
    if "perhaps_need" in kinds or {"need", "perhaps_offer"} <= kinds:
        from daemon.core.pairs.loosely import find_loosely  # loads the learned reader of needs

        found.extend(find_loosely(known, trades, words, now))
    found.extend(find_alike(known, words, now))
    return _best(found, acquainted)


def _meeting(one: Profile, need: Fact, trade: Trade, score: float) -> Pair:
    other = trade.profile
    reason = meeting_words(one, need, other, trade.kind, trade.value)
    sayable = is_sayable(need, trade.kind, trade.value, one.language or other.language)
    return Pair(one.person, other.person, reason, min(1.0, score),
                evidence_for(one, need, trade), sayable)  # fmt: skip


def _best(found: Iterable[Pair], acquainted: Container[frozenset[str]]) -> tuple[Pair, ...]:
    """The best pair of each person with somebody whom they do not know, best first; equal scores
    are ordered by person.
    """
    chosen: list[Pair] = []
    taken: dict[str, int] = {}
    for pair in sorted(found, key=lambda one: (-one.score, one.first.id, one.second.id)):
        refs = (pair.first.ref, pair.second.ref)
        is_free = all(taken.get(ref, 0) < MOST_EACH for ref in refs)
        if is_free and frozenset(refs) not in acquainted:
            chosen.append(pair)
            for ref in refs:
                taken[ref] = taken.get(ref, 0) + 1
    return tuple(chosen)
