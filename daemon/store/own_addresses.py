"""Under which of the owner's addresses a person knows them: the one that they write to."""

from __future__ import annotations

from daemon.store.database import Database
from daemon.store.engine import execute

#: So many of the last mails of either side are looked through.
_LOOK_BACK = 10


class OwnAddresses:
    """Reads for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def find_own_addresses(self, person: int, message: int = 0) -> tuple[str, ...]:
        """The owner's addresses in the mail that is answered (`message`, 0 for none), else in the
        last mail that the person wrote to one, else the one from which they were last written to;
        none where nothing of it is known. Only configured addresses, and those that mail was sent
        from: a list or a shared box by which the owner was reached is nothing to write from.
        """
        return (self._in_mails([message]) if message else ()) or self._in_mails(self._last(person))

    def _last(self, person: int) -> list[int]:
        """What they wrote, newest first; then what was written to them."""
        return [
            number
            for direction in ("in", "out")
            for (number,) in execute(
                self._database,
                "SELECT t.message_id FROM address a JOIN touch t ON t.address_id = a.id "
                "WHERE a.owner_id = ? AND a.person_id = ? AND t.kind = 'email' "
                "AND t.direction = ? AND t.message_id IS NOT NULL ORDER BY t.at DESC LIMIT ?",
                (self._owner, person, direction, _LOOK_BACK),
            )
        ]

    def _in_mails(self, numbers: list[int]) -> tuple[str, ...]:
        """The usable addresses in the first of these mails that has one; To before Cc."""
        for number in numbers:
            rows = execute(
                self._database,
                "SELECT a.email FROM message m JOIN address a ON a.id = m.sender_id "
                "WHERE m.id = ? AND m.outgoing AND a.is_owner > 0 UNION ALL SELECT * FROM "
                "(SELECT a.email FROM message m JOIN recipient r ON r.message_id = m.id "
                "JOIN address a ON a.id = r.address_id WHERE m.id = ? AND NOT m.outgoing "
                "AND (a.is_owner = 2 OR a.is_owner = 1 AND EXISTS (SELECT 1 FROM message s "
                "WHERE s.sender_id = a.id AND s.outgoing)) AND r.field IN ('to', 'cc') "
                "ORDER BY r.field DESC, a.is_owner DESC, a.id)",
                (number, number),
            )
            if rows:
                return tuple(email for (email,) in rows)
        return ()
