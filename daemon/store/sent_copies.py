"""The owner's sent mail, as far as a draft that is gone from its folder may be among it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from daemon.core.keys import thread_key
from daemon.store.database import Database
from daemon.store.engine import execute, marks
from daemon.store.times import epoch_of

if TYPE_CHECKING:
    from daemon.store.drafts import PlacedDraft


def find_by_id(database: Database, owner: int, message_ids: Sequence[str]) -> int:
    """The outgoing message with one of these Message-IDs (row), or 0."""
    rows = execute(
        database,
        "SELECT m.id FROM thread_key k JOIN message m ON m.thread_id = k.thread_id "
        f"WHERE k.owner_id = ? AND k.id_key IN ({marks(message_ids)}) AND m.outgoing "
        f"AND m.message_id IN ({marks(message_ids)}) ORDER BY m.id LIMIT 1",
        (owner, *map(thread_key, message_ids), *message_ids),
    )
    return int(rows[0][0]) if rows else 0


class SentCopies:
    """Reads for the drafts of one owner in one mailbox; nothing here writes."""

    def __init__(self, database: Database, owner_id: int, mailbox_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._mailbox = mailbox_id

    def find_sent(self, draft: PlacedDraft, *, by_likeness: bool) -> tuple[int, str]:
        """The outgoing message that a draft became, as (row, how it was known), or (0, "").

        By its Message-ID; else, where the draft is gone (many clients give a new id on sending),
        by a mail of the owner to the same address under the same subject, or in the same thread,
        since it was placed.
        """
        by_id = find_by_id(self._database, self._owner, (draft.message_id, draft.current_id))
        if by_id:
            return by_id, "the same Message-ID"
        for recipient in draft.recipients[:1] if by_likeness else ():
            rows = execute(
                self._database,
                "SELECT m.id FROM message m JOIN recipient r ON r.message_id = m.id "
                "JOIN address a ON a.id = r.address_id WHERE m.owner_id = ? AND m.outgoing "
                "AND a.email = ? AND m.subject = ? AND m.at >= ? ORDER BY m.at LIMIT 1",
                (self._owner, recipient, draft.subject, epoch_of(draft.placed_at)),
            )
            if rows:
                return int(rows[0][0]), "the same recipient and subject"
            rows = execute(
                self._database,
                "SELECT m.id FROM thread_key k JOIN message m ON m.thread_id = k.thread_id "
                "JOIN recipient r ON r.message_id = m.id JOIN address a ON a.id = r.address_id "
                "WHERE k.owner_id = ? AND k.id_key = ? AND EXISTS (SELECT 1 FROM message q "
                "  WHERE q.thread_id = k.thread_id AND q.message_id = ? AND q.message_id <> '') "
                "AND m.outgoing AND a.email = ? AND m.at >= ? ORDER BY m.at LIMIT 1",
                (
                    self._owner,
                    thread_key(draft.answers),
                    draft.answers,
                    recipient,
                    epoch_of(draft.placed_at),
                ),
            )
            if rows:
                return int(rows[0][0]), "the same recipient and thread"
        return 0, ""

    def load_outgoing_since(
        self, draft: PlacedDraft, most: int
    ) -> tuple[tuple[int, str, int], ...]:
        """The owner's mails to whom a draft is for since it was placed, as (row, folder, UID)."""
        rows = execute(
            self._database,
            "SELECT DISTINCT m.id, f.name, l.uid FROM address a "
            "JOIN recipient r ON r.address_id = a.id JOIN message m ON m.id = r.message_id "
            "JOIN location l ON l.message_id = m.id JOIN folder f ON f.id = l.folder_id "
            f"WHERE a.owner_id = ? AND a.email IN ({marks(draft.recipients)}) "
            "AND m.outgoing AND m.at >= ? AND f.mailbox_id = ? ORDER BY m.at LIMIT ?",
            (self._owner, *draft.recipients, epoch_of(draft.placed_at), self._mailbox, most),
        )
        return tuple((number, folder, uid) for number, folder, uid in rows)
