"""Placing a draft in the owner's folder, exactly once.

The order is what makes it so: look for it, write it down with every byte (reserve), APPEND, look
whether it is there, write down that it is (confirm). After a death, a lost answer or an OK to which
nothing came `recover_drafts` looks before anything is sent again; see `core.outcomes.next_step`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from daemon.core.mail import FolderInfo, FolderRole
from daemon.core.model import DraftState
from daemon.core.outcomes import NEVER_SEEN, NOT_SEEN_YET, Fate, next_step
from daemon.errors import AppendRefused, FolderMissing
from daemon.jobs.sight import Sight, lies_in, look_for
from daemon.jobs.writer import WrittenDraft
from daemon.mailbox import ImapMailbox
from daemon.store.drafts import Drafts
from daemon.store.reserved_drafts import ReservedDraft

log = logging.getLogger(__name__)

DRAFTS_NAME = "Drafts"
DRAFT_FLAGS = ("\\Draft", "\\Seen")


class Reservations(Protocol):
    """Messages of ours whose APPEND was written down before it began: drafts, or letters."""

    def load_reserved(self) -> tuple[ReservedDraft, ...]:
        """Those that were begun and never confirmed."""

    def load_message_ids(self) -> frozenset[str]:
        """The Message-IDs under which anything of ours may lie in the folder."""

    def begin_again(self, number: int) -> None:
        """It is about to be sent once more."""

    def record_unseen(self, number: int, note: str) -> None:
        """The server said that it has it, and does not show it."""

    def confirm_draft(
        self, number: int, uidvalidity: int | None, uid: int | None, now: datetime
    ) -> None:
        """It was seen there."""

    def record_place(self, number: int, uidvalidity: int, uid: int, message_id: str) -> None:
        """Under which UID and Message-ID it was seen."""

    def record_missing(self, number: int, now: datetime) -> None:
        """It was looked for and not found."""

    def record_fate(self, number: int, fate: Fate, now: datetime) -> None:
        """It has had its end."""


def drafts_folder(mailbox: ImapMailbox, folders: Sequence[FolderInfo]) -> str:
    """The owner's drafts folder: by attribute, else by name, else made. Raises FolderMissing."""
    found = [one for one in folders if one.role is FolderRole.DRAFTS and one.selectable]
    if found:
        return min(found, key=lambda one: (not one.by_attribute, len(one.name), one.name)).name
    refused: FolderMissing | None = None
    for name in _names_to_make(folders):
        try:
            mailbox.create_folder(name)
        except FolderMissing as error:
            refused = refused or error
        else:
            return name
    assert refused is not None
    raise refused


def _names_to_make(folders: Sequence[FolderInfo]) -> tuple[str, ...]:
    """What a drafts folder may be called here: on some servers all folders lie below INBOX."""
    below = [one.name[5:6] for one in folders if one.name.startswith(("INBOX.", "INBOX/"))]
    names = [DRAFTS_NAME, *(f"INBOX{one}{DRAFTS_NAME}" for one in dict.fromkeys((*below, *"./")))]
    others = sum(one.role is not FolderRole.INBOX for one in folders)
    return tuple(names[1:] + names[:1] if below and len(below) == others else names)


def place_drafts(
    mailbox: ImapMailbox,
    folder: str,
    drafts: Drafts,
    written: Sequence[WrittenDraft],
    now: datetime,
    elsewhere: Sequence[str] = (),
) -> int:
    """Place these drafts, each exactly once; how many are there now that were not. Raises
    AppendRefused, AppendUnclear or ConnectionLost at the first that fails: it stays reserved, and
    the next pass looks again, as it does for one that the server took and does not show.

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
        elif found:
            drafts.confirm_draft(number, status.uidvalidity, found[0], now)
        else:
            reserved = next(each for each in drafts.load_reserved() if each.id == number)
            placed += append_reserved(mailbox, drafts, reserved, DRAFT_FLAGS, now)
    return placed


def append_reserved(
    mailbox: ImapMailbox,
    kept: Reservations,
    draft: ReservedDraft,
    flags: Sequence[str],
    now: datetime,
) -> bool:
    """Send what is reserved to the server, and confirm it where it is to be seen then; whether it
    is. Raises as `append_message`.
    """
    result = mailbox.append_message(draft.folder, draft.mime, flags, now)
    sight = look_for(mailbox, draft, (), kept.load_message_ids(), told=result.uid or 0)
    if sight.facts.found is None:
        kept.record_unseen(draft.id, NOT_SEEN_YET)
        log.warning("the server took a message for %s and does not show it", draft.folder)
        return False
    _confirm(kept, draft, sight, now)
    return True


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
    reserved = drafts.load_reserved()
    taken = drafts.load_message_ids() if reserved else frozenset()
    for draft in reserved:
        sight = look_for(mailbox, draft, sent_folders, taken)
        step = next_step(sight.facts, now)
        if step == "append" and draft.id in superseded:
            step = "superseded"
        if step == "confirm":
            _confirm(drafts, draft, sight, now)
        elif step == "wait":
            drafts.record_missing(draft.id, now)
        elif step == "append":
            _append_again(mailbox, drafts, draft, flags, now)
        else:
            drafts.record_fate(draft.id, _end(step, superseded.get(draft.id, "")), now)
        done[step] += 1
    return done


def _append_again(
    mailbox: ImapMailbox,
    kept: Reservations,
    draft: ReservedDraft,
    flags: Sequence[str],
    now: datetime,
) -> None:
    """Send it once more. Should the answer be lost, the wait for it begins anew; a refusal proves
    that nothing was stored, so that it need not.
    """
    kept.begin_again(draft.id)
    try:
        append_reserved(mailbox, kept, draft, flags, now)
    except (AppendRefused, FolderMissing):
        kept.record_missing(draft.id, draft.missing_since or now)
        raise


def _confirm(kept: Reservations, draft: ReservedDraft, sight: Sight, now: datetime) -> None:
    uid, validity = sight.facts.found, sight.uidvalidity
    kept.confirm_draft(draft.id, validity, uid, now)
    if uid is not None and validity is not None and sight.message_id != draft.message_id:
        kept.record_place(draft.id, validity, uid, sight.message_id)


def _end(step: str, why: str) -> Fate:
    """How it ends with a draft that will not be placed by us any more."""
    if step == "sent":
        return Fate(DraftState.SENT, note="found in sent mail")
    notes = {
        "give_up": "it may have been placed and removed; it is not placed again",
        "lose": NEVER_SEEN,
        "superseded": f"not placed: {why}",
    }
    return Fate(DraftState.EXPIRED, note=notes[step])
