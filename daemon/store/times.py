"""How the store's times become the program's: epoch seconds in UTC, aware datetimes."""

from __future__ import annotations

from datetime import UTC, datetime


def time_of(epoch: int) -> datetime:
    """The moment that a column holds, aware, in UTC."""
    return datetime.fromtimestamp(epoch, UTC)


def maybe_time_of(epoch: int | None) -> datetime | None:
    """The same for a column that may be null."""
    return None if epoch is None else time_of(epoch)


def epoch_of(moment: datetime) -> int:
    """What a column holds of a moment."""
    return int(moment.timestamp())


def maybe_epoch_of(moment: datetime | None) -> int | None:
    """The same for a column that may be null."""
    return None if moment is None else epoch_of(moment)
