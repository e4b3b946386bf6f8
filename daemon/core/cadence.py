"""How often two people are usually in touch, and how close that makes them.

Learned from the days on which there was contact; several mails on one day are one contact.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from daemon.core.expectation import quantile
from daemon.core.model import Cadence, Circle

#: Cadence looks this far back from the last contact: habits of earlier years say little.
MEMORY_DAYS = 730
#: Fewer days of contact than this are no habit yet.
LEAST_CONTACTS = 4
#: A habit must have lasted this long before its end means anything.
LEAST_SPAN_DAYS = 60


def learn_cadence(days: Sequence[int]) -> Cadence | None:
    """The cadence behind the days of contact that are remembered, in order, or None where there is
    no habit to speak of. Days are UTC's: it matters little to medians over years.
    """
    if len(days) < LEAST_CONTACTS:
        return None
    intervals = sorted([b - a for a, b in itertools.pairwise(days)])
    return Cadence(
        usual_days=quantile(intervals, 0.5),
        long_days=quantile(intervals, 0.9),
        contacts=len(days),
    )


def learn_circle(cadence: Cadence | None) -> Circle:
    """How close somebody is, from how often there is contact; the owner's word overrides it."""
    if cadence is None:
        return Circle.WIDE
    if cadence.contacts >= 20 and cadence.usual_days <= 7:
        return Circle.INNER
    if cadence.contacts >= 8 and cadence.usual_days <= 31:
        return Circle.CLOSE
    return Circle.REGULAR
