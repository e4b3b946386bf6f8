"""Looking at what the owner does in their mail client: flags in the inbox, answers begun."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from daemon.core.mail import OWN_MARK, FolderRole
from daemon.core.parse.headers import parse_headers
from daemon.errors import FolderMissing
from daemon.jobs.session import Session, at_hand
from daemon.store import Store

log = logging.getLogger(__name__)

#: The flags of so many newest mails of the inbox are looked at, and so many newest drafts.
NEWEST_MAILS, NEWEST_DRAFTS = 1_000, 100
_OURS = f"{OWN_MARK}:".encode()


def observe_marks(sessions: Sequence[Session], store: Store) -> int:
    """Bring flags and begun answers up to date; how many mails changed."""
    changed = 0
    begun: set[str] = set()
    for session in at_hand(sessions):
        with session.on_its_own():
            try:
                for folder in session.names(FolderRole.INBOX):
                    changed += _observe_flags(session, store, folder)
                for folder in session.names(FolderRole.DRAFTS):
                    begun |= _answered_by_drafts(session, folder)
            except FolderMissing as error:
                log.info("marks could not be looked at: %s", type(error).__name__)
    return changed + store.marks.record_begun(begun)


def _observe_flags(session: Session, store: Store, folder: str) -> int:
    # What changes after the scan has opened it is seen by the next pass.
    status = session.mailbox.examine_once(folder)
    modseq = status.highestmodseq
    since = store.marks.flags_modseq(session.mailbox_id, folder)
    if modseq is not None and modseq == since:
        return 0
    uids = store.marks.newest_uids(session.mailbox_id, folder, NEWEST_MAILS)
    session.mailbox.go_on(folder)
    found = session.mailbox.fetch_flags(folder, uids, since)
    flags = {uid: " ".join(one) for uid, one in found.items()}
    return store.marks.record_flags(session.mailbox_id, folder, flags, modseq)


def _answered_by_drafts(session: Session, folder: str) -> set[str]:
    """The Message-IDs that drafts of the owner's own answer; ours are known without looking. Where
    the folder is as it was when they were looked at last, so are they.
    """
    status, answered = session.answered.get(folder, (None, set[str]()))
    if status is not None and status == session.mailbox.unchanged(folder):
        return answered
    status, answered = session.mailbox.examine(folder), set()
    for batch in session.mailbox.fetch_newest_headers(folder, NEWEST_DRAFTS):
        for raw in batch:
            if _OURS in raw.header.lower():
                continue
            headers = parse_headers(raw.header)
            if headers.in_reply_to:
                answered.add(headers.in_reply_to)
    session.answered[folder] = status, answered
    return answered
