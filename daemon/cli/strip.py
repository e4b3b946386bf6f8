"""The touches of two years as one line of text: a column a month, its height the number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from daemon.core import strip
from daemon.core.model import Touch

MONTHS = 24


def count_months(touches: Iterable[Touch], now: datetime, zone: ZoneInfo) -> list[strip.Month]:
    """The last 24 months, oldest first, as (`2026-11`, touches in it)."""
    return list(strip.count_months((touch.at for touch in touches), now, zone, MONTHS))


def draw_strip(months: Sequence[strip.Month], *, unicode: bool) -> str:
    """Blocks as high as the month was busy; without Unicode the numbers, `+` from ten on."""
    if unicode:
        return strip.draw_blocks(months)
    return "".join("." if n == 0 else str(n) if n < 10 else "+" for _, n in months)
