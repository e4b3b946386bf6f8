"""The drafts and their fates. A draft is reserved here, with every byte, before it is sent to the
server; after any death this table says what may have happened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from daemon.core.likeness import Letter
from daemon.core.model import OPEN_DRAFT_STATES, Draft, DraftState, Evidence, Suggestion
from daemon.core.outcomes import Fate
from daemon.core.values import dataclass
from daemon.core.waiting import ASKED_FOR, FORGOTTEN, RESTS, WaitingDraft
from daemon.store.database import Database
from daemon.store.engine import execute, marks, transaction
from daemon.store.sent_copies import SentCopies
from daemon.store.times import maybe_time_of, time_of

_COLUMNS = (
    "SELECT d.id, d.kind, d.person_id, coalesce(nullif(p.name_set, ''), p.name, ''), "
    "d.recipients, d.subject, d.state, d.message_id, d.reason, d.occasion, d.reserved_at, "
    "d.placed_at, d.closed_at, d.text, d.evidence, d.note, d.changed FROM draft d "
    "LEFT JOIN person p ON p.id = d.person_id WHERE d.owner_id = ? "
)


_IN_REPLY_TO = re.compile(rb"(?m)^In-Reply-To: <([^>\r\n]+)>")
#: How the note of a draft that is taken back begins.
TAKEN_BACK = "taken back:"


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


@dataclass(frozen=True, slots=True)
class PlacedDraft:
    """A draft in the folder, as it is looked for on every pass. `answers` is the Message-ID of the
    mail that it answers, or ""; `client_id` the one that a mail client has given to the draft.
    """

    id: int
    state: DraftState
    message_id: str
    folder: str
    uidvalidity: int | None
    uid: int | None
    size: int
    placed_at: datetime
    missing_since: datetime | None
    person: int | None
    recipients: tuple[str, ...]
    subject: str
    kind: str = ""
    note: str = ""
    text: str = ""
    answers: str = ""
    client_id: str = ""

    @property
    def current_id(self) -> str:
        """The Message-ID under which it lies in the folder."""
        return self.client_id or self.message_id

    @property
    def letter(self) -> Letter:
        """By what it is known where its Message-ID is gone."""
        return Letter(self.recipients, self.subject, self.answers, self.text)


class Drafts:
    """The drafts of one owner in one mailbox."""

    def __init__(self, database: Database, owner_id: int, mailbox_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._mailbox = mailbox_id

    # -- reading -----------------------------------------------------------------------------

    def load_drafts(self, *, only_open: bool = False) -> tuple[Draft, ...]:
        """All drafts, newest first."""
        states = [state.value for state in (OPEN_DRAFT_STATES if only_open else DraftState)]
        rows = execute(
            self._database,
            _COLUMNS + f"AND d.state IN ({marks(states)}) ORDER BY d.reserved_at DESC, d.id DESC",
            (self._owner, *states),
        )
        return tuple(_draft(row) for row in rows)

    def find_occasion(self, message_id: str) -> DraftState | None:
        """The state of the draft with this Message-ID, which stands for one occasion; or None."""
        rows = execute(
            self._database, "SELECT state FROM draft WHERE message_id = ?", (message_id,)
        )
        return DraftState(rows[0][0]) if rows else None

    def was_put_off(self, message_id: str) -> bool:
        """Whether the owner moved the draft with this Message-ID into Wellkeeper/Later, or let its
        reason rest while it waited.
        """
        return bool(
            execute(
                self._database,
                "SELECT 1 FROM draft WHERE message_id = ? AND (state = 'discarded' "
                "AND note = 'moved to Later' OR state = 'expired' AND note = ?)",
                (message_id, f"{TAKEN_BACK} {RESTS}"),
            )
        )

    def load_begun_since(self, moment: datetime) -> tuple[datetime, ...]:
        """When the drafts were begun that were begun from `moment` on."""
        rows = execute(
            self._database,
            "SELECT reserved_at FROM draft WHERE owner_id = ? AND reserved_at >= ?",
            (self._owner, int(moment.timestamp())),
        )
        return tuple(time_of(at) for (at,) in rows)

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
                letter=Letter(json.loads(row[8]), row[9], _answered(bytes(row[2])), row[10]),
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

    def load_placed(self) -> tuple[PlacedDraft, ...]:
        """Drafts that lie in the folder as far as is known, placed or edited."""
        rows = execute(
            self._database,
            "SELECT id, state, message_id, folder, uidvalidity, uid, length(mime), placed_at, "
            "missing_since, person_id, recipients, subject, kind, note, text, "
            "substr(mime, 1, 4096), client_id FROM draft WHERE owner_id = ? "
            "AND mailbox_id = ? AND state IN ('placed', 'edited') ORDER BY id",
            (self._owner, self._mailbox),
        )
        return tuple(
            PlacedDraft(
                id=row[0],
                state=DraftState(row[1]),
                message_id=row[2],
                folder=row[3],
                uidvalidity=row[4],
                uid=row[5],
                size=row[6] or 0,
                placed_at=time_of(row[7]),
                missing_since=None if row[8] is None else time_of(row[8]),
                person=row[9],
                recipients=tuple(json.loads(row[10])),
                subject=row[11],
                kind=row[12],
                note=row[13],
                text=row[14],
                answers=_answered(bytes(row[15] or b"")),
                client_id=row[16],
            )
            for row in rows
        )

    @property
    def copies(self) -> SentCopies:
        """What the owner has sent since, among which a draft may be."""
        return SentCopies(self._database, self._owner, self._mailbox)

    def load_waiting(self, now: datetime) -> tuple[WaitingDraft, ...]:
        """The drafts that nobody has touched, with what their reasons are judged by; none that the
        owner asked for: those need no reason.
        """
        rows = execute(
            self._database,
            "SELECT d.id, d.kind, d.occasion, d.person_id, d.other_id, d.reserved_at, "
            "d.expires_at, EXISTS (SELECT 1 FROM snooze s WHERE s.person_id = d.person_id "
            "AND s.kind = d.kind AND s.at >= d.reserved_at AND s.until > ?), "
            "d.reason = ? OR EXISTS (SELECT 1 FROM person p "
            "WHERE p.id IN (d.person_id, d.other_id) AND p.ignored) "
            "FROM draft d WHERE d.owner_id = ? AND d.mailbox_id = ? "
            "AND d.state IN ('reserved', 'placed') AND d.reason <> ? ORDER BY d.id",
            (int(now.timestamp()), FORGOTTEN, self._owner, self._mailbox, ASKED_FOR),
        )
        return tuple(
            WaitingDraft(
                number, kind, occasion, f"p{person}", f"p{other}" if other else "",
                time_of(at), maybe_time_of(expires), bool(rests), bool(ignored),
            )
            for number, kind, occasion, person, other, at, expires, rests, ignored in rows
        )  # fmt: skip

    # -- writing -----------------------------------------------------------------------------

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

    def record_missing(self, number: int, now: datetime) -> None:
        """A reserved draft was looked for and not found; the first such look counts."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE draft SET missing_since = coalesce(missing_since, ?) WHERE id = ?",
                (int(now.timestamp()), number),
            )

    def record_unseen(self, number: int, note: str) -> None:
        """The server said that it had stored a draft, and does not show it. The wait for it begins
        at the next look.
        """
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE draft SET accepted = accepted + 1, missing_since = NULL, note = ? "
                "WHERE id = ?",
                (note, number),
            )

    def begin_again(self, number: int) -> None:
        """A draft is about to be sent once more: what was missed before counts no more."""
        with transaction(self._database):
            execute(self._database, "UPDATE draft SET missing_since = NULL WHERE id = ?", (number,))

    def record_note(self, number: int, note: str) -> None:
        """What is about to be done with a draft, in case that a death comes between."""
        with transaction(self._database):
            execute(self._database, "UPDATE draft SET note = ? WHERE id = ?", (note, number))

    def record_place(self, number: int, uidvalidity: int, uid: int, message_id: str) -> None:
        """Where a draft lies now, and under which Message-ID: the server gave it another number, or
        had told none before, or a mail client has saved it anew.
        """
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE draft SET uidvalidity = ?, uid = ?, "
                "client_id = CASE WHEN message_id = ? THEN '' ELSE ? END WHERE id = ?",
                (uidvalidity, uid, message_id, message_id, number),
            )

    def record_folder(self, number: int, folder: str) -> None:
        """The owner has moved a draft into another folder."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE draft SET folder = ?, uid = NULL, uidvalidity = NULL WHERE id = ?",
                (folder, number),
            )

    def confirm_draft(
        self, number: int, uidvalidity: int | None, uid: int | None, now: datetime
    ) -> None:
        """The server has it: from here on only its fate is watched."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE draft SET state = 'placed', uidvalidity = coalesce(?, uidvalidity), "
                "uid = ?, placed_at = ?, missing_since = NULL, note = '' "
                "WHERE id = ? AND state = 'reserved'",
                (uidvalidity, uid, int(now.timestamp()), number),
            )

    def record_fate(self, number: int, fate: Fate, now: datetime) -> None:
        """What became of a draft. Its bytes are dropped when its end is known, and all of it where
        it was for somebody forgotten, once it is out of our hands.
        """
        closed = fate.state not in OPEN_DRAFT_STATES
        missing = int(fate.missing_since.timestamp()) if fate.missing_since else None
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE draft SET state = ?, missing_since = ?, "
                "note = CASE WHEN ? = '' THEN note ELSE ? END, closed_at = ?, "
                "mime = CASE WHEN ? THEN NULL ELSE mime END WHERE id = ?",
                (
                    fate.state.value,
                    missing,
                    fate.note,
                    fate.note,
                    int(now.timestamp()) if closed else None,
                    closed,
                    number,
                ),
            )
            execute(
                self._database,
                "DELETE FROM draft WHERE id = ? AND reason = ? AND state <> 'placed'",
                (number, FORGOTTEN),
            )


def _answered(mime: bytes) -> str:
    found = _IN_REPLY_TO.search(mime)
    return found[1].decode("ascii", "replace") if found else ""


def _draft(row: tuple[Any, ...]) -> Draft:
    evidence = tuple(
        Evidence(
            what=one["what"],
            at=datetime.fromisoformat(one["at"]) if one["at"] else None,
            message_ref=one["message_ref"],
            message_id=one["message_id"],
            quote=one["quote"],
        )
        for one in json.loads(row[14])
    )
    return Draft(
        ref=f"d{row[0]}",
        kind=row[1],
        person_ref=f"p{row[2]}" if row[2] is not None else "",
        person=row[3],
        to=tuple(json.loads(row[4])),
        subject=row[5],
        state=DraftState(row[6]),
        message_id=row[7],
        reason=row[8],
        occasion=row[9],
        reserved_at=time_of(row[10]),
        placed_at=None if row[11] is None else time_of(row[11]),
        closed_at=None if row[12] is None else time_of(row[12]),
        text=row[13],
        evidence=evidence,
        note=row[15],
        changed=row[16],
    )
