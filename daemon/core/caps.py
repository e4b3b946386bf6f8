"""Decides how many drafts a day may bring, and on which of the coming days each suggestion is due:
never more than the owner wants in a day or a week, and none on their days off.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from daemon.core.model import Owner, Suggestion
from daemon.core.values import dataclass
from daemon.core.worktime import is_working_day, zone_of

#: A week, for counting: today and the six days before it.
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Caps:
    """At most so many new drafts on one day, and on seven days together."""

    per_day: int
    per_week: int


def allowed_on(day: date, owner: Owner, caps: Caps, begun: Sequence[date]) -> int:
    """How many more drafts may be begun on a day; `begun` are the days of those begun before, one
    entry each.
    """
    if not is_working_day(day, owner):
        return 0
    today = sum(one == day for one in begun)
    week = sum(day - timedelta(days=WEEK_DAYS) < one <= day for one in begun)
    return max(0, min(caps.per_day - today, caps.per_week - week))


def spread_over_days(
    suggestions: Sequence[Suggestion],
    owner: Owner,
    caps: Caps,
    now: datetime,
    begun: Sequence[date] = (),
    days: int = WEEK_DAYS,
) -> tuple[tuple[date, tuple[Suggestion, ...]], ...]:
    """The suggestions, best first, on the coming days as the caps allow; days without one are left
    out, and so is what would be over by then.
    """
    first = now.astimezone(zone_of(owner)).date()
    left, taken = list(suggestions), list(begun)
    result: list[tuple[date, tuple[Suggestion, ...]]] = []
    for offset in range(days):
        day, at = first + timedelta(days=offset), now + timedelta(days=offset)
        open_ = [one for one in left if one.expires_at is None or at < one.expires_at]
        chosen = tuple(open_[: allowed_on(day, owner, caps, taken)])
        left = [one for one in open_ if one not in chosen]
        taken.extend(day for _ in chosen)
        if chosen:
            result.append((day, chosen))
    return tuple(result)
