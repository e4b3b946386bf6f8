"""How fast two people usually answer each other, each way, and from when on a silence is unusual
for them. A gap is shown by their own habit, not after a fixed number of days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from daemon.core.model import Direction
from daemon.core.values import dataclass
from daemon.core.worktime import weekdays_between

#: Answers slower than this were no answers but new beginnings, in working days.
LONGEST_REPLY_DAYS = 30
_NOBODY = ("", 0)
#: Fewer answers are no habit; from so many on their 90th percentile is more than its one outlier.
LEAST_ANSWERS, LEAST_FOR_LONG = 3, 10
#: What is expected where two people's own habit is not known, in working days.
DEFAULT_OWNER_DAYS, DEFAULT_PERSON_DAYS = 2.0, 4.0


@dataclass(frozen=True, slots=True)
class ReplyHabit:
    """How long one of two people takes to answer the other, in working days:
    `usual_days` is the median, `long_days` the 90th percentile of `answers` answers.
    """

    usual_days: float
    long_days: float
    answers: int


def find_answers(
    days: Iterable[int], exchange: Iterable[tuple[object, Direction, str]]
) -> tuple[list[int], list[int]]:
    """How many working days each answer of the owner's and of the person's took.

    `exchange` holds (moment, direction, thread) of their mails in the order of time, `days` the day
    of each, counted from 1970; what is in no thread ("") answers nothing. A second word of the same
    side is no answer, and the wait begins with the first. Working days are Monday to Friday in UTC:
    whose they are matters little to medians over years.
    """
    owner_took: list[int] = []
    person_took: list[int] = []
    waiting: dict[str, tuple[str, int]] = {}
    for day, (_, then, thread) in zip(days, exchange, strict=True):
        if then == "both" or not thread:
            continue
        who, since = waiting.get(thread, _NOBODY)
        if then == who:
            continue
        waiting[thread] = then, day
        if who and (took := weekdays_between(since, day)) <= LONGEST_REPLY_DAYS:
            (owner_took if then == "out" else person_took).append(took)
    return owner_took, person_took


def learn_reply_habit(took: Sequence[int]) -> ReplyHabit | None:
    """The habit behind as many answers as took 0, 1, 2 … working days; None where too little is
    known.
    """
    answers = sum(took)
    if answers < LEAST_ANSWERS:
        return None
    ordered: list[int] = []
    for days, count in enumerate(took):
        if count:
            ordered += [days] * count
    return ReplyHabit(quantile(ordered, 0.5), quantile(ordered, 0.9), answers)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of an ordered sample lies, interpolated linearly."""
    if not ordered:
        raise ValueError("a quantile of nothing")
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def expected_days(
    usual: float | None, long: float | None = None, *, of_owner: bool, answers: int = LEAST_FOR_LONG
) -> float:
    """The age in working days from which on a silence is unusual for these two: past nine of ten
    of their answers, or past twice the usual where few are known.
    """
    if usual is None:
        return DEFAULT_OWNER_DAYS if of_owner else DEFAULT_PERSON_DAYS
    if long is None or answers < LEAST_FOR_LONG:
        return max(1.0, usual * 2 + 1)
    return math.floor(long) + 1.0
