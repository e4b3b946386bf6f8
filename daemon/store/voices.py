"""Loads how the owner greeted, addressed and took leave: in their latest mails to one person, and
to all; and how the person addressed them.
"""

from __future__ import annotations

from typing import Any

from daemon.core.names import first_name
from daemon.core.parse.address_forms import Form
from daemon.core.voice import Manner
from daemon.store.database import Database
from daemon.store.engine import execute

#: The latest mails say how one writes today.
LATEST_TO_ONE, LATEST_TO_ALL = 20, 200

_MANNERS = (
    "SELECT m.id, coalesce(nullif(p.name_set, ''), p.name, ''), a.email, "
    "max(CASE WHEN f.kind = 'greets' THEN f.value END), "
    "max(CASE WHEN f.kind = 'greets' THEN f.quote END), "
    "max(CASE WHEN f.kind = 'leaves' THEN f.value END), "
    "max(CASE WHEN f.kind = 'signs' THEN f.value END), "
    "max(CASE WHEN f.kind = 'addresses' THEN f.value END), "
    "max(CASE WHEN f.kind = 'length' THEN f.value END) "
    "FROM message m JOIN finding f ON f.message_id = m.id "
    "AND f.kind IN ('greets', 'leaves', 'signs', 'addresses', 'length') "
    "JOIN touch t ON t.message_id = m.id AND t.kind = 'email' "
    "JOIN address a ON a.id = t.address_id LEFT JOIN person p ON p.id = a.person_id "
    "WHERE m.owner_id = ? AND m.outgoing {} GROUP BY m.id ORDER BY m.at DESC LIMIT ?"
)


class Voices:
    """Reads the owner's manners; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_manners(self, person: int | None = None) -> tuple[Manner, ...]:
        """Of the latest mails to one person, or to anybody, newest first."""
        some = "" if person is None else "AND a.person_id = ?"
        values: list[Any] = [self._owner] if person is None else [self._owner, person]
        limit = LATEST_TO_ALL if person is None else LATEST_TO_ONE
        rows = execute(self._database, _MANNERS.format(some), [*values, limit])
        return tuple(
            Manner(
                greeting or "", leave or "", name or "", first_name(called, email),
                *_form_of(form), int(length or 0), bool(greeting) and greeting == line,
            )
            for _, called, email, greeting, line, leave, name, form, length in rows
        )  # fmt: skip

    def load_forms(self, person: int) -> tuple[tuple[str, Form], ...]:
        """Language and form of address in their latest mails to the owner, newest first."""
        rows = execute(
            self._database,
            "SELECT f.value FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN address a ON a.id = m.sender_id WHERE f.owner_id = ? AND f.kind = 'addresses' "
            "AND NOT m.outgoing AND a.person_id = ? ORDER BY m.at DESC LIMIT ?",
            (self._owner, person, LATEST_TO_ONE),
        )
        return tuple(_form_of(value) for (value,) in rows)

    def load_signed(self, person: int) -> tuple[str, ...]:
        """The names below their latest mails to the owner alone, newest first."""
        rows = execute(
            self._database,
            "SELECT f.value FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN address a ON a.id = m.sender_id WHERE f.owner_id = ? AND f.kind = 'signs' "
            "AND NOT m.outgoing AND a.person_id = ? ORDER BY m.at DESC LIMIT ?",
            (self._owner, person, LATEST_TO_ONE),
        )
        return tuple(value for (value,) in rows)


def _form_of(value: str | None) -> tuple[str, Form]:
    """Of "de polite" its parts."""
    language, _, form = (value or "").partition(" ")
    return language, "familiar" if form == "familiar" else "polite" if form == "polite" else ""
