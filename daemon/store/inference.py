"""From stored mails to people, touches and threads to decide: the set-based half of inference.

What a scan marked `pending` is worked through in steps; each is a transaction of its own and
does nothing twice, so a death in between is mended by the next pass. The rules themselves are in
`core`; here is only which rows they are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from daemon.core.domains import organisation_domain
from daemon.core.people import AddressFacts, infer_owner_addresses
from daemon.core.senders import SHARED
from daemon.core.threads import SubjectMessage, link_by_subject
from daemon.core.touches import DETECTOR, LARGEST_GROUP, VERSION
from daemon.store.database import Database
from daemon.store.effects import BOUNCE_DAYS
from daemon.store.engine import execute, executemany, select_in, stream, transaction
from daemon.store.persons import Persons
from daemon.store.threading import merge_threads

#: So many mails are changed by one statement.
_STEP = 5_000


class Inference:
    """What follows from new mail, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def pending(self) -> int:
        """How many mails wait to be worked through."""
        ((count,),) = execute(
            self._database,
            "SELECT count(*) FROM message WHERE owner_id = ? AND pending",
            (self._owner,),
        )
        return int(count)

    def infer_pending(self, configured: Sequence[str], owner_name: str) -> int:
        """Work through all pending mail; the number of mails that it was."""
        count = self.pending()
        if not count and self._configured() == set(configured):
            return 0
        self._settle_owner(configured, owner_name)
        if not self.pending():
            return count
        with transaction(self._database):
            self._mark_outgoing()
            self._join_by_subject()
            self._add_touches()
            touched = self._touched_addresses()
            Persons(self._database, self._owner).update(touched)
            self._reopen_threads()
            self._in_steps(
                "UPDATE message SET pending = 0 WHERE owner_id = ? AND pending "
                "AND id BETWEEN ? AND ?",
                (self._owner,),
            )
        return count

    def _in_steps(self, sql: str, parameters: Sequence[object]) -> None:
        """Run a statement that ends in `id BETWEEN ? AND ?` over all pending mail, some thousands
        at a time: SQLite keeps in memory what one statement has changed, until it is done.
        """
        ((low, high),) = execute(
            self._database,
            "SELECT min(id), max(id) FROM message WHERE owner_id = ? AND pending",
            (self._owner,),
        )
        if low is not None:
            for start in range(low, high + 1, _STEP):
                execute(self._database, sql, (*parameters, start, start + _STEP - 1))

    def owner_addresses(self) -> frozenset[str]:
        """All addresses of the owner, configured and inferred."""
        rows = execute(
            self._database,
            "SELECT email FROM address WHERE owner_id = ? AND is_owner > 0",
            (self._owner,),
        )
        return frozenset(email for (email,) in rows)

    # -- the owner ---------------------------------------------------------------------------

    def _configured(self) -> set[str]:
        rows = execute(
            self._database,
            "SELECT email FROM address WHERE owner_id = ? AND is_owner = 2",
            (self._owner,),
        )
        return {email for (email,) in rows}

    def _settle_owner(self, configured: Sequence[str], owner_name: str) -> None:
        inferred = infer_owner_addresses(configured, owner_name, self._owner_candidates(configured))
        wanted = dict.fromkeys(inferred, 1) | dict.fromkeys(configured, 2)
        rows = execute(
            self._database,
            "SELECT email, is_owner FROM address WHERE owner_id = ? AND is_owner > 0",
            (self._owner,),
        )
        before = {email: level for email, level in rows}
        if before == wanted:
            return
        with transaction(self._database):
            executemany(
                self._database,
                "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
                "VALUES (?, ?, ?, '', 0) "
                "ON CONFLICT (owner_id, email) DO UPDATE SET is_owner = excluded.is_owner",
                [(self._owner, email, level) for email, level in wanted.items()],
            )
            executemany(
                self._database,
                "UPDATE address SET is_owner = 0 WHERE owner_id = ? AND email = ?",
                [(self._owner, email) for email in before if email not in wanted],
            )
            if before.keys() != wanted.keys():
                self._forget_touches_of_changed(before.keys() ^ wanted.keys())

    def _forget_touches_of_changed(self, emails: Iterable[str]) -> None:
        """Whose mail it is has changed for all mail of these addresses: infer it again."""
        ids = [
            number
            for (number,) in select_in(
                self._database,
                "SELECT id FROM address WHERE owner_id = ? AND email IN (...)",
                sorted(emails),
                self._owner,
            )
        ]
        for number in ids:
            mails = (
                "SELECT id FROM message WHERE sender_id = ? "
                "UNION SELECT message_id FROM recipient WHERE address_id = ?"
            )
            # Whoever had touches in these mails may have none left; what is left is counted again.
            execute(
                self._database,
                "UPDATE person SET first_seen = NULL, last_touch = NULL, last_out = NULL, "
                "last_in = NULL WHERE id IN (SELECT a.person_id FROM touch t "
                f"JOIN address a ON a.id = t.address_id WHERE t.message_id IN ({mails}))",
                (number, number),
            )
            execute(
                self._database,
                f"DELETE FROM touch WHERE message_id IN ({mails})",
                (number, number),
            )
            execute(
                self._database,
                "UPDATE message SET pending = 1, outgoing = 0 "
                f"WHERE (outgoing OR NOT pending) AND id IN ({mails})",
                (number, number),
            )
            execute(self._database, "UPDATE address SET person_id = NULL WHERE id = ?", (number,))
        execute(
            self._database,
            "DELETE FROM person WHERE owner_id = ? AND name_set = '' AND circle_set = '' "
            "AND NOT ignored AND NOT share_never "
            "AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.person_id = person.id) AND NOT EXISTS "
            "(SELECT 1 FROM address a WHERE a.person_id = person.id)",
            (self._owner,),
        )

    def _owner_candidates(self, configured: Sequence[str]) -> list[AddressFacts]:
        sent = execute(
            self._database,
            "SELECT m.sender_id, count(DISTINCT m.id) FROM location l "
            "JOIN folder f ON f.id = l.folder_id JOIN message m ON m.id = l.message_id "
            "WHERE f.owner_id = ? AND f.role = 'sent' AND m.sender_id IS NOT NULL "
            "GROUP BY m.sender_id",
            (self._owner,),
        )
        delivered = execute(
            self._database,
            "SELECT id, delivered FROM address WHERE owner_id = ? AND delivered > 0",
            (self._owner,),
        )
        alone = execute(
            self._database,
            "SELECT r.address_id, count(DISTINCT m.sender_id) FROM location l "
            "JOIN folder f ON f.id = l.folder_id JOIN message m ON m.id = l.message_id "
            "JOIN recipient r ON r.message_id = m.id AND r.field = 'to' "
            "WHERE f.owner_id = ? AND f.role = 'inbox' AND m.recipients = 1 "
            "GROUP BY r.address_id",
            (self._owner,),
        )
        facts: dict[int, dict[str, Any]] = {}
        for key, rows in (("sent", sent), ("delivered", delivered), ("alone", alone)):
            for number, count in rows:
                facts.setdefault(number, {})[key] = count
        emails = dict(
            select_in(
                self._database,
                f"SELECT id, email FROM address WHERE role IN ('', '{SHARED}') AND id IN (...)",
                facts,
            )
        )
        names: dict[int, dict[str, int]] = {}
        for number, name, count in select_in(
            self._database,
            "SELECT address_id, name, as_sender FROM address_name WHERE address_id IN (...)",
            facts,
        ):
            names.setdefault(number, {})[name] = count
        domains = {organisation_domain(one) for one in configured} - {""}
        return [
            AddressFacts(number, emails[number], names.get(number, {}), **counts)
            for number, counts in facts.items()
            # Being addressed alone is thin evidence: only within the owner's own organisation.
            if number in emails
            and (
                "sent" in counts
                or "delivered" in counts
                or organisation_domain(emails[number]) in domains
            )
        ]

    # -- threads and touches -----------------------------------------------------------------

    def _mark_outgoing(self) -> None:
        self._in_steps(
            "UPDATE message SET outgoing = 1 WHERE owner_id = ? AND pending AND sender_id IN "
            "(SELECT id FROM address WHERE owner_id = ? AND is_owner > 0) AND id BETWEEN ? AND ?",
            (self._owner, self._owner),
        )

    def _join_by_subject(self) -> None:
        rows = stream(
            self._database,
            "SELECT m.subject_key, m.id, m.thread_id, m.at, "
            "CASE WHEN m.outgoing THEN 0 ELSE m.sender_id END, m.is_reply, m.has_refs, "
            "CASE WHEN a.is_owner > 0 THEN 0 ELSE r.address_id END, m.quoted_at "
            "FROM message m LEFT JOIN recipient r ON r.message_id = m.id "
            "LEFT JOIN address a ON a.id = r.address_id "
            "WHERE m.owner_id = ? AND m.subject_key IN ("
            "  SELECT p.subject_key FROM message p WHERE p.owner_id = ? AND p.pending) "
            "AND m.subject_key IN ("
            "  SELECT q.subject_key FROM message q "
            "  WHERE q.owner_id = ? AND q.is_reply AND NOT q.has_refs) "
            "AND m.sender_id IS NOT NULL ORDER BY m.subject_key, m.at, m.id",
            (self._owner, self._owner, self._owner),
        )
        pairs: list[tuple[int, int]] = []
        for _, same_subject in groupby(rows, key=lambda row: row[0]):
            messages = [
                _subject_message(list(group))
                for _, group in groupby(same_subject, key=lambda row: row[1])
            ]
            pairs.extend(link_by_subject(messages))
        merge_threads(self._database, _flatten(pairs))

    def _add_touches(self) -> None:
        common = (
            "JOIN recipient r ON r.message_id = m.id AND r.field = 'to' "
            "JOIN address a ON a.id = r.address_id "
            "JOIN address s ON s.id = m.sender_id "
            "WHERE m.owner_id = ? AND m.pending AND m.kind = 'personal' AND m.recipients <= ? "
        )
        outward = (
            "SELECT DISTINCT a.id AS address_id, m.id AS message_id, m.at AS at, "
            f"'out' AS direction FROM message m {common} "
            "AND m.outgoing AND a.is_owner = 0 AND a.role = '' "
            f"AND NOT (a.dead_at IS NOT NULL AND m.at BETWEEN a.dead_at - {BOUNCE_DAYS * 86400} "
            "AND a.dead_at)"
        )
        inward = (
            f"SELECT DISTINCT s.id, m.id, m.at, 'in' FROM message m {common} "
            "AND NOT m.outgoing AND a.is_owner > 0 AND s.role = ''"
        )
        execute(
            self._database,
            "INSERT INTO touch "
            "(owner_id, address_id, message_id, at, kind, direction, note, detector, version) "
            "SELECT ?, address_id, message_id, at, 'email', direction, '', ?, ? "
            f"FROM ({outward} UNION ALL {inward}) AS new WHERE true "
            "ON CONFLICT (message_id, address_id, kind, at) DO NOTHING",
            (
                self._owner,
                DETECTOR,
                VERSION,
                *(self._owner, LARGEST_GROUP),
                *(self._owner, LARGEST_GROUP),
            ),
        )

    def _touched_addresses(self) -> list[int]:
        rows = execute(
            self._database,
            "SELECT DISTINCT t.address_id FROM message m JOIN touch t ON t.message_id = m.id "
            "WHERE m.owner_id = ? AND m.pending",
            (self._owner,),
        )
        return [number for (number,) in rows]

    def _reopen_threads(self) -> None:
        changed = "SELECT thread_id FROM message WHERE owner_id = ? AND pending"
        execute(
            self._database,
            "UPDATE thread SET decided_version = NULL, last_at = "
            "(SELECT max(m.at) FROM message m WHERE m.thread_id = thread.id) "
            f"WHERE id IN ({changed})",
            (self._owner,),
        )


def _subject_message(rows: Sequence[tuple[object, ...]]) -> SubjectMessage:
    _, number, thread, at, sender, is_reply, has_refs, _, quoted_at = rows[0]
    people = {int(str(row[7])) for row in rows if row[7] is not None}
    return SubjectMessage(
        id=int(str(number)),
        thread=int(str(thread)),
        at=int(str(at)),
        sender=int(str(sender)),
        people=frozenset(people | {int(str(sender))}),
        is_reply=bool(is_reply),
        has_refs=bool(has_refs),
        to=frozenset(people),
        quoted_at=None if quoted_at is None else int(str(quoted_at)),
    )


def _flatten(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Chains of joins (a into b, b into c) become joins into the lowest thread of each chain."""
    parent: dict[int, int] = {}

    def find(one: int) -> int:
        while (up := parent.get(one, one)) != one:
            one = up
        return one

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        if low != high:
            parent[high] = low
    return [(one, find(one)) for one in parent]
