"""How long somebody has waited, in the owner's working days."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from daemon.core.model import Owner


def zone_of(owner: Owner) -> ZoneInfo:
    """The owner's time zone; UTC where the name is not known to this machine."""
    try:
        return ZoneInfo(owner.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def working_days_between(start: datetime, end: datetime, owner: Owner) -> float:
    """Working days from `start` to `end` in the owner's zone, never negative.

    A mail of Friday evening is one day old on Monday. Whole weeks are counted at once, so that a
    span of years costs no more than one of days.
    """
    zone = zone_of(owner)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    if last <= first:
        return 0.0
    weeks, rest = divmod((last - first).days, 7)
    days = weeks * len(owner.working_days)
    for offset in range(1, rest + 1):
        if (first + timedelta(days=weeks * 7 + offset)).isoweekday() in owner.working_days:
            days += 1
    return float(days)
