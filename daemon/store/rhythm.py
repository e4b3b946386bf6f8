"""When the owner was in touch with whom: all times of contact of a span, for strips and warmth."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

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
            # From people to the index of their touches: of older ones nothing is read.
            "SELECT p.id, t.at FROM person p CROSS JOIN address a CROSS JOIN touch t "
            "WHERE +p.owner_id = ? AND NOT p.ignored AND a.person_id = p.id "
            "AND t.address_id = a.id AND t.at BETWEEN ? AND ? ORDER BY p.id",
            (self._owner, int(since.timestamp()), int(until.timestamp())),
        )
        found: dict[str, tuple[datetime, ...]] = {}
        for person, own in groupby(rows, itemgetter(0)):
            times = sorted(at for _, at in own)
            found[f"p{person}"] = tuple(datetime.fromtimestamp(at, UTC) for at in times)
        return found
