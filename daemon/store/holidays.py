"""The public holidays of the owner's country as a pass has found them, for whoever only reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from daemon.store.database import Database
from daemon.store.engine import execute, executemany, transaction


class Holidays:
    """Those of one owner, a year at a time."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_holidays(self, country: str, source: str = "") -> dict[int, frozenset[date]]:
        """By year, of a country (ISO 3166, two letters); with `source` only what that has said."""
        rows = execute(
            self._database,
            "SELECT year, days FROM holiday WHERE owner_id = ? AND country = ? "
            "AND ? IN ('', source)",
            (self._owner, country, source),
        )
        return {year: _days_of(days) for year, days in rows}

    def record_holidays(
        self, country: str, found: Mapping[int, Iterable[date]], source: str
    ) -> None:
        """Keep them in place of what was kept for these years."""
        rows = [
            (self._owner, country, year, " ".join(day.isoformat() for day in sorted(days)), source)
            for year, days in found.items()
        ]
        with transaction(self._database):
            executemany(
                self._database,
                "INSERT INTO holiday (owner_id, country, year, days, source) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (owner_id, country, year) "
                "DO UPDATE SET days = excluded.days, source = excluded.source",
                rows,
            )


def _days_of(text: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in text.split())
