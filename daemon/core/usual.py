"""Decides what may be said of how often two people are in touch: `every 3 weeks`, or nothing, for a
lively exchange or a few of them are no rhythm.
"""

from __future__ import annotations

from daemon.core.cadence import LEAST_SPAN_DAYS
from daemon.core.durations import days_in_words
from daemon.core.model import Person

#: Where the mean pause is so many times the median one, contact comes in bursts, and the median is
#: the pause within a burst.
_BURSTS = 5.0


def usual_in_words(person: Person) -> str:
    """`every 9 days`, or ""."""
    if person.first_seen is None or person.last_touch is None:
        return ""
    span = (person.last_touch - person.first_seen).days
    return rhythm_in_words(person.cadence_days, span, person.touches)


def rhythm_in_words(cadence_days: float | None, span_days: int, touches: int) -> str:
    """The same of so many touches within so many whole days."""
    if cadence_days is None or span_days < LEAST_SPAN_DAYS:
        return ""
    usual = max(1.0, cadence_days)
    if span_days > _BURSTS * usual * max(1, touches - 1):
        return ""
    return f"every {days_in_words(usual)}".replace("every 1 ", "every ")
