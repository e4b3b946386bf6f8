"""Days in words: which day is meant, and where nobody named one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from daemon.core.parse.due_dates import find_due_date, find_due_dates

#: A Wednesday.
AT = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll send it by Friday", "2026-11-27"),
        ("I'll call tomorrow", "2026-11-26"),
        ("by the end of next week", "2026-12-04"),
        ("by 5pm today", "2026-11-25"),
        ("in three weeks", "2026-12-16"),
        ("within 24 hours", "2026-11-26"),
        ("within two working days", "2026-11-27"),
        ("on the 3rd", "2026-12-03"),
        ("by the 31st", ""),
        ("by Dec 1, 2026", "2026-12-01"),
        ("on 29 February", ""),
        ("by Fri", "2026-11-27"),
        ("this Thursday", "2026-11-26"),
        ("Wednesday", "2026-12-02"),
        ("before the end of the month", "2026-11-30"),
        ("bis Mittwoch", "2026-12-02"),
        ("bis nächsten Montag", "2026-11-30"),
        ("in zwei Wochen", "2026-12-09"),
        ("am 12.12.2026", "2026-12-12"),
        ("Anfang Januar", "2027-01-10"),
        ("bis Jahresende", "2026-12-31"),
        ("dans une semaine", "2026-12-02"),
        ("avant vendredi", "2026-11-26"),
        ("le 12/12", "2026-12-12"),
        ("la semaine prochaine", "2026-12-04"),
        ("vendredi prochain", "2026-12-04"),
        ("el próximo lunes", "2026-11-30"),
        ("pasado mañana", "2026-11-27"),
        ("a finales de mes", "2026-11-30"),
        ("en dos semanas", "2026-12-09"),
        ("dopodomani", "2026-11-27"),
        ("entro lunedì", "2026-11-30"),
        ("overmorgen", "2026-11-27"),
        ("op 3 december", "2026-12-03"),
        ("depois de amanhã", "2026-11-27"),
    ],
)
def test_days(text: str, expected: str) -> None:
    found = find_due_date(text, AT)
    assert (found.day.isoformat() if found else "") == expected


@pytest.mark.parametrize(
    "text",
    [
        "last Friday",
        "since Monday",
        "the Monday list",
        "Friday's numbers",
        "may I ask",
        "march on",
        "we sat in the sun",
        "5 of 12 people",
        "version 3.5.1",
        "the 3rd time",
        "after Tuesday",
        "guten Morgen",
        "por la mañana",
        "depuis lundi",
        "vom Montag",
        "letzten Montag",
        "el lunes pasado",
        "99/99",
        "on 31/31",
        "on 31 February",
        "by 2026-13-45",
    ],
)
def test_no_day(text: str) -> None:
    assert find_due_dates(text, AT) == ()


@pytest.mark.parametrize(
    ("region", "expected"), [("US", "2026-12-05"), ("DE", "2027-05-12"), ("", ""), ("CA", "")]
)
def test_the_region_says_which_number_is_the_month(region: str, expected: str) -> None:
    found = find_due_date("by 12/5", AT, region)
    assert (found.day.isoformat() if found else "") == expected


def test_the_span_holds_the_words_of_the_day() -> None:
    text = "I'll send it by Friday morning, I hope."
    found = find_due_date(text, AT)
    assert found is not None
    assert text[found.start : found.end] == "Friday morning"


def test_a_deadline_comes_before_other_days_and_of_two_the_later() -> None:
    first, second = find_due_dates("I read it tomorrow and answer by Friday", AT)
    assert (first.day, second.day) == (date(2026, 11, 27), date(2026, 11, 26))
    either = find_due_date("on Monday or Tuesday", AT)
    assert either is not None and either.day == date(2026, 12, 1)


def test_today_is_the_writers_today() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    for at, expected in ((late, 26), (late.astimezone(timezone(timedelta(hours=2))), 27)):
        found = find_due_date("tomorrow", at)
        assert found is not None and found.day.day == expected


@pytest.mark.parametrize("word", ["in 5 ", "by the ", "Monday ", "3. ", "1/1/", "next ", "may 1 "])
def test_hostile_text(word: str) -> None:
    assert len(find_due_dates(word * 20_000, AT)) <= 2_000
