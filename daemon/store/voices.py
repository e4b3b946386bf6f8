"""Loads how the owner greeted, addressed and took leave: in their latest mails to one person, and
to all; and how the person addressed them.
"""

from __future__ import annotations

from daemon.core.names import first_name
from daemon.core.parse.address_forms import Form
from daemon.core.voice import Manner
from daemon.store.database import Database
from daemon.store.engine import execute

#: The latest mails say how one writes today.
LATEST_TO_ONE, LATEST_TO_ALL = 20, 200

_KINDS = "('greets', 'leaves', 'signs', 'addresses', 'length')"
_TELLS = f"EXISTS (SELECT 1 FROM finding f WHERE f.message_id = m.id AND f.kind IN {_KINDS})"
#: From the newest mail backwards, until there are enough.
_LATEST_TO_ALL = (
    f"SELECT m.id, m.at FROM message m WHERE m.owner_id = ? AND m.outgoing AND {_TELLS} AND EXISTS "
    "(SELECT 1 FROM touch t WHERE t.message_id = m.id AND t.kind = 'email') "
    "ORDER BY m.at DESC, m.id LIMIT ?"
)
#: From the few touches of one person to their mails.
_LATEST_TO_ONE = (
    "SELECT DISTINCT m.id, m.at FROM address a CROSS JOIN touch t CROSS JOIN message m "
    "WHERE a.person_id = ? AND t.address_id = a.id AND t.kind = 'email' AND m.id = t.message_id "
    f"AND m.outgoing AND {_TELLS} ORDER BY m.at DESC, m.id LIMIT ?"
)
_MANNERS = (
    "WITH latest AS ({}) SELECT coalesce(nullif(p.name_set, ''), p.name, ''), a.email, "
    "max(CASE WHEN f.kind = 'greets' THEN f.value END), "
    "max(CASE WHEN f.kind = 'greets' THEN f.quote END), "
    "max(CASE WHEN f.kind = 'leaves' THEN f.value END), "
    "max(CASE WHEN f.kind = 'signs' THEN f.value END), "
    "max(CASE WHEN f.kind = 'addresses' THEN f.value END), "
    "max(CASE WHEN f.kind = 'length' THEN f.value END) "
    "FROM latest l CROSS JOIN touch t CROSS JOIN address a CROSS JOIN finding f "
    "LEFT JOIN person p ON p.id = a.person_id WHERE t.message_id = l.id AND t.kind = 'email' "
    f"AND a.id = t.address_id AND f.message_id = l.id AND f.kind IN {_KINDS} {{}}"
    "GROUP BY l.id ORDER BY l.at DESC, l.id"
)


class Voices:
    """Reads the owner's manners; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_manners(self, person: int | None = None) -> tuple[Manner, ...]:
        """Of the latest mails to one person, or to anybody, newest first."""
        if person is None:
            statement = _MANNERS.format(_LATEST_TO_ALL, "")
            values = [self._owner, LATEST_TO_ALL]
        else:
            statement = _MANNERS.format(_LATEST_TO_ONE, "AND a.person_id = ? ")
            values = [person, LATEST_TO_ONE, person]
        rows = execute(self._database, statement, values)
        return tuple(
            Manner(
                greeting or "", leave or "", name or "", first_name(called, email),
                *_form_of(form), int(length or 0), bool(greeting) and greeting == line,
            )
            for called, email, greeting, line, leave, name, form, length in rows
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
