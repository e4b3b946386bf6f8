"""The owner's notes to themselves: which mails are still to be read as one, what was made of them,
and what the next letter has to say of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from daemon.core.digest import NoteRead
from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, transaction


@dataclass(frozen=True, slots=True)
class SelfMail:
    """A mail from the owner to the owner alone. `refs` are the Message-IDs that it refers to."""

    message: int
    subject: str
    at: datetime
    refs: tuple[str, ...]


class Notes:
    """The notes of one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_self_mails(self, since: datetime) -> tuple[SelfMail, ...]:
        """Mails to themselves that were not read as a note yet, oldest first: only what lies in a
        folder of sent mail, for anybody can put the owner's address into From.
        """
        rows = execute(
            self._database,
            "SELECT m.id, m.subject, m.at, m.refs FROM message m WHERE m.owner_id = ? "
            "AND m.outgoing AND m.at >= ? AND m.recipients > 0 "
            "AND NOT EXISTS (SELECT 1 FROM note n WHERE n.message_id = m.id) "
            "AND EXISTS (SELECT 1 FROM location l JOIN folder f ON f.id = l.folder_id "
            "WHERE l.message_id = m.id AND f.role = 'sent') "
            "AND EXISTS (SELECT 1 FROM recipient r WHERE r.message_id = m.id) "
            "AND NOT EXISTS (SELECT 1 FROM recipient r JOIN address a ON a.id = r.address_id "
            "WHERE r.message_id = m.id AND a.is_owner = 0) ORDER BY m.at, m.id",
            (self._owner, int(since.timestamp())),
        )
        return tuple(
            SelfMail(number, subject, datetime.fromtimestamp(at, UTC), tuple(refs.split()))
            for number, subject, at, refs in rows
        )

    def letter_ids(self) -> frozenset[str]:
        """The Message-IDs of all letters: an answer to one is a note."""
        rows = execute(
            self._database, "SELECT message_id FROM digest WHERE owner_id = ?", (self._owner,)
        )
        return frozenset(message_id for (message_id,) in rows)

    def record_note(
        self,
        message: int,
        at: datetime,
        understood: Sequence[str],
        not_understood: Sequence[str],
    ) -> None:
        """This mail is read as a note, once and for all."""
        with transaction(self._database):
            execute(
                self._database,
                "INSERT INTO note (owner_id, message_id, at, understood, not_understood) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (message_id) DO NOTHING",
                (
                    self._owner,
                    message,
                    int(at.timestamp()),
                    json.dumps(list(understood)),
                    json.dumps(list(not_understood)),
                ),
            )

    def load_untold(self) -> tuple[NoteRead, ...]:
        """Notes of which no letter has told yet, oldest first."""
        rows = execute(
            self._database,
            "SELECT message_id, at, understood, not_understood FROM note "
            "WHERE owner_id = ? AND told_at IS NULL ORDER BY at, id",
            (self._owner,),
        )
        return tuple(
            NoteRead(
                f"m{number}",
                datetime.fromtimestamp(at, UTC),
                tuple(json.loads(understood)),
                tuple(json.loads(not_understood)),
            )
            for number, at, understood, not_understood in rows
        )

    def record_told(self, now: datetime) -> None:
        """A letter tells of them all; their words are needed no more."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE note SET told_at = ?, understood = '[]', not_understood = '[]' "
                "WHERE owner_id = ? AND told_at IS NULL",
                (int(now.timestamp()), self._owner),
            )
