"""Decides what a strip of contact shows: a column a month, oldest first, its height the number of
touches in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache

_BLOCKS = "▁▂▃▄▅▆▇█"
#: With less than this in the busiest month no column stands at full height.
_LEAST_FULL = 4

#: (`2026-11`, touches in it)
Month = tuple[str, int]


def count_months(
    times: Iterable[datetime], now: datetime, zone: tzinfo, months: int
) -> tuple[Month, ...]:
    """The last `months` calendar months of `zone` up to the one that `now` is in."""
    local = now.astimezone(zone)
    last = local.year * 12 + local.month - 1
    counts: Counter[int] = Counter()
    for one in times:
        at = one.astimezone(zone)
        counts[at.year * 12 + at.month - 1] += 1
    shown = range(last - months + 1, last + 1)
    return tuple((_name(number), counts.get(number, 0)) for number in shown)


@lru_cache(maxsize=64)  # of thousands of people the months are the same
def _name(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def level(number: int, most: int, steps: int) -> int:
    """How high a column of `number` stands where the highest is `most`: 0 to `steps`."""
    return min(steps, -(-number * steps // max(most, _LEAST_FULL)))


def draw_blocks(months: Sequence[Month]) -> str:
    """One character a month: `·` for none, else a block."""
    most = max((number for _, number in months), default=0)
    return "".join("·" if n == 0 else _BLOCKS[level(n, most, len(_BLOCKS)) - 1] for _, n in months)
