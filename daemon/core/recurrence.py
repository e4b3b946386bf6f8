"""Decides when a repeated meeting took place, for the rules that people use: every day, week, month
or year, on weekdays, until or so many times (RFC 5545, section 3.3.10). Any other rule gives the
first time only.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass

#: So many times at most are looked at from the first one on: ten years of every working day.
_MAX_STEPS = 4_000
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH = late_pattern(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is understood. `weekdays` are 0 (Monday) to 6; `nth` is (which, weekday)."""

    frequency: str
    interval: int = 1
    count: int = 0
    until: datetime | None = None
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, int] | None = None


def parse_rule(text: str, start: datetime) -> Rule | None:
    """The rule in an RRULE value, or None where it is not one of the plain kinds."""
    parts = dict(
        (name.strip().upper(), value.strip().upper())
        for name, equals, value in (one.partition("=") for one in text[:300].split(";"))
        if equals
    )
    frequency = parts.get("FREQ", "")
    days = [one for one in parts.get("BYDAY", "").split(",") if one]
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", "BYMONTHDAY", "BYMONTH"}
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or not set(parts) <= known:
        return None
    if parts.get("BYMONTHDAY", str(start.day)) != str(start.day):
        return None
    if "BYMONTH" in parts and (frequency != "YEARLY" or parts["BYMONTH"] != str(start.month)):
        return None
    nth: tuple[int, int] | None = None
    weekdays: tuple[int, ...] = ()
    if days and all(one in _DAYS for one in days) and frequency in ("WEEKLY", "DAILY"):
        weekdays = tuple(sorted(_DAYS.index(one) for one in days))
    elif len(days) == 1 and frequency == "MONTHLY" and (found := _NTH.match(days[0])):
        nth = (int(found[1]), _DAYS.index(found[2]))
    elif days:
        return None
    interval, count = _number(parts.get("INTERVAL", "1")), _number(parts.get("COUNT", "0"))
    if not interval:
        return None
    until = _until(parts.get("UNTIL", ""), start)
    return Rule(frequency, interval, count, until, weekdays, nth)


def list_occurrences(
    start: datetime, rule_text: str, zone: str, before: datetime, last: int = 0
) -> list[datetime]:
    """The beginnings of a meeting from `start` on that lie before `before` (no more than the `last`
    of them, unless 0), in wall-clock time of `zone` (IANA, or "" for the fixed offset of `start`).
    Bounded, whatever the rule says.
    """
    try:
        local = start.astimezone(ZoneInfo(zone)) if zone else start
    except (ZoneInfoNotFoundError, ValueError):
        local = start
    rule = parse_rule(rule_text, local) if rule_text else None
    if rule is None:
        return [start] if start < before else []
    first = _first_step(local, rule, before, last) if last else 0
    return _walk(local, rule, before, first)[-last:]


def _first_step(start: datetime, rule: Rule, before: datetime, last: int) -> int:
    """Where to begin so that at least `last` times follow, if there are so many: nobody counts the
    days of twenty years.
    """
    if rule.count or rule.frequency not in ("DAILY", "WEEKLY"):
        return 0
    end = min(before, rule.until) if rule.until else before
    step_days = rule.interval * (7 if rule.frequency == "WEEKLY" else 1)
    # Of every day, only one in seven may be meant.
    return max(0, (end - start).days // step_days - 7 * last - 7)


def _walk(start: datetime, rule: Rule, before: datetime, first: int) -> list[datetime]:
    found: list[datetime] = []
    for step in range(first, first + _MAX_STEPS):
        candidates = _at_step(start, rule, step)
        for at in candidates:
            if at < start:
                continue
            if at >= before or (rule.until is not None and at > rule.until):
                return found
            if rule.count and len(found) >= rule.count:
                return found
            found.append(at)
    return found


def _at_step(start: datetime, rule: Rule, step: int) -> list[datetime]:
    """The times in the step-th day, week, month or year; none where that day does not exist."""
    forward = step * rule.interval
    try:
        if rule.frequency == "DAILY":
            day = start + timedelta(days=forward)
            return [day] if not rule.weekdays or day.weekday() in rule.weekdays else []
        if rule.frequency == "WEEKLY":
            monday = start - timedelta(days=start.weekday()) + timedelta(weeks=forward)
            weekdays = rule.weekdays or (start.weekday(),)
            return [monday + timedelta(days=day) for day in weekdays]
        months = forward * (12 if rule.frequency == "YEARLY" else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        first = start.replace(year=year, month=month + 1, day=1)
        if rule.nth is None:
            return [first.replace(day=start.day)]
        return _nth_day(first, *rule.nth)
    except (ValueError, OverflowError):
        return []


def _nth_day(first: datetime, which: int, weekday: int) -> list[datetime]:
    days = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(5)]
    days = [day for day in days if day.month == first.month]
    at = which - 1 if which > 0 else which
    return [days[at]] if -len(days) <= at < len(days) else []


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _until(text: str, start: datetime) -> datetime | None:
    found = re.match(r"(\d{8})(?:T(\d{6})(Z?))?$", text)
    if found is None:
        return None
    try:
        if found[2] is None:
            day = datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=start.tzinfo)
            return day + timedelta(days=1) - timedelta(seconds=1)
        until = datetime.strptime(found[1] + found[2] + "+0000", "%Y%m%d%H%M%S%z")
    except (ValueError, OverflowError):
        return None
    return until if found[3] else until.replace(tzinfo=start.tzinfo)
