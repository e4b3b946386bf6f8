"""What wording somebody has had already, and how much of each draft the owner changed."""

from __future__ import annotations

import re
from datetime import datetime

from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, transaction
from daemon.store.sent_copies import find_by_id
from daemon.store.times import epoch_of

#: How the note of a sent draft names the mail that it became.
_SENT_AS = re.compile(r"m(\d{1,15})\b")


@dataclass(frozen=True, slots=True)
class SentDraft:
    """A draft that was sent, its words as they were placed, and the mail that it became."""

    id: int
    text: str
    message: int


class Wordings:
    """For one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_used(self, person: int, kind: str) -> tuple[str, ...]:
        """The templates of the drafts of one kind that were begun for somebody, oldest first."""
        rows = execute(
            self._database,
            "SELECT template FROM draft WHERE owner_id = ? AND person_id = ? AND kind = ? "
            "AND template IS NOT NULL ORDER BY reserved_at, id",
            (self._owner, person, kind),
        )
        return tuple(template for (template,) in rows)

    def load_unmeasured(self, since: datetime) -> tuple[SentDraft, ...]:
        """The drafts sent since then of which nobody knows yet how much was changed."""
        rows = execute(
            self._database,
            "SELECT id, text, note, message_id FROM draft WHERE owner_id = ? AND state = 'sent' "
            "AND changed IS NULL AND closed_at >= ? ORDER BY id",
            (self._owner, epoch_of(since)),
        )
        found = []
        for number, text, note, message_id in rows:
            named = _SENT_AS.match(note)
            message = find_by_id(self._database, self._owner, (message_id,))
            if message or named:
                found.append(SentDraft(number, text, message or int(named[1] if named else 0)))
        return tuple(found)

    def record_changed(self, number: int, share: float) -> None:
        """How much of a draft was changed before it was sent, 0 to 1."""
        with transaction(self._database):
            execute(self._database, "UPDATE draft SET changed = ? WHERE id = ?", (share, number))
