"""The drafts and their fates; how they come to be placed is in `reserved_drafts`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from daemon.core.likeness import Letter
from daemon.core.model import OPEN_DRAFT_STATES, Draft, DraftState, Evidence
from daemon.core.outcomes import Fate
from daemon.core.values import dataclass
from daemon.core.waiting import ASKED_FOR, FORGOTTEN, RESTS, WaitingDraft
from daemon.store.engine import execute, marks, transaction
from daemon.store.reserved_drafts import ReservedDrafts, answered_by
from daemon.store.times import maybe_time_of, time_of

if TYPE_CHECKING:
    from daemon.store.sent_copies import SentCopies

_COLUMNS = (
    "SELECT d.id, d.kind, d.person_id, coalesce(nullif(p.name_set, ''), p.name, ''), "
    "d.recipients, d.subject, d.state, d.message_id, d.reason, d.occasion, d.reserved_at, "
    "d.placed_at, d.closed_at, d.text, d.evidence, d.note, d.changed FROM draft d "
    "LEFT JOIN person p ON p.id = d.person_id WHERE d.owner_id = ? "
)


#: How the note of a draft that is taken back begins.
TAKEN_BACK = "taken back:"


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


class Drafts(ReservedDrafts):
    """The drafts of one owner in one mailbox."""

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
                recipients=tuple(msgspec.json.decode(row[10])),
                subject=row[11],
                kind=row[12],
                note=row[13],
                text=row[14],
                answers=answered_by(bytes(row[15] or b"")),
                client_id=row[16],
            )
            for row in rows
        )

    @property
    def copies(self) -> SentCopies:
        """What the owner has sent since, among which a draft may be."""
        from daemon.store.sent_copies import SentCopies  # late: a pass alone asks

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


def _draft(row: tuple[Any, ...]) -> Draft:
    evidence = tuple(
        Evidence(
            what=one["what"],
            at=datetime.fromisoformat(one["at"]) if one["at"] else None,
            message_ref=one["message_ref"],
            message_id=one["message_id"],
            quote=one["quote"],
        )
        for one in msgspec.json.decode(row[14])
    )
    return Draft(
        ref=f"d{row[0]}",
        kind=row[1],
        person_ref=f"p{row[2]}" if row[2] is not None else "",
        person=row[3],
        to=tuple(msgspec.json.decode(row[4])),
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
