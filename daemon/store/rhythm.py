"""When the owner was in touch with whom: all times of contact of a span, for strips and warmth."""

from __future__ import annotations

from datetime import UTC, datetime

from daemon.store.database import Database
from daemon.store.engine import execute


class Rhythm:
    """Reading the times of contact of one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_touched(self, since: datetime, until: datetime) -> dict[str, tuple[datetime, ...]]:
        """The times of every touch in this span by person ref, oldest first."""
        rows = execute(
            self._database,
            "SELECT a.person_id, t.at FROM touch t JOIN address a ON a.id = t.address_id "
            "JOIN person p ON p.id = a.person_id "
            "WHERE t.owner_id = ? AND NOT p.ignored AND t.at BETWEEN ? AND ? ORDER BY t.at",
            (self._owner, int(since.timestamp()), int(until.timestamp())),
        )
        found: dict[str, list[datetime]] = {}
        for person, at in rows:
            found.setdefault(f"p{person}", []).append(datetime.fromtimestamp(at, UTC))
        return {ref: tuple(times) for ref, times in found.items()}
