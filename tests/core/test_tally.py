"""What is counted of touches as they come is what all of them say, and what is usual follows from
it as from the touches themselves.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daemon.core.cadence import LEAST_CONTACTS, MEMORY_DAYS
from daemon.core.expectation import LEAST_ANSWERS, LONGEST_REPLY_DAYS, ReplyHabit, quantile
from daemon.core.model import Cadence
from daemon.core.tally import Exchanged, count_touches
from daemon.core.worktime import DAY

#: From before 1970 to after what memory holds, and close together, so that days and moments meet.
TIMES = st.one_of(
    st.integers(-3 * DAY, 40 * DAY), st.integers(0, 900).map(lambda day: day * DAY + day % 7)
)
TOUCHES = st.lists(
    st.tuples(TIMES, st.sampled_from(("in", "out", "both")), st.sampled_from(("", "1", "2", "3"))),
    min_size=1,
    max_size=60,
)


def seen_in(touches: Sequence[Exchanged], since: int, before: int) -> bool:
    return any(since <= at < before for at, _, _ in touches)


def plain_cadence(touches: Sequence[Exchanged]) -> Cadence | None:
    newest = max(at for at, _, _ in touches)
    days = sorted({at // DAY for at, _, _ in touches if at >= newest - MEMORY_DAYS * DAY})
    if len(days) < LEAST_CONTACTS:
        return None
    intervals = sorted(float(b - a) for a, b in itertools.pairwise(days))
    return Cadence(quantile(intervals, 0.5), quantile(intervals, 0.9), len(days))


def weekdays(since: int, until: int) -> int:
    days = (datetime.fromtimestamp(one * DAY, UTC) for one in range(since + 1, until + 1))
    return sum(day.weekday() < 5 for day in days)


def plain_habit(touches: Sequence[Exchanged], answering: str) -> ReplyHabit | None:
    took = []
    for thread in {thread for _, _, thread in touches if thread}:
        said = sorted((at, way) for at, way, where in touches if where == thread and way != "both")
        runs = [next(run) for _, run in itertools.groupby(said, key=lambda one: one[1])]
        for (asked, _), (answered, way) in itertools.pairwise(runs):
            if way == answering:
                took.append(weekdays(asked // DAY, answered // DAY))
    took = sorted(one for one in took if one <= LONGEST_REPLY_DAYS)
    if len(took) < LEAST_ANSWERS:
        return None
    return ReplyHabit(quantile(took, 0.5), quantile(took, 0.9), len(took))


@given(TOUCHES)
@example([(day * DAY + 50, "in", "") for day in (0, 1, 730, 731, 732, 733)])
@example([(day * DAY + 50, "in", "") for day in (3, 731, 732, 733)])
@example([(day * DAY + 50 - (day == 3), "in", "") for day in (3, 731, 732, 733)])
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_usual_is_what_the_touches_say(touches: list[Exchanged]) -> None:
    tally = count_touches(touches)
    assert tally.cadence(lambda *part: seen_in(touches, *part)) == plain_cadence(touches)
    assert tally.reply_habits() == (plain_habit(touches, "out"), plain_habit(touches, "in"))
    assert (tally.first, tally.last) == (min(touches)[0], max(touches)[0])
    assert tally.last_out == max((at for at, way, _ in touches if way != "in"), default=None)
    assert tally.last_in == max((at for at, way, _ in touches if way != "out"), default=None)
    assert tally.out + tally.into + tally.both == len(touches)
    assert tally.out == sum(way == "out" for _, way, _ in touches)
    assert tally.into == sum(way == "in" for _, way, _ in touches)
    assert tally.days == sorted({at // DAY for at, _, _ in touches})


@given(TOUCHES, st.lists(st.integers(1, 20), min_size=1, max_size=8))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_touches_that_are_added_are_counted_as_if_all_had_come_at_once(
    touches: list[Exchanged], sizes: list[int]
) -> None:
    known = touches[: sizes[0]]
    tally = count_touches(known)
    for size in itertools.cycle(sizes):
        new = touches[len(known) : len(known) + size]
        if not new:
            break
        threads = {thread for _, _, thread in new}
        tally.add(new, [one for one in known if one[2] in threads])
        known += new
        assert tally == count_touches(known)


def test_what_is_handed_over_stays_as_it_was() -> None:
    touches: list[Exchanged] = [(9, "out", "1"), (5, "in", "1")]
    before, new = deepcopy(touches), touches[:1]
    count_touches(touches)
    count_touches(touches[1:]).add(new, [])
    assert (touches, new) == (before, before[:1])
