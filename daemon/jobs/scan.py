"""Reading new mail: which folders, from which UID on, in batches that survive a death between any
two of them. Only what is new is read; the words of a mail are another job's.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import datetime

from daemon.config import FolderSettings
from daemon.core.mail import UNREAD_ROLES, FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.scan_batch import parse_batch
from daemon.core.scanned import ScannedMail, Unread
from daemon.core.short_way import forget_lines
from daemon.core.values import dataclass
from daemon.errors import ConnectionLost, FolderMissing
from daemon.mailbox import ImapMailbox
from daemon.store.scans import FolderCursor, Scans

log = logging.getLogger(__name__)

#: Messages that are asked for at once, and about so many that are stored in one transaction: each
#: ends with a wait for the disk, and with more in hand a page of an index is written less often.
BATCH, STORED_AT_ONCE = 500, 4_000
#: So many losses of the connection at one place say that it is the place.
PATIENCE = 2
#: So many messages of a folder may be passed over in one pass because the server breaks off over
#: them; where there are more, it is the server that is in trouble.
MOST_FATAL = 20

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
    for folder in folders:
        try:
            status = _open(mailbox, folder.name)
            with _without_collector():
                result = _scan_folder(mailbox, scans, folder, status, now, progress, result)
        except (FolderMissing, _Closed) as error:
            scans.record_problem(folder, error.message)
            result = replace(result, problems=(*result.problems, (folder.name, error.message)))
            trouble = error if isinstance(error, _Closed) else trouble
    forget_lines()
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
    progress: Progress | None,
    result: ScanResult,
) -> ScanResult:
    cursor = scans.open_folder(folder, status)
    read = new = skipped = 0
    if _may_hold_new(cursor, status):
        waiting = _Waiting()
        try:
            for batch in _read_batches(mailbox, folder.name, cursor):
                waiting.add(batch, *parse_batch(batch, now, folder.role))
                read += len(batch)
                if waiting.count >= STORED_AT_ONCE:
                    new += waiting.record(scans, cursor, now)
                if progress is not None:
                    total = 0 if cursor.uid_done else status.exists
                    progress(folder.name, read, max(read, total))
        finally:
            # What was read before the connection was lost is kept as well.
            new += waiting.record(scans, cursor, now)
        skipped = waiting.skipped
    scans.record_complete(cursor, status, now)
    return replace(
        result,
        read=result.read + read,
        new=result.new + new,
        skipped=result.skipped + skipped,
        folders=result.folders + 1,
    )


@dataclass(slots=True)
class _Waiting:
    """What was parsed and is not stored yet; `skipped` counts over the whole folder."""

    mails: list[ScannedMail] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    uid: int = 0
    count: int = 0
    skipped: int = 0

    def add(
        self,
        batch: Sequence[RawHeader],
        mails: Sequence[ScannedMail],
        unread: Sequence[Unread],
    ) -> None:
        self.mails.extend(mails)
        self.unread.extend(unread)
        for uid, reason in unread:
            log.info("message %d was skipped: %s", uid, reason)
        self.uid = batch[-1].uid
        self.count += len(batch)
        self.skipped += len(unread)

    def record(self, scans: Scans, cursor: FolderCursor, now: datetime) -> int:
        """Store it and move the cursor; the number of mails new to us."""
        if not self.count:
            return 0
        new = scans.record_batch(cursor, self.mails, self.unread, self.uid, now)
        self.mails, self.unread, self.count = [], [], 0
        return new


def _read_batches(
    mailbox: ImapMailbox, folder: str, cursor: FolderCursor
) -> Iterator[Sequence[RawHeader]]:
    """What lies after the cursor, in batches.

    Some servers cut the connection over a message that they cannot read (Dovecot does, with a
    BYE), and would do so at every pass. After `PATIENCE` losses at one place the messages there
    are asked for one at a time; one over which a server that gives others goes on to cut the
    connection comes as a header with a `problem`.
    """
    done, losses, singly, fatal = cursor.uid_done, 0, 0, 0
    while True:
        try:
            size = 1 if singly else BATCH
            for batch in mailbox.fetch_headers(folder, done + 1, batch=size):
                losses = 0
                yield batch
                done = batch[-1].uid
                if singly == 1:
                    break
                singly = max(0, singly - 1)
            else:
                return
            singly = 0
        except ConnectionLost as error:
            losses += 1
            log.info("the connection was lost in a scan, time %d at this place", losses)
            mailbox.reconnect()
            if mailbox.examine(folder).uidvalidity != cursor.uidvalidity:
                raise  # other mails now: the next pass begins anew
            if losses < PATIENCE:
                continue
            losses = 0
            if not singly:
                singly = BATCH
                continue
            left = mailbox.list_uids(folder, done + 1)
            fatal += 1
            if not left or fatal > MOST_FATAL or not _gives_others(mailbox, folder, left[0]):
                raise
            yield (
                RawHeader(left[0], b"", problem=f"the server breaks off over it: {error.message}"),
            )
            done = left[0]


def _gives_others(mailbox: ImapMailbox, folder: str, uid: int) -> bool:
    """Whether the server gives any other message of this folder: else it is not the message."""
    uids = [one for one in mailbox.list_uids(folder) if one != uid]
    for other in dict.fromkeys((*uids[-1:], *uids[:1], *uids[len(uids) // 2 :][:1])):
        try:
            if any(mailbox.fetch_headers(folder, other, other)):
                return True
        except ConnectionLost:
            mailbox.reconnect()
    return not uids


def _may_hold_new(cursor: FolderCursor, status: FolderStatus) -> bool:
    if not status.exists:
        return False
    return status.uidnext is None or status.uidnext > cursor.uid_done + 1
