"""Decides by its words alone whether a text may say what a pattern looks for. Most sentences hold
none of the words that a turn of phrase needs, and searching them takes a hundred times as long.

Which words a pattern needs follows from the pattern (`keys.tsv`, made by `python -m
bench.make_keys`). A pattern that is not in the table is searched everywhere: slower, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    """A pattern of which each alternative is searched only in texts with its words, and compiled
    for the first of them; upper and lower case are alike.
    """

    __slots__ = ("_parts", "_whole", "numbers")
    made: ClassVar[list[Keyed]] = []

    def __init__(self, pattern: str) -> None:
        parts = split_alternatives(pattern)
        self._parts: dict[int, str | re.Pattern[str]] = {crc32(one.encode()): one for one in parts}
        self.numbers = frozenset(self._parts)
        self._whole: re.Pattern[str] | None = None
        self.made.append(self)
        _load.cache_clear()  # which of all are not in the table
        _opened.cache_clear()

    @property
    def parts(self) -> dict[int, str]:
        """Its alternatives in their order, by number."""
        return {
            number: part if isinstance(part, str) else part.pattern
            for number, part in self._parts.items()
        }

    def compile(self) -> re.Pattern[str]:
        """The pattern itself."""
        if self._whole is None:
            whole = "|".join(f"(?:{one})" for one in self.parts.values())
            self._whole = re.compile(whole, re.IGNORECASE)
        return self._whole

    def may_find(self, text: str) -> bool:
        """Whether the words of a text leave it possible that the pattern finds something."""
        return not self.numbers.isdisjoint(_opened(text))

    def finds(self, text: str) -> bool:
        """Whether the pattern finds anything in a text."""
        return any(True for _ in self._found(text))

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern: what begins first, and of these what the first alternative
        finds.
        """
        return min(self._found(text), key=re.Match.start, default=None)

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        """What each alternative finds first."""
        opened = _opened(text)
        if self.numbers.isdisjoint(opened):
            return
        for number, part in self._parts.items():
            if number in opened:
                if isinstance(part, str):
                    part = self._parts[number] = re.compile(part, re.IGNORECASE)
                found = part.search(text)
                if found is not None:
                    yield found

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self.compile().finditer(text) if self.may_find(text) else iter(())


def those_that_may_find(patterns: Iterable[Keyed], text: str) -> list[Keyed]:
    """Those of many patterns that the words of a text leave possible."""
    opened = _opened(text)
    return [one for one in patterns if not one.numbers.isdisjoint(opened)]


#: What means something between the letters of a pattern.
_SYNTAX = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
#: A group that is all of a pattern but for its edges.
_OUTER = re.compile(r"((?:\\b)?)\(\?:(.*?)\)((?:\\b|\(\?!\\w\))?)", re.DOTALL)
#: Shorter alternatives, on an average, are faster searched together.
_LONG = 16


def split_alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, those of a group around it included: that which begins first
    of what they find is what the pattern finds.
    """
    parts = _split(pattern)
    if len(parts) > 1:
        return [one for part in parts for one in split_alternatives(part)]
    outer = _OUTER.fullmatch(pattern)
    inner = _split(outer[2]) if outer else []
    if outer is None or not inner or len(outer[2]) < _LONG * len(inner):
        return [pattern]
    if not outer[1] and not outer[3]:
        return [one for part in inner for one in split_alternatives(part)]
    return [f"{outer[1]}(?:{one}){outer[3]}" for one in inner]


def _split(pattern: str) -> list[str]:
    """The pattern at its bars outside of groups; nothing where one is closed that is not open."""
    parts, start, depth = [], 0, 0
    for found in _SYNTAX.finditer(pattern):
        sign = found[0]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                return []
        elif sign == "|" and depth == 0:
            parts.append(pattern[start : found.start()])
            start = found.end()
    return [*parts, pattern[start:]]


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
        self.all = frozenset(number for one in Keyed.made for number in one.numbers)
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


@lru_cache(maxsize=256)  # and some ask for the words themselves
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in their order, in small letters: runs of letters."""
    return tuple(WORD.findall(text.lower()))


def find_keys(text: str) -> frozenset[str]:
    """All keys that stand in a text."""
    small = text.lower()
    words = set(words_of(text))
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
