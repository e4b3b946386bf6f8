"""Loads how the owner greeted and took leave: in their latest mails to one person, and to all."""

from __future__ import annotations

from typing import Any

import peewee

from daemon.core.names import first_name
from daemon.core.voice import Manner
from daemon.store.engine import execute

#: The latest mails say how one writes today.
LATEST_TO_ONE, LATEST_TO_ALL = 20, 200

_MANNERS = (
    "SELECT m.id, coalesce(nullif(p.name_set, ''), p.name, ''), a.email, "
    "max(CASE WHEN f.kind = 'greets' THEN f.value END), "
    "max(CASE WHEN f.kind = 'leaves' THEN f.value END), "
    "max(CASE WHEN f.kind = 'signs' THEN f.value END) "
    "FROM message m JOIN finding f ON f.message_id = m.id "
    "AND f.kind IN ('greets', 'leaves', 'signs') "
    "JOIN touch t ON t.message_id = m.id AND t.kind = 'email' "
    "JOIN address a ON a.id = t.address_id LEFT JOIN person p ON p.id = a.person_id "
    "WHERE m.owner_id = ? AND m.outgoing {} GROUP BY m.id ORDER BY m.at DESC LIMIT ?"
)


class Voices:
    """Reads the owner's manners; nothing here writes."""

    def __init__(self, database: peewee.SqliteDatabase, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_manners(self, person: int | None = None) -> tuple[Manner, ...]:
        """Of the latest mails to one person, or to anybody, newest first."""
        some = "" if person is None else "AND a.person_id = ?"
        values: list[Any] = [self._owner] if person is None else [self._owner, person]
        limit = LATEST_TO_ALL if person is None else LATEST_TO_ONE
        rows = execute(self._database, _MANNERS.format(some), [*values, limit])
        return tuple(
            Manner(greeting or "", leave or "", name or "", first_name(called, email))
            for _, called, email, greeting, leave, name in rows
        )
