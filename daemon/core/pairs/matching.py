"""Decides how well what one needs fits what another does: words by stem and by trade, weighted as
BM25 weights them, since a word that stands in every title tells nobody from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from daemon.core.names import plain_letters
from daemon.core.pairs.words import MADE_UP, PHRASES, SAYS_LITTLE, SAYS_NOTHING
from daemon.core.parse.late import late_pattern
from daemon.core.parse.trade_names import SYNONYMS
from daemon.core.values import dataclass

#: How much a word counts that stands in half of all titles.
_LITTLE = 0.3
#: How much a word of a need counts that stands in no trade at all: it can tell none from another.
_UNHEARD = 0.25
#: Longer beginnings of words are cut here: gardener, gardening, gardens.
_STEM = 6
_ENDINGS = ("er", "erin", "or", "ing", "ist")
_ENDING = late_pattern(r"(?<=[^\W\d_]{4})(?:(?<!e)er(?:in)?|or|ing|ist|erin)$")

_WORD = late_pattern(r"\d?[^\W\d_][\w'’&-]*")
#: Where who is needed ends, and what for begins.
_WHAT_FOR = late_pattern(
    r"\b(?:for|who|with|from|in|on|at|to|about|near|around|für|mit|in|der|die|das|pour|dans|qui|en"
    r"|spécialisée?|para|con|que|especializad[oa])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What words mean: `table` gives the trade that a word or its stem stands for, `trades` are all
    of these, `little` the words that alone are no reason.
    """

    table: Mapping[str, str]
    trades: frozenset[str]
    little: frozenset[str]


class Matcher:
    """Says how well a need fits a trade; `synonyms` are lines of words that mean the same."""

    def __init__(self, trades: Iterable[frozenset[str]], synonyms: tuple[str, ...] = ()) -> None:
        self._words = vocabulary_of(synonyms)
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
        return weight * (_LITTLE if token in self._words.little else 1.0)

    def score(self, need: str, trade: frozenset[str], sentence: str = "") -> float:
        """0 to about 1.2: what of the need is met, how much of the trade is meant by it, and
        whether what it is for fits too; the `sentence` around it may say that.
        """
        head, rest = split_need(need, self._words)
        if not head:
            head, rest = rest, frozenset()
        rest |= tokenise(sentence, self._words) - head
        # Where a trade is named, what else is said of it tells little: "a ruthless editor".
        named = head & self._words.trades
        if named:
            head = named | frozenset(one for one in head if one in self._counts)
        met = head & trade
        known = self._words.little
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


def split_words(text: str, vocabulary: Vocabulary | None = None) -> list[str]:
    """The words of a text that say something, in their order, each as the trade it stands for."""
    table = (vocabulary or vocabulary_of(())).table
    said = " ".join(plain_letters(one) for one in _WORD.findall(text.replace("’", "'")))
    said = f" {said} "
    for phrase, meaning in _phrases():
        if phrase in said:
            said = said.replace(f" {phrase} ", f" {meaning} ")
    found = []
    for word in said.replace("'", " ").replace("-", " ").split():
        if len(word) < 2 or word in _plain_nothing():
            continue
        found.append(table.get(word) or table.get(stem(word)) or stem(word))
    return found


def find_phrases(text: str) -> list[tuple[str, str]]:
    """The phrases of words.py that stand in a text, with what each means, if anything."""
    plain = f" {' '.join(plain_letters(one) for one in _WORD.findall(text.replace('’', chr(39))))} "
    found = []
    for phrase, meaning in _phrases():
        if meaning and f" {phrase} " in plain:
            plain = plain.replace(f" {phrase} ", " ")
            found.append((phrase, meaning))
    return found


def tokenise(text: str, vocabulary: Vocabulary | None = None) -> frozenset[str]:
    """The words of a text that say something, each as the trade that it stands for."""
    return frozenset(split_words(text, vocabulary))


def split_need(
    need: str, vocabulary: Vocabulary | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """Who is needed, and what for: "a coach", "our new team leads"."""
    first = _WHAT_FOR.search(need, 2)
    cut = first.start() if first else len(need)
    head, rest = tokenise(need[:cut], vocabulary), tokenise(need[cut:], vocabulary)
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
def vocabulary_of(more: tuple[str, ...]) -> Vocabulary:
    """Our words and the owner's own lines `more`; a whole word counts before a stem. A line of
    theirs that names a trade of ours adds to it.
    """
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in re.sub(r"\n\s*@", " ", SYNONYMS).splitlines():
        group = [plain_letters(word) for word in line.split()]
        for word in group:
            whole.setdefault(word, group[0])
            # "machinelearning" is no word: a machinist is none of it.
            if word not in MADE_UP:
                stems.setdefault(stem(word), group[0])
    for line in more:
        group = [plain_letters(word) for word in line.split()]
        meaning = next((whole[word] for word in group if word in whole), group[0])
        for word in group:
            whole[word] = stems[stem(word)] = meaning
    table = {**stems, **whole}
    # A word that says little, but stands for another trade, is none of them.
    little = {plain_letters(word) for word in SAYS_LITTLE}
    return Vocabulary(
        table,
        frozenset(table.values()),
        frozenset(
            word if word in table else stem(word)
            for word in little
            if table.get(word) in (None, word)
        ),
    )


def stem(word: str) -> str:
    """A word without its ending, cut: what forms of one word have in common."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith(_ENDINGS):
        word = _ENDING.sub("", word)
    return word[:_STEM] if len(word) > _STEM else word
