"""How wide the columns of a table may be, and which are left out where there is no room."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from daemon.core.values import dataclass

#: Spaces between two columns.
GAP = 2
#: Text is cut down to this before a column is left out: in one that may be left out, in others.
_LEAST_EXTRA, _LEAST = 16, 24
#: And to this where nothing can be left out any more.
_LEAST_OF_ALL = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `extra` ones are left out where there is no room, the last first; `whole` ones
    are never cut; `right` ones hold numbers.
    """

    title: str
    extra: bool = False
    whole: bool = False
    right: bool = False


def cell_width(text: str) -> int:
    """How many places a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def cell_widths(cells: Sequence[str]) -> list[int]:
    """The same of each; of thousands most are ASCII."""
    return [len(one) if one.isascii() else cell_width(one) for one in cells]


def natural_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    """What every column would take uncut."""
    return [
        max([cell_width(column.title), *cell_widths([row[n] for row in rows])])
        for n, column in enumerate(columns)
    ]


def fit_columns(columns: Sequence[Column], natural: Sequence[int], room: int) -> dict[int, int]:
    """Which columns to show in `room` places, and how wide each is."""
    kept = list(range(len(columns)))
    while True:
        widths = {n: natural[n] for n in kept}
        least = {n: _LEAST_EXTRA if columns[n].extra else _LEAST for n in kept}
        if _shrink(columns, widths, least, room):
            return widths
        extras = [n for n in kept if columns[n].extra]
        if not extras:
            _shrink(columns, widths, dict.fromkeys(kept, _LEAST_OF_ALL), room)
            return widths
        kept.remove(extras[-1])


def _shrink(
    columns: Sequence[Column], widths: dict[int, int], least: dict[int, int], room: int
) -> bool:
    """Cut the widest columns place by place; whether the table then fits."""
    while sum(widths.values()) + GAP * (len(widths) - 1) > room:
        open_ = [n for n in widths if not columns[n].whole and widths[n] > least[n]]
        if not open_:
            return False
        widths[max(open_, key=lambda n: (columns[n].extra, widths[n]))] -= 1
    return True
