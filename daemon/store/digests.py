"""The letters of one owner: which week's is placed, and those whose APPEND was begun."""

from __future__ import annotations

from datetime import datetime

from daemon.core.model import DraftState
from daemon.core.outcomes import Fate
from daemon.store.engine import execute, transaction
from daemon.store.reservations import Reservations
from daemon.store.reserved_drafts import ReservedDraft
from daemon.store.times import maybe_time_of


class Digests(Reservations):
    """The letters in one mailbox."""

    table = "digest"
    #: Its bytes are needed no more.
    once_seen = ", mime = NULL"

    def state_of(self, week: str) -> str:
        """`reserved`, `placed`, `expired`, `silent`, or "" where nothing is decided of it yet."""
        rows = execute(
            self._database,
            "SELECT state FROM digest WHERE owner_id = ? AND week = ?",
            (self._owner, week),
        )
        return str(rows[0][0]) if rows else ""

    def load_reserved(self) -> tuple[ReservedDraft, ...]:
        """Letters whose APPEND was begun and never confirmed."""
        rows = execute(
            self._database,
            "SELECT id, message_id, mime, folder, uidvalidity, uidnext_before, missing_since, "
            "accepted FROM digest WHERE owner_id = ? AND mailbox_id = ? AND state = 'reserved' "
            "ORDER BY id",
            (self._owner, self._mailbox),
        )
        return tuple(
            ReservedDraft(
                number, message_id, bytes(mime), folder, validity, uidnext,
                maybe_time_of(since), accepted,
            )
            for number, message_id, mime, folder, validity, uidnext, since, accepted in rows
        )  # fmt: skip

    def load_message_ids(self) -> frozenset[str]:
        """The Message-IDs of all letters."""
        rows = execute(
            self._database,
            "SELECT message_id FROM digest WHERE owner_id = ? AND mailbox_id = ?",
            (self._owner, self._mailbox),
        )
        return frozenset(one for (one,) in rows)

    def record_silent(self, week: str, message_id: str, now: datetime) -> None:
        """There was nothing to say this week, and it stays so."""
        with transaction(self._database):
            execute(
                self._database,
                "INSERT INTO digest (owner_id, mailbox_id, week, message_id, state, folder, "
                "reserved_at, note, accepted) VALUES (?, ?, ?, ?, 'silent', '', ?, '', 0)",
                (self._owner, self._mailbox, week, message_id, int(now.timestamp())),
            )

    def reserve_digest(
        self,
        week: str,
        *,
        message_id: str,
        mime: bytes,
        folder: str,
        uidvalidity: int,
        uidnext: int | None,
        now: datetime,
    ) -> int:
        """Write down a letter before it is sent to the server; its number.

        Raises StoreError where there is one of this week: never twice. A week that was silent may
        still be given one, when the owner asks for it.
        """
        with transaction(self._database):
            execute(
                self._database,
                "DELETE FROM digest WHERE owner_id = ? AND week = ? AND state = 'silent'",
                (self._owner, week),
            )
            ((number,),) = execute(
                self._database,
                "INSERT INTO digest (owner_id, mailbox_id, week, message_id, state, mime, folder, "
                "uidvalidity, uidnext_before, reserved_at, note, accepted) "
                "VALUES (?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, '', 0) RETURNING id",
                (
                    self._owner,
                    self._mailbox,
                    week,
                    message_id,
                    mime,
                    folder,
                    uidvalidity,
                    uidnext,
                    int(now.timestamp()),
                ),
            )
        return int(number)

    def record_place(self, number: int, uidvalidity: int, uid: int, message_id: str) -> None:
        """Under which UID a letter was seen; its Message-ID is needed no more."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE digest SET uidvalidity = ?, uid = ? WHERE id = ?",
                (uidvalidity, uid, number),
            )

    def record_fate(self, number: int, fate: Fate, now: datetime) -> None:
        """It lies elsewhere already (the owner has moved it), or nobody knows."""
        state = "placed" if fate.state is DraftState.SENT else "expired"
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE digest SET state = ?, placed_at = ?, note = ?, mime = NULL WHERE id = ?",
                (state, int(now.timestamp()), fate.note, number),
            )
