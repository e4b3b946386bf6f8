"""Knowing a draft again under another Message-ID: saved anew by a mail client that gives one of its
own, or sent by one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from daemon.core.likeness import Letter, is_same_letter
from daemon.core.parse.body import parse_body
from daemon.core.parse.headers import parse_headers

if TYPE_CHECKING:
    from daemon.mailbox import ImapMailbox
    from daemon.store.drafts import Drafts, PlacedDraft

#: So many of the newest mails of a folder are looked at, at most.
_NEWEST = 50


def find_saved_anew(
    mailbox: ImapMailbox, folder: str, first: int, ours: Letter, taken: Collection[str]
) -> int | None:
    """The UID, from `first` on, under which a draft lies in a folder where its Message-ID is not
    to be found; `taken` are the Message-IDs of all our drafts.
    """
    found = _alike(mailbox, folder, mailbox.list_uids(folder, first)[-_NEWEST:], ours, taken)
    return found[-1] if found else None


def find_sent_by_text(mailbox: ImapMailbox, drafts: Drafts, draft: PlacedDraft) -> int:
    """The outgoing message (row) since the draft was placed that holds its words, or 0."""
    for message, folder, uid in drafts.copies.load_outgoing_since(draft, _NEWEST):
        if _alike(mailbox, folder, (uid,), draft.letter, ()):
            return message
    return 0


def _alike(
    mailbox: ImapMailbox,
    folder: str,
    uids: Collection[int],
    ours: Letter,
    taken: Collection[str],
) -> list[int]:
    """The UIDs of those of these mails that are this letter, ascending."""
    if not uids:
        return []
    first, last = min(uids), max(uids)
    candidates: dict[int, Letter] = {}
    for batch in mailbox.fetch_headers(folder, first, last):
        for raw in batch:
            headers = parse_headers(raw.header)
            to = {one.email for one in (*headers.to, *headers.cc)}
            if raw.uid in uids and headers.message_id not in taken and to & set(ours.recipients):
                letter = Letter(to, headers.subject, headers.in_reply_to, "")
                candidates[raw.uid] = letter
    alike = []
    for texts in mailbox.fetch_texts(folder, list(candidates)) if candidates else ():
        for text in texts:
            words = parse_body(text.mime_header, text.text).new_text
            if is_same_letter(ours, replace(candidates[text.uid], text=words)):
                alike.append(text.uid)
    return sorted(alike)
