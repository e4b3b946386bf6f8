"""What became of the drafts: looks at the folder and at sent mail, and touches neither."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from daemon.core.mail import PlacedMessage
from daemon.core.outcomes import DraftFacts, infer_fate
from daemon.mailbox import ImapMailbox
from daemon.store.drafts import Drafts, PlacedDraft


def observe_drafts(mailbox: ImapMailbox, drafts: Drafts, now: datetime) -> Counter[str]:
    """Record the fate of every placed draft; how many changed to which state."""
    changed: Counter[str] = Counter()
    by_folder: dict[str, list[PlacedDraft]] = {}
    for draft in drafts.load_placed():
        by_folder.setdefault(draft.folder, []).append(draft)
    for folder, group in by_folder.items():
        validity = mailbox.examine(folder).uidvalidity
        uids = [one.uid for one in group if one.uid is not None and one.uidvalidity == validity]
        standing = {one.uid: one for one in mailbox.fetch_placed(folder, uids)}
        for draft in group:
            found = _find(mailbox, folder, draft, standing, validity)
            sent, how = drafts.find_sent(draft, by_likeness=found is None)
            facts = DraftFacts(
                in_drafts=found.uid if found else None,
                unchanged=bool(found) and found is not None and _unchanged(found, draft),
                sent_ref=f"m{sent} ({how})" if sent else "",
                missing_since=draft.missing_since,
            )
            fate = infer_fate(draft.state, facts, now)
            if fate.state is not draft.state or fate.missing_since != draft.missing_since:
                drafts.record_fate(draft.id, fate, facts.in_drafts, now)
            if fate.state is not draft.state:
                changed[fate.state.value] += 1
    return changed


def _find(
    mailbox: ImapMailbox,
    folder: str,
    draft: PlacedDraft,
    standing: dict[int, PlacedMessage],
    validity: int,
) -> PlacedMessage | None:
    """The draft under its UID, else under another one: clients save a changed draft anew."""
    if draft.uid is not None and draft.uidvalidity == validity and draft.uid in standing:
        found = standing[draft.uid]
        if found.message_id == draft.message_id:
            return found
    others = mailbox.search_message_id(folder, draft.message_id)
    placed = mailbox.fetch_placed(folder, others[-1:])
    return placed[0] if placed else None


def _unchanged(found: PlacedMessage, draft: PlacedDraft) -> bool:
    same_place = draft.uid is None or found.uid == draft.uid
    return same_place and found.size == draft.size
