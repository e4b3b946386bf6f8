"""What was placed in the mailbox and read from it once and for all (drafts, weekly letters, notes),
out of the store and into one, so that nothing is placed or read twice after a move.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from daemon.core.owner_archive import (
    Archive,
    ArchivedDraft,
    ArchivedLetter,
    ArchivedNote,
    ArchivedPlace,
)
from daemon.store.database import Database
from daemon.store.engine import execute
from daemon.store.times import epoch_of, maybe_epoch_of, maybe_time_of, time_of

_PLACE = "b.name, x.folder, x.uidvalidity, x.uidnext_before, x.uid, x.accepted"
#: The person behind a draft, by their first address.
_FIRST_EMAIL = "coalesce((SELECT email FROM address WHERE person_id = {0} ORDER BY id LIMIT 1), '')"


class ArchivedMail:
    """Reads and writes what was placed and noted, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    # -- out -----------------------------------------------------------------------------------

    def load_drafts(self) -> tuple[ArchivedDraft, ...]:
        """Every draft, in the order in which they were written."""
        return tuple(
            ArchivedDraft(
                message_id,
                kind,
                occasion,
                person,
                other,
                recipients=tuple(json.loads(recipients)),
                subject=subject,
                text=text,
                reason=reason,
                evidence=tuple(_without_ref(one) for one in json.loads(evidence)),
                state=state,
                note=note,
                place=ArchivedPlace(*place),
                reserved_at=time_of(reserved),
                placed_at=maybe_time_of(placed),
                missing_since=maybe_time_of(missing),
                closed_at=maybe_time_of(closed),
                expires_at=maybe_time_of(expires),
                client_id=client_id,
                template=template,
                changed=changed,
                mime=None if mime is None else bytes(mime),
            )
            for message_id, kind, occasion, person, other, recipients, subject, text, reason,
            evidence, state, note, reserved, placed, missing, closed, expires, client_id,
            template, changed, mime, *place in self._rows(
                "SELECT x.message_id, x.kind, x.occasion, "
                f"{_FIRST_EMAIL.format('x.person_id')}, {_FIRST_EMAIL.format('x.other_id')}, "
                "x.recipients, x.subject, x.text, x.reason, x.evidence, x.state, x.note, "
                "x.reserved_at, x.placed_at, x.missing_since, x.closed_at, x.expires_at, "
                "x.client_id, x.template, x.changed, x.mime, "
                f"{_PLACE} FROM draft x JOIN mailbox b ON b.id = x.mailbox_id "
                "WHERE x.owner_id = ? ORDER BY x.id"
            )
        )  # fmt: skip

    def load_letters(self) -> tuple[ArchivedLetter, ...]:
        """Every week's letter, also those of weeks that were silent."""
        return tuple(
            ArchivedLetter(
                week, message_id, state, note, ArchivedPlace(*place), time_of(reserved),
                maybe_time_of(placed), maybe_time_of(missing),
                None if mime is None else bytes(mime),
            )
            for week, message_id, state, note, reserved, placed, missing, mime, *place
            in self._rows(
                "SELECT x.week, x.message_id, x.state, x.note, x.reserved_at, x.placed_at, "
                f"x.missing_since, x.mime, {_PLACE} FROM digest x "
                "JOIN mailbox b ON b.id = x.mailbox_id WHERE x.owner_id = ? ORDER BY x.id"
            )
        )  # fmt: skip

    def load_notes(self) -> tuple[ArchivedNote, ...]:
        """Every mail that was read as a note; one without Message-ID cannot be known again."""
        return tuple(
            ArchivedNote(
                message_id, sender, time_of(at), tuple(json.loads(understood)),
                tuple(json.loads(not_understood)), maybe_time_of(told),
            )
            for message_id, sender, at, understood, not_understood, told in self._rows(
                "SELECT m.message_id, coalesce(a.email, ''), x.at, x.understood, "
                "x.not_understood, x.told_at FROM note x JOIN message m ON m.id = x.message_id "
                "LEFT JOIN address a ON a.id = m.sender_id "
                "WHERE x.owner_id = ? AND m.message_id <> '' ORDER BY x.id"
            )
        )  # fmt: skip

    # -- in ------------------------------------------------------------------------------------

    def record(self, archive: Archive) -> int:
        """Inside a transaction: let all of it be known here; how much waits for mail that is not
        read yet. What is known here already stays as it is.
        """
        for draft in archive.drafts:
            self._record_draft(draft)
        for letter in archive.letters:
            execute(
                self._database,
                "INSERT INTO digest (owner_id, mailbox_id, week, message_id, state, note, mime, "
                "folder, uidvalidity, uidnext_before, uid, accepted, reserved_at, placed_at, "
                "missing_since) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (self._owner, self._mailbox(letter.place), letter.week, letter.message_id,
                 letter.state, letter.note, letter.mime, *_where(letter.place),
                 epoch_of(letter.reserved_at), maybe_epoch_of(letter.placed_at),
                 maybe_epoch_of(letter.missing_since)),
            )  # fmt: skip
        return self._record_notes(archive.notes)

    def _record_draft(self, one: ArchivedDraft) -> None:
        evidence = json.dumps([self._with_ref(item) for item in one.evidence])
        execute(
            self._database,
            "INSERT INTO draft (owner_id, mailbox_id, person_id, other_id, kind, occasion, "
            "message_id, recipients, subject, text, reason, evidence, state, note, mime, folder, "
            "uidvalidity, uidnext_before, uid, accepted, reserved_at, placed_at, missing_since, "
            "closed_at, expires_at, client_id, template, changed) "
            f"VALUES ({', '.join('?' * 28)}) "
            # Refs mean something only once the mail is read, which the second import may find.
            "ON CONFLICT (message_id) DO UPDATE SET "
            "evidence = excluded.evidence, person_id = coalesce(person_id, excluded.person_id), "
            "other_id = coalesce(other_id, excluded.other_id)",
            (self._owner, self._mailbox(one.place), self._person(one.person),
             self._person(one.other), one.kind, one.occasion, one.message_id,
             json.dumps(list(one.recipients)), one.subject, one.text, one.reason, evidence,
             one.state, one.note, one.mime, *_where(one.place), epoch_of(one.reserved_at),
             maybe_epoch_of(one.placed_at), maybe_epoch_of(one.missing_since),
             maybe_epoch_of(one.closed_at), maybe_epoch_of(one.expires_at), one.client_id,
             one.template, one.changed),
        )  # fmt: skip

    def _record_notes(self, notes: Iterable[ArchivedNote]) -> int:
        waiting = 0
        for one in notes:
            mail = execute(
                self._database,
                "SELECT m.id FROM message m LEFT JOIN address a ON a.id = m.sender_id "
                "WHERE m.owner_id = ? AND m.message_id = ? AND coalesce(a.email, '') = ?",
                (self._owner, one.message_id, one.sender),
            )
            waiting += not mail
            for (number,) in mail[:1]:
                execute(
                    self._database,
                    "INSERT INTO note (owner_id, message_id, at, understood, not_understood, "
                    "told_at) VALUES (?, ?, ?, ?, ?, ?) "
                    # A pass between may have read it anew: what was told once is not told again.
                    "ON CONFLICT (message_id) DO UPDATE SET understood = excluded.understood, "
                    "not_understood = excluded.not_understood, told_at = excluded.told_at "
                    "WHERE note.told_at IS NULL AND excluded.told_at IS NOT NULL",
                    (self._owner, number, epoch_of(one.at), json.dumps(list(one.understood)),
                     json.dumps(list(one.not_understood)), maybe_epoch_of(one.told_at)),
                )  # fmt: skip
        return waiting

    def _person(self, email: str) -> int | None:
        rows = execute(
            self._database,
            "SELECT person_id FROM address WHERE owner_id = ? AND email = ?",
            (self._owner, email),
        )
        return rows[0][0] if rows else None

    def _mailbox(self, place: ArchivedPlace) -> int:
        execute(
            self._database,
            "INSERT INTO mailbox (owner_id, name) VALUES (?, ?) "
            "ON CONFLICT (owner_id, name) DO NOTHING",
            (self._owner, place.mailbox),
        )
        ((number,),) = execute(
            self._database,
            "SELECT id FROM mailbox WHERE owner_id = ? AND name = ?",
            (self._owner, place.mailbox),
        )
        return int(number)

    def _with_ref(self, evidence: dict[str, str | None]) -> dict[str, str | None]:
        """Evidence as a draft keeps it, with the ref of its mail where that is read here."""
        rows = execute(
            self._database,
            "SELECT id FROM message WHERE owner_id = ? AND message_id = ? AND message_id <> '' "
            "ORDER BY id LIMIT 1",
            (self._owner, evidence.get("message_id") or ""),
        )
        ref = f"m{rows[0][0]}" if rows else ""
        return {
            "what": evidence.get("what") or "",
            "at": evidence.get("at"),
            "message_ref": ref,
            "message_id": evidence.get("message_id") or "",
            "quote": evidence.get("quote") or "",
        }

    def _rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        return execute(self._database, sql, (self._owner,))


def _without_ref(evidence: dict[str, str | None]) -> dict[str, str | None]:
    return {key: value for key, value in evidence.items() if key != "message_ref"}


def _where(place: ArchivedPlace) -> tuple[str, int | None, int | None, int | None, int]:
    return place.folder, place.uidvalidity, place.uidnext_before, place.uid, place.accepted
