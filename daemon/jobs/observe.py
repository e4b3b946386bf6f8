"""What became of the drafts: looks at the folder and at sent mail, and at the two folders into
which the owner moves what they want later or never. Nothing is touched but a draft of our own whose
reason is gone and which nobody has had in hand: that one is taken back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from daemon.core.mail import FolderInfo, FolderRole, PlacedMessage
from daemon.core.model import DraftState
from daemon.core.outcomes import DraftFacts, Fate, infer_fate
from daemon.errors import FolderMissing
from daemon.jobs.recognise import find_saved_anew, find_sent_by_text
from daemon.jobs.session import is_gone
from daemon.mailbox import ImapMailbox, OwnDraft
from daemon.store.drafts import TAKEN_BACK, Drafts, PlacedDraft
from daemon.store.snoozes import NEVER, Snoozes

#: Drafts that are moved into a folder Wellkeeper/Later come back after so long; into
#: Wellkeeper/Never, they never do.
LATER = timedelta(days=30)
#: What lies there is not kept: it is thrown away, sent, or a second view of the drafts.
_NOT_KEPT = frozenset(
    (FolderRole.TRASH, FolderRole.JUNK, FolderRole.SENT, FolderRole.DRAFTS, FolderRole.ALL)
)
#: So many folders at most are searched for a draft that is gone.
_MOST_FOLDERS = 200
_REVIEW = re.compile(r"(?:.*[/.])?wellkeeper[/.](later|never)", re.IGNORECASE)
#: UIDVALIDITY of a folder, what stands there by the number of its draft, and those drafts.
Lot = tuple[int, Mapping[int, PlacedMessage], Sequence[PlacedDraft]]
#: No draft has lost its reason.
NOTHING: Mapping[int, str] = MappingProxyType({})


def observe_drafts(
    mailbox: ImapMailbox,
    drafts: Drafts,
    now: datetime,
    folders: Sequence[FolderInfo] = (),
    snoozes: Snoozes | None = None,
    superseded: Mapping[int, str] = NOTHING,
) -> Counter[str]:
    """Record the fate of every placed draft; how many changed to which state. `folders` are those
    of the mailbox, among which Wellkeeper/Later and Wellkeeper/Never are looked for; `superseded`
    are the drafts whose reason is gone, by number, with the words why.
    """
    changed: Counter[str] = Counter()
    by_folder: dict[str, list[PlacedDraft]] = {}
    for draft in drafts.load_placed():
        by_folder.setdefault(draft.folder, []).append(draft)
    for folder, group in by_folder.items():
        for validity, standing, lot in _look_everywhere(mailbox, drafts, folder, group, folders):
            for draft in lot:
                found = standing.get(draft.id)
                facts = DraftFacts(
                    in_drafts=found.uid if found else None,
                    unchanged=found is not None and _unchanged(found, draft, validity),
                    sent_ref=_sent(mailbox, drafts, draft, found),
                    missing_since=draft.missing_since,
                )
                fate = infer_fate(draft.state, facts, now)
                if fate.missing_since is not None or fate.state is DraftState.DISCARDED:
                    fate = _moved(mailbox, drafts, draft, fate, folders, snoozes, now)
                elif fate.state is DraftState.PLACED and found and draft.id in superseded:
                    why = superseded[draft.id]
                    fate = _taken_back(mailbox, drafts, draft, found, validity, fate, why)
                if found and (found.uid, validity) != (draft.uid, draft.uidvalidity):
                    drafts.record_place(draft.id, validity, found.uid, found.message_id)
                if fate.state is not draft.state or fate.missing_since != draft.missing_since:
                    drafts.record_fate(draft.id, fate, now)
                if fate.state is not draft.state:
                    changed[fate.state.value] += 1
    return changed


def _look_everywhere(
    mailbox: ImapMailbox,
    drafts: Drafts,
    folder: str,
    group: Sequence[PlacedDraft],
    folders: Sequence[FolderInfo],
) -> Iterator[Lot]:
    """These drafts of one folder, by where they lie now: there, or in another that is for drafts
    where theirs has got another name. Nothing where nobody can say.
    """
    try:
        validity, standing = _look(mailbox, folder, group)
    except FolderMissing:
        if not is_gone(mailbox, folder):
            return
        validity, standing = 0, {}
    missing = [one for one in group if one.id not in standing]
    yield validity, standing, [one for one in group if one.id in standing]
    for other in folders if missing else ():
        if other.role is not FolderRole.DRAFTS or not other.selectable or other.name == folder:
            continue
        try:
            validity, standing = _look(mailbox, other.name, missing)
        except FolderMissing:
            continue
        for one in missing:
            if found := standing.get(one.id):
                drafts.record_folder(one.id, other.name)
                drafts.record_place(one.id, validity, found.uid, found.message_id)
        there = [replace(one, folder=other.name) for one in missing if one.id in standing]
        missing = [one for one in missing if one.id not in standing]
        yield validity, standing, there
    yield 0, {}, missing


def _sent(
    mailbox: ImapMailbox, drafts: Drafts, draft: PlacedDraft, found: PlacedMessage | None
) -> str:
    """Which outgoing message a draft became and how that is known, or ""."""
    sent, how = drafts.copies.find_sent(draft, by_likeness=found is None)
    if not sent and found is None:
        try:
            sent, how = find_sent_by_text(mailbox, drafts, draft), "the same words"
        except FolderMissing:
            return ""
    return f"m{sent} ({how})" if sent else ""


def _moved(
    mailbox: ImapMailbox,
    drafts: Drafts,
    draft: PlacedDraft,
    fate: Fate,
    folders: Sequence[FolderInfo],
    snoozes: Snoozes | None,
    now: datetime,
) -> Fate:
    """The fate of a draft that is not in its folder any more: taken back by us, put aside by the
    owner for later or for good, kept by them in another folder, or as inferred.
    """
    if draft.note.startswith(TAKEN_BACK):
        return Fate(DraftState.EXPIRED)
    for folder in folders:
        said = _REVIEW.fullmatch(folder.name)
        if said is None or not folder.selectable:
            continue
        if not mailbox.search_message_id(folder.name, draft.current_id):
            continue
        later = said[1].lower() == "later"
        if snoozes is not None and draft.person is not None:
            until = now + (LATER if later else NEVER)
            snoozes.record_snooze(draft.person, draft.kind, until, now)
        return Fate(DraftState.DISCARDED, note=f"moved to {'Later' if later else 'Never'}")
    if fate.state is DraftState.DISCARDED and (kept := _kept_in(mailbox, draft, folders)):
        drafts.record_folder(draft.id, kept)
        return Fate(DraftState.EDITED, note=f"moved to {kept}")
    return fate


def _kept_in(mailbox: ImapMailbox, draft: PlacedDraft, folders: Sequence[FolderInfo]) -> str:
    """The folder into which the owner has moved a draft to keep it, or ""."""
    for folder in folders[:_MOST_FOLDERS]:
        if not folder.selectable or folder.role in _NOT_KEPT or folder.name == draft.folder:
            continue
        try:
            if mailbox.search_message_id(folder.name, draft.current_id):
                return folder.name
        except FolderMissing:
            continue
    return ""


def _taken_back(
    mailbox: ImapMailbox,
    drafts: Drafts,
    draft: PlacedDraft,
    found: PlacedMessage,
    validity: int,
    fate: Fate,
    why: str,
) -> Fate:
    """Expired, where the untouched draft could be removed; sent, where its words went out under
    another Message-ID, and the program that sent them left the draft lying. The note comes first:
    after a death in between it tells what happened.
    """
    note = f"{TAKEN_BACK} {why}"
    drafts.record_note(draft.id, note)
    begun = draft.note.startswith(TAKEN_BACK)
    own = OwnDraft(draft.folder, validity, found.uid, draft.message_id, found.size, begun)
    if mailbox.remove_own_draft(own):
        sent = find_sent_by_text(mailbox, drafts, draft)
        if sent:
            return Fate(DraftState.SENT, note=f"m{sent} (the same words)")
        return Fate(DraftState.EXPIRED, note=note)
    drafts.record_note(draft.id, "")
    return fate


def _look(
    mailbox: ImapMailbox, folder: str, group: Sequence[PlacedDraft]
) -> tuple[int, dict[int, PlacedMessage]]:
    """The folder's UIDVALIDITY, and what stands there of each draft: under its UID, else under
    another one, for clients save a changed draft anew.
    """
    validity = mailbox.examine(folder).uidvalidity
    uids = [one.uid for one in group if one.uid is not None and one.uidvalidity == validity]
    by_uid = {one.uid: one for one in mailbox.fetch_placed(folder, uids)}
    ours = {one for draft in group for one in (draft.message_id, draft.current_id)}
    found: dict[int, PlacedMessage] = {}
    for draft in group:
        standing = by_uid.get(draft.uid or 0) if draft.uidvalidity == validity else None
        if standing is None or standing.message_id != draft.current_id:
            others = mailbox.search_message_id(folder, draft.current_id)
            if not others:
                first = draft.uid + 1 if draft.uid and draft.uidvalidity == validity else 1
                anew = find_saved_anew(mailbox, folder, first, draft.letter, ours)
                others = (anew,) if anew else ()
            standing = next(iter(mailbox.fetch_placed(folder, others[-1:])), None)
        if standing is not None:
            found[draft.id] = standing
    return validity, found


def _unchanged(found: PlacedMessage, draft: PlacedDraft, validity: int) -> bool:
    """A new UID under the same UIDVALIDITY is a draft saved anew, even one of the same size; so is
    one under another Message-ID. Under its own UID nothing ever changes (RFC 3501, 2.3.1.1), though
    some servers write a message anew as they take it in, and tell another size.
    """
    if found.message_id != draft.message_id:
        return False
    if (found.uid, validity) == (draft.uid, draft.uidvalidity):
        return True
    same_place = draft.uid in (None, found.uid) or draft.uidvalidity != validity
    return same_place and found.size == draft.size
