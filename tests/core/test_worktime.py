"""Waiting is counted in the owner's working days, in the owner's zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from daemon.core.model import Owner
from daemon.core.worktime import DAY, weekdays_between, working_days_between, zone_of

UTC_OWNER = Owner("Ada", ("ada@example.org",))
TOKYO = Owner("Ada", ("ada@example.org",), "Asia/Tokyo")
GULF = Owner("Ada", ("ada@example.org",), "UTC", frozenset({7, 1, 2, 3, 4}))
NEVER = Owner("Ada", ("ada@example.org",), "UTC", frozenset())
FRIDAY = datetime(2026, 3, 6, 18, tzinfo=UTC)
YEAR_OF_WEEKDAYS = 261


@pytest.mark.parametrize(
    ("start", "end", "owner", "days"),
    [
        (FRIDAY, FRIDAY, UTC_OWNER, 0),
        (FRIDAY, FRIDAY + timedelta(hours=5), UTC_OWNER, 0),
        (FRIDAY, FRIDAY + timedelta(days=1), UTC_OWNER, 0),
        (FRIDAY, FRIDAY + timedelta(days=2), UTC_OWNER, 0),
        (FRIDAY, FRIDAY + timedelta(days=3), UTC_OWNER, 1),
        (FRIDAY, FRIDAY + timedelta(days=7), UTC_OWNER, 5),
        (FRIDAY, FRIDAY + timedelta(days=14), UTC_OWNER, 10),
        (FRIDAY, FRIDAY + timedelta(days=2), GULF, 1),
        (FRIDAY, FRIDAY + timedelta(days=365), NEVER, 0),
        (FRIDAY, FRIDAY - timedelta(days=9), UTC_OWNER, 0),  # never negative
        (FRIDAY - timedelta(hours=4), FRIDAY - timedelta(hours=2), TOKYO, 0),  # both on one day
        (FRIDAY - timedelta(days=1, hours=4), FRIDAY - timedelta(days=1, hours=2), TOKYO, 1),
        (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), UTC_OWNER,
         YEAR_OF_WEEKDAYS),
    ],
)  # fmt: skip
def test_working_days(start: datetime, end: datetime, owner: Owner, days: float) -> None:
    assert working_days_between(start, end, owner) == days


def test_counted_at_once_or_day_by_day_is_the_same() -> None:
    for owner in (UTC_OWNER, TOKYO, GULF, NEVER):
        for span in range(40):
            steps = sum(
                working_days_between(
                    FRIDAY + timedelta(days=n), FRIDAY + timedelta(days=n + 1), owner
                )
                for n in range(span)
            )
            assert working_days_between(FRIDAY, FRIDAY + timedelta(days=span), owner) == steps


def test_weekdays_are_the_working_days_of_an_owner_of_whom_nothing_is_known() -> None:
    first = int(datetime(1969, 12, 20, 23, tzinfo=UTC).timestamp())
    for start in range(first, first + 30 * DAY, DAY // 2):
        for end in range(start, start + 30 * DAY, DAY // 2):
            begun, ended = (datetime.fromtimestamp(one, UTC) for one in (start, end))
            days = working_days_between(begun, ended, UTC_OWNER)
            assert weekdays_between(start // DAY, end // DAY) == days


def test_the_hour_that_summer_time_takes_is_no_day() -> None:
    berlin = Owner("Ada", ("ada@example.org",), "Europe/Berlin")
    evening = datetime(2026, 3, 27, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # Friday
    assert working_days_between(evening, evening + timedelta(days=3), berlin) == 1


def test_a_thousand_years_cost_no_more_than_a_week() -> None:
    first, last = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
    assert 2_600_000 < working_days_between(first, last, UTC_OWNER) < 2_610_000


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "UTC\0", "x" * 5000]
)
def test_a_zone_that_is_none_is_utc(name: str) -> None:
    assert zone_of(Owner("Ada", ("ada@example.org",), name)) == ZoneInfo("UTC")
