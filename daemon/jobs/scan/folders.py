"""Scans a mailbox for new mail: which folders, from which UID on, stored so that a death between
two batches loses nothing. Only what is new is read; the words of a mail are another job's.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime

from daemon.config import FolderSettings
from daemon.core.mail import UNREAD_ROLES, FolderInfo, FolderRole, FolderStatus
from daemon.core.values import dataclass
from daemon.errors import ConnectionLost, FolderMissing
from daemon.jobs.scan.batches import PATIENCE, read_batches
from daemon.jobs.scan.parsing import MUCH, Batch, Parsing, begin_parsing
from daemon.jobs.scan.storing import FolderScan
from daemon.mailbox import ImapMailbox
from daemon.store.scans import FolderCursor, Scans

log = logging.getLogger(__name__)

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
    scanned: list[FolderScan] = []
    problems: list[tuple[str, str]] = []
    trouble: ConnectionLost | None = None
    with _without_collector(), begin_parsing(now) as parsing:
        try:
            for folder in folders:
                try:
                    status = mailbox.unchanged(folder.name) or _open(mailbox, folder.name)
                    one = FolderScan(scans, scans.open_folder(folder, status), status, now)
                    scanned.append(one)
                    _scan_folder(mailbox, folder, one, parsing, progress, folders)
                except (FolderMissing, _Closed) as error:
                    scans.record_problem(folder, error.message)
                    problems.append((folder.name, error.message))
                    trouble = error if isinstance(error, _Closed) else trouble
        finally:
            # What was read before the connection was lost is kept as well.
            parsing.rest()
            for one in scanned:
                one.record()
            # Of all at once in which nothing was new: each time is a wait for the disk.
            read = [one for one in scanned if one.is_complete and not one.is_noted]
            if read:
                scans.record_complete([(one.cursor, one.status) for one in read], now)
    whole = [one for one in scanned if one.is_complete]
    if trouble is not None and not whole:
        raise trouble
    return ScanResult(
        read=sum(one.read for one in whole),
        new=sum(one.new for one in whole),
        skipped=sum(one.skipped for one in whole),
        folders=len(whole),
        problems=tuple(problems),
    )


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
    folder: FolderInfo,
    one: FolderScan,
    parsing: Parsing,
    progress: Progress | None,
    folders: Sequence[FolderInfo],
) -> None:
    """Read what is new in it; the last of it may still be under way when this returns. When all of
    it has come, the server opens the one of these folders that will be asked for next.
    """
    cursor, status = one.cursor, one.status
    to_its_end = False
    try:
        if _may_hold_new(cursor, status):
            coming = _most_new(cursor, status)
            one.begin(coming)
            parsing.expect(coming)
            mailbox.go_on(folder.name)
            batches = read_batches(mailbox, folder.name, cursor, ahead=coming >= MUCH)
            with closing(batches):
                for batch in batches:
                    if batch[-1].uid + 1 == status.uidnext and coming < MUCH:
                        mailbox.open_ahead(_next_with_news(mailbox, folders, folder))
                    one.expect(batch)
                    parsing.add(Batch(batch, folder.role), one.add)
                    if progress is not None:
                        total = 0 if cursor.uid_done else status.exists
                        progress(folder.name, one.read, max(one.read, total))
        to_its_end = True
    finally:
        one.end(to_its_end=to_its_end)


def _next_with_news(mailbox: ImapMailbox, folders: Sequence[FolderInfo], folder: FolderInfo) -> str:
    """The folder that is opened next: one of those after this in which something has changed, else
    the first, whose flags are looked at after a scan.
    """
    after = folders[folders.index(folder) + 1 :]
    return next((one.name for one in after if mailbox.has_news(one.name)), folders[0].name)


def _may_hold_new(cursor: FolderCursor, status: FolderStatus) -> bool:
    if not status.exists:
        return False
    return status.uidnext is None or status.uidnext > cursor.uid_done + 1


def _most_new(cursor: FolderCursor, status: FolderStatus) -> int:
    """At most so many mails of a folder lie after the cursor."""
    if status.uidnext is None:
        return status.exists
    return min(status.exists, status.uidnext - 1 - cursor.uid_done)
