"""What words undo: a mail that a machine wrote is no touch, nor is one that came back.

Every rule here is derived from findings alone, so that reading a mail again with better detectors
puts right what the old ones got wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from daemon.store.database import Database
from daemon.store.engine import executemany, select_in, transaction
from daemon.store.pending import make_each_pending
from daemon.store.persons import Persons

#: A failure reported later than this after the last mail to an address says nothing about that.
BOUNCE_DAYS = 5

#: The touches that came back: sent to an address shortly before mail to it failed for good.
BOUNCED_TOUCH = (
    "a.dead_at IS NOT NULL AND t.direction = 'out' AND t.kind = 'email' "
    f"AND t.at BETWEEN a.dead_at - {BOUNCE_DAYS * 86400} AND a.dead_at"
)


class Effects:
    """Applies what was found in mails to kinds, addresses and touches, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def apply_readings(self, messages: Sequence[int]) -> int:
        """Settle kinds and dead addresses after these mails were read; how many mails changed.
        Mails that turned out to be personal after all become pending again.
        """
        with transaction(self._database):
            changed = self._settle_kinds(messages)
            touched = self._undo_touches(changed) | self._bury_addresses(messages)
            touched |= self._unnamed_signers(messages)
            Persons(self._database, self._owner).update(sorted(touched))
            executemany(
                self._database,
                "UPDATE thread SET decided_version = NULL "
                "WHERE id = (SELECT thread_id FROM message WHERE id = ?)",
                [(number,) for number in changed],
            )
        return len(changed)

    def _unnamed_signers(self, messages: Sequence[int]) -> set[int]:
        """Addresses of people known by nothing but those, who now signed with a name."""
        rows = select_in(
            self._database,
            "SELECT DISTINCT a.id FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN address a ON a.id = m.sender_id JOIN person p ON p.id = a.person_id "
            "WHERE (f.kind = 'name' OR (f.kind = 'signs' AND f.value LIKE '% %')) "
            "AND p.name LIKE '%@%' AND f.message_id IN (...)",
            messages,
        )
        return {number for (number,) in rows}

    def _settle_kinds(self, messages: Sequence[int]) -> list[int]:
        found: dict[int, tuple[str, str]] = {}
        for number, kind, quote in select_in(
            self._database,
            "SELECT message_id, kind, quote FROM finding "
            "WHERE kind IN ('auto_reply', 'bounced') AND message_id IN (...) ORDER BY id DESC",
            messages,
        ):
            found[number] = ("bounce" if kind == "bounced" else kind, quote)
        changes = []
        for number, header_kind, kind, outgoing in select_in(
            self._database,
            "SELECT id, header_kind, kind, outgoing FROM message WHERE id IN (...)",
            messages,
        ):
            wanted, why = header_kind, ""
            if number in found and header_kind in ("personal", "notification") and not outgoing:
                wanted, quote = found[number]
                why = f"its words: {quote}"
            if wanted != kind:
                changes.append((wanted, why, number))
        executemany(
            self._database, "UPDATE message SET kind = ?, kind_why = ? WHERE id = ?", changes
        )
        make_each_pending(
            self._database,
            "id = ? AND kind = 'personal'",
            [(number,) for _, _, number in changes],
        )
        return [number for _, _, number in changes]

    def _undo_touches(self, messages: Iterable[int]) -> set[int]:
        """Take back the touches of mails that are not personal; the addresses concerned."""
        rows = list(
            select_in(
                self._database,
                "SELECT t.id, t.address_id FROM touch t JOIN message m ON m.id = t.message_id "
                "WHERE m.kind <> 'personal' AND t.kind = 'email' AND m.id IN (...)",
                messages,
            )
        )
        executemany(
            self._database, "DELETE FROM touch WHERE id = ?", [(touch,) for touch, _ in rows]
        )
        return {address for _, address in rows}

    def _bury_addresses(self, messages: Sequence[int]) -> set[int]:
        """Mark the addresses that came back as dead since then, and undo what was sent there. Only
        what the owner wrote to can come back: anybody may forge a report.
        """
        dead: dict[int, int] = {}
        for address, at in select_in(
            self._database,
            "SELECT a.id, m.at FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN address a ON a.owner_id = m.owner_id AND a.email = f.value AND a.is_owner = 0 "
            "WHERE f.kind = 'bounced' AND NOT m.outgoing AND EXISTS ("
            "  SELECT 1 FROM touch t WHERE t.address_id = a.id AND t.direction = 'out' "
            f"  AND t.at BETWEEN m.at - {BOUNCE_DAYS * 86400} AND m.at) "
            "AND f.message_id IN (...)",
            messages,
        ):
            dead[address] = max(at, dead.get(address, 0))
        executemany(
            self._database,
            "UPDATE address SET dead_at = max(coalesce(dead_at, 0), ?) WHERE id = ?",
            [(at, address) for address, at in dead.items()],
        )
        touches = list(
            select_in(
                self._database,
                "SELECT t.id, t.message_id FROM touch t JOIN address a ON a.id = t.address_id "
                f"WHERE {BOUNCED_TOUCH} AND a.id IN (...)",
                dead,
            )
        )
        executemany(
            self._database, "DELETE FROM touch WHERE id = ?", [(touch,) for touch, _ in touches]
        )
        return set(dead)
