"""From stored mails to people, touches and threads to decide: the set-based half of inference.

What is `pending` is worked through in steps; each is a transaction of its own and
does nothing twice, so a death in between is mended by the next pass. The rules themselves are in
`core`; here is only which rows they are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import groupby

from daemon.core.threads import SubjectMessage, link_by_subject
from daemon.core.touches import DETECTOR, LARGEST_GROUP, VERSION
from daemon.store.alike import keep_alike
from daemon.store.database import Database
from daemon.store.effects import BOUNCE_DAYS
from daemon.store.emails import MANY, keep_emails, making_touches
from daemon.store.engine import execute, executemany, stream, transaction
from daemon.store.loading import end_loading
from daemon.store.pending import PENDING_MAIL, count_all, count_pending, is_any_pending
from daemon.store.persons import Persons
from daemon.store.threading import merge_threads
from daemon.store.who_is_owner import WhoIsOwner

#: So many mails are changed by one statement.
_STEP = 5_000


class Inference:
    """What follows from new mail, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._who = WhoIsOwner(database, owner_id)

    def pending(self) -> int:
        """How many mails wait to be worked through."""
        return count_pending(self._database, self._owner)

    def infer_pending(self, configured: Sequence[str], owner_name: str) -> int:
        """Work through all pending mail; the number of mails that it was."""
        end_loading(self._database)
        is_any = is_any_pending(self._database, self._owner)
        if not is_any and self._who.is_as_configured(configured):
            keep_alike(self._database, self._owner)
            keep_emails(self._database, self._owner)
            return 0
        self._who.settle(configured, owner_name)
        count = self.pending()  # a new address of the owner's has its mail worked through again
        if not count:
            return 0
        with nullcontext() if count >= MANY else transaction(self._database):
            with transaction(self._database):
                is_all = count >= MANY and self._is_all(count)
                self._mark_outgoing()
                self._join_by_subject(is_all)
            with making_touches(self._database, count):
                self._add_touches()
            with transaction(self._database):
                Persons(self._database, self._owner).update(self._touched_addresses(is_all))
                self._reopen_threads(is_all)
                keep_alike(self._database, self._owner)
                keep_emails(self._database, self._owner)
                execute(self._database, "DELETE FROM pending WHERE owner_id = ?", (self._owner,))
        return count

    def owner_addresses(self) -> frozenset[str]:
        """All addresses of the owner, configured and inferred."""
        rows = execute(
            self._database,
            "SELECT email FROM address WHERE +owner_id = ? AND is_owner > 0",
            (self._owner,),
        )
        return frozenset(email for (email,) in rows)

    # -- threads and touches -----------------------------------------------------------------

    def _steps(self) -> Iterator[tuple[int, int]]:
        """From which to which number pending mails are worked through at once: SQLite keeps in
        memory what one statement has changed, until it is done.
        """
        # Each by itself, and of all owners: so SQLite looks at the ends alone.
        ((low, high),) = execute(
            self._database,
            "SELECT (SELECT min(message_id) FROM pending), (SELECT max(message_id) FROM pending)",
        )
        for start in range(low, high + 1, _STEP) if low is not None else ():
            yield start, start + _STEP - 1

    def _mark_outgoing(self) -> None:
        """Only what no server delivered: anybody can write the owner's address into From."""
        for step in self._steps():
            execute(
                self._database,
                f"UPDATE message SET outgoing = 1 WHERE id IN (SELECT m.id FROM {PENDING_MAIL} "
                "WHERE p.message_id BETWEEN ? AND ? AND NOT m.delivered AND NOT m.outgoing "
                "AND m.sender_id IN "
                "(SELECT id FROM address WHERE +owner_id = ? AND is_owner > 0))",
                (self._owner, *step, self._owner),
            )

    def _join_by_subject(self, is_all: bool) -> None:
        replied = (
            "SELECT q.subject_key FROM message q "
            # The plus sign leaves only the index of such replies to choose, which are few.
            "WHERE +q.owner_id = ? AND q.is_reply AND NOT q.has_refs"
        )
        asked = f"SELECT m.subject_key FROM {PENDING_MAIL} WHERE m.subject_key IN ({replied})"
        rows = stream(
            self._database,
            "SELECT m.subject_key, m.id, m.thread_id, m.at, "
            "CASE WHEN m.outgoing THEN 0 ELSE m.sender_id END, m.is_reply, m.has_refs, "
            "CASE WHEN a.is_owner > 0 THEN 0 ELSE r.address_id END, m.quoted_at "
            "FROM message m LEFT JOIN recipient r ON r.message_id = m.id "
            "LEFT JOIN address a ON a.id = r.address_id "
            f"WHERE m.owner_id = ? AND m.subject_key IN ({replied if is_all else asked}) "
            "AND m.sender_id IS NOT NULL ORDER BY m.subject_key, m.at, m.id",
            (self._owner,) * (2 if is_all else 3),
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
            "CROSS JOIN recipient r ON r.message_id = m.id AND r.field = 'to' "
            "JOIN address a ON a.id = r.address_id "
            "JOIN address s ON s.id = m.sender_id "
            "WHERE p.message_id BETWEEN ? AND ? AND m.kind = 'personal' AND m.recipients <= ? "
        )
        outward = (
            f"a.id, m.id, m.thread_id, m.at, 'email', 'out' FROM {PENDING_MAIL} {common} "
            "AND m.outgoing AND a.is_owner = 0 AND a.role = '' "
            f"AND NOT (a.dead_at IS NOT NULL AND m.at BETWEEN a.dead_at - {BOUNCE_DAYS * 86400} "
            "AND a.dead_at)"
        )
        inward = (
            f"s.id, m.id, m.thread_id, m.at, 'email', 'in' FROM {PENDING_MAIL} {common} "
            "AND NOT m.outgoing AND a.is_owner > 0 AND s.role = '' AND s.is_owner = 0"
        )
        for way in (outward, inward):
            for step in self._steps():
                execute(
                    self._database,
                    "INSERT INTO touch (owner_id, note, detector, version, "
                    "address_id, message_id, thread_id, at, kind, direction) "
                    f"SELECT ?, '', ?, ?, {way} "
                    # What stands twice in one mail is the same touch.
                    "ON CONFLICT (message_id, address_id, kind, at) DO NOTHING",
                    (self._owner, DETECTOR, VERSION, self._owner, *step, LARGEST_GROUP),
                )

    def _is_all(self, count: int) -> bool:
        """Whether so many are all mails that there are, as in a first scan: then it need not be
        looked up of each what is known of all.
        """
        return count_all(self._database) == (count, count)

    def _touched_addresses(self, is_all: bool) -> list[int]:
        """In the order of their first mails."""
        if is_all:  # the sign has that index read in which touches lie in this order
            rows = execute(
                self._database, "SELECT DISTINCT +address_id FROM touch WHERE message_id > 0"
            )
        else:
            rows = execute(
                self._database,
                "SELECT DISTINCT t.address_id FROM pending p CROSS JOIN touch t "
                "ON t.message_id = p.message_id WHERE p.owner_id = ?",
                (self._owner,),
            )
        return [number for (number,) in rows]

    def _reopen_threads(self, is_all: bool) -> None:
        some = "" if is_all else f"WHERE m.thread_id IN (SELECT m.thread_id FROM {PENDING_MAIL}) "
        newest = stream(
            self._database,
            "SELECT n.at, t.id FROM (SELECT m.thread_id AS id, max(m.at) AS at FROM message m "
            f"{some} GROUP BY m.thread_id) n CROSS JOIN thread t ON t.id = n.id "
            # What stands there already need not be written again.
            "WHERE t.decided_version IS NOT NULL OR t.last_at <> n.at",
            () if is_all else (self._owner,),
        )
        executemany(
            self._database,
            "UPDATE thread SET decided_version = NULL, last_at = ? WHERE id = ?",
            newest,
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
