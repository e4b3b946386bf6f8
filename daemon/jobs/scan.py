"""Reading new mail: which folders, from which UID on, in batches that survive a death between any
two of them. Only what is new is read; the words of a mail are another job's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.config import FolderSettings
from daemon.core.mail import UNREAD_ROLES, FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.parse.dates import resolve_time
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.errors import FolderMissing
from daemon.mailbox import ImapMailbox
from daemon.store.scans import FolderCursor, ScannedMessage, Scans

log = logging.getLogger(__name__)

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
    ]
    return tuple(sorted(chosen, key=lambda one: (order.get(one.role, 2), one.name)))


def scan_mailbox(
    mailbox: ImapMailbox,
    scans: Scans,
    folders: Sequence[FolderInfo],
    now: datetime,
    progress: Progress | None = None,
) -> ScanResult:
    """Read what is new in these folders; one that cannot be opened is noted and passed over."""
    result = ScanResult()
    for folder in folders:
        try:
            result = _scan_folder(mailbox, scans, folder, now, progress, result)
        except FolderMissing as error:
            scans.record_problem(folder, error.message)
            result = replace(result, problems=(*result.problems, (folder.name, error.message)))
    return result


def _scan_folder(
    mailbox: ImapMailbox,
    scans: Scans,
    folder: FolderInfo,
    now: datetime,
    progress: Progress | None,
    result: ScanResult,
) -> ScanResult:
    status = mailbox.examine(folder.name)
    cursor = scans.open_folder(folder, status)
    read = new = skipped = 0
    if _may_hold_new(cursor, status):
        for batch in mailbox.fetch_headers(folder.name, cursor.uid_done + 1):
            messages, unread = parse_batch(batch, now)
            new += scans.record_batch(cursor, messages, unread, batch[-1].uid, now)
            read += len(batch)
            skipped += len(unread)
            if progress is not None:
                progress(folder.name, read, max(read, status.exists if not cursor.uid_done else 0))
    scans.record_complete(cursor, status, now)
    return replace(
        result,
        read=result.read + read,
        new=result.new + new,
        skipped=result.skipped + skipped,
        folders=result.folders + 1,
    )


def _may_hold_new(cursor: FolderCursor, status: FolderStatus) -> bool:
    if not status.exists:
        return False
    return status.uidnext is None or status.uidnext > cursor.uid_done + 1


def parse_batch(
    batch: Sequence[RawHeader], now: datetime
) -> tuple[list[ScannedMessage], list[tuple[int, str]]]:
    """Parse a batch; what cannot be read at all is named with its UID and the reason."""
    messages: list[ScannedMessage] = []
    unread: list[tuple[int, str]] = []
    for raw in batch:
        if not raw.header.strip():
            unread.append((raw.uid, "it has no header"))
            continue
        try:
            headers = parse_headers(raw.header)
            kind, why = classify_message(headers)
            at = resolve_time(headers.date, raw.received_at, now)
        except Exception as error:
            # One mail must never stop a scan (law 9); it is noted, and the fault is ours to mend.
            log.warning("a message could not be parsed: %s", type(error).__name__)
            unread.append((raw.uid, f"it could not be parsed ({type(error).__name__})"))
            continue
        messages.append(ScannedMessage(raw.uid, raw.header, headers, kind, why, at, raw.flags))
    return messages, unread
