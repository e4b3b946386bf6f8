"""How long somebody has waited, in the owner's working days: not on their days of rest, nor on
the public holidays of their country.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from daemon.core.model import Owner

#: Seconds.
DAY = 86_400
#: So many working days of a week have begun since its Monday, by the day of the week.
_BEGUN = (0, 1, 2, 3, 4, 4, 4)


def zone_of(owner: Owner) -> ZoneInfo:
    """The owner's time zone; UTC where the name is not known to this machine."""
    try:
        return ZoneInfo(owner.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


#: What was found out before, by country and year.
_known: dict[tuple[str, int], frozenset[date]] = {}


def know_holidays(country: str, years: Mapping[int, frozenset[date]]) -> None:
    """Take what `public_holidays` has said earlier, in this process or another one, for known."""
    _known.update({(country, year): days for year, days in years.items()})


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The nationwide holidays of a country (ISO 3166, two letters) in one year; none where the
    country is not given or not known. Those of its parts are not counted.
    """
    if not country:
        return frozenset()
    if (country, year) in _known:
        return _known[country, year]
    calendar = _calendar_of(country.upper())
    return frozenset() if calendar is None else frozenset(calendar(years=year))


@lru_cache(maxsize=8)
def _calendar_of(country: str) -> Callable[..., Iterable[date]] | None:
    """The library's class for one country. Asking the library for it would load those of all
    countries, which are 300 modules and 10 MB: one is loaded as if they were no package.
    """
    # Imported late: only who has a country pays for the tables.
    import holidays
    from holidays.registry import COUNTRIES

    for module, (name, *codes) in COUNTRIES.items():
        if country in codes:
            place = f"{holidays.__name__}.countries"
            if place not in sys.modules:
                stand_in = ModuleType(place)
                stand_in.__path__ = [f"{path}/countries" for path in holidays.__path__]
                sys.modules[place] = stand_in
            found: Callable[..., Iterable[date]] = getattr(import_module(f"{place}.{module}"), name)
            return found
    return None


def is_working_day(day: date, owner: Owner) -> bool:
    """Whether the owner works on a day of their calendar."""
    return day.isoweekday() in owner.working_days and day not in public_holidays(
        owner.country, day.year
    )


def working_days_between(start: datetime, end: datetime, owner: Owner) -> float:
    """Working days from `start` to `end` in the owner's zone, never negative.

    A mail of Friday evening is one day old on Monday. Whole weeks are counted at once, so that a
    span of years costs little more than one of days.
    """
    zone = zone_of(owner)
    return working_days(start.astimezone(zone).date(), end.astimezone(zone).date(), owner)


def working_days(first: date, last: date, owner: Owner) -> float:
    """The same from one day of the owner's calendar to another."""
    return _working_days(first, last, owner.working_days, owner.country)


@lru_cache(maxsize=1024)  # of many gaps few began on a day of their own
def _working_days(first: date, last: date, workdays: frozenset[int], country: str) -> float:
    if last <= first:
        return 0.0
    weeks, rest = divmod((last - first).days, 7)
    days = weeks * len(workdays)
    if rest:
        begun = first.isoweekday()  # as is the day after whole weeks
        days += sum((begun + more - 1) % 7 + 1 in workdays for more in range(1, rest + 1))
    if country:
        days -= sum(
            first < holiday <= last and holiday.isoweekday() in workdays
            for year in range(first.year, last.year + 1)
            for holiday in public_holidays(country, year)
        )
    return float(max(0, days))


def weekdays_between(first: int, last: int) -> int:
    """How many days from Monday to Friday begin after the first of two days and up to the last one,
    both counted from 1970: where a country's holidays are not known or matter little.
    """
    first, last = first + 3, last + 3  # 1970 began on a Thursday
    return (last // 7 - first // 7) * 5 + _BEGUN[last % 7] - _BEGUN[first % 7]
