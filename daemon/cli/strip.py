"""The touches of two years as one line of text: a column a month, its height the number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from daemon.core.model import Touch

MONTHS = 24
_BLOCKS = "▁▂▃▄▅▆▇█"


def count_months(touches: Iterable[Touch], now: datetime, zone: ZoneInfo) -> list[tuple[str, int]]:
    """The last 24 months, oldest first, as (`2026-11`, touches in it)."""
    local = now.astimezone(zone)
    last = local.year * 12 + local.month - 1
    counts: Counter[int] = Counter()
    for touch in touches:
        at = touch.at.astimezone(zone)
        counts[at.year * 12 + at.month - 1] += 1
    months = range(last - MONTHS + 1, last + 1)
    return [(f"{number // 12:04d}-{number % 12 + 1:02d}", counts[number]) for number in months]


def draw_strip(months: list[tuple[str, int]], *, unicode: bool) -> str:
    """Blocks as high as the month was busy; without Unicode the numbers, `+` from ten on."""
    most = max((number for _, number in months), default=0)
    if not unicode:
        digits = ("." if n == 0 else str(n) if n < 10 else "+" for _, n in months)
        return "".join(digits)
    return "".join(
        "·" if n == 0 else _BLOCKS[min(len(_BLOCKS), -(-n * len(_BLOCKS) // max(most, 4))) - 1]
        for _, n in months
    )
