"""The owner's word about what was inferred, which no scan changes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from daemon.core.keys import hash_key
from daemon.store.database import Database
from daemon.store.engine import execute, transaction

About = Literal["gap", "promise"]
Said = Literal["dismissed", "done", "wrong"]


class Corrections:
    """The writer of corrections for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def record_correction(
        self, about: About, message_ref: str, quote: str, said: Said, now: datetime
    ) -> None:
        """Let this gap or promise of a mail be done, let go, or wrongly read, from now on."""
        key = hash_key("quote", quote) if about == "promise" else 0
        with transaction(self._database):
            execute(
                self._database,
                "INSERT INTO correction (owner_id, about, message_id, quote_key, said, at) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (message_id, about, quote_key) "
                "DO UPDATE SET said = excluded.said, at = excluded.at",
                (self._owner, about, int(message_ref[1:]), key, said, int(now.timestamp())),
            )

    def withdraw_correction(self, about: About, message_ref: str, quote: str) -> bool:
        """Take back what was said; whether there was anything."""
        key = hash_key("quote", quote) if about == "promise" else 0
        with transaction(self._database):
            gone = execute(
                self._database,
                "DELETE FROM correction WHERE owner_id = ? AND about = ? AND message_id = ? "
                "AND quote_key = ? RETURNING id",
                (self._owner, about, int(message_ref[1:]), key),
            )
        return bool(gone)
