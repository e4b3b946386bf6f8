"""Placing a draft in the owner's folder, exactly once.

The order is what makes it so: look for it, write it down with every byte (reserve), APPEND,
write down that it is there (confirm). After a death or a lost answer `recover_drafts` looks
before anything is sent again; see `core.outcomes.next_step`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from daemon.core.mail import FolderInfo, FolderRole
from daemon.core.model import DraftState
from daemon.core.outcomes import Fate, ReservedFacts, next_step
from daemon.errors import FolderMissing
from daemon.jobs.draft import WrittenDraft
from daemon.jobs.session import is_gone
from daemon.mailbox import ImapMailbox
from daemon.store.drafts import Drafts, ReservedDraft

DRAFTS_NAME = "Drafts"
#: Of what came into the folder since a draft was begun, so many messages at most are looked at.
_MOST_LOOKED_AT = 500
DRAFT_FLAGS = ("\\Draft", "\\Seen")


class Reservations(Protocol):
    """Messages of ours whose APPEND was written down before it began: drafts, or letters."""

    def load_reserved(self) -> tuple[ReservedDraft, ...]:
        """Those that were begun and never confirmed."""

    def confirm_draft(
        self, number: int, uidvalidity: int | None, uid: int | None, now: datetime
    ) -> None:
        """The server has it."""

    def record_missing(self, number: int, now: datetime) -> None:
        """It was looked for and not found."""

    def record_fate(self, number: int, fate: Fate, now: datetime) -> None:
        """It has had its end."""


def drafts_folder(mailbox: ImapMailbox, folders: Sequence[FolderInfo]) -> str:
    """The owner's drafts folder: by attribute, else by name, else made."""
    found = [one for one in folders if one.role is FolderRole.DRAFTS and one.selectable]
    if found:
        return min(found, key=lambda one: (not one.by_attribute, len(one.name), one.name)).name
    mailbox.create_folder(DRAFTS_NAME)
    return DRAFTS_NAME


def place_drafts(
    mailbox: ImapMailbox,
    folder: str,
    drafts: Drafts,
    written: Sequence[WrittenDraft],
    now: datetime,
    elsewhere: Sequence[str] = (),
) -> int:
    """Place these drafts, each exactly once; how many. Raises AppendRefused, AppendUnclear or
    ConnectionLost at the first that fails: it stays reserved, and the next pass looks again.

    A store that was restored from a backup may have forgotten a draft: one that is found in the
    folder is adopted, one that lies `elsewhere` (in sent mail, in the trash) has had its day.
    """
    placed = 0
    for one in written:
        found = mailbox.search_message_id(folder, one.message_id)
        over = not found and lies_in(mailbox, elsewhere, one.message_id)
        status = mailbox.examine(folder)
        number = drafts.reserve_draft(
            one.suggestion,
            message_id=one.message_id,
            recipients=[address.email for address in one.to],
            subject=one.subject,
            text=one.text,
            mime=one.mime,
            folder=folder,
            uidvalidity=status.uidvalidity,
            uidnext=status.uidnext,
            now=now,
            template=one.template,
        )
        if over:
            drafts.record_fate(number, Fate(DraftState.EXPIRED, note=f"found in {over}"), now)
            continue
        if found:
            drafts.confirm_draft(number, status.uidvalidity, found[0], now)
            continue
        result = mailbox.append_draft(folder, one.mime, now)
        drafts.confirm_draft(number, result.uidvalidity, result.uid, now)
        placed += 1
    return placed


def lies_in(mailbox: ImapMailbox, folders: Sequence[str], message_id: str) -> str:
    """The first of these folders that holds this Message-ID, or ""."""
    return next((name for name in folders if mailbox.search_message_id(name, message_id)), "")


def recover_drafts(
    mailbox: ImapMailbox,
    drafts: Reservations,
    sent_folders: Sequence[str],
    now: datetime,
    flags: Sequence[str] = DRAFT_FLAGS,
    superseded: Mapping[int, str] = MappingProxyType({}),
) -> Counter[str]:
    """Settle every draft whose APPEND was begun and never confirmed; what was done how often.
    What is found in `sent_folders` has left the folder by the owner's hand.

    A draft that is not found is placed again only at a later pass than the first that missed it,
    and never where its reason is gone: `superseded` says by number why.
    """
    done: Counter[str] = Counter()
    for draft in drafts.load_reserved():
        facts, uidvalidity = _look_for(mailbox, draft, sent_folders)
        step = next_step(facts, now)
        if step == "confirm":
            drafts.confirm_draft(draft.id, uidvalidity, facts.found, now)
        elif step == "sent":
            drafts.record_fate(draft.id, Fate(DraftState.SENT, note="found in sent mail"), now)
        elif step == "wait":
            drafts.record_missing(draft.id, now)
        elif step == "give_up":
            note = "it may have been placed and removed; it is not placed again"
            drafts.record_fate(draft.id, Fate(DraftState.EXPIRED, note=note), now)
        elif step == "append" and draft.id in superseded:
            step = "superseded"
            note = f"not placed: {superseded[draft.id]}"
            drafts.record_fate(draft.id, Fate(DraftState.EXPIRED, note=note), now)
        elif step == "append":
            result = mailbox.append_message(draft.folder, draft.mime, flags, now)
            drafts.confirm_draft(draft.id, result.uidvalidity, result.uid, now)
        done[step] += 1
    return done


def _look_for(
    mailbox: ImapMailbox, draft: ReservedDraft, sent_folders: Sequence[str]
) -> tuple[ReservedFacts, int | None]:
    """What the server shows of a reserved draft, and the UIDVALIDITY of its folder; a folder that
    the owner has removed meanwhile holds nothing and is another one.
    """
    sent = bool(lies_in(mailbox, sent_folders, draft.message_id))
    try:
        status = mailbox.examine(draft.folder)
        found = mailbox.search_message_id(draft.folder, draft.message_id)
    except FolderMissing:
        gone = is_gone(mailbox, draft.folder)
        since = draft.missing_since if gone else None  # closed for now: wait
        return ReservedFacts(since, None, sent, False, gone), None
    came_since: Sequence[int] = ()
    if not found:
        # The index by which some servers search lags behind what they have.
        came_since = _came_since(mailbox, draft)
        standing = mailbox.fetch_placed(draft.folder, came_since[-_MOST_LOOKED_AT:])
        found = tuple(one.uid for one in standing if one.message_id == draft.message_id)
    facts = ReservedFacts(
        missing_since=draft.missing_since,
        found=found[0] if found else None,
        sent=sent,
        same_folder=status.uidvalidity == draft.uidvalidity,
        gone=not found and _some_are_gone(draft, status.uidnext, len(came_since)),
    )
    return facts, status.uidvalidity


def _came_since(mailbox: ImapMailbox, draft: ReservedDraft) -> Sequence[int]:
    """The UIDs given out since the reservation whose messages are still there."""
    if draft.uidnext_before is None:
        return ()
    return mailbox.list_uids(draft.folder, draft.uidnext_before)


def _some_are_gone(draft: ReservedDraft, uidnext: int | None, standing: int) -> bool:
    """Whether a UID given out since the reservation no longer exists; True where nobody knows."""
    if draft.uidnext_before is None or uidnext is None:
        return True
    return standing < uidnext - draft.uidnext_before
