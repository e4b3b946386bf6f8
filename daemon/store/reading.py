"""Which mails' words are still to be read, where they lie, and what the detectors found in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from daemon.core.model import Finding, MessageKind
from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in, transaction
from daemon.store.forgotten import Forgotten
from daemon.store.pending import make_each_pending
from daemon.store.times import epoch_of, time_of

#: Copies to more than these are announcements; and so many are read in one pass.
LARGEST_COPY, MOST_COPIES = 5, 500
#: What no detector has read, and may be worth it: nobody is in touch by any other kind of mail. In
#: the words of the index `message_unread`, which is chosen only so.
_NEVER_READ = (
    "m.read_version IS NULL AND (m.header_kind = 'personal' OR m.header_kind = 'bounce' "
    "OR m.header_kind = 'auto_reply' OR m.header_kind = 'calendar')"
)
#: The same, and what earlier detectors have read.
_NOT_READ = "(m.read_version IS NULL OR m.read_version NOT IN (0, ?))"
#: What a finding may keep: a quote of the mail is evidence, a value is data (a meeting's JSON).
_LONGEST_QUOTE, _LONGEST_VALUE = 200, 2_000


@dataclass(frozen=True, slots=True)
class UnreadMessage:
    """A message whose words are needed, with what its header said, and one place where it lies.
    `kind` is what the header alone says.
    """

    id: int
    folder: str
    uid: int
    subject: str
    outgoing: bool
    recipients: int
    direct_recipients: int
    kind: MessageKind
    at: datetime
    sender_email: str
    sender_name: str
    #: A mail between others that is nobody's touch: only introductions are looked for in it.
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the detectors found in one message; `findings` pairs (detector, version, finding),
    `quoted_at` is when the mail that it quotes was written, and `failures` tells of detectors that
    could not read it, with the error's type.
    """

    message: int
    findings: tuple[tuple[str, int, Finding], ...] = ()
    readable: bool = True
    quoted_at: datetime | None = None
    failures: tuple[str, ...] = ()


class ReadingList:
    """The mails to read and what was read, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def all_read(self) -> list[int]:
        """Every mail whose words were read, by whatever version."""
        rows = execute(
            self._database,
            "SELECT id FROM message WHERE owner_id = ? AND read_version > 0",
            (self._owner,),
        )
        return [number for (number,) in rows]

    def _unread(self, read_version: int) -> tuple[str, tuple[int, ...]]:
        """The condition on mails that these detectors have not read, with its parameters. Where no
        mail was read by others, as in all passes but the first after they changed, few come into
        question, which are found by an index of their own.
        """
        for end in ("min", "max"):
            ((version,),) = execute(
                self._database,
                f"SELECT {end}(read_version) FROM message WHERE owner_id = ? AND read_version > 0",
                (self._owner,),
            )
            if version not in (None, read_version):
                return _NOT_READ, (read_version,)
        return _NEVER_READ, ()

    def wanted(self, read_version: int, horizon: datetime, limit: int) -> list[int]:
        """The mails worth reading that these detectors have not read, newest first: mail between
        the owner and a person, and what machines say of it (bounces, absences, calendars), since
        `horizon`; of people not heard of since then their last mail.
        """
        unread, versions = self._unread(read_version)
        recent = execute(
            self._database,
            f"SELECT m.id FROM message m WHERE m.owner_id = ? AND m.at >= ? AND {unread} "
            "AND (m.header_kind IN ('bounce', 'auto_reply', 'calendar') OR EXISTS ("
            "  SELECT 1 FROM touch t JOIN address a ON a.id = t.address_id "
            "  WHERE t.message_id = m.id AND a.person_id IS NOT NULL)) "
            "ORDER BY m.at DESC LIMIT ?",
            (self._owner, epoch_of(horizon), *versions, limit),
        )
        found = [number for (number,) in recent]
        if len(found) < limit:
            older = execute(
                self._database,
                "SELECT m.id FROM person p CROSS JOIN address a CROSS JOIN touch t "
                "CROSS JOIN message m WHERE p.owner_id = ? AND +p.last_in < ? "
                # Of most of them no unread mail lies at that moment, and no more has to be asked.
                # Where they have met, the mail that tells of it is of another.
                "AND (p.touches_both > 0 OR EXISTS (SELECT 1 FROM message m "
                f"WHERE m.owner_id = p.owner_id AND m.at = p.last_in AND {unread})) "
                "AND a.person_id = p.id AND t.address_id = a.id AND t.at = p.last_in "
                f"AND m.id = t.message_id AND NOT m.outgoing AND {unread} "
                "ORDER BY m.at DESC LIMIT ?",
                (self._owner, epoch_of(horizon), *versions, *versions, limit - len(found)),
            )
            found.extend(number for (number,) in older)
        if len(found) < limit:
            found.extend(self._copies(unread, versions, horizon, limit - len(found)))
        return found

    def _copies(
        self, unread: str, versions: tuple[int, ...], horizon: datetime, limit: int
    ) -> list[int]:
        """The mails between few others of which the owner got a copy, newest first, at most
        MOST_COPIES in one pass: somebody may be introduced in them.
        """
        rows = execute(
            self._database,
            "SELECT m.id FROM message m JOIN address s ON s.id = m.sender_id "
            "WHERE m.owner_id = ? AND m.at >= ? AND NOT m.outgoing AND m.kind = 'personal' "
            f"AND m.header_kind = 'personal' AND m.recipients BETWEEN 2 AND ? AND {unread} "
            "AND s.person_id IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.message_id = m.id) "
            "ORDER BY m.at DESC LIMIT ?",
            (
                self._owner,
                epoch_of(horizon),
                LARGEST_COPY,
                *versions,
                min(limit, MOST_COPIES),
            ),
        )
        return [number for (number,) in rows]

    def lies_in(self, mailboxes: Iterable[int], message: int) -> bool:
        """Whether a message lies in one of these mailboxes."""
        return any(
            execute(
                self._database,
                "SELECT 1 FROM location l JOIN folder f ON f.id = l.folder_id "
                "WHERE l.message_id = ? AND f.mailbox_id = ? LIMIT 1",
                (message, box),
            )
            for box in mailboxes
        )

    def locate(
        self, mailbox_id: int, messages: Iterable[int], read_version: int
    ) -> list[UnreadMessage]:
        """Where those of these messages lie in one mailbox that were not read yet."""
        rows = sorted(
            select_in(
                self._database,
                "SELECT m.id, f.name, l.uid, m.subject, m.outgoing, m.recipients, "
                "(SELECT count(*) FROM recipient r WHERE r.message_id = m.id AND r.field = 'to'), "
                "m.header_kind, m.at, coalesce(s.email, ''), coalesce((SELECT n.name "
                "FROM address_name n WHERE n.address_id = s.id AND n.as_sender > 0 "
                "ORDER BY n.as_sender DESC, n.name LIMIT 1), ''), "
                "NOT m.outgoing AND m.header_kind = 'personal' AND NOT EXISTS "
                "(SELECT 1 FROM touch t WHERE t.message_id = m.id) "
                # From the few messages to their places, never through all that lies in a mailbox.
                "FROM message m CROSS JOIN location l CROSS JOIN folder f "
                "LEFT JOIN address s ON s.id = m.sender_id "
                "WHERE l.message_id = m.id AND f.id = l.folder_id AND f.mailbox_id = ? "
                "AND (m.read_version IS NULL OR m.read_version <> ?) AND m.id IN (...)",
                messages,
                mailbox_id,
                read_version,
            )
        )
        return [
            UnreadMessage(
                number, folder, uid, subject, bool(outgoing), recipients, direct,
                MessageKind(kind), time_of(at), email, name, bool(copy),
            )
            for _, group in groupby(rows, key=lambda row: row[0])
            for number, folder, uid, subject, outgoing, recipients, direct, kind, at, email, name,
                copy
            in [next(group)]
        ]  # fmt: skip

    def record_readings(self, readings: Sequence[Reading], read_version: int) -> None:
        """Replace what was found in these messages; the words themselves are not kept."""
        readings = Forgotten(self._database, self._owner).without_findings(readings)
        with transaction(self._database):
            executemany(
                self._database,
                "DELETE FROM finding WHERE message_id = ?",
                [(one.message,) for one in readings],
            )
            executemany(
                self._database,
                "INSERT INTO finding (owner_id, message_id, detector, version, kind, quote, value) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        self._owner,
                        one.message,
                        detector,
                        version,
                        found.kind,
                        found.quote[:_LONGEST_QUOTE],
                        found.value[:_LONGEST_VALUE],
                    )
                    for one in readings
                    for detector, version, found in one.findings
                ],
            )
            executemany(
                self._database,
                "UPDATE message SET read_version = ? WHERE id = ?",
                [(read_version if one.readable else 0, one.message) for one in readings],
            )
            # What a reply without references quotes tells which mail it answers.
            quoted = [
                (one.message, epoch_of(one.quoted_at))
                for one in readings
                if one.quoted_at is not None
            ]
            make_each_pending(
                self._database,
                "id = ? AND quoted_at IS NOT ? AND is_reply AND NOT has_refs",
                quoted,
            )
            executemany(
                self._database,
                "UPDATE message SET quoted_at = ?2 WHERE id = ?1 AND quoted_at IS NOT ?2",
                quoted,
            )
