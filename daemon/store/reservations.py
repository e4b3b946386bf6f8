"""What was written down before its APPEND began, and has not been seen since: the same steps for
drafts and for letters, each in a table of its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from daemon.store.database import Database
from daemon.store.engine import execute, transaction


class Reservations:
    """The messages of one owner in `table`, on their way into one mailbox."""

    table: ClassVar[str]
    #: What else becomes of a row whose message was seen.
    once_seen: ClassVar[str] = ""

    def __init__(self, database: Database, owner_id: int, mailbox_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._mailbox = mailbox_id

    def record_missing(self, number: int, now: datetime) -> None:
        """One that is reserved was looked for and not found; the first such look counts."""
        with transaction(self._database):
            execute(
                self._database,
                f"UPDATE {self.table} SET missing_since = coalesce(missing_since, ?) WHERE id = ?",
                (int(now.timestamp()), number),
            )

    def record_unseen(self, number: int, note: str) -> None:
        """The server said that it had stored it, and does not show it. The wait for it begins at
        the next look.
        """
        with transaction(self._database):
            execute(
                self._database,
                f"UPDATE {self.table} SET accepted = accepted + 1, missing_since = NULL, note = ? "
                "WHERE id = ?",
                (note, number),
            )

    def begin_again(self, number: int) -> None:
        """It is about to be sent once more: what was missed before counts no more."""
        with transaction(self._database):
            execute(
                self._database,
                f"UPDATE {self.table} SET missing_since = NULL WHERE id = ?",
                (number,),
            )

    def confirm_draft(
        self, number: int, uidvalidity: int | None, uid: int | None, now: datetime
    ) -> None:
        """The server has it: from here on only its fate is watched."""
        with transaction(self._database):
            execute(
                self._database,
                f"UPDATE {self.table} SET state = 'placed', uid = ?, placed_at = ?, "
                f"uidvalidity = coalesce(?, uidvalidity), missing_since = NULL, "
                f"note = ''{self.once_seen} WHERE id = ? AND state = 'reserved'",
                (uid, int(now.timestamp()), uidvalidity, number),
            )
