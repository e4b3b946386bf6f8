"""What sent mail tells of its owner, and when it is silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from daemon.core.habits import DAYS, Habits, infer_habits
from daemon.core.mail import Address, Headers

OWN = "ann@example.org"


def year(zone: str, days: str = "mon tue wed thu fri", name: str = "Ann Bee") -> list[Headers]:
    """One mail a day at ten by the clock of a zone, on these days, through 2026. As in a header,
    only the offset is left of the zone.
    """
    sent = []
    for number in range(365):
        at = datetime(2026, 1, 1, 10, tzinfo=ZoneInfo(zone)) + timedelta(days=number)
        if DAYS[at.weekday()] in days.split():
            offset = at.utcoffset()
            assert offset is not None
            date = at.replace(tzinfo=timezone(offset))
            sent.append(Headers(sender=Address(OWN, name), date=date))
    return sent


@pytest.mark.parametrize(
    ("zone", "machine", "expected"),
    [
        ("Europe/Amsterdam", "Europe/Amsterdam", "Europe/Amsterdam"),
        ("Europe/Amsterdam", "UTC", "Europe/Berlin"),  # the same rules under another name
        ("America/New_York", "UTC", "America/New_York"),
        ("America/Phoenix", "UTC", "America/Phoenix"),  # no summer time, unlike Denver
        ("Asia/Kolkata", "Europe/Berlin", "Asia/Kolkata"),
        # All in UTC: a program may have written so, wherever its owner lives.
        ("UTC", "UTC", ""),
        ("UTC", "Etc/UTC", ""),
        ("UTC", "Europe/Berlin", ""),
        ("UTC", "Atlantic/Reykjavik", "Atlantic/Reykjavik"),
        ("Europe/London", "UTC", "Europe/London"),
        ("Asia/Kathmandu", "UTC", ""),  # not among ours: nothing is said
    ],
)
def test_the_time_zone(zone: str, machine: str, expected: str) -> None:
    assert infer_habits(year(zone), OWN, machine).time_zone == expected


@pytest.mark.parametrize(
    "days", ["mon tue wed thu fri", "sun mon tue wed thu", "mon tue wed thu", "tue thu sat"]
)
def test_the_working_days(days: str) -> None:
    found = infer_habits(year("Europe/Berlin", days), OWN, "UTC").working_days
    assert set(found) == set(days.split())


def test_a_winter_of_mail_in_utc_makes_nobody_a_londoner() -> None:
    winter = year("UTC")[:60]
    assert infer_habits(winter, OWN, "Europe/Berlin").time_zone == ""
    assert infer_habits(winter, OWN, "Europe/London").time_zone == "Europe/London"


def test_a_mail_on_a_sunday_now_and_then_makes_no_working_day() -> None:
    sent = year("Europe/Berlin") + year("Europe/Berlin", "sun")[::6]
    assert infer_habits(sent, OWN, "UTC").working_days == DAYS[:5]


def test_two_months_abroad_do_not_move_the_home() -> None:
    sent = year("Europe/Berlin")
    sent[20:60] = year("Asia/Tokyo")[20:60]
    assert infer_habits(sent, OWN, "UTC").time_zone == "Europe/Berlin"


def test_the_name_is_the_one_that_is_used_most_and_only_ones_own() -> None:
    sent = [*year("UTC")[:5], *year("UTC", name="Ann B.")[:2]]
    sent += [Headers(sender=Address("bob@example.org", "Bob"))] * 50
    assert infer_habits(sent, OWN.upper(), "UTC") == Habits(name="Ann Bee")


def test_too_little_mail_says_nothing() -> None:
    assert infer_habits([], OWN, "UTC") == Habits()
    few = infer_habits(year("Europe/Berlin")[:39], OWN, "UTC")
    assert few.time_zone == "" and few.working_days == ()
    odd = [Headers(sender=Address(OWN, ""), date=datetime(2026, 1, 1, tzinfo=UTC))] * 3
    assert infer_habits([*odd, Headers()], OWN, "UTC") == Habits()
