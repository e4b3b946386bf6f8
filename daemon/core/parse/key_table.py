"""Decides which patterns the words of a text leave possible, by the table that `python -m
bench.make_keys` has made (`keys.tsv`); for `keyed`.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from struct import unpack

#: A key is a word; or so many first letters of one, and a star.
BEGIN = 4
#: In the table: between the beginnings of a pattern, and the clauses of a key; no beginnings;
#: between a place and the bits that stand from there on.
BAR, NONE, AT = "|", "-", ":"
#: Of a pattern's number, and of its place, in bytes.
_LONG, _SHORT = 4, 2
#: What a word opens that is no key, and begins with none.
_NOTHING = (0, 0)
#: What so many words open is kept: twice as many as there are keys.
_MOST_WORDS = 12_000


class KeyTable:
    """What words open. A pattern is opened by clauses, of which each has a bit: one of its first
    keys must stand in a text, and one of its second ones. Of the table is parsed what is asked for:
    a daemon reads it anew for every new mail, and few keys are in one.
    """

    def __init__(self, table: bytes, patterns: frozenset[int]) -> None:
        numbers, begun, begins, clauses, *lines = table.split(b"\n\n")
        told = bytes.fromhex(numbers.decode())
        self._numbers = unpack(f">{len(told) // _LONG}I", told)
        #: Of each pattern the place of its beginnings, or none; and these.
        self._begun, self._begins = begun, begins
        self._beginnings: dict[int, tuple[str, ...]] | None = None
        #: The place of the pattern that each clause opens.
        told = bytes.fromhex(clauses.decode())
        self._clauses = unpack(f">{len(told) // _SHORT}H", told)
        #: Some together, in the order of their keys, with which they begin.
        self._lines = lines
        self._by_word = _ByWord(self)
        self.all = patterns
        #: Those that are not in the table: whoever has written them has not made it anew.
        self.open = patterns.difference(self._numbers)

    def opened(self, words: Iterable[str]) -> frozenset[int]:
        """The numbers of the patterns for which all that they need is among these words."""
        by_word = self._by_word
        if len(by_word) > _MOST_WORDS:
            by_word.clear()
        # A clause that needs nothing, or nothing else, needs the empty word.
        first, second = by_word[""]
        for needing_first, needing_second in map(by_word.__getitem__, words):
            if needing_first:  # of most words neither
                first |= needing_first
            if needing_second:
                second |= needing_second
        both = first & second
        numbers, of_clauses, opened = self._numbers, self._clauses, []
        while both:
            bit = both.bit_length() - 1
            both ^= 1 << bit
            opened.append(numbers[of_clauses[bit]])
        return self.open.union(opened)

    def has(self, key: str) -> bool:
        """Whether any pattern needs this key."""
        return self.clauses_of(key) != _NOTHING

    def beginnings(self, number: int) -> tuple[str, ...]:
        """With what all begins that this pattern finds; nothing where that is not told."""
        if self._beginnings is None:  # asked once of each pattern
            begins = [tuple(one.split(BAR)) for one in self._begins.decode().split("\n")]
            places = zip(self._numbers, self._begun.decode().split(), strict=True)
            self._beginnings = {one: begins[int(at)] for one, at in places if at != NONE}
        return self._beginnings.get(number, ())

    def clauses_of(self, key: str) -> tuple[int, int]:
        """The clauses that need this key first, and those that need it second."""
        begin = b"\n%b\t" % key.encode()
        lines = self._lines[bisect(self._lines, begin[1:] + b"\xff") - 1]
        told = (b"\n%b" % lines).partition(begin)[2].partition(b"\n")[0]
        if not told:
            return _NOTHING
        first, _, second = told.decode().partition(BAR)
        return _bits(first), _bits(second)


def _bits(told: str) -> int:
    bits = 0
    for run in told.split():
        place, _, some = run.partition(AT)
        bits |= int(some or "1", 16) << int(place)
    return bits


class _ByWord(dict[str, tuple[int, int]]):
    """What words open, each looked up when it is asked for."""

    def __init__(self, table: KeyTable) -> None:
        self._table = table

    def __missing__(self, word: str) -> tuple[int, int]:
        clauses = self._table.clauses_of(word)
        if len(word) >= BEGIN:
            first, second = self._table.clauses_of(word[:BEGIN] + "*")
            if first or second:
                clauses = clauses[0] | first, clauses[1] | second
        self[word] = clauses
        return clauses
