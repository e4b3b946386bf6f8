"""Decides by its words alone whether a text may say what a pattern looks for. Most sentences hold
none of the words that a turn of phrase needs, and searching them takes a hundred times as long.

Which words a pattern needs follows from the pattern (`keys.tsv`, made by `python -m
bench.make_keys`). A pattern that is not in the table is searched everywhere: slower, never wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar
from zlib import crc32

from daemon.core.parse.alternatives import split_alternatives
from daemon.core.parse.key_table import KeyTable
from daemon.core.parse.late import late_pattern

WORD = re.compile(r"[^\W\d_]+")
#: Marks that are keys themselves.
MARKS = "?？@"
#: Letters which IGNORECASE takes for another one that `lower` does not make of them.
LIKE_OTHERS = late_pattern("[\u0130\u0131\u017f\u1c80-\u1c88]")


class Keyed:
    """A pattern of which each alternative is searched only in texts with its words, and compiled
    for the first of them; upper and lower case are alike.
    """

    __slots__ = ("_order", "_searched", "_whole", "numbers", "parts")
    made: ClassVar[list[Keyed]] = []

    def __init__(self, pattern: str) -> None:
        parts = split_alternatives(pattern)
        #: Its alternatives in their order, by number; those that were searched before, with what
        #: begins all that they find.
        self.parts: dict[int, str] = {crc32(one.encode()): one for one in parts}
        self._searched: dict[int, tuple[re.Pattern[str], tuple[str, ...]]] = {}
        self._order = {number: at for at, number in enumerate(self.parts)}
        self.numbers = frozenset(self.parts)
        self._whole: re.Pattern[str] | None = None
        self.made.append(self)
        _numbers.cache_clear()
        _load.cache_clear()  # which of all are not in the table
        _opened.cache_clear()

    def compile(self) -> re.Pattern[str]:
        """The pattern itself."""
        if self._whole is None:
            whole = "|".join(f"(?:{one})" for one in self.parts.values())
            self._whole = re.compile(whole, re.IGNORECASE)
        return self._whole

    def may_find(self, text: str) -> bool:
        """Whether the words of a text leave it possible that the pattern finds something."""
        return not self.numbers.isdisjoint(_opened(text)[0])

    def among(self, sentences: tuple[str, ...], end: int = sys.maxsize) -> list[str]:
        """Those of a mail's sentences in which it may find something before `end`: to ask all at
        once takes a fifth of the time.
        """
        return _among(self.numbers, sentences, end)

    def find_among(self, sentences: tuple[str, ...], end: int = sys.maxsize) -> Iterator[str]:
        """Those of a mail's sentences in which it finds something before `end`."""
        return (one for one in self.among(sentences, end) if self.finds(one, end))

    def finds(self, text: str, end: int = sys.maxsize) -> bool:
        """Whether the pattern finds anything in a text, as if it ended at `end`: to cut it makes
        another text of it, the words of which nobody knows yet.
        """
        if end < len(text):
            text = cut_in_word(text, end)
        return next(self._found(text, end), None) is not None

    def search(self, text: str, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a compiled pattern: what begins first, and of these what the first alternative
        finds; as if the text ended at `end`.
        """
        if end < len(text):
            text = cut_in_word(text, end)
        return min(self._found(text, end), key=re.Match.start, default=None)

    def _found(self, text: str, end: int) -> Iterator[re.Match[str]]:
        """What each alternative finds first."""
        opened, small = _opened(text)
        if self.numbers.isdisjoint(opened):
            return
        for number in sorted(opened & self.numbers, key=self._order.__getitem__):
            pattern, begins = self._searched.get(number) or self._compile(number)
            if begins and small:
                found = find_at(pattern, text, small, begins, end)
            else:
                found = pattern.search(text, 0, end)
            if found is not None:
                yield found

    def _compile(self, number: int) -> tuple[re.Pattern[str], tuple[str, ...]]:
        begins = _load().beginnings(number)
        self._searched[number] = re.compile(self.parts[number], re.IGNORECASE), begins
        return self._searched[number]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self.compile().finditer(text) if self.may_find(text) else iter(())


class KeyedTable:
    """Many patterns, in their order."""

    def __init__(self, patterns: Sequence[Keyed]) -> None:
        self._patterns = patterns
        self._places: dict[int, list[int]] = {}
        for at, one in enumerate(patterns):
            for number in one.numbers:
                self._places.setdefault(number, []).append(at)
        self._numbers = frozenset(self._places)

    @classmethod
    def of(cls, tables: Iterable[KeyedTable]) -> KeyedTable:
        """The patterns of several tables."""
        return cls([one for table in tables for one in table._patterns])

    def may_find(self, text: str, end: int = sys.maxsize) -> bool:
        """Whether the words of a text leave it possible that any of them finds something in it, as
        if it ended at `end`.
        """
        return not self._numbers.isdisjoint(_opened(cut_in_word(text, end))[0])

    def among(self, sentences: tuple[str, ...], end: int = sys.maxsize) -> list[str]:
        """Those of a mail's sentences in which any of them may find something before `end`."""
        return _among(self._numbers, sentences, end)

    def that_may_find(self, text: str) -> list[Keyed]:
        """Those that the words of a text leave possible."""
        numbers = self._numbers & _opened(text)[0]
        places = {at for number in numbers for at in self._places[number]}
        return [self._patterns[at] for at in sorted(places)]


#: A longer word than this, parted in two, may be a key or not: nobody looks.
_LONGEST_WORD = 40


def cut_in_word(text: str, end: int) -> str:
    """The text up to `end` where that parts a word in two, the first half of which is a key. Else
    all of the text, in which stand all keys of its beginning.
    """
    if end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum()):
        return text
    half = (WORD.findall(text[max(0, end - _LONGEST_WORD) : end].lower()) or [""])[-1]
    return text[:end] if len(half) >= _LONGEST_WORD or _load().has(half) else text


def find_at(
    pattern: re.Pattern[str], text: str, small: str, begins: Iterable[str], end: int
) -> re.Match[str] | None:
    """What the pattern finds first before `end`, tried only where one of these letters begins, one
    of which begins all that it finds; `small` is the text in small letters, letter for letter.
    """
    first, last = None, min(len(small), end)
    at_word = pattern.pattern.startswith(r"\b")
    for begin in begins:
        at = small.find(begin)
        while 0 <= at < last:
            # Most of what stands within a word need not be tried.
            if not (at_word and at and small[at - 1].isalpha() and begin[0].isalpha()):
                found = pattern.match(text, at, end)
                if found is not None:
                    first, last = found, at
                    break
            at = small.find(begin, at + 1)
    return first


@lru_cache(maxsize=1)  # read again in some milliseconds: not kept while nothing is to be read
def _load() -> KeyTable:
    return KeyTable(Path(__file__).with_name("keys.tsv").read_bytes(), _numbers())


@cache
def _numbers() -> frozenset[int]:
    return frozenset().union(*(one.numbers for one in Keyed.made))


#: In ASCII: blanks for all that is no letter.
_LETTERS_ALONE = {number: " " for number in range(128) if not chr(number).isalpha()}


@lru_cache(maxsize=256)  # and some ask for the words themselves
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in their order, in small letters: runs of letters."""
    if text.isascii():  # the same in a sixth of the time
        return tuple(text.lower().translate(_LETTERS_ALONE).split())
    return tuple(WORD.findall(text.lower()))


@lru_cache(maxsize=1)  # of so many letters it takes long to make, and few texts ask for it
def unspaced() -> re.Pattern[str]:
    """A letter of a script that puts no blanks between words: each is a key."""
    return re.compile("[\u3040-\u9fff]")


def find_words(text: str) -> set[str]:
    """What stands in a text that is a key or begins with one: words, marks, letters of scripts
    without blanks.
    """
    words = set(words_of(text))
    words.update([mark for mark in MARKS if mark in text])
    if not text.isascii():
        words.update(unspaced().findall(text.lower()))
    return words


@lru_cache(maxsize=512)  # many patterns are asked of the same sentences
def _opened(text: str) -> tuple[frozenset[int], str]:
    """The numbers of the patterns that may find something in a text, and the text in small
    letters; without it where they may find what begins with others.
    """
    table = _load()
    if not text.isascii() and LIKE_OTHERS.search(text):
        return table.all, ""
    return table.opened(find_words(text)), text.lower()


@lru_cache(maxsize=4)  # a dozen detectors ask of one mail, one after the other
def _opened_each(sentences: tuple[str, ...]) -> list[frozenset[int]]:
    return [_opened(one)[0] for one in sentences]


def _among(numbers: frozenset[int], sentences: tuple[str, ...], end: int) -> list[str]:
    """A sentence that goes on behind `end` may find what needs the beginning of its last word."""
    return [
        one
        for one, opened in zip(sentences, _opened_each(sentences), strict=True)
        if len(one) > end or not numbers.isdisjoint(opened)
    ]
