"""Decides who is warm, cooling or cold, by what is usual between them and the owner: cooling begins
where the agenda would suggest a word.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from daemon.core.cadence import LEAST_SPAN_DAYS
from daemon.core.model import Relationship
from daemon.core.reasons.cooling import unusual_silence_days

Warmth = Literal["warm", "cooling", "cold"]

#: Days without a word after which somebody without a habit is no longer warm.
WITHOUT_HABIT_DAYS = 90.0
#: After so many times the usual silence, and never sooner than so many days, contact is cold.
_COLD_AFTER, _COLD_DAYS = 3.0, 180.0


def infer_warmth(relationship: Relationship, now: datetime) -> Warmth:
    """How it stands between the owner and this person at `now`."""
    person, cadence = relationship.person, relationship.cadence
    if person.last_touch is None or person.first_seen is None:
        return "cold"
    has_habit = person.last_touch - person.first_seen >= timedelta(days=LEAST_SPAN_DAYS)
    limit = WITHOUT_HABIT_DAYS
    if cadence is not None and has_habit:
        limit = unusual_silence_days(cadence)
    silence = (now - person.last_touch) / timedelta(days=1)
    if silence <= limit:
        return "warm"
    return "cooling" if silence <= max(_COLD_AFTER * limit, _COLD_DAYS) else "cold"
