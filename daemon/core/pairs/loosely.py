"""Decides whether what may be a need meets what may be an offer: each is read with less than
certainty, so both must name the same thing, by a word that few people use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from daemon.core.pairs.matching import Vocabulary, split_words
from daemon.core.parse.need_features import is_trade
from daemon.core.parse.need_model import load_weights

#: How much a word counts that is the likeliest to name the thing, the second, the third.
_RANKS = (1.0, 0.8, 0.6)
#: A word that names no trade that we know; one that many mails hold.
_NO_TRADE, _COMMON = 0.85, 0.45
#: What each further word that both have in common adds.
_FURTHER = 0.25
#: A word that was told plainly, and one that only stands beside it.
_PLAIN, _AROUND = 0.9, 0.5


def named(value: str, words: Vocabulary) -> tuple[tuple[str, float], ...]:
    """The words that may name a thing, likeliest first, each with how much it counts."""
    found: dict[str, float] = {}
    for rank, word in zip(_RANKS, value.split(), strict=False):
        for token in split_words(word, words):
            found.setdefault(token, rank * _telling(word, token, words))
    return tuple(found.items())


def said(value: str, quote: str, words: Vocabulary) -> dict[str, float]:
    """What was told plainly, or stands in a signature: each word with how much it counts; less
    where it stands only in the sentence around.
    """
    found = {
        token: _AROUND * _telling(token, token, words) for token in split_words(quote, words)
    }
    for token in split_words(value, words):
        found[token] = _PLAIN * _telling(token, token, words)
    return found


def meets(one: Sequence[tuple[str, float]], other: Mapping[str, float]) -> float:
    """0 to 1: how surely these name one thing, by the words that both have."""
    weights = [counts * other[token] for token, counts in one if token in other]
    if not weights:
        return 0.0
    best = max(weights)
    return min(1.0, best + _FURTHER * (sum(weights) - best))


def _telling(word: str, token: str, words: Vocabulary) -> float:
    if token in words.little:
        return _COMMON
    # "Report" has the stem of a trade, but is none.
    if word in _common() and not is_trade(word):
        return _COMMON
    return 1.0 if token in words.trades else _NO_TRADE


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return load_weights()[0].known
