"""What is usual between two people: from days of contact, not from numbers of mails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.cadence import (
    MEMORY_DAYS,
    learn_circle,
)
from daemon.core.expectation import expected_days, quantile
from daemon.core.model import Cadence, Circle, Direction
from tests.core.usual_of import cadence_of, reply_habits_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


def days(*numbers: float) -> list[int]:
    return [int((START + timedelta(days=number)).timestamp()) for number in numbers]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (days(), None),
        (days(0, 7, 14), None),
        (days(0, 7, 14, 21), (7, 7, 4)),
        (days(21, 0, 14, 7), (7, 7, 4)),
        (days(0, 0.1, 0.2, 0.3, 0.4), None),  # five mails on one day are one contact
        (days(0, 0.1, 7, 7.1, 14, 21, 21.2), (7, 7, 4)),
        (days(0, 1, 2, 100), (1, 78.6, 4)),  # one long pause does not change what is usual
        (days(0, MEMORY_DAYS + 1, MEMORY_DAYS + 8, MEMORY_DAYS + 15), None),
        (days(0, *(MEMORY_DAYS + n for n in (1, 8, 15, 22))), (7, 7, 4)),
        (days(*range(0, 400, 10)), (10, 10, 40)),
    ],
)
def test_cadence(times: list[int], expected: tuple[float, float, int] | None) -> None:
    found = cadence_of(times)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.usual_days, round(found.long_days, 6), found.contacts) == expected


@pytest.mark.parametrize(
    ("sample", "share", "value"),
    [([5.0], 0.9, 5), ([1.0, 2.0], 0.5, 1.5), ([1.0, 2.0, 3.0], 0, 1), ([1.0, 2.0, 3.0], 1, 3)],
)
def test_quantile(sample: list[float], share: float, value: float) -> None:
    assert quantile(sample, share) == value


def test_a_quantile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        quantile([], 0.5)


@pytest.mark.parametrize(
    ("cadence", "circle"),
    [
        (None, Circle.WIDE),
        (Cadence(7, 14, 20), Circle.INNER),
        (Cadence(7, 14, 19), Circle.CLOSE),
        (Cadence(8, 14, 20), Circle.CLOSE),
        (Cadence(31, 60, 8), Circle.CLOSE),
        (Cadence(32, 60, 8), Circle.REGULAR),
        (Cadence(31, 60, 7), Circle.REGULAR),
        (Cadence(300, 600, 4), Circle.REGULAR),
    ],
)
def test_circle(cadence: Cadence | None, circle: Circle) -> None:
    assert learn_circle(cadence) is circle


def talk(*turns: tuple[int, float, Direction]) -> list[tuple[int, int, Direction]]:
    return [(thread, days(day)[0], direction) for thread, day, direction in turns]


def three(first: Direction, second: Direction, took: float) -> list[tuple[int, float, Direction]]:
    """Three threads in which one side answers the other after so many days."""
    return [turn for n in range(3) for turn in ((n, n * 7, first), (n, n * 7 + took, second))]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([], (None, None)),
        (three("in", "out", 2), (2, None)),
        (three("out", "in", 1), (None, 1)),
        (three("in", "out", 0.1), (0, None)),
        (three("in", "out", 7), (5, None)),  # a week is five working days
        (three("in", "out", 2)[:4], (None, None)),  # twice is no habit
        (three("in", "in", 2), (None, None)),
        (three("in", "out", 60), (None, None)),  # that was a new beginning
        (three("both", "out", 1) + three("in", "both", 1), (None, None)),  # a meeting is no mail
        (three("in", "out", 2) + three("out", "in", 1), (2, 1)),
    ],
)
def test_reply_habits(
    turns: list[tuple[int, float, Direction]], expected: tuple[float | None, float | None]
) -> None:
    apart = [(thread + 10 * (n >= 6), day, who) for n, (thread, day, who) in enumerate(turns)]
    for order in (apart, apart[::-1]):
        habits = reply_habits_of(talk(*order))
        assert tuple(one and one.usual_days for one in habits) == expected


def test_an_answer_is_counted_within_its_thread_only() -> None:
    turns = talk(*((n, n, "in" if n % 2 else "out") for n in range(12)))
    assert reply_habits_of(turns) == (None, None)


@pytest.mark.parametrize(
    ("usual", "of_owner", "expected"),
    [(None, True, 2), (None, False, 4), (0, True, 1), (0, False, 1), (3, True, 7), (10, False, 21)],
)
def test_expected_days(usual: float | None, of_owner: bool, expected: float) -> None:
    assert expected_days(usual, of_owner=of_owner) == expected
