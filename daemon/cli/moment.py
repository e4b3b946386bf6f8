"""What time it is: the clock is read here and nowhere else, or `--at` says what to pretend."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EARLIEST, _LATEST = 1971, 9000


class AtType(click.ParamType[date]):
    """An ISO date or datetime; which moment that is depends on the owner's time zone."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | datetime:
        """Parse, or fail as click does."""
        if isinstance(value, date):
            return value
        parsed = _parse(str(value).strip())
        if parsed is None:
            self.fail(
                f"{value!r} is neither a date (2026-11-24) nor a moment (2026-11-24T09:00).",
                param,
                ctx,
            )
        if not _EARLIEST <= parsed.year <= _LATEST:
            self.fail(f"the year must lie between {_EARLIEST} and {_LATEST}.", param, ctx)
        return parsed


def _parse(text: str) -> date | datetime | None:
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return None


def resolve_now(at: date | datetime | None, zone: ZoneInfo) -> datetime:
    """The moment to work for, aware. A bare date is the end of that day for the owner; a moment
    without offset is on the owner's clock.
    """
    if at is None:
        return datetime.now(UTC)
    if isinstance(at, datetime):
        return at if at.tzinfo is not None else at.replace(tzinfo=zone)
    return datetime.combine(at, time(23, 59, 59), zone)
