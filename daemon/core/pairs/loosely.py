"""Decides whether what may be a need meets what may be an offer: each is read with less than
certainty, so both must name the same thing, by a word that few people use.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from daemon.core.pairs.matching import Vocabulary, split_words
from daemon.core.parse.need_features import PLAIN, is_trade
from daemon.core.parse.need_model import load_weights
from daemon.core.values import dataclass

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
