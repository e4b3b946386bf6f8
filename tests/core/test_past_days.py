"""Which past day the owner means."""

from __future__ import annotations

from datetime import date

import pytest

from daemon.core.parse.past_days import find_past_day

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2026-11-24"),
        ("Yesterday", "2026-11-23"),
        ("gestern", "2026-11-23"),
        ("the day before yesterday", "2026-11-22"),
        ("last friday", "2026-11-20"),
        ("on Friday", "2026-11-20"),
        ("tue", "2026-11-17"),
        ("3 days ago", "2026-11-21"),
        ("two weeks ago", "2026-11-10"),
        ("vor 3 Tagen", "2026-11-21"),
        ("12 November", "2026-11-12"),
        ("Nov 30", "2025-11-30"),
        ("3 May", "2026-05-03"),
        ("1 March 2025", "2025-03-01"),
        ("12.11.2026", "2026-11-12"),
        ("2026-11-01", "2026-11-01"),
        ("2019-01-31", "2019-01-31"),
        ("9999 years ago", None),
        ("1900 years ago", None),
        ("0001-01-01", None),
        ("2026-11-25", None),
        ("tomorrow", None),
        ("in 2 weeks", None),
        ("next friday", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_past_days(words: str, expected: str | None) -> None:
    assert find_past_day(words, TODAY) == (date.fromisoformat(expected) if expected else None)
