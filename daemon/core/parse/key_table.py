"""Decides which patterns the keys of a text leave possible, by the table that `python -m
bench.make_keys` has made (`keys.tsv`); for `keyed`.
"""

from __future__ import annotations

from collections.abc import Callable

#: Between the beginnings of a pattern in the table.
BAR = "|"

#: A pattern's number, and whether a text with these keys lacks all of which it needs one.
_Needy = tuple[int, Callable[[frozenset[str]], bool]]


class KeyTable:
    """What each key opens. Lines are parsed when their key is met: few are in one mail."""

    def __init__(self, text: str, patterns: frozenset[int]) -> None:
        # In few steps: a daemon reads it anew for every new mail.
        numbers, begins, needs, keys = text.split("\n\n")
        #: Of each pattern its number and the place of its beginnings, which it need not have.
        told = [entry.partition(".")[::2] for entry in numbers.split()]
        self._numbers = [int(number, 16) for number, _ in told]
        self._begun = {
            number: int(place)
            for number, (_, place) in zip(self._numbers, told, strict=True)
            if place
        }
        self._begins = begins.split("\n")
        self._needs: list[str | frozenset[str]] = [*needs.split("\n")]
        cells = keys.rstrip("\n").replace("\n", "\t").split("\t")
        self._lines = dict(zip(cells[::2], cells[1::2], strict=True))
        self._opens: dict[str, tuple[frozenset[int], tuple[_Needy, ...]]] = {}
        self._words: frozenset[str] | None = None
        self.all = patterns
        #: Those that are not in the table: whoever has written them has not made it anew.
        self.open = patterns - frozenset(self._numbers)

    def opened(self, found: frozenset[str]) -> frozenset[int]:
        """The numbers of the patterns for which all that they need is among these keys."""
        entries = [
            self._opens.get(key) or self._parse(key) for key in ("", *(found & self._lines.keys()))
        ]
        return self.open.union(
            *[alone for alone, _ in entries],
            [number for _, needy in entries for number, lacks in needy if not lacks(found)],
        )

    def words(self) -> frozenset[str]:
        """All keys, those that are needed besides others included."""
        if self._words is None:
            besides = [one.split() if isinstance(one, str) else one for one in self._needs]
            self._words = frozenset().union(self._lines, *besides)
        return self._words

    def beginnings(self, number: int) -> tuple[str, ...]:
        """With what all begins that this pattern finds; nothing where that is not told."""
        place = self._begun.get(number)
        return () if place is None else tuple(self._begins[place].split(BAR))

    def _parse(self, key: str) -> tuple[frozenset[int], tuple[_Needy, ...]]:
        """The patterns that need no more than a key, and those that need one of others besides."""
        alone, needy = [], []
        for entry in self._lines[key].split():
            number, _, place = entry.partition(".")
            if not place:
                alone.append(self._numbers[int(number)])
                continue
            need = self._needs[int(place)]
            if isinstance(need, str):
                need = self._needs[int(place)] = frozenset(need.split())
            needy.append((self._numbers[int(number)], need.isdisjoint))
        self._opens[key] = frozenset(alone), tuple(needy)
        return self._opens[key]
