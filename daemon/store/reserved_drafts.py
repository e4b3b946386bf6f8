"""The drafts that are about to be placed. One is reserved here, with every byte, before it is sent
to the server; after any death this table says what may have happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from daemon.core.likeness import Letter
from daemon.core.model import Suggestion
from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass
from daemon.store.engine import execute, transaction
from daemon.store.reservations import Reservations
from daemon.store.times import maybe_time_of

_IN_REPLY_TO = late_pattern(rb"(?m)^In-Reply-To: <([^>\r\n]+)>")


@dataclass(frozen=True, slots=True)
class ReservedDraft:
    """An APPEND that was begun: what is needed to find it, or to do it again. `accepted` is how
    often the server said that it had stored it without showing it since; `letter` by what it is
    known where a server gives it another Message-ID, None for what is not looked for so.
    """

    id: int
    message_id: str
    mime: bytes
    folder: str
    uidvalidity: int | None
    uidnext_before: int | None
    missing_since: datetime | None = None
    accepted: int = 0
    letter: Letter | None = None


class ReservedDrafts(Reservations):
    """The way of a draft of one owner into one mailbox, until it is seen there."""

    table = "draft"

    def load_reserved(self) -> tuple[ReservedDraft, ...]:
        """Drafts whose APPEND was begun and never confirmed."""
        rows = execute(
            self._database,
            "SELECT id, message_id, mime, folder, uidvalidity, uidnext_before, missing_since, "
            "accepted, recipients, subject, text FROM draft "
            "WHERE owner_id = ? AND mailbox_id = ? AND state = 'reserved' ORDER BY id",
            (self._owner, self._mailbox),
        )
        return tuple(
            ReservedDraft(
                id=row[0],
                message_id=row[1],
                mime=bytes(row[2]),
                folder=row[3],
                uidvalidity=row[4],
                uidnext_before=row[5],
                missing_since=maybe_time_of(row[6]),
                accepted=row[7],
                letter=Letter(
                    msgspec.json.decode(row[8]), row[9], answered_by(bytes(row[2])), row[10]
                ),
            )
            for row in rows
        )

    def load_message_ids(self) -> frozenset[str]:
        """The Message-IDs under which anything of ours may lie in a folder."""
        rows = execute(
            self._database,
            "SELECT message_id, client_id FROM draft WHERE owner_id = ? AND mailbox_id = ?",
            (self._owner, self._mailbox),
        )
        return frozenset(one for row in rows for one in row if one)

    def reserve_draft(
        self,
        suggestion: Suggestion,
        *,
        message_id: str,
        recipients: Sequence[str],
        subject: str,
        text: str,
        mime: bytes,
        folder: str,
        uidvalidity: int,
        uidnext: int | None,
        now: datetime,
        template: str | None = None,
    ) -> int:
        """Write down a draft before it is sent to the server; its number.

        Raises StoreError where one with this Message-ID was reserved before: never twice.
        """
        import json  # late: who only looks writes none

        evidence = [
            {
                "what": one.what,
                "at": one.at.isoformat() if one.at else None,
                "message_ref": one.message_ref,
                "message_id": one.message_id,
                "quote": one.quote,
            }
            for one in suggestion.evidence
        ]
        expires = suggestion.expires_at
        with transaction(self._database):
            ((number,),) = execute(
                self._database,
                "INSERT INTO draft (owner_id, mailbox_id, person_id, other_id, kind, occasion, "
                "message_id, recipients, subject, text, reason, evidence, state, mime, folder, "
                "uidvalidity, uidnext_before, reserved_at, expires_at, template, note, client_id, "
                "accepted) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?, ?, "
                "'', '', 0) "
                "RETURNING id",
                (
                    self._owner,
                    self._mailbox,
                    suggestion.person.id,
                    suggestion.other.id if suggestion.other else None,
                    suggestion.kind,
                    suggestion.occasion,
                    message_id,
                    json.dumps(list(recipients)),
                    subject,
                    text,
                    suggestion.reason,
                    json.dumps(evidence),
                    mime,
                    folder,
                    uidvalidity,
                    uidnext,
                    int(now.timestamp()),
                    None if expires is None else int(expires.timestamp()),
                    template,
                ),
            )
        return int(number)


def answered_by(mime: bytes) -> str:
    """The Message-ID that a draft of ours answers, or ""."""
    found = _IN_REPLY_TO.search(mime)
    return found[1].decode("ascii", "replace") if found else ""
