"""Writing what a scan read: folders and their cursors, mails and where each of them lies.

One batch is one transaction together with its cursor, so a death between two batches loses
nothing and doubles nothing. Set-based: a batch costs a fixed number of statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from daemon.core.mail import FolderInfo, FolderRole, FolderStatus
from daemon.core.scanned import ScannedMail, Unread, each_field
from daemon.core.values import dataclass
from daemon.errors import StoreError
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, insert_columns, transaction, trusted
from daemon.store.folders import HELD
from daemon.store.forgotten import Forgotten
from daemon.store.loading import begin_loading
from daemon.store.new_mail import NewMail
from daemon.store.pending import make_each_pending

#: From so many on, what pays for many only is done.
MANY = 4_000
#: Mails of a folder, and those of them that could not be read.
Part = tuple[Iterable[ScannedMail], Sequence[Unread]]


@dataclass(frozen=True, slots=True)
class FolderCursor:
    """How far a folder is read: every UID up to `uid_done` under `uidvalidity` is stored."""

    folder_id: int
    uidvalidity: int
    uid_done: int
    complete: bool
    role: FolderRole = FolderRole.OTHER


class Scans:
    """The writer of scans for one owner and one mailbox."""

    def __init__(self, database: Database, owner_id: int, mailbox_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._mailbox = mailbox_id
        self._mail = NewMail(database, owner_id)
        self._forgotten = Forgotten(database, owner_id)
        self._expected = 0
        self._state_by_others: int | None = None

    def expect(self, mails: int) -> None:
        """So many are to come in a folder, as far as is known."""
        self._expected = mails
        if mails >= MANY:
            begin_loading(self._database, mails)

    def open_folder(self, folder: FolderInfo, status: FolderStatus) -> FolderCursor:
        """The cursor of a folder, made where it is new, reset where UIDVALIDITY changed."""
        found = self._find(folder, status)
        if not found:  # nearly always it is there, and whoever writes waits for the disk
            with transaction(self._database):
                self._note_role(folder)
                self._note_validity(folder, status.uidvalidity)
                found = self._find(folder, status)
        ((folder_id, uid_done, complete_at),) = found
        is_complete = complete_at is not None
        return FolderCursor(folder_id, status.uidvalidity, uid_done, is_complete, folder.role)

    def _find(self, folder: FolderInfo, status: FolderStatus) -> list[tuple[Any, ...]]:
        """Number and cursor of a folder, where it stands there as it is now and had no problem."""
        return execute(
            self._database,
            "SELECT id, uid_done, complete_at FROM folder WHERE mailbox_id = ? AND name = ? "
            "AND role = ? AND problem = '' AND uidvalidity = ?",
            (self._mailbox, folder.name, folder.role.value, status.uidvalidity),
        )

    def _note_role(self, folder: FolderInfo) -> None:
        execute(
            self._database,
            "INSERT INTO folder (owner_id, mailbox_id, name, role, uidvalidity, uid_done, problem, "
            "counted, counted_to) "
            "VALUES (?, ?, ?, ?, 0, 0, '', 0, 0) "
            "ON CONFLICT (mailbox_id, name) DO UPDATE SET role = excluded.role, problem = ''",
            (self._owner, self._mailbox, folder.name, folder.role.value),
        )

    def _note_validity(self, folder: FolderInfo, validity: int) -> None:
        """Where UIDs mean other mails now: forget where they lay, not the mails themselves."""
        ((folder_id, before),) = execute(
            self._database,
            "SELECT id, uidvalidity FROM folder WHERE mailbox_id = ? AND name = ?",
            (self._mailbox, folder.name),
        )
        if before == validity:
            return
        for table in ("location", "skipped"):
            execute(self._database, f"DELETE FROM {table} WHERE folder_id = ?", (folder_id,))
        execute(
            self._database,
            "UPDATE folder SET uidvalidity = ?, uid_done = 0, complete_at = NULL, "
            "flags_modseq = NULL, counted = 0, counted_to = 0 WHERE id = ?",
            (validity, folder_id),
        )

    def record_problem(self, folder: FolderInfo, problem: str) -> None:
        """Remember why a folder could not be read; `status` shows it."""
        with transaction(self._database):
            self._note_role(folder)
            execute(
                self._database,
                "UPDATE folder SET problem = ?, complete_at = NULL "
                "WHERE mailbox_id = ? AND name = ?",
                (problem, self._mailbox, folder.name),
            )

    def record_complete(
        self, scanned: Iterable[tuple[FolderCursor, FolderStatus]], now: datetime
    ) -> None:
        """The scan reached the end of these folders: their mail is known up to `now`."""
        with transaction(self._database):
            for cursor, status in scanned:
                self._complete(cursor, status, now)

    def _complete(self, cursor: FolderCursor, status: FolderStatus, now: datetime) -> None:
        execute(
            self._database,
            "UPDATE folder SET complete_at = ?, uidnext = ?, highestmodseq = ?, "
            f"counted = {HELD}, counted_to = uid_done WHERE id = ?",
            (int(now.timestamp()), status.uidnext, status.highestmodseq, cursor.folder_id),
        )

    def drop_missing_folders(self, names: Iterable[str]) -> None:
        """Forget folders that the server no longer has; the mails stay known."""
        kept = set(names)
        rows = execute(
            self._database, "SELECT id, name FROM folder WHERE mailbox_id = ?", (self._mailbox,)
        )
        gone = [(row_id,) for row_id, name in rows if name not in kept]
        if gone:
            with transaction(self._database):
                executemany(self._database, "DELETE FROM folder WHERE id = ?", gone)

    def record(
        self,
        cursor: FolderCursor,
        parts: Iterable[Part],
        uid_done: int,
        now: datetime,
        end: FolderStatus | None = None,
    ) -> int:
        """Store mails of a folder, part by part, and move the cursor, all or nothing; the number of
        mails new to us. Of the parts one at a time is in hand. Where these are the last ones up to
        the `end` of the folder, that is noted as by `record_complete`.
        """
        # Each change of how SQLite works has it read all statements anew.
        unchecked = trusted(self._database) if self._expected >= MANY else nullcontext()
        new = 0
        try:
            with unchecked, transaction(self._database):
                self._notice_others(cursor)
                for mails, skipped in parts:
                    new += self._record_mails(cursor, self._forgotten.without(mails))
                    self._record_skipped(cursor, skipped, now)
                self._mail.finish()
                execute(
                    self._database,
                    "UPDATE folder SET uid_done = ? WHERE id = ?",
                    (uid_done, cursor.folder_id),
                )
                if end is not None:
                    self._complete(cursor, end, now)
        except BaseException:
            self._mail.forget_rows()  # those that were made are not there any more
            raise
        return new

    def _record_mails(self, cursor: FolderCursor, mails: Iterable[ScannedMail]) -> int:
        every = each_field(mails)
        numbers, fresh = self._mail.write(every, cursor.role)
        if cursor.role is FolderRole.SENT:
            self._note_sent(set(numbers) - fresh)
        insert_columns(
            self._database,
            "INSERT INTO location (uid, message_id, flags, folder_id) "
            f"VALUES (..., {cursor.folder_id}) "
            "ON CONFLICT (folder_id, uid) DO UPDATE SET message_id = excluded.message_id",
            [every.uid, numbers, every.flags],
        )
        return len(fresh)

    def _record_skipped(
        self, cursor: FolderCursor, skipped: Sequence[Unread], now: datetime
    ) -> None:
        executemany(
            self._database,
            "INSERT INTO skipped (owner_id, folder_id, uid, reason, at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (folder_id, uid) DO NOTHING",
            [
                (self._owner, cursor.folder_id, uid, reason, int(now.timestamp()))
                for uid, reason in skipped
            ],
        )

    def _notice_others(self, cursor: FolderCursor) -> None:
        """Inside a transaction, in which nobody else writes: where others have written since the
        last one (a person was forgotten, say), nothing that was read before it is relied upon.
        """
        state = self._database.state_by_others()
        if state == self._state_by_others:
            return
        self._state_by_others = state
        self._mail.forget_rows()
        self._forgotten = Forgotten(self._database, self._owner)
        if not execute(self._database, "SELECT 1 FROM folder WHERE id = ?", (cursor.folder_id,)):
            raise StoreError(
                "A folder was taken out of the store while it was read.", "Start the pass again."
            )

    def _note_sent(self, numbers: Iterable[int]) -> None:
        """What was delivered (a copy to oneself) and lies in sent mail too is the owner's after
        all: it is inferred from anew.
        """
        rows = [(number,) for number in sorted(numbers)]
        make_each_pending(self._database, "id = ? AND delivered", rows)
        executemany(
            self._database, "UPDATE message SET delivered = 0 WHERE id = ? AND delivered", rows
        )
