"""Decides whether what may be a need meets what may be an offer: each is read with less than
certainty, so the words of both passages must be about one subject.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from daemon.core.model import Fact
from daemon.core.pairs.matching import Vocabulary
from daemon.core.pairs.say import loose_words
from daemon.core.pairs.topics import Term, meet, read_terms
from daemon.core.pairs.trades import Trade, evidence_for, is_fresh, without_customers
from daemon.core.pairs.who import Pair, Profile, may_meet, talk
from daemon.core.parse.need_reading import SURE, weigh_told
from daemon.core.values import dataclass

#: So much both must have in common; by one word alone, so much.
LEAST_LOOSE, LEAST_ALONE = 0.45, 0.7
#: The log-odds of both together, from which on the one may answer the other.
LEAST_TOLD = 1.0
#: What was read with less than certainty comes after what was told plainly.
_LOOSE_SCORE = 0.55


@dataclass(frozen=True, slots=True)
class _Offer:
    trade: Trade
    terms: tuple[Term, ...]


def find_loosely(
    known: Sequence[Profile],
    trades: Sequence[Trade],
    acquainted: Collection[frozenset[str]],
    words: Vocabulary,
    now: datetime,
) -> Iterator[Pair]:
    """Pairs of what may be a need and what is or may be an offer."""
    offers = [
        _Offer(trade, _said(trade, words)) for trade in trades
    ] + [
        _Offer(Trade(one, fact.kind, fact.value, frozenset(), fact),
               read_terms(fact.value, one.language, words))
        for one in known
        for fact in one.facts
        if fact.kind == "perhaps_offer"
    ]
    for one in known:
        for fact in one.facts:
            if fact.kind not in ("perhaps_need",) or not is_fresh(fact, now):
                continue
            wanted = read_terms(fact.value, one.language, words)
            for offer in offers:
                other = offer.trade.profile
                if not may_meet(one.person, other.person, acquainted) or not talk(one, other):
                    continue
                score, by = meet(wanted, offer.terms)
                least = LEAST_LOOSE if len(by) > 1 else LEAST_ALONE
                if score >= least and _told_together(fact, offer.trade) >= LEAST_TOLD:
                    yield _loose(one, fact, offer.trade, score)


def _said(trade: Trade, words: Vocabulary) -> tuple[Term, ...]:
    """What was told plainly, or stands in a signature, and the sentence around it."""
    told = trade.fact.quote if trade.fact is not None else ""
    return read_terms(f"{without_customers(trade.value)} {told}",
                      trade.profile.language, words)


def _told_together(need: Fact, trade: Trade) -> float:
    """The log-odds of a need and an offer together; a signature is sure."""
    if trade.kind != "perhaps_offer" or trade.fact is None:
        return weigh_told(need.quote, "need") + SURE["offer"]
    return weigh_told(need.quote, "need") + weigh_told(trade.fact.quote, "offer")


def _loose(one: Profile, need: Fact, trade: Trade, score: float) -> Pair:
    other = trade.profile
    told = evidence_for(one, need, trade)
    reason = loose_words(one, need, other, trade.kind, trade.value)
    return Pair(one.person, other.person, reason, _LOOSE_SCORE * min(1.0, score), told, is_sayable=False)
