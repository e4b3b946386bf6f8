"""When things of the sample world happen: ages in days before `now`, on days of work.

"Twelve days ago" on a Sunday means the Friday before, so that an age is never less than told.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from daemon.demo.mime import build_number

OWNER_ZONE = ZoneInfo("Europe/Amsterdam")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MARK = re.compile(r"\{([dnw])(-?\d+)\}")


def resolve_day(now: datetime, days: int, any_day: bool = False) -> datetime:
    """Midnight in the owner's zone of the day that was `days` ago; on work days only, unless
    `any_day`: the past is moved back to a Friday, the future on to a Monday.
    """
    day = now.astimezone(OWNER_ZONE).date() - timedelta(days=days)
    while not any_day and day.weekday() > 4:
        day += timedelta(days=-1 if days >= 0 else 1)
    return datetime.combine(day, time(0), OWNER_ZONE)


def resolve_moment(
    now: datetime, days: int, hour: float, key: str, any_day: bool = False
) -> datetime:
    """The moment in the owner's zone; `hour` 0 means some hour of work that depends on `key`.

    `days` must be at least 1, so that no hour of that day can lie ahead of `now`.
    """
    minutes = round(hour * 60) if hour else 8 * 60 + 40 + build_number(key, 520)
    seconds = build_number(key + "s", 60)
    clock = time(minutes // 60, minutes % 60, seconds)
    return datetime.combine(resolve_day(now, days, any_day).date(), clock, OWNER_ZONE)


def resolve_dates(text: str, now: datetime) -> str:
    """The text with `{d12}` as "14 March", `{n12}` as "14/3" and `{w12}` as "Tuesday", all twelve
    days ago; letters that are not in English have numbers.
    """

    def said(mark: re.Match[str]) -> str:
        day = resolve_day(now, int(mark[2]))
        if mark[1] == "w":
            return _DAYS[day.weekday()]
        if mark[1] == "n":
            return f"{day.day}/{day.month}"
        return f"{day.day} {_MONTHS[day.month - 1]}"

    return _MARK.sub(said, text)
