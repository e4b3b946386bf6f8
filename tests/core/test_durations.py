"""Lengths of time as people say them."""

from __future__ import annotations

import pytest

from daemon.core.durations import days_in_words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (0.4, "0 days"), (0.6, "1 day"), (1, "1 day"), (1.4, "1 day"),
        (2, "2 days"), (13, "13 days"), (13.6, "2 weeks"), (14, "2 weeks"), (18, "3 weeks"),
        (59, "8 weeks"), (59.9, "2 months"), (60, "2 months"), (365, "12 months"),
        (730, "2 years"), (-3, "0 days"),
    ],
)  # fmt: skip
def test_days(days: float, words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "0 working days"), (1, "1 working day"), (90, "90 working days")]
)
def test_working_days_stay_days(days: float, words: str) -> None:
    assert days_in_words(days, "working day") == words
