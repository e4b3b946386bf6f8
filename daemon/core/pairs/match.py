"""Decides how well what one needs fits what another does: words by stem and by trade, weighted as
BM25 weights them, since a word that stands in every title tells nobody from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import log

from daemon.core.names import plain_letters
from daemon.core.pairs.words import PHRASES, SAYS_LITTLE, SAYS_NOTHING, SYNONYMS

#: (word or its stem, the trade that it stands for), as a tuple so that it can be remembered by.
Concepts = tuple[tuple[str, str], ...]

#: How much a word counts that stands in half of all titles.
_LITTLE = 0.3
#: How much a word of a need counts that stands in no trade at all: it can tell none from another.
_UNHEARD = 0.25
#: Longer beginnings of words are cut here: gardener, gardening, gardens.
_STEM = 6
_ENDING = re.compile(r"(?<=[^\W\d_]{4})(?:(?<!e)er(?:in)?|or|ing|ist|erin)$")

_WORD = re.compile(r"\d?[^\W\d_][\w'’&-]*")
#: Where who is needed ends, and what for begins.
_WHAT_FOR = re.compile(
    r"\b(?:for|who|with|from|in|on|at|to|about|near|around|für|mit|in|der|die|das|pour|dans|qui|en"
    r"|spécialisée?|para|con|que|especializad[oa])\b",
    re.IGNORECASE,
)


class Matcher:
    """Says how well a need fits a trade; `synonyms` are lines of words that mean the same."""

    def __init__(self, trades: Iterable[frozenset[str]], synonyms: tuple[str, ...] = ()) -> None:
        self._concepts = concepts_of(synonyms)
        self._named = frozenset(trade for _, trade in self._concepts)
        self._counts: dict[str, int] = {}
        self._total = 0
        for tokens in trades:
            self._total += 1
            for one in tokens:
                self._counts[one] = self._counts.get(one, 0) + 1

    def weight(self, token: str) -> float:
        """The inverse frequency of a word, as BM25 has it; common titles count less."""
        seen = self._counts.get(token, 0)
        weight = log(1 + (self._total - seen + 0.5) / (seen + 0.5))
        weight *= 1.0 if seen else _UNHEARD
        return weight * (_LITTLE if token in little(self._concepts) else 1.0)

    def score(self, need: str, trade: frozenset[str], sentence: str = "") -> float:
        """0 to about 1.2: what of the need is met, how much of the trade is meant by it, and
        whether what it is for fits too; the `sentence` around it may say that.
        """
        head, rest = split_need(need, self._concepts)
        if not head:
            head, rest = rest, frozenset()
        rest |= tokenise(sentence, self._concepts) - head
        # Where a trade is named, what else is said of it tells little: "a ruthless editor".
        named = head & self._named
        if named:
            head = named | frozenset(one for one in head if one in self._counts)
        met = head & trade
        known = little(self._concepts)
        # "A coach for our team leads" and a coach of another kind: then the rest must agree.
        if not met or (met <= known and not rest & trade - known):
            return 0.0
        wanted = sum(map(self.weight, head))
        covered = sum(map(self.weight, met)) / wanted if wanted else 0.0
        said = sum(map(self.weight, trade))
        meant = sum(map(self.weight, trade & (head | rest))) / said if said else 0.0
        around = sum(map(self.weight, rest))
        fitting = sum(map(self.weight, rest & trade)) / around if around else 0.0
        return covered * (0.55 + 0.45 * meant) + 0.25 * fitting


def split_words(text: str, concepts: Concepts = ()) -> list[str]:
    """The words of a text that say something, in their order, each as the trade it stands for."""
    table = _table(concepts or concepts_of(()))
    said = " ".join(plain_letters(one) for one in _WORD.findall(text.replace("’", "'")))
    said = f" {said} "
    for phrase, meaning in _phrases():
        if phrase in said:
            said = said.replace(f" {phrase} ", f" {meaning} ")
    found = []
    for word in said.replace("'", " ").replace("-", " ").split():
        if len(word) < 2 or word in _plain_nothing():
            continue
        found.append(table.get(word) or table.get(_stem(word)) or _stem(word))
    return found


def tokenise(text: str, concepts: Concepts = ()) -> frozenset[str]:
    """The words of a text that say something, each as the trade that it stands for."""
    return frozenset(split_words(text, concepts))


def split_need(need: str, concepts: Concepts = ()) -> tuple[frozenset[str], frozenset[str]]:
    """Who is needed, and what for: "a coach", "our new team leads"."""
    first = _WHAT_FOR.search(need, 2)
    cut = first.start() if first else len(need)
    head, rest = tokenise(need[:cut], concepts), tokenise(need[cut:], concepts)
    return head, rest - head


@lru_cache(maxsize=1)
def _plain_nothing() -> frozenset[str]:
    return frozenset(map(plain_letters, SAYS_NOTHING))


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    """The longest first, so that it wins."""
    plain = {
        " ".join(plain_letters(word) for word in phrase.split()): meaning
        for phrase, meaning in PHRASES.items()
    }
    return tuple(sorted(plain.items(), key=lambda one: (-len(one[0]), one[0])))


@lru_cache(maxsize=8)
def concepts_of(more: tuple[str, ...]) -> Concepts:
    """(word or its stem, the first word of its line); a whole word before a stem. The owner's own
    lines `more` come before ours.
    """
    lines = re.sub(r"\n\s*@", " ", SYNONYMS).splitlines()
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in lines:
        group = [plain_letters(word) for word in line.split()]
        for word in group:
            whole.setdefault(word, group[0])
            stems.setdefault(_stem(word), group[0])
    for line in more:
        group = [plain_letters(word) for word in line.split()]
        # A line that names a trade of ours adds to it.
        meaning = next((whole[word] for word in group if word in whole), group[0])
        for word in group:
            whole[word] = stems[_stem(word)] = meaning
    return tuple({**stems, **whole}.items())


@lru_cache(maxsize=8)
def _table(concepts: Concepts) -> dict[str, str]:
    return dict(concepts)


@lru_cache(maxsize=8)
def little(concepts: Concepts) -> frozenset[str]:
    """The words that alone are no reason; one that stands for another trade is not among them."""
    table = _table(concepts)
    plain = [plain_letters(word) for word in SAYS_LITTLE]
    return frozenset(_stem(word) if table.get(word) is None else word for word in plain
                     if table.get(word) in (None, word))  # fmt: skip


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    word = _ENDING.sub("", word)
    return word[:_STEM] if len(word) > _STEM else word
