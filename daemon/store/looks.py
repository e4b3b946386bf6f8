"""What the mailboxes showed when there was nothing left to do, so that the next pass over the same
needs only to look.
"""

from __future__ import annotations

from datetime import datetime

from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, transaction
from daemon.store.times import time_of


@dataclass(frozen=True, slots=True)
class Look:
    """`seen` stands for all that a pass depends on: the folders, the configuration, the templates.
    `at` is when the last whole pass was, `turn` the turn (`engine.lock`) of the last that looked.
    """

    seen: bytes
    at: datetime
    turn: int


class Looks:
    """The last look of one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_look(self) -> Look | None:
        """What was seen when a whole pass had nothing to do, if it had."""
        rows = execute(
            self._database, "SELECT seen, at, turn FROM look WHERE owner_id = ?", (self._owner,)
        )
        return Look(bytes(rows[0][0]), time_of(rows[0][1]), rows[0][2]) if rows else None

    def record_settled(self, seen: bytes, now: datetime, turn: int) -> None:
        """A whole pass has found nothing to do."""
        with transaction(self._database):
            self._forget()
            execute(
                self._database,
                "INSERT INTO look (owner_id, seen, at, turn) VALUES (?, ?, ?, ?)",
                (self._owner, seen, int(now.timestamp()), turn),
            )

    def forget_look(self) -> None:
        """There is something to do."""
        with transaction(self._database):
            self._forget()

    def _forget(self) -> None:
        execute(self._database, "DELETE FROM look WHERE owner_id = ?", (self._owner,))

    def record_quiet(self, number: int, now: datetime, turn: int) -> None:
        """This pass has found everything as it was: known until now, and nothing to do."""
        at = int(now.timestamp())
        with transaction(self._database):
            execute(
                self._database, "UPDATE look SET turn = ? WHERE owner_id = ?", (turn, self._owner)
            )
            execute(
                self._database,
                "UPDATE folder SET complete_at = ? WHERE owner_id = ? AND complete_at IS NOT NULL",
                (at, self._owner),
            )
            execute(
                self._database,
                "UPDATE pass SET finished_at = ?, ok = 1 WHERE id = ?",
                (at, number),
            )

    def is_settled(self) -> bool:
        """Whether no draft and no letter waits for a later pass to look again."""
        return not any(
            execute(self._database, sql, (self._owner,))
            for sql in (
                "SELECT 1 FROM draft WHERE owner_id = ? AND (state = 'reserved' "
                "OR (missing_since IS NOT NULL AND state IN ('placed', 'edited'))) LIMIT 1",
                "SELECT 1 FROM digest WHERE owner_id = ? AND state = 'reserved' LIMIT 1",
                "SELECT 1 FROM folder WHERE owner_id = ? AND (problem <> '' "
                "OR complete_at IS NULL) LIMIT 1",
            )
        )
