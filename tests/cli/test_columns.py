"""Tables fit: text is cut first, then columns are left out, and refs are never cut."""

from __future__ import annotations

import pytest

from daemon.cli.columns import GAP, Column, cell_width, fit_columns

COLUMNS = (
    Column("Ref", whole=True),
    Column("Name"),
    Column("When", extra=True, whole=True),
    Column("Address", extra=True),
)
NATURAL = [4, 30, 10, 40]


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (200, {0: 4, 1: 30, 2: 10, 3: 40}),
        (90, {0: 4, 1: 30, 2: 10, 3: 40}),
        (70, {0: 4, 1: 30, 2: 10, 3: 20}),
        (66, {0: 4, 1: 30, 2: 10, 3: 16}),
        (60, {0: 4, 1: 24, 2: 10, 3: 16}),
        (59, {0: 4, 1: 30, 2: 10}),
        (42, {0: 4, 1: 24, 2: 10}),
        (41, {0: 4, 1: 30}),
        (20, {0: 4, 1: 14}),
        (3, {0: 4, 1: 4}),
    ],
)
def test_fit(room: int, widths: dict[int, int]) -> None:
    found = fit_columns(COLUMNS, NATURAL, room)
    assert found == widths
    assert sum(found.values()) + GAP * (len(found) - 1) <= max(room, 10)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("é", 1)])
def test_cell_width(text: str, width: int) -> None:
    assert cell_width(text) == width
