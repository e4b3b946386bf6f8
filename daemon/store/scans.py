"""Writing what a scan read: folders and their cursors, messages, addresses, where each mail lies.

One batch is one transaction together with its cursor, so a death between two batches loses
nothing and doubles nothing. Set-based: a batch costs a fixed number of statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import lru_cache
from typing import Any

from daemon.core.mail import FolderInfo, FolderRole, FolderStatus
from daemon.core.people import full_name_key
from daemon.core.scanned import ScannedMail, Unread
from daemon.core.senders import role_of_sender
from daemon.core.values import dataclass
from daemon.errors import StoreError
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, insert_rows, select_in, transaction, trusted
from daemon.store.forgotten import Forgotten
from daemon.store.late_indexes import leave_out_indexes
from daemon.store.roles import settle_roles
from daemon.store.threading import join_threads

#: Only so many recipients of one mail are kept; mail to more than eight is no touch anyway.
KEPT_RECIPIENTS = 50
#: From so many on, what pays for many only is done.
MANY = 4_000
#: Mails of a batch from which on it is worth having SQLite work in another way.
_ENOUGH = 1_000
_CACHE_LIMIT = 200_000
#: The same people write in every batch.
_name_key = lru_cache(maxsize=16_384)(full_name_key)


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
        self._addresses: dict[str, int] = {}
        self._forgotten = Forgotten(database, owner_id)
        #: Changes whenever another connection writes to the store.
        self._version: int | None = None

    def expect(self, mails: int) -> None:
        """So many are to come in a folder, as far as is known."""
        if mails >= MANY:
            leave_out_indexes(self._database, mails)

    def open_folder(self, folder: FolderInfo, status: FolderStatus) -> FolderCursor:
        """The cursor of a folder, made where it is new, reset where UIDVALIDITY changed."""
        with transaction(self._database):
            self._note_role(folder)
            ((folder_id, uidvalidity, uid_done, complete_at),) = execute(
                self._database,
                "SELECT id, uidvalidity, uid_done, complete_at FROM folder "
                "WHERE mailbox_id = ? AND name = ?",
                (self._mailbox, folder.name),
            )
            if uidvalidity != status.uidvalidity:
                # The UIDs mean other mails now: forget where they lay, not the mails themselves.
                for table in ("location", "skipped"):
                    execute(
                        self._database, f"DELETE FROM {table} WHERE folder_id = ?", (folder_id,)
                    )
                execute(
                    self._database,
                    "UPDATE folder SET uidvalidity = ?, uid_done = 0, complete_at = NULL, "
                    "flags_modseq = NULL WHERE id = ?",
                    (status.uidvalidity, folder_id),
                )
                uid_done, complete_at = 0, None
        is_complete = complete_at is not None
        return FolderCursor(folder_id, status.uidvalidity, uid_done, is_complete, folder.role)

    def _note_role(self, folder: FolderInfo) -> None:
        execute(
            self._database,
            "INSERT INTO folder (owner_id, mailbox_id, name, role, uidvalidity, uid_done, problem) "
            "VALUES (?, ?, ?, ?, 0, 0, '') "
            "ON CONFLICT (mailbox_id, name) DO UPDATE SET role = excluded.role, problem = ''",
            (self._owner, self._mailbox, folder.name, folder.role.value),
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

    def record_complete(self, cursor: FolderCursor, status: FolderStatus, now: datetime) -> None:
        """The scan reached the end of a folder: its mail is known up to `now`."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE folder SET complete_at = ?, uidnext = ?, highestmodseq = ? WHERE id = ?",
                (int(now.timestamp()), status.uidnext, status.highestmodseq, cursor.folder_id),
            )

    def drop_missing_folders(self, names: Iterable[str]) -> None:
        """Forget folders that the server no longer has; the mails stay known."""
        kept = set(names)
        rows = execute(
            self._database, "SELECT id, name FROM folder WHERE mailbox_id = ?", (self._mailbox,)
        )
        gone = [(row_id,) for row_id, name in rows if name not in kept]
        with transaction(self._database):
            executemany(self._database, "DELETE FROM folder WHERE id = ?", gone)

    def record_batch(
        self,
        cursor: FolderCursor,
        mails: Sequence[ScannedMail],
        skipped: Sequence[Unread],
        uid_done: int,
        now: datetime,
    ) -> int:
        """Store a batch and move the cursor, all or nothing; the number of mails new to us."""
        # Each change of how SQLite works has it read all statements anew.
        unchecked = trusted(self._database) if len(mails) >= _ENOUGH else nullcontext()
        with unchecked, transaction(self._database):
            self._notice_others(cursor)
            mails = self._forgotten.without(mails)
            addresses = self._address_ids(mails)
            numbers, fresh = self._number(mails)
            self._insert(fresh, addresses, cursor.role)
            if cursor.role is FolderRole.SENT:
                self._note_sent(set(numbers) - {number for number, _ in fresh})
            insert_rows(
                self._database,
                "INSERT INTO location (folder_id, uid, message_id, flags) VALUES (...) "
                "ON CONFLICT (folder_id, uid) DO UPDATE SET message_id = excluded.message_id",
                [
                    (cursor.folder_id, mail.uid, number, mail.flags)
                    for mail, number in zip(mails, numbers, strict=True)
                ],
            )
            executemany(
                self._database,
                "INSERT INTO skipped (owner_id, folder_id, uid, reason, at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (folder_id, uid) DO NOTHING",
                [
                    (self._owner, cursor.folder_id, uid, reason, int(now.timestamp()))
                    for uid, reason in skipped
                ],
            )
            execute(
                self._database,
                "UPDATE folder SET uid_done = ? WHERE id = ?",
                (uid_done, cursor.folder_id),
            )
        return len(fresh)

    def _notice_others(self, cursor: FolderCursor) -> None:
        """Inside a transaction, in which nobody else writes: where others have written since the
        last one (a person was forgotten, say), nothing that was read before it is relied upon.
        """
        ((version,),) = execute(self._database, "PRAGMA data_version")
        if version == self._version:
            return
        self._version = version
        self._addresses.clear()
        self._forgotten = Forgotten(self._database, self._owner)
        if not execute(self._database, "SELECT 1 FROM folder WHERE id = ?", (cursor.folder_id,)):
            raise StoreError(
                "A folder was taken out of the store while it was read.", "Start the pass again."
            )

    def _address_ids(self, mails: Sequence[ScannedMail]) -> dict[str, int]:
        """The numbers of all addresses in these mails, those that are new to us made."""
        wanted = {mail.sender for mail in mails}
        wanted.update({email for mail in mails for _, email, _ in mail.people})
        wanted.update({email for mail in mails for email in mail.delivered_to})
        wanted.discard("")
        if len(self._addresses) > _CACHE_LIMIT:
            self._addresses.clear()
        missing = sorted(wanted - self._addresses.keys())
        executemany(
            self._database,
            "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
            "VALUES (?, ?, 0, ?, 0) ON CONFLICT (owner_id, email) DO NOTHING",
            [(self._owner, email, role_of_sender(email, {})) for email in missing],
        )
        self._addresses.update(
            select_in(
                self._database,
                "SELECT email, id FROM address WHERE owner_id = ? AND email IN (...)",
                missing,
                self._owner,
            )
        )
        return self._addresses

    def _known(self, column: str, keys: Iterable[int]) -> dict[int, int]:
        """The messages that are stored already, by one of their keys."""
        return dict(
            select_in(
                self._database,
                f"SELECT {column}, id FROM message WHERE owner_id = ? AND {column} IN (...)",
                sorted(keys),  # so that the index is walked and not jumped about in
                self._owner,
            )
        )

    def _number(
        self, mails: Sequence[ScannedMail]
    ) -> tuple[list[int], list[tuple[int, ScannedMail]]]:
        """Give each mail its row, that of a copy known already or a new one; the rows, and the
        mails that are new with theirs.
        """
        by_identity = self._known("identity_key", {mail.identity for mail in mails})
        by_content = self._known(
            "content_key", {mail.content for mail in mails if mail.content is not None}
        )
        ((highest,),) = execute(self._database, "SELECT coalesce(max(id), 0) FROM message")
        numbers: list[int] = []
        fresh: list[tuple[int, ScannedMail]] = []
        for mail in mails:
            content = mail.content
            number = by_identity.get(mail.identity)
            if number is None and content is not None:
                number = by_content.get(content)
            if number is None:
                highest += 1
                number = highest
                fresh.append((number, mail))
            by_identity.setdefault(mail.identity, number)
            if content is not None:
                by_content.setdefault(content, number)
            numbers.append(number)
        return numbers, fresh

    def _insert(
        self,
        fresh: Sequence[tuple[int, ScannedMail]],
        addresses: dict[str, int],
        role: FolderRole,
    ) -> None:
        """Store mails that are new, their recipients, and what names they bear."""
        threads = join_threads(
            self._database,
            self._owner,
            [(number, mail.at, mail.thread_keys) for number, mail in fresh],
        )
        messages: list[tuple[Any, ...]] = []
        recipients: list[tuple[int, int, str]] = []
        senders: list[tuple[int, str]] = []
        named: list[tuple[int, str]] = []
        delivered: list[int] = []
        for (number, mail), thread in zip(fresh, threads, strict=True):
            sender = addresses[mail.sender] if mail.sender else None
            messages.append(
                (
                    number,
                    self._owner,
                    mail.identity,
                    mail.content,
                    mail.message_id,
                    mail.references,
                    mail.subject,
                    mail.subject_key,
                    mail.is_reply,
                    mail.references != "",
                    mail.at,
                    sender,
                    mail.recipients,
                    mail.kind,
                    mail.kind,
                    mail.kind_why,
                    thread,
                    mail.content_type,
                    _was_delivered(mail, role),
                    False,
                    False,
                    True,
                )
            )
            if sender is not None and mail.sender_name:
                senders.append((sender, mail.sender_name))
            for field, email, name in _kept(mail.people):
                address = addresses[email]
                recipients.append((number, address, field))
                if name:
                    named.append((address, name))
            # Only of mail that is new: a folder that is read again must count nothing twice.
            delivered.extend([addresses[email] for email in mail.delivered_to])
        insert_rows(
            self._database,
            "INSERT INTO message (id, owner_id, identity_key, content_key, message_id, refs, "
            "subject, subject_key, is_reply, has_refs, at, sender_id, recipients, header_kind, "
            "kind, kind_why, thread_id, content_type, delivered, outgoing, begun, pending) "
            "VALUES (...)",
            messages,
        )
        insert_rows(
            self._database,
            "INSERT INTO recipient (message_id, address_id, field) VALUES (...) "
            "ON CONFLICT DO NOTHING",
            recipients,
        )
        executemany(
            self._database,
            "UPDATE address SET delivered = delivered + ? WHERE id = ?",
            [(count, number) for number, count in Counter(delivered).items()],
        )
        self._count_names("as_sender", "as_recipient", senders)
        self._count_names("as_recipient", "as_sender", named)
        settle_roles(self._database, dict.fromkeys(senders))

    def _note_sent(self, numbers: Iterable[int]) -> None:
        """What was delivered (a copy to oneself) and lies in sent mail too is the owner's after
        all: it is inferred from anew.
        """
        executemany(
            self._database,
            "UPDATE message SET delivered = 0, pending = 1 WHERE id = ? AND delivered",
            [(number,) for number in sorted(numbers)],
        )

    def _count_names(self, column: str, other: str, names: Iterable[tuple[int, str]]) -> None:
        executemany(
            self._database,
            f"INSERT INTO address_name (address_id, name, name_key, {column}, {other}) "
            f"VALUES (?, ?, ?, ?, 0) ON CONFLICT (address_id, name) "
            f"DO UPDATE SET {column} = address_name.{column} + excluded.{column}",
            [
                (address, name, _name_key(name), count)
                for (address, name), count in Counter(names).items()
            ],
        )


def _was_delivered(mail: ScannedMail, role: FolderRole) -> bool:
    """Whether a server brought it, by where it lies and what servers write on a mail. What a
    program lays into a folder, as it does with what the owner sends, bears none of it.
    """
    if role is FolderRole.SENT:
        return False
    return role is FolderRole.INBOX or mail.delivered


def _kept(people: Sequence[tuple[str, str, str]]) -> Sequence[tuple[str, str, str]]:
    """The recipients of whom is kept that they were: so many of each field."""
    if len(people) <= KEPT_RECIPIENTS:
        return people
    return [
        one
        for field in ("to", "cc", "bcc")
        for one in [each for each in people if each[0] == field][:KEPT_RECIPIENTS]
    ]
