"""Decides which patterns the words of a text leave possible, by the table that `python -m
bench.make_keys` has made (`keys.tsv`); for `keyed`.
"""

from __future__ import annotations

from collections.abc import Iterable
from struct import unpack

#: A key is a word; or so many first letters of one, and a star.
BEGIN = 4
#: In the table: between the beginnings of a pattern, and the clauses of a key; no beginnings.
BAR, NONE = "|", "-"
#: Of a pattern's number, and of its place, in bytes.
_LONG, _SHORT = 4, 2
#: What a word opens that is no key, and begins with none.
_NOTHING = (0, 0)
#: What so many words open is kept: twice as many as there are keys.
_MOST_WORDS = 12_000


class KeyTable:
    """What words open. A pattern is opened by clauses, of which each has a bit: one of its first
    keys must stand in a text, and one of its second ones. Lines are parsed when their key is met:
    few are in one mail.
    """

    def __init__(self, text: str, patterns: frozenset[int]) -> None:
        # In few steps: a daemon reads it anew for every new mail.
        numbers, begun, begins, clauses, keys = text.split("\n\n")
        told = bytes.fromhex(numbers)
        self._numbers = unpack(f">{len(told) // _LONG}I", told)
        #: Of each pattern the place of its beginnings; of some, of none.
        self._begun = dict(zip(self._numbers, begun.split(), strict=True))
        self._begins = begins.split("\n")
        #: The place of the pattern that each clause opens.
        told = bytes.fromhex(clauses)
        self._clauses = unpack(f">{len(told) // _SHORT}H", told)
        cells = keys.rstrip("\n").replace("\n", "\t").split("\t")
        self._lines = dict(zip(cells[::2], cells[1::2], strict=True))
        self._by_word = _ByWord(self)
        self.all = patterns
        #: Those that are not in the table: whoever has written them has not made it anew.
        self.open = patterns - frozenset(self._numbers)

    def opened(self, words: Iterable[str]) -> frozenset[int]:
        """The numbers of the patterns for which all that they need is among these words."""
        by_word = self._by_word
        if len(by_word) > _MOST_WORDS:
            for word in [word for word in by_word if word not in self._lines]:
                del by_word[word]
        # A clause that needs nothing, or nothing else, needs the empty word.
        first, second = by_word[""]
        for needing_first, needing_second in map(by_word.__getitem__, words):
            if needing_first:  # of most words neither
                first |= needing_first
            if needing_second:
                second |= needing_second
        both = first & second
        numbers = []
        while both:
            bit = both.bit_length() - 1
            both ^= 1 << bit
            numbers.append(self._numbers[self._clauses[bit]])
        return self.open.union(numbers)

    def has(self, key: str) -> bool:
        """Whether any pattern needs this key."""
        return key in self._lines

    def beginnings(self, number: int) -> tuple[str, ...]:
        """With what all begins that this pattern finds; nothing where that is not told."""
        place = self._begun.get(number, NONE)
        return () if place == NONE else tuple(self._begins[int(place)].split(BAR))

    def clauses_of(self, word: str) -> tuple[int, int]:
        """The clauses for which a word is what they need first, and those for which second."""
        keys = (word, word[:BEGIN] + "*") if len(word) >= BEGIN else (word,)
        lines = [self._lines[key].partition(BAR) for key in keys if key in self._lines]
        if not lines:
            return _NOTHING
        return _bits(first for first, _, _ in lines), _bits(second for _, _, second in lines)


def _bits(told: Iterable[str]) -> int:
    return sum(1 << bit for bit in {int(one) for each in told for one in each.split()})


class _ByWord(dict[str, tuple[int, int]]):
    """What words open, each looked up when it is asked for."""

    def __init__(self, table: KeyTable) -> None:
        self._table = table

    def __missing__(self, word: str) -> tuple[int, int]:
        self[word] = clauses = self._table.clauses_of(word)
        return clauses
