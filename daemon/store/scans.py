"""Writing what a scan read: folders and their cursors, messages, addresses, where each mail lies.

One batch is one transaction together with its cursor, so a death between two batches loses
nothing and doubles nothing. Set-based: a batch costs a fixed number of statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import peewee

from daemon.core.mail import FolderInfo, FolderStatus, Headers, MessageKind
from daemon.core.parse.subjects import normalise_subject
from daemon.core.people import full_name_key
from daemon.core.senders import role_of_sender
from daemon.store.engine import execute, executemany, select_in, transaction
from daemon.store.forgotten import Forgotten
from daemon.store.keys import content_key, hash_key, identity_key
from daemon.store.roles import settle_roles
from daemon.store.threading import join_threads

#: Only so many recipients of one mail are kept; mail to more than eight is no touch anyway.
KEPT_RECIPIENTS = 50
_CACHE_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class ScannedMessage:
    """One message as the scan hands it over: parsed, classified, its time settled. `raw` may be
    empty where the mail has a Message-ID.
    """

    uid: int
    raw: bytes
    headers: Headers
    kind: MessageKind
    kind_why: str
    at: datetime
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderCursor:
    """How far a folder is read: every UID up to `uid_done` under `uidvalidity` is stored."""

    folder_id: int
    uidvalidity: int
    uid_done: int
    complete: bool


class Scans:
    """The writer of scans for one owner and one mailbox."""

    def __init__(self, database: peewee.SqliteDatabase, owner_id: int, mailbox_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._mailbox = mailbox_id
        self._addresses: dict[str, int] = {}
        self._forgotten = Forgotten(database, owner_id)

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
                    "UPDATE folder SET uidvalidity = ?, uid_done = 0, complete_at = NULL "
                    "WHERE id = ?",
                    (status.uidvalidity, folder_id),
                )
                uid_done, complete_at = 0, None
        return FolderCursor(folder_id, status.uidvalidity, uid_done, complete_at is not None)

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
        messages: Sequence[ScannedMessage],
        skipped: Sequence[tuple[int, str]],
        uid_done: int,
        now: datetime,
    ) -> int:
        """Store a batch and move the cursor, all or nothing; the number of mails new to us."""
        messages = self._forgotten.without(messages)
        with transaction(self._database):
            addresses = self._address_ids(messages)
            keys = [
                (identity_key(one.headers, one.raw), content_key(one.headers)) for one in messages
            ]
            fresh, rows = self._number(messages, keys, self._known(keys))
            threads = join_threads(
                self._database, self._owner, [(row[0], headers) for row, headers in fresh]
            )
            self._insert_messages(fresh, threads, addresses)
            executemany(
                self._database,
                "INSERT INTO location (folder_id, uid, message_id, flags) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (folder_id, uid) DO UPDATE SET message_id = excluded.message_id",
                [(cursor.folder_id, uid, number, flags) for uid, number, flags in rows],
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

    # -- addresses ---------------------------------------------------------------------------

    def _address_ids(self, messages: Sequence[ScannedMessage]) -> dict[str, int]:
        wanted: set[str] = set()
        for message in messages:
            headers = message.headers
            wanted.update(one.email for one in _people(headers))
            wanted.update(headers.delivered_to)
        if len(self._addresses) > _CACHE_LIMIT:
            self._addresses.clear()
        missing = sorted(wanted - self._addresses.keys())
        if missing:
            executemany(
                self._database,
                "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
                "VALUES (?, ?, 0, ?, 0) ON CONFLICT (owner_id, email) DO NOTHING",
                [(self._owner, email, role_of_sender(email, {})) for email in missing],
            )
            found = select_in(
                self._database,
                "SELECT email, id FROM address WHERE owner_id = ? AND email IN (...)",
                missing,
                self._owner,
            )
            self._addresses.update((email, number) for email, number in found)
        return {email: self._addresses[email] for email in wanted}

    # -- messages ----------------------------------------------------------------------------

    def _known(
        self, keys: Sequence[tuple[int, int | None]]
    ) -> tuple[dict[int, int], dict[int, int]]:
        """Rows by identity and by content, of those that are stored already."""
        # Sorted, so that the index is walked and not jumped about in.
        identities = sorted(identity for identity, _ in keys)
        contents = sorted(content for _, content in keys if content is not None)
        found = {
            column: dict(
                select_in(
                    self._database,
                    f"SELECT {column}, id FROM message WHERE owner_id = ? AND {column} IN (...)",
                    values,
                    self._owner,
                )
            )
            for column, values in (("identity_key", identities), ("content_key", contents))
        }
        return found["identity_key"], found["content_key"]

    def _number(
        self,
        messages: Sequence[ScannedMessage],
        keys: Sequence[tuple[int, int | None]],
        known: tuple[dict[int, int], dict[int, int]],
    ) -> tuple[list[tuple[tuple[Any, ...], Headers]], list[tuple[int, int, str]]]:
        """Give each mail its row: that of a copy known already, or a new one."""
        by_identity, by_content = known
        ((highest,),) = execute(self._database, "SELECT coalesce(max(id), 0) FROM message")
        fresh: list[tuple[tuple[Any, ...], Headers]] = []
        rows: list[tuple[int, int, str]] = []
        for message, (identity, content) in zip(messages, keys, strict=True):
            number = by_identity.get(identity)
            if number is None and content is not None:
                number = by_content.get(content)
            if number is None:
                highest += 1
                number = highest
                fresh.append(((number, identity, content, message), message.headers))
            by_identity.setdefault(identity, number)
            if content is not None:
                by_content.setdefault(content, number)
            rows.append((message.uid, number, " ".join(message.flags)))
        return fresh, rows

    def _insert_messages(
        self,
        fresh: Sequence[tuple[tuple[Any, ...], Headers]],
        threads: dict[int, int],
        addresses: dict[str, int],
    ) -> None:
        messages: list[tuple[Any, ...]] = []
        recipients: list[tuple[int, int, str]] = []
        senders: Counter[tuple[int, str]] = Counter()
        named: Counter[tuple[int, str]] = Counter()
        for (number, identity, content, message), headers in fresh:
            subject, is_reply = normalise_subject(headers.subject)
            sender = addresses[headers.sender.email] if headers.sender else None
            messages.append(
                (
                    number,
                    self._owner,
                    identity,
                    content,
                    headers.message_id,
                    " ".join(headers.references),
                    headers.subject,
                    hash_key("subject", subject) if subject else None,
                    is_reply,
                    bool(headers.references),
                    int(message.at.timestamp()),
                    sender,
                    headers.recipients,
                    message.kind.value,
                    message.kind.value,
                    message.kind_why,
                    threads[number],
                    headers.content_type,
                )
            )
            if headers.sender and sender is not None and headers.sender.name:
                senders[sender, headers.sender.name] += 1
            for name, group in (("to", headers.to), ("cc", headers.cc), ("bcc", headers.bcc)):
                for one in group[:KEPT_RECIPIENTS]:
                    recipients.append((number, addresses[one.email], name))
                    if one.name:
                        named[addresses[one.email], one.name] += 1
        executemany(
            self._database,
            "INSERT INTO message (id, owner_id, identity_key, content_key, message_id, refs, "
            "subject, subject_key, is_reply, has_refs, at, sender_id, recipients, header_kind, "
            "kind, kind_why, thread_id, content_type, outgoing, begun, pending) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1)",
            messages,
        )
        executemany(
            self._database,
            "INSERT INTO recipient (message_id, address_id, field) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            recipients,
        )
        # Only of mail that is new: a folder that is read again must count nothing twice.
        delivered = Counter(
            addresses[email] for _, headers in fresh for email in headers.delivered_to
        )
        executemany(
            self._database,
            "UPDATE address SET delivered = delivered + ? WHERE id = ?",
            [(count, number) for number, count in delivered.items()],
        )
        for column, counts in (("as_sender", senders), ("as_recipient", named)):
            other = "as_recipient" if column == "as_sender" else "as_sender"
            executemany(
                self._database,
                f"INSERT INTO address_name (address_id, name, name_key, {column}, {other}) "
                f"VALUES (?, ?, ?, ?, 0) ON CONFLICT (address_id, name) "
                f"DO UPDATE SET {column} = address_name.{column} + excluded.{column}",
                [
                    (address, name, full_name_key(name), count)
                    for (address, name), count in counts.items()
                ],
            )
        settle_roles(self._database, senders)


def _people(headers: Headers) -> Iterable[Any]:
    if headers.sender:
        yield headers.sender
    for group in (headers.to, headers.cc, headers.bcc):
        yield from group[:KEPT_RECIPIENTS]
