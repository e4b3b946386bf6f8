"""Caps: never more than the owner wants in a day or a week, none on days off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from daemon.core.caps import Caps, allowed_on, spread_over_days
from daemon.core.model import Owner, Person, Suggestion

OWNER = Owner("Ada Lovell", ("ada@example.org",), country="GB")
MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "per_day", "per_week", "begun", "allowed"),
    [
        (MONDAY, 5, 15, (), 5),
        (MONDAY, 5, 15, (MONDAY,) * 3, 2),
        (MONDAY, 5, 15, (MONDAY,) * 7, 0),
        (MONDAY, 5, 15, (MONDAY - timedelta(days=6),) * 13, 2),
        (MONDAY, 5, 15, (MONDAY - timedelta(days=7),) * 13, 5),
        (MONDAY, 0, 15, (), 0),
        (MONDAY, 5, 0, (), 0),
        (MONDAY + timedelta(days=5), 5, 15, (), 0),  # Saturday
        (date(2026, 12, 25), 5, 15, (), 0),  # Christmas, a Friday
    ],
)
def test_allowed(
    day: date, per_day: int, per_week: int, begun: tuple[date, ...], allowed: int
) -> None:
    assert allowed_on(day, OWNER, Caps(per_day, per_week), begun) == allowed


def suggestion(number: int, expires_at: datetime | None = None) -> Suggestion:
    person = Person(f"p{number}", f"Person {number}", (f"p{number}@example.net",))
    return Suggestion("check_in", person, "", "", "", 100.0 - number, expires_at=expires_at)


def test_a_week_is_spread_over_its_working_days() -> None:
    many = [suggestion(number) for number in range(1, 30)]
    spread = spread_over_days(many, OWNER, Caps(3, 10), NOW, begun=(MONDAY,))
    assert [(day.isoweekday(), len(chosen)) for day, chosen in spread] == [
        (1, 2), (2, 3), (3, 3), (4, 1)]  # fmt: skip
    order = [one.person.id for _, chosen in spread for one in chosen]
    assert order == list(range(1, 10)), "the best come first, nobody twice"


def test_what_is_over_by_then_is_left_out() -> None:
    soon = suggestion(2, NOW + timedelta(hours=5))
    spread = spread_over_days([suggestion(1), soon], OWNER, Caps(1, 5), NOW)
    assert [one.person.id for _, chosen in spread for one in chosen] == [1]


def test_nothing_is_spread_over_nothing() -> None:
    assert spread_over_days([], OWNER, Caps(5, 15), NOW) == ()
    assert spread_over_days([suggestion(1)], OWNER, Caps(0, 15), NOW) == ()
