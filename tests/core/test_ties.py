"""The owner's word on who is who stands above what inference made."""

from __future__ import annotations

import pytest

from daemon.core.ties import respect_ties

Pairs = list[tuple[int, int]]


@pytest.mark.parametrize(
    ("inferred", "same", "different", "expected"),
    [
        ([{1, 2}, {3}], [], [], [{1, 2}, {3}]),
        ([{1}, {2}, {3}], [(1, 2), (2, 3)], [], [{1, 2, 3}]),
        ([{1, 2, 3}], [], [(1, 2), (2, 3)], [{1, 3}, {2}]),
        ([{1, 2, 3}], [], [(1, 2), (1, 3)], [{1}, {2, 3}]),
        # A newcomer of the same name goes to the first of those who were parted.
        ([{1, 2, 9}], [], [(1, 2)], [{1, 9}, {2}]),
        # What is joined by hand is parted from whom any of it was parted from.
        ([{1, 2}, {3}], [(1, 3)], [(2, 3)], [{1, 3}, {2}]),
        # An address that is not asked about changes nothing.
        ([{1}, {2}], [(1, 7)], [(2, 8)], [{1}, {2}]),
    ],
)
def test_ties(
    inferred: list[set[int]], same: Pairs, different: Pairs, expected: list[set[int]]
) -> None:
    found = respect_ties([frozenset(one) for one in inferred], same, different)
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
