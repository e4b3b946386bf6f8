"""Loads what people's mails to the owner tell of their tie: two queries for all people at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.cadence import MEMORY_DAYS
from daemon.core.exchange import LATELY_DAYS, Exchange
from daemon.core.reasons.cooling import LEAST_SILENCE_DAYS
from daemon.store.database import Database
from daemon.store.engine import execute
from daemon.store.times import time_of

#: Of lively pairs there may be hundreds; the latest tell as much.
_MOST_TIMES = 12


class Exchanges:
    """Reads for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_exchanges(self, now: datetime) -> dict[int, Exchange]:
        """By person; those of whom there is nothing to say have none."""
        times: dict[int, tuple[list[datetime], list[datetime]]] = {}
        since, until = int((now - timedelta(days=LATELY_DAYS)).timestamp()), int(now.timestamp())
        for person, at, direction in execute(
            self._database,
            "SELECT a.person_id, t.at, t.direction FROM touch t "
            "JOIN address a ON a.id = t.address_id WHERE t.owner_id = ? AND t.at BETWEEN ? AND ? "
            "AND a.person_id IS NOT NULL ORDER BY t.at DESC",
            (self._owner, since, until),
        ):
            out_at, in_at = times.setdefault(person, ([], []))
            for found, other in ((out_at, "in"), (in_at, "out")):
                if direction != other and len(found) < _MOST_TIMES:
                    found.append(time_of(at))
        result = {
            person: Exchange(tuple(out_at), tuple(in_at))
            for person, (out_at, in_at) in times.items()
        }
        for person, alone_out, alone_in, sociable, subject in self._quiet(now):
            known = result.get(person, Exchange())
            result[person] = Exchange(
                known.out_at, known.in_at, alone_out, alone_in, sociable, subject
            )
        return result

    def _quiet(self, now: datetime) -> list[tuple[int, int, int, int, str]]:
        """The mails to each other alone, of those who have a habit and are silent: nobody else's
        history is read.
        """
        silent = int((now - timedelta(days=LEAST_SILENCE_DAYS)).timestamp())
        # Back from the last contact, as habits are: a tie must not end by days alone.
        memory = int(timedelta(days=2 * MEMORY_DAYS).total_seconds())
        rows = execute(
            self._database,
            "SELECT p.id, t.direction, m.subject, EXISTS (SELECT 1 FROM finding f "
            "WHERE f.message_id = m.id AND f.kind = 'sociable') FROM person p "
            "JOIN address a ON a.person_id = p.id "
            "JOIN touch t ON t.address_id = a.id AND t.kind = 'email' "
            "JOIN message m ON m.id = t.message_id AND m.recipients = 1 "
            "WHERE p.owner_id = ? AND p.usual_days IS NOT NULL AND p.last_touch <= ? "
            "AND t.at > p.last_touch - ? ORDER BY m.at",
            (self._owner, silent, memory),
        )
        found: dict[int, tuple[int, int, int, str]] = {}
        for person, direction, subject, sociable in rows:
            out, in_, friendly, _ = found.get(person, (0, 0, 0, ""))
            found[person] = (
                out + (direction == "out"),
                in_ + (direction == "in"),
                friendly + sociable,
                subject,
            )
        return [(person, *rest) for person, rest in found.items()]
