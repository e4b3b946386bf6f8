"""Tells the local time of thousands of moments: a zone is asked once every three days of them, and
not for each, which takes four times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone, tzinfo

#: Seconds. No clock has been put on and back within so few, as a test holds of all zones.
SPAN = 3 * 86_400


class Clocks(dict[int, tzinfo]):
    """By epoch seconds // SPAN what tells the local time then: its offset from UTC, and the zone
    itself where that changes meanwhile.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def __missing__(self, span: int) -> tzinfo:
        first, last = (self._offset(one * SPAN) for one in (span, span + 1))
        found = self[span] = timezone(first) if first == last else self._zone
        return found

    def _offset(self, epoch: int) -> timedelta:
        return datetime.fromtimestamp(epoch, self._zone).utcoffset() or timedelta()


def local_times(epochs: Iterable[int], zone: tzinfo) -> list[datetime]:
    """Aware times of the zone, from epoch seconds."""
    clocks = Clocks(zone)
    return [datetime.fromtimestamp(one, clocks[one // SPAN]) for one in epochs]
