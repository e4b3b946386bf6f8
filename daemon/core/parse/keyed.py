"""Decides by its words alone whether a text may say what a pattern looks for. Most sentences hold
none of the words that a turn of phrase needs, and searching them takes a hundred times as long.

Which words a pattern needs follows from the pattern (`keys.tsv`, made by `python -m
bench.make_keys`). A pattern that is not in the table is searched everywhere: slower, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import ClassVar
from zlib import crc32

#: A key is a word; or so many first letters of one, and a star.
BEGIN = 4
WORD = re.compile(r"[^\W\d_]+")
#: Marks that are keys themselves.
MARKS = "?？@"
#: Letters of scripts that put no blanks between words: each is a key.
UNSPACED = re.compile("[\u3040-\u9fff]")
#: Letters which IGNORECASE takes for another one that `lower` does not make of them.
_LIKE_OTHERS = re.compile("[\u0130\u0131\u017f\u1c80-\u1c88]")


class Keyed:
    """A pattern that is searched only in texts with its words, and compiled for the first of them;
    upper and lower case are alike.
    """

    __slots__ = ("_compiled", "number", "pattern")
    made: ClassVar[list[Keyed]] = []

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.number = crc32(pattern.encode())
        self._compiled: re.Pattern[str] | None = None
        self.made.append(self)
        _load.cache_clear()  # which of all are not in the table
        _opened.cache_clear()

    def compile(self) -> re.Pattern[str]:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, re.IGNORECASE)
        return self._compiled

    def may_find(self, text: str) -> bool:
        """Whether the words of a text leave it possible that the pattern finds something."""
        return self.number in _opened(text)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern."""
        if self.number not in _opened(text):
            return None
        return (self._compiled or self.compile()).search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self.compile().finditer(text) if self.number in _opened(text) else iter(())


class _Table:
    """What each key opens. Lines are parsed when their key is met: few are in one mail."""

    def __init__(self, text: str) -> None:
        numbers, needs, keys = text.split("\n\n")
        self._numbers = [int(one, 16) for one in numbers.split()]
        self._needs: list[str | frozenset[str]] = [*needs.split("\n")]
        self._lines: dict[str, str] = {}
        for line in keys.splitlines():
            key, _, self._lines[key] = line.partition("\t")
        self._opens: dict[str, tuple[tuple[int, frozenset[str]], ...]] = {}
        self.all = frozenset(one.number for one in Keyed.made)
        #: Those that are not in the table: whoever has written them has not made it anew.
        self.open = self.all - frozenset(self._numbers)

    def opened(self, found: frozenset[str]) -> frozenset[int]:
        """The numbers of the patterns for which all that they need is among these keys."""
        opened = set(self.open)
        for key in ("", *(found & self._lines.keys())):
            for number, need in self._opens.get(key) or self._parse(key):
                if number not in opened and not (need and need.isdisjoint(found)):
                    opened.add(number)
        return frozenset(opened)

    def _parse(self, key: str) -> tuple[tuple[int, frozenset[str]], ...]:
        """The patterns of a key, each with those of which it needs one besides."""
        entries = []
        for entry in self._lines[key].split():
            number, _, place = entry.partition(".")
            need = self._needs[int(place)] if place else frozenset[str]()
            if isinstance(need, str):
                need = self._needs[int(place)] = frozenset(need.split())
            entries.append((self._numbers[int(number)], need))
        self._opens[key] = tuple(entries)
        return self._opens[key]


@lru_cache(maxsize=1)  # read again in some milliseconds: not kept while nothing is to be read
def _load() -> _Table:
    return _Table(resources.files(__package__).joinpath("keys.tsv").read_text("utf-8"))


def find_keys(text: str) -> frozenset[str]:
    """All keys that stand in a text."""
    small = text.lower()
    words = set(WORD.findall(small))
    words.update([one[:BEGIN] + "*" for one in words if len(one) >= BEGIN])
    words.update([mark for mark in MARKS if mark in small])
    if not small.isascii():
        words.update(UNSPACED.findall(small))
    return frozenset(words)


@lru_cache(maxsize=512)  # many patterns are asked of the same sentences
def _opened(text: str) -> frozenset[int]:
    """The numbers of the patterns that may find something in a text."""
    table = _load()
    if not text.isascii() and _LIKE_OTHERS.search(text):
        return table.all
    return table.opened(find_keys(text))
