"""Decides whether what may be a need meets what may be an offer: each is read with less than
certainty, so both must name the same thing, by a word that few people use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from daemon.core.model import Fact
from daemon.core.pairs.matching import Vocabulary, split_words
from daemon.core.pairs.say import loose_words
from daemon.core.pairs.trades import Trade, evidence_for, is_fresh, without_customers
from daemon.core.pairs.who import Pair, Profile, may_meet, talk
from daemon.core.parse.need_features import PLAIN, is_trade
from daemon.core.parse.need_model import load_weights
from daemon.core.parse.need_reading import SURE, weigh_told
from daemon.core.values import dataclass

#: So surely what only may be a need or an offer must name the same thing.
LEAST_LOOSE = 0.5
#: The log-odds of both together, from which on the one may answer the other.
LEAST_TOLD = 2.0
#: A word that more people than these use for what they need or offer, or more than one in so many,
#: names a field of work rather than a thing.
MOST_USING, ONE_IN = 6, 40
#: What was read with less than certainty comes after what was told plainly.
_LOOSE_SCORE = 0.55
#: How much a word counts that is the likeliest to name the thing, the second, the third.
_RANKS = (1.0, 0.8, 0.6)
#: A word that names no trade that we know; one that many mails hold.
_NO_TRADE, _COMMON = 0.85, 0.45
#: What each further word that both have in common adds.
_FURTHER = 0.25
#: A word that was told plainly, and one that only stands beside it.
_PLAIN, _AROUND = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Naming:
    """The words that may name a thing, each with how much it counts, and the trade among them that
    the thing is, or "": where one side is a tenor, no choir that both have makes the other one.
    """

    words: Mapping[str, float]
    lead: str = ""


def find_loosely(
    known: Sequence[Profile],
    trades: Sequence[Trade],
    acquainted: Collection[frozenset[str]],
    words: Vocabulary,
    now: datetime,
) -> Iterator[Pair]:
    """Pairs of what may be a need and what is or may be an offer."""
    does: dict[str, list[tuple[Trade, Naming]]] = {}
    for trade in trades:
        told = trade.fact.quote if trade.fact is not None else ""
        _index(does, trade, said(without_customers(trade.value), told, words))
    for one in known:
        for fact in one.facts:
            if fact.kind == "perhaps_offer":
                names = named(fact.value, words)
                trade = Trade(one, fact.kind, fact.value, frozenset(names.words), fact)
                _index(does, trade, names)
    most = max(MOST_USING, len(known) // ONE_IN)
    for token, found in tuple(does.items()):
        if len({trade.profile.person.ref for trade, _ in found}) > most:
            del does[token]
    for one in known:
        for fact in one.facts:
            if fact.kind != "perhaps_need" or not is_fresh(fact, now):
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


def named(value: str, words: Vocabulary) -> Naming:
    """What the words of a thing that only may be told name; the likeliest word stands first."""
    found: dict[str, float] = {}
    for rank, word in zip(_RANKS, value.split(), strict=False):
        for token in split_words(word, words):
            found.setdefault(token, rank * _telling(word, token, words))
    first = next(iter(found), "")
    return Naming(found, first if found.get(first) == 1.0 else "")


def said(value: str, quote: str, words: Vocabulary) -> Naming:
    """What was told plainly, or stands in a signature; what stands only in the sentence around it
    counts less.
    """
    found = {one: _AROUND * _telling(one, one, words) for one in split_words(quote, words)}
    for token in split_words(value, words):
        found[token] = _PLAIN * _telling(token, token, words)
    return Naming(found)


def meets(one: Naming, other: Naming) -> float:
    """0 to 1: how surely these name one thing, by the words that both have."""
    met = {token: counts * other.words[token]
           for token, counts in one.words.items() if token in other.words}  # fmt: skip
    if not met or any(lead and lead not in met for lead in (one.lead, other.lead)):
        return 0.0
    best = max(met.values())
    return min(1.0, best + _FURTHER * (sum(met.values()) - best))


def _told_together(need: Fact, trade: Trade) -> float:
    """The log-odds of a need and an offer together; a signature is sure."""
    if trade.kind != "perhaps_offer" or trade.fact is None:
        return weigh_told(need.quote, "need") + SURE["offer"]
    return weigh_told(need.quote, "need") + weigh_told(trade.fact.quote, "offer")


def _index(does: dict[str, list[tuple[Trade, Naming]]], trade: Trade, names: Naming) -> None:
    for token in names.words:
        does.setdefault(token, []).append((trade, names))


def _loose(one: Profile, need: Fact, trade: Trade, score: float) -> Pair:
    other = trade.profile
    told = evidence_for(one, need, trade)
    reason = loose_words(one, need, other, trade.kind, trade.value)
    return Pair(one.person, other.person, reason, _LOOSE_SCORE * score, told, is_sayable=False)


def _telling(word: str, token: str, words: Vocabulary) -> float:
    if token in words.little or word in PLAIN:
        return _COMMON
    # "Report" has the stem of a trade, but is none.
    if is_trade(word):
        return 1.0 if token in words.trades else _NO_TRADE
    return _COMMON if word in _common() else _NO_TRADE


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return load_weights()[0].known
