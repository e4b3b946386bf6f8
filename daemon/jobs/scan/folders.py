"""Scans a mailbox for new mail: which folders, from which UID on, stored so that a death between
two batches loses nothing. Only what is new is read; the words of a mail are another job's.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import field, replace
from datetime import datetime

from daemon.config import FolderSettings
from daemon.core.mail import UNREAD_ROLES, FolderInfo, FolderRole, FolderStatus
from daemon.core.scanned import ScannedMail, Unread
from daemon.core.values import dataclass
from daemon.errors import ConnectionLost, FolderMissing
from daemon.jobs.scan.batches import PATIENCE, read_batches
from daemon.jobs.scan.parsing import MUCH, Parsed, Parsing
from daemon.mailbox import ImapMailbox
from daemon.store.scans import FolderCursor, Scans

log = logging.getLogger(__name__)

#: About so many mails are stored in one transaction: each ends with a wait for the disk, and with
#: more in hand a page of an index is written less often.
STORED_AT_ONCE = 4_000

#: Where the owner puts drafts of ours aside: nothing there was sent.
_PUT_ASIDE = re.compile(r"(?:.*[/.])?wellkeeper[/.](?:later|never)", re.IGNORECASE)

#: Told after each batch: folder, mails read in it, mails to read in it.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan did: mails read from the server, mails new to the store, mails that could not
    be read, and folders that could not be opened with the reason.
    """

    read: int = 0
    new: int = 0
    skipped: int = 0
    folders: int = 0
    problems: tuple[tuple[str, str], ...] = ()


def folders_to_read(
    folders: Sequence[FolderInfo], settings: FolderSettings
) -> tuple[FolderInfo, ...]:
    """All but junk, trash, drafts and what the owner skips; inbox and sent mail first."""
    order = {FolderRole.INBOX: 0, FolderRole.SENT: 1}
    chosen = [
        folder
        for folder in folders
        if folder.selectable
        and folder.role not in UNREAD_ROLES
        and folder.name not in settings.skip
        and not _PUT_ASIDE.fullmatch(folder.name)
    ]
    return tuple(sorted(chosen, key=lambda one: (order.get(one.role, 2), one.name)))


def scan_mailbox(
    mailbox: ImapMailbox,
    scans: Scans,
    folders: Sequence[FolderInfo],
    now: datetime,
    progress: Progress | None = None,
) -> ScanResult:
    """Read what is new in these folders; one that cannot be opened is noted and passed over.

    Raises ConnectionLost where the server is lost or opens no folder at all.
    """
    result = ScanResult()
    trouble: ConnectionLost | None = None
    with _without_collector(), closing(Parsing(now)) as parsing:
        for folder in folders:
            try:
                status = _open(mailbox, folder.name)
                result = _scan_folder(
                    mailbox, scans, folder, status, now, parsing, progress, result
                )
            except (FolderMissing, _Closed) as error:
                scans.record_problem(folder, error.message)
                result = replace(result, problems=(*result.problems, (folder.name, error.message)))
                trouble = error if isinstance(error, _Closed) else trouble
    if trouble is not None and not result.folders:
        raise trouble
    return result


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing that a scan makes refers back to itself, and looking for what does, again and again
    over thousands of mails in hand, costs a tenth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Closed(ConnectionLost):
    """A folder over which the server loses its head, while it still lets us in."""


def _open(mailbox: ImapMailbox, folder: str) -> FolderStatus:
    """The folder's state. A server that answers "not now" to one folder alone, at every pass
    (Dovecot does, over a directory that it may not read), must not keep the others from us.
    """
    for _ in range(PATIENCE):
        try:
            return mailbox.examine(folder)
        except ConnectionLost as error:
            mailbox.reconnect()
            problem = error
    raise _Closed(problem.message, problem.hint)


def _scan_folder(
    mailbox: ImapMailbox,
    scans: Scans,
    folder: FolderInfo,
    status: FolderStatus,
    now: datetime,
    parsing: Parsing,
    progress: Progress | None,
    result: ScanResult,
) -> ScanResult:
    cursor = scans.open_folder(folder, status)
    waiting = _Waiting(scans, cursor, now)
    read = 0
    if _may_hold_new(cursor, status):
        coming = _most_new(cursor, status)
        scans.expect(coming)
        parsing.expect(coming)
        try:
            batches = read_batches(mailbox, folder.name, cursor, ahead=coming >= MUCH)
            with closing(batches):
                for batch in batches:
                    for parsed in parsing.add(batch, folder.role):
                        waiting.add(parsed)
                    read += len(batch)
                    if progress is not None:
                        total = 0 if cursor.uid_done else status.exists
                        progress(folder.name, read, max(read, total))
        finally:
            # What was read before the connection was lost is kept as well.
            for parsed in parsing.rest():
                waiting.add(parsed)
            waiting.record()
    scans.record_complete(cursor, status, now)
    return replace(
        result,
        read=result.read + read,
        new=result.new + waiting.new,
        skipped=result.skipped + waiting.skipped,
        folders=result.folders + 1,
    )


@dataclass(slots=True)
class _Waiting:
    """What was parsed and is not stored yet. `new` and `skipped` count over the whole folder: mails
    new to us, and mails that could not be read.
    """

    scans: Scans
    cursor: FolderCursor
    now: datetime
    mails: list[ScannedMail] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    uid: int = 0
    count: int = 0
    new: int = 0
    skipped: int = 0

    def add(self, parsed: Parsed) -> None:
        """Take a batch, and store what waits when it is enough."""
        self.mails.extend(parsed.mails)
        self.unread.extend(parsed.unread)
        for uid, reason in parsed.unread:
            log.info("message %d was skipped: %s", uid, reason)
        self.uid = parsed.batch[-1].uid
        self.count += len(parsed.batch)
        self.skipped += len(parsed.unread)
        if self.count >= STORED_AT_ONCE:
            self.record()

    def record(self) -> None:
        """Store it and move the cursor."""
        if not self.count:
            return
        self.new += self.scans.record_batch(
            self.cursor, self.mails, self.unread, self.uid, self.now
        )
        self.mails, self.unread, self.count = [], [], 0


def _may_hold_new(cursor: FolderCursor, status: FolderStatus) -> bool:
    if not status.exists:
        return False
    return status.uidnext is None or status.uidnext > cursor.uid_done + 1


def _most_new(cursor: FolderCursor, status: FolderStatus) -> int:
    """At most so many mails of a folder lie after the cursor."""
    if status.uidnext is None:
        return status.exists
    return min(status.exists, status.uidnext - 1 - cursor.uid_done)
