"""What became of the drafts: looks at the folder and at sent mail, and touches neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from daemon.core.mail import PlacedMessage
from daemon.core.outcomes import DraftFacts, infer_fate
from daemon.errors import FolderMissing
from daemon.jobs.session import is_gone
from daemon.mailbox import ImapMailbox
from daemon.store.drafts import Drafts, PlacedDraft


def observe_drafts(mailbox: ImapMailbox, drafts: Drafts, now: datetime) -> Counter[str]:
    """Record the fate of every placed draft; how many changed to which state."""
    changed: Counter[str] = Counter()
    by_folder: dict[str, list[PlacedDraft]] = {}
    for draft in drafts.load_placed():
        by_folder.setdefault(draft.folder, []).append(draft)
    for folder, group in by_folder.items():
        try:
            validity, standing = _look(mailbox, folder, group)
        except FolderMissing:
            if not is_gone(mailbox, folder):
                continue  # nobody can say now
            validity, standing = 0, {}
        for draft in group:
            found = standing.get(draft.id)
            sent, how = drafts.find_sent(draft, by_likeness=found is None)
            facts = DraftFacts(
                in_drafts=found.uid if found else None,
                unchanged=found is not None and _unchanged(found, draft, validity),
                sent_ref=f"m{sent} ({how})" if sent else "",
                missing_since=draft.missing_since,
            )
            fate = infer_fate(draft.state, facts, now)
            if found and (found.uid, validity) != (draft.uid, draft.uidvalidity):
                drafts.record_place(draft.id, validity, found.uid)
            if fate.state is not draft.state or fate.missing_since != draft.missing_since:
                drafts.record_fate(draft.id, fate, now)
            if fate.state is not draft.state:
                changed[fate.state.value] += 1
    return changed


def _look(
    mailbox: ImapMailbox, folder: str, group: Sequence[PlacedDraft]
) -> tuple[int, dict[int, PlacedMessage]]:
    """The folder's UIDVALIDITY, and what stands there of each draft: under its UID, else under
    another one, for clients save a changed draft anew.
    """
    validity = mailbox.examine(folder).uidvalidity
    uids = [one.uid for one in group if one.uid is not None and one.uidvalidity == validity]
    by_uid = {one.uid: one for one in mailbox.fetch_placed(folder, uids)}
    found: dict[int, PlacedMessage] = {}
    for draft in group:
        standing = by_uid.get(draft.uid or 0) if draft.uidvalidity == validity else None
        if standing is None or standing.message_id != draft.message_id:
            others = mailbox.search_message_id(folder, draft.message_id)
            standing = next(iter(mailbox.fetch_placed(folder, others[-1:])), None)
        if standing is not None:
            found[draft.id] = standing
    return validity, found


def _unchanged(found: PlacedMessage, draft: PlacedDraft, validity: int) -> bool:
    """A new UID under the same UIDVALIDITY is a draft saved anew, even one of the same size."""
    same_place = draft.uid in (None, found.uid) or draft.uidvalidity != validity
    return same_place and found.size == draft.size
