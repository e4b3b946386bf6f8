"""When jobs are due: at once, again, moved, after a clock that jumped, and by the owner's clock."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from daemon.scheduler import JITTER, Every, Job, Scheduler, Weekly, _trigger

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def due() -> queue.SimpleQueue[str]:
    return queue.SimpleQueue()


@pytest.fixture
def scheduler(due: queue.SimpleQueue[str]) -> Iterator[Scheduler]:
    made = Scheduler([Job("pass", Every(60))], BERLIN, due.put)
    made.start()
    yield made
    made.stop()


def test_a_job_is_due_at_once_and_then_after_its_interval(
    scheduler: Scheduler, due: queue.SimpleQueue[str]
) -> None:
    assert due.get(timeout=2) == "pass"
    at = scheduler.next_time("pass")
    assert at is not None
    assert abs((at - datetime.now(UTC)).total_seconds() - 60) < 60 * JITTER + 2
    with pytest.raises(queue.Empty):
        due.get(timeout=0.3)


def test_a_job_can_be_moved_and_keeps_its_interval(
    scheduler: Scheduler, due: queue.SimpleQueue[str]
) -> None:
    due.get(timeout=2)
    scheduler.move("pass", 0.2)
    began = time.monotonic()
    assert due.get(timeout=2) == "pass"
    assert time.monotonic() - began >= 0.15
    at = scheduler.next_time("pass")
    assert at is not None and at > datetime.now(UTC) + timedelta(seconds=50)


def test_a_job_that_is_taken_away_is_not_due(
    scheduler: Scheduler, due: queue.SimpleQueue[str]
) -> None:
    due.get(timeout=2)
    scheduler.replace([Job("other", Every(60))], BERLIN)
    assert due.get(timeout=2) == "other"
    assert scheduler.next_time("pass") is None
    scheduler.move("pass", 0)  # says nothing
    with pytest.raises(queue.Empty):
        due.get(timeout=0.3)


def test_the_same_job_keeps_its_time_through_a_reload(
    scheduler: Scheduler, due: queue.SimpleQueue[str]
) -> None:
    due.get(timeout=2)
    at = scheduler.next_time("pass")
    scheduler.replace([Job("pass", Every(60)), Job("digest", Weekly(("mon",), 8))], BERLIN)
    assert scheduler.next_time("pass") == at
    assert scheduler.next_time("digest") is not None


def test_a_time_that_a_wrong_clock_named_is_not_waited_for(
    scheduler: Scheduler, due: queue.SimpleQueue[str]
) -> None:
    """The clock stood a year ahead when the time was set, and was put right."""
    due.get(timeout=2)
    scheduler.move("pass", 365 * 86400)
    scheduler.clock_changed()
    at = scheduler.next_time("pass")
    assert at is not None and at <= datetime.now(UTC) + timedelta(seconds=61)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # Forward on 29 March 2026 at 2, back on 25 October at 3: eight o'clock stays eight.
        ("2026-03-28T20:00+01:00", "2026-03-29T08:00+02:00"),
        ("2026-10-24T20:00+02:00", "2026-10-25T08:00+01:00"),
    ],
)
def test_eight_in_the_morning_is_eight_in_the_morning(after: str, expected: str) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    found = _trigger(Weekly(days, 8), BERLIN).get_next_fire_time(
        None, datetime.fromisoformat(after)
    )
    assert found == datetime.fromisoformat(expected)


@pytest.mark.parametrize("start", ["2026-03-29T00:30+01:00", "2026-10-25T01:30+02:00"])
def test_an_interval_does_not_know_summer_time(start: str) -> None:
    trigger = _trigger(Every(900), BERLIN)
    trigger.jitter = None
    at = datetime.fromisoformat(start).astimezone(UTC)
    times = [at]
    for _ in range(12):
        times.append(trigger.get_next_fire_time(times[-1], times[-1]))
    steps = {(b - a).total_seconds() for a, b in pairwise(times)}
    assert steps == {900}
