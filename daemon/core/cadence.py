"""How often two people are usually in touch, how fast they answer, and how close that makes them.

Learned from the days on which there was contact; several mails on one day are one contact.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from daemon.core.model import Cadence, Circle, Direction, Owner
from daemon.core.worktime import working_days_between

#: Cadence looks this far back from the last contact: habits of earlier years say little.
MEMORY_DAYS = 730
#: Fewer days of contact than this are no habit yet.
LEAST_CONTACTS = 4
#: Answers slower than this were no answers but new beginnings, in working days.
LONGEST_REPLY_DAYS = 30.0


def learn_cadence(times: Sequence[datetime]) -> Cadence | None:
    """The cadence behind the times of contact, or None where there is no habit to speak of."""
    if not times:
        return None
    newest = max(times)
    days = sorted({one.date() for one in times if newest - one <= timedelta(days=MEMORY_DAYS)})
    if len(days) < LEAST_CONTACTS:
        return None
    intervals = sorted((b - a).days for a, b in itertools.pairwise(days))
    return Cadence(
        usual_days=float(median(intervals)),
        long_days=quantile([float(one) for one in intervals], 0.9),
        contacts=len(days),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of an ordered sample lies, interpolated linearly."""
    if not ordered:
        raise ValueError("a quantile of nothing")
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def learn_circle(cadence: Cadence | None) -> Circle:
    """How close somebody is, from how often there is contact; the owner's word overrides it."""
    if cadence is None:
        return Circle.WIDE
    if cadence.contacts >= 20 and cadence.usual_days <= 7:
        return Circle.INNER
    if cadence.contacts >= 8 and cadence.usual_days <= 31:
        return Circle.CLOSE
    return Circle.REGULAR


def reply_days(
    exchange: Sequence[tuple[int, datetime, Direction]], owner: Owner
) -> tuple[float | None, float | None]:
    """Median working days in which the owner and the person answer each other, in that order.

    `exchange` holds (thread, time, direction) of their touches. None where fewer than three
    answers are known.
    """
    threads: dict[int, list[tuple[datetime, Direction]]] = {}
    for thread, at, direction in exchange:
        threads.setdefault(thread, []).append((at, direction))
    owner_took: list[float] = []
    person_took: list[float] = []
    for turns in threads.values():
        turns.sort()
        for (before, who), (after, then) in itertools.pairwise(turns):
            if who == then or "both" in (who, then):
                continue
            took = working_days_between(before, after, owner)
            if took <= LONGEST_REPLY_DAYS:
                (owner_took if then == "out" else person_took).append(took)
    return _median_of_three(owner_took), _median_of_three(person_took)


def _median_of_three(values: Sequence[float]) -> float | None:
    return float(median(values)) if len(values) >= 3 else None


#: What is expected where two people's own habit is not known, in working days.
DEFAULT_OWNER_REPLY_DAYS = 2.0
DEFAULT_PERSON_REPLY_DAYS = 4.0


def expected_reply_days(usual: float | None, *, of_owner: bool) -> float:
    """After how many working days without an answer a silence is unusual for these two."""
    if usual is None:
        return DEFAULT_OWNER_REPLY_DAYS if of_owner else DEFAULT_PERSON_REPLY_DAYS
    return max(1.0, usual * 2 + 1)
