"""The mailbox as the jobs see it: folders, headers, texts, and the one thing that is written.

It never marks anything as seen, and selects a folder for writing only to take back a draft of our
own that nobody touched (`remove.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from types import TracebackType

from daemon.core.mail import (
    AppendResult,
    FolderInfo,
    FolderMark,
    FolderStatus,
    PlacedMessage,
    RawHeader,
    RawText,
)
from daemon.mailbox.append import append
from daemon.mailbox.asked import ask_headers, ask_placed, ask_texts
from daemon.mailbox.connection import Connection
from daemon.mailbox.create import create_folder
from daemon.mailbox.folders import resolve_folders
from daemon.mailbox.login import ConnectionSettings
from daemon.mailbox.look import Listed, look_at_folders
from daemon.mailbox.reader import FolderReader
from daemon.mailbox.remove import OwnDraft, remove_own_draft
from daemon.mailbox.wire_text import folder_argument, message_id_argument


class ImapMailbox:
    """One logged-in session, for one thread at a time. After a ConnectionLost only `reconnect` is
    of use.

    Every method may raise ConnectionLost; those that take a folder raise FolderMissing where it
    cannot be opened, and UnsafeText where its name cannot go to a server.
    """

    def __init__(self, connection: Connection) -> None:
        self._use(connection)

    def _use(self, connection: Connection) -> None:
        self._connection = connection
        self._reader = FolderReader(connection)
        self._fullest = ""
        self._marks: dict[str, FolderMark] = {}
        #: How the last look has listed the folders; and the one before they were asked for, and
        #: what was told then.
        self._listed: Listed = frozenset()
        self._folders: tuple[Listed, tuple[FolderInfo, ...]] = (frozenset(), ())

    def reconnect(self) -> None:
        """Log in anew after a ConnectionLost, as before; raises what `open_mailbox` raises."""
        self._connection.close()
        self._use(Connection(self._connection.settings))

    def __enter__(self) -> ImapMailbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Log out if that is still possible; never raises."""
        self._connection.close()

    def interrupt(self) -> None:
        """Cut the connection from another thread; whoever uses it meets ConnectionLost."""
        self._connection.interrupt()

    def let_go(self) -> None:
        """End the session at once, without a word to the server."""
        self._connection.let_go()

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server says it can do, upper case, as told after the login."""
        return self._connection.capabilities

    def list_folders(self) -> tuple[FolderInfo, ...]:
        """All folders with their roles; names that cannot be used are left out."""
        with self._connection.guard():
            folders = resolve_folders(self._connection.client.list_folders())
        self._folders = self._listed, folders
        return folders

    def folders_after_look(self) -> tuple[FolderInfo, ...]:
        """As `list_folders`; where the last look has listed the same folders as the one before they
        were asked for, as they were then. What a server does not tell in a look, such as another
        use of a folder, is told to the next session.
        """
        listed, folders = self._folders
        return folders if listed and listed == self._listed else self.list_folders()

    def look(self) -> tuple[FolderMark, ...] | None:
        """The marks of all folders, by name; None where this server cannot vouch for them."""
        self._reader.expire()
        self._marks = {}
        is_fresh = self._fullest != "" and self._reader.hold_open(self._fullest)
        marks, self._listed = look_at_folders(self._connection, is_fresh=is_fresh)
        self._marks = {one.name: one for one in marks or ()}
        self._fullest = max(marks, key=lambda one: one.messages).name if marks else ""
        return marks

    def unchanged(self, folder: str) -> FolderStatus | None:
        """What this session was told of a folder when it was opened last, where the last look has
        shown the same; else None, and only opening it tells. A session that is new has to ask.
        """
        mark = self._marks.get(folder)
        return self._reader.unchanged(mark) if mark is not None else None

    def has_news(self, folder: str) -> bool:
        """Whether the last look has shown another state than when this session opened it last."""
        mark = self._marks.get(folder)
        return mark is not None and self._reader.has_changed(mark)

    def open_ahead(self, folder: str) -> None:
        """Have the server open the folder that is asked for next, while we do something else."""
        self._reader.open_ahead(folder)

    def examine(self, folder: str) -> FolderStatus:
        """Open a folder read-only (EXAMINE) and tell its state now."""
        return self._reader.examine(folder)

    def examine_once(self, folder: str) -> FolderStatus:
        """Its state when it was opened, where it is open still; else as `examine`."""
        return self._reader.opened(folder) or self._reader.examine(folder)

    def go_on(self, folder: str) -> None:
        """What is asked next of a folder that is open still is asked as it is open. What has come
        into it, or has changed in it, since it was opened need not be seen.
        """
        self._reader.go_on(folder)

    def list_uids(self, folder: str, first_uid: int = 1) -> tuple[int, ...]:
        """The UIDs from `first_uid` on that exist now, ascending."""
        self._reader.reopen(folder)
        return tuple(self._reader.existing_uids(first_uid))

    def fetch_headers(
        self, folder: str, first_uid: int, last_uid: int | None = None, batch: int = 500
    ) -> Iterator[tuple[RawHeader, ...]]:
        """The headers of a range of UIDs, ascending, `batch` messages at a time.

        The session may be used for other things between two batches. What was expunged
        meanwhile is left out; what the server would not give has a `problem` and no header. The
        deadline is for each batch.
        """
        folder_argument(folder)
        return self._headers(folder, first_uid, last_uid, max(1, batch))

    def fetch_newest_headers(self, folder: str, count: int) -> Iterator[tuple[RawHeader, ...]]:
        """As `fetch_headers`, of the `count` messages with the highest UIDs, in one batch."""
        self._reader.reopen(folder)
        uids = self._reader.existing_uids(1)[-count:]
        return ask_headers(self._reader, folder, uids, count)

    def fetch_texts(
        self, folder: str, uids: Sequence[int], batch: int = 100, then: str = ""
    ) -> Iterator[tuple[RawText, ...]]:
        """The first 64 kB of the bodies of these messages, ascending by UID. If another folder is
        asked for `then`, the server opens it while the last of them are in hand.
        """
        folder_argument(folder)
        return ask_texts(self._reader, folder, sorted(set(uids)), max(1, batch), then)

    def fetch_placed(self, folder: str, uids: Sequence[int]) -> tuple[PlacedMessage, ...]:
        """What stands under these UIDs now, ascending; UIDs without a message are left out."""
        self._reader.reopen(folder)
        return ask_placed(self._reader, folder, sorted(set(uids)))

    def fetch_flags(
        self, folder: str, uids: Sequence[int], since: int | None = None
    ) -> dict[int, tuple[str, ...]]:
        """The flags of these messages now, by UID; UIDs without a message are left out, and so is
        what has not changed after the HIGHESTMODSEQ `since`, where the server knows (RFC 7162).
        """
        now = self._reader.reopen(folder).highestmodseq
        knows = since and now and since <= now and "CONDSTORE" in self.capabilities
        items = f"(FLAGS) (CHANGEDSINCE {since})" if knows else "FLAGS"
        found = self._reader.fetch(folder, sorted(set(uids)), items)
        return {uid: fetched.flags for uid, fetched in found if fetched.flags is not None}

    def search_message_id(self, folder: str, message_id: str) -> tuple[int, ...]:
        """The UIDs of the messages with exactly this Message-ID (without angle brackets).

        SEARCH looks for a part of the field (RFC 3501 section 6.4.4), so that what it finds is
        fetched and compared. Raises UnsafeText for an id that cannot be sent.
        """
        wanted = message_id_argument(message_id)
        self._reader.reopen(folder)
        found = self._reader.search_header("Message-ID", wanted)
        placed = ask_placed(self._reader, folder, found)
        return tuple(one.uid for one in placed if one.message_id == message_id)

    def append_draft(self, folder: str, raw: bytes, at: datetime) -> AppendResult:
        r"""Put a draft there, `\Draft` and `\Seen`: it is the owner's own, not new mail.

        Raises AppendRefused, AppendUnclear (it may be there or not), FolderMissing.
        """
        return self.append_message(folder, raw, ("\\Draft", "\\Seen"), at)

    def append_message(
        self, folder: str, raw: bytes, flags: Sequence[str], at: datetime
    ) -> AppendResult:
        """Put any message there, with INTERNALDATE `at` (aware); raises as `append_draft`."""
        self._reader.expire()
        return append(self._connection, folder, raw, flags, at)

    def remove_own_draft(self, draft: OwnDraft) -> bool:
        """Remove a draft that we placed and nobody touched; see `remove.py`. The only method that
        takes anything away.
        """
        return remove_own_draft(self._connection, self._reader, draft)

    def create_folder(self, folder: str) -> None:
        """Create a folder and subscribe to it, so that mail clients show it; one that exists is
        fine. Raises FolderMissing where the server refuses.
        """
        create_folder(self._connection, folder)

    def _headers(
        self, folder: str, first_uid: int, last_uid: int | None, batch: int
    ) -> Iterator[tuple[RawHeader, ...]]:
        self._reader.reopen(folder)
        uids = self._reader.uids_to_fetch(first_uid, last_uid, batch)
        yield from ask_headers(self._reader, folder, uids, batch)


def open_mailbox(settings: ConnectionSettings) -> ImapMailbox:
    """Connect and log in.

    Raises ConnectionLost, CertificateRefused, LoginRejected, ConfigError or UnsafeText.
    """
    return ImapMailbox(Connection(settings))
