"""Decides whether what may be a need meets what may be an offer: each is read with less than
certainty, so the words of both passages must be about one subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from daemon.core.model import Fact
from daemon.core.pairs.matching import Vocabulary
from daemon.core.pairs.say import loose_words
from daemon.core.pairs.terms import Term, read_terms
from daemon.core.pairs.topics import Keys, Meeting, keys_of, meet
from daemon.core.pairs.trades import Trade, evidence_for, is_fresh, without_customers
from daemon.core.pairs.who import Pair, Profile, may_meet, talk
from daemon.core.parse.need_reading import SURE, weigh_told
from daemon.core.values import dataclass

#: So much both must have in common; by one word alone, so much.
LEAST_LOOSE, LEAST_ALONE = 0.4, 0.5
#: A word that more people than these use for what they offer, or more than one in so many, names a
#: field of work rather than a thing.
MOST_USING, ONE_IN = 6, 40
#: The log-odds of a need alone, from which on it may be one; those of both together, where they
#: have this much in common; and where they have only one word that names no trade, with an offer
#: that is sure, and with one that is not.
LEAST_NEED, LEAST_TOLD, LEAST_ALONE_SURE, LEAST_ALONE_UNSURE = 0.3, 2.0, 2.6, 3.5
#: More or less in common makes up for less or more certainty, so many times.
_USUAL, _MAKES_UP = 0.8, 3.0
#: What was read with less than certainty comes after what was told plainly.
_LOOSE_SCORE = 0.55


@dataclass(frozen=True, slots=True)
class _Offer:
    trade: Trade
    terms: tuple[Term, ...]
    keys: Keys


def find_loosely(
    known: Sequence[Profile],
    trades: Sequence[Trade],
    words: Vocabulary,
    now: datetime,
) -> Iterator[Pair]:
    """Pairs of what may be a need and what is or may be an offer."""
    offers = [_offer(trade, _said(trade, words)) for trade in trades]
    for one in known:
        for fact in one.facts:
            if fact.kind == "perhaps_offer":
                trade = Trade(one, fact.kind, fact.value, frozenset(), fact)
                offers.append(
                    _offer(trade, read_terms(fact.value, one.language, words, fact.quote))
                )
    often = _often_used(offers, len(known))
    for one, fact in _needs(known, now):
        is_plain = fact.kind == "need"
        value = f"{fact.value} {fact.quote}" if is_plain else fact.value
        wanted = [
            term
            for term in read_terms(value, one.language, words, fact.quote)
            if term.means.isdisjoint(often)
        ]
        keys = keys_of(wanted)
        for offer in offers:
            # What is told plainly on both sides meets elsewhere.
            if is_plain and offer.trade.kind != "perhaps_offer":
                continue
            if not keys.may_meet(offer.keys):
                continue
            other = offer.trade.profile
            if not may_meet(one.person, other.person) or not talk(one, other):
                continue
            meeting = meet(wanted, offer.terms)
            if _is_enough(meeting, fact, offer.trade):
                yield _loose(one, fact, offer.trade, meeting.score)


def _needs(known: Sequence[Profile], now: datetime) -> Iterator[tuple[Profile, Fact]]:
    """What each may need, or says plainly to need, and may still."""
    for one in known:
        for fact in one.facts:
            if fact.kind in ("perhaps_need", "need") and is_fresh(fact, now):
                yield one, fact


def _offer(trade: Trade, terms: tuple[Term, ...]) -> _Offer:
    return _Offer(trade, terms, keys_of(terms))


def _said(trade: Trade, words: Vocabulary) -> tuple[Term, ...]:
    """What was told plainly, or stands in a signature, and the sentence around it."""
    if trade.fact is None:
        # In a signature a capital says nothing.
        return read_terms(trade.value.lower(), trade.profile.language, words)
    told = f"{without_customers(trade.value)} {trade.fact.quote}"
    return read_terms(told, trade.profile.language, words)


def _often_used(offers: Sequence[_Offer], people: int) -> frozenset[str]:
    """The words that too many use for what they offer."""
    users: dict[str, set[str]] = {}
    for offer in offers:
        for term in offer.terms:
            for one in term.means:
                users.setdefault(one, set()).add(offer.trade.profile.person.ref)
    most = max(MOST_USING, people // ONE_IN)
    return frozenset(one for one, found in users.items() if len(found) > most)


def _is_enough(meeting: Meeting, need: Fact, trade: Trade) -> bool:
    """Whether so much in common, told so surely, is worth the owner's look."""
    by_one = len(meeting.by) < 2
    if meeting.score < (LEAST_ALONE if by_one else LEAST_LOOSE):
        return False
    wanted = SURE["need"] if need.kind == "need" else weigh_told(need.quote, "need")
    offered, least = SURE["offer"], LEAST_ALONE_SURE
    if trade.kind == "perhaps_offer" and trade.fact is not None:
        offered, least = weigh_told(trade.fact.quote, "offer"), LEAST_ALONE_UNSURE
    together = wanted + offered
    if wanted < LEAST_NEED or together + _MAKES_UP * (meeting.score - _USUAL) < LEAST_TOLD:
        return False
    return not by_one or meeting.by_trade or together >= least


def _loose(one: Profile, need: Fact, trade: Trade, score: float) -> Pair:
    other = trade.profile
    told = evidence_for(one, need, trade)
    reason = loose_words(one, need, other, trade.kind, trade.value)
    return Pair(
        one.person, other.person, reason, _LOOSE_SCORE * min(1.0, score), told, is_sayable=False
    )
