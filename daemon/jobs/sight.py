"""Where a message of ours whose APPEND was begun is to be seen: in its folder, in sent mail, or not
at all. What the server said of it is no proof: some tell the UID of another mail, and some say OK
and keep nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from daemon.core.outcomes import ReservedFacts
from daemon.core.values import dataclass
from daemon.errors import FolderMissing
from daemon.jobs.recognise import find_saved_anew
from daemon.jobs.session import is_gone
from daemon.mailbox import ImapMailbox
from daemon.store.reserved_drafts import ReservedDraft

#: Of what came into the folder since a draft was begun, so many messages at most are looked at.
_MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look showed: the facts of the draft, the UIDVALIDITY of its folder where that could
    be opened, and the Message-ID under which it lies there, or "".
    """

    facts: ReservedFacts
    uidvalidity: int | None
    message_id: str = ""


def lies_in(mailbox: ImapMailbox, folders: Sequence[str], message_id: str) -> str:
    """The first of these folders that holds this Message-ID, or ""."""
    return next((name for name in folders if mailbox.search_message_id(name, message_id)), "")


def look_for(
    mailbox: ImapMailbox,
    draft: ReservedDraft,
    sent_folders: Sequence[str],
    taken: Collection[str],
    told: int | None = None,
) -> Sight:
    """What the server shows of a reserved draft; a folder that the owner has removed meanwhile
    holds nothing and is another one. `told` is the UID that the server has just named for it, 0
    where it named none, None where nothing was sent just now; `taken` are the Message-IDs of all
    our drafts.
    """
    sent = bool(lies_in(mailbox, sent_folders, draft.message_id))
    try:
        status = mailbox.examine(draft.folder)
        found = _under(mailbox, draft, [told] if told else [])
        found = found or mailbox.search_message_id(draft.folder, draft.message_id)
    except FolderMissing:
        gone = is_gone(mailbox, draft.folder)
        since = draft.missing_since if gone else None  # closed for now: wait
        return Sight(ReservedFacts(since, None, sent, False, gone, draft.accepted), None)
    came_since: Sequence[int] = ()
    if not found:
        # The index by which some servers search lags behind what they have.
        came_since = _came_since(mailbox, draft)
        found = _under(mailbox, draft, came_since[-_MOST_LOOKED_AT:])
    message_id = draft.message_id if found else ""
    if not found and came_since and (told is not None or draft.accepted):
        found, message_id = _renamed(mailbox, draft, taken)
    facts = ReservedFacts(
        missing_since=draft.missing_since,
        found=found[0] if found else None,
        sent=sent,
        same_folder=status.uidvalidity == draft.uidvalidity,
        gone=not found and _some_are_gone(draft, status.uidnext, len(came_since)),
        accepted=draft.accepted,
    )
    return Sight(facts, status.uidvalidity, message_id)


def _under(mailbox: ImapMailbox, draft: ReservedDraft, uids: Sequence[int]) -> tuple[int, ...]:
    """Those of these UIDs under which the draft stands with its Message-ID."""
    standing = mailbox.fetch_placed(draft.folder, uids) if uids else ()
    return tuple(one.uid for one in standing if one.message_id == draft.message_id)


def _renamed(
    mailbox: ImapMailbox, draft: ReservedDraft, taken: Collection[str]
) -> tuple[tuple[int, ...], str]:
    """UID and Message-ID of the draft, where the server gave it another one as it took it in."""
    if draft.letter is None or draft.uidnext_before is None:
        return (), ""
    anew = find_saved_anew(mailbox, draft.folder, draft.uidnext_before, draft.letter, taken)
    standing = mailbox.fetch_placed(draft.folder, [anew] if anew else [])
    return ((standing[0].uid,), standing[0].message_id) if standing else ((), "")


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
