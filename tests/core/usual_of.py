"""What is usual with somebody, straight from the times and the mails of the two."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from daemon.core.expectation import ReplyHabit
from daemon.core.model import Cadence, Direction
from daemon.core.tally import count_touches


def cadence_of(times: Collection[int]) -> Cadence | None:
    """From the moments of contact, in epoch seconds."""
    if not times:
        return None
    tally = count_touches([(one, "both", "") for one in times])
    return tally.cadence(lambda since, before: any(since <= one < before for one in times))


def reply_habits_of(
    exchange: Iterable[tuple[int, int, Direction]],
) -> tuple[ReplyHabit | None, ReplyHabit | None]:
    """The owner's and the person's, from (thread, epoch seconds, direction)."""
    mails = [(at, way, str(thread)) for thread, at, way in exchange]
    return count_touches(mails).reply_habits() if mails else (None, None)
