"""All that the owner said, out of the store and into one, by address: so that it outlives a store
that is rebuilt from the mailbox. What mail says is not in it, for mail says it again; what was
placed in the mailbox is `archived_mail.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from daemon.core.owner_archive import (
    Archive,
    ArchivedCorrection,
    ArchivedFact,
    ArchivedPerson,
    ArchivedSilence,
    ArchivedSnooze,
    ArchivedTouch,
)
from daemon.core.owner_words import IMPORTED, LOGGED
from daemon.errors import UsageError
from daemon.store.archived_mail import ArchivedMail
from daemon.store.contacts import Contacts, Imported
from daemon.store.database import Database
from daemon.store.engine import execute, executemany
from daemon.store.forgotten import Forgotten
from daemon.store.owner_words import DENIED, OwnerWords
from daemon.store.persons import Persons
from daemon.store.ties import Ties
from daemon.store.times import epoch_of, time_of

#: The parts of an archive whose entries are counted as new or changed.
_COUNTED = (
    "people", "same", "different", "not_a_person", "touches", "corrections", "drafts", "letters",
    "notes", "forgotten",
)  # fmt: skip


class OwnerArchive:
    """Reads and writes the owner's words as a whole, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._words = OwnerWords(database, owner_id)
        self._mail = ArchivedMail(database, owner_id)

    def load_archive(self) -> Archive:
        """Everything that the owner said."""
        emails: dict[int, list[str]] = {}
        for person, email in self._rows(
            "SELECT person_id, email FROM address WHERE owner_id = ? AND person_id IS NOT NULL "
            "ORDER BY id"
        ):
            emails.setdefault(person, []).append(email)
        facts: dict[int, list[ArchivedFact]] = {}
        for person, kind, value, at in self._rows(
            "SELECT person_id, kind, value, at FROM fact WHERE owner_id = ? ORDER BY id"
        ):
            facts.setdefault(person, []).append(ArchivedFact(kind, value, time_of(at)))
        snoozes: dict[int, list[ArchivedSnooze]] = {}
        for person, kind, until, at in self._rows(
            "SELECT person_id, kind, until, at FROM snooze WHERE owner_id = ? ORDER BY id"
        ):
            snoozes.setdefault(person, []).append(ArchivedSnooze(kind, time_of(until), time_of(at)))
        people = tuple(
            ArchivedPerson(
                tuple(emails[number]), name, circle, bool(ignored), bool(never),
                tuple(facts.get(number, ())), tuple(snoozes.get(number, ())),
            )
            for number, name, circle, ignored, never, more in self._rows(
                "SELECT p.id, p.name_set, p.circle_set, p.ignored, p.share_never, "
                # Whom mail knows nothing of is somebody by the owner's word alone.
                "p.last_touch IS NULL "
                "OR EXISTS (SELECT 1 FROM draft d WHERE p.id IN (d.person_id, d.other_id)) "
                "FROM person p WHERE p.owner_id = ? ORDER BY p.id"
            )
            if number in emails
            and (name or circle or ignored or never or more or number in facts
                 or number in snoozes)
        )  # fmt: skip
        ties: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
        for one, other, same in self._rows(
            "SELECT a.email, b.email, t.same FROM address_tie t JOIN address a ON a.id = t.one_id "
            "JOIN address b ON b.id = t.other_id WHERE t.owner_id = ? ORDER BY a.email, b.email"
        ):
            ties[bool(same)].append((one, other))
        touches = tuple(
            ArchivedTouch(email, kind, time_of(at), direction, note, detector)
            for email, kind, at, direction, note, detector in self._rows(
                "SELECT a.email, t.kind, t.at, t.direction, t.note, t.detector FROM touch t "
                "JOIN address a ON a.id = t.address_id "
                "WHERE t.owner_id = ? AND t.message_id IS NULL ORDER BY t.at, t.id"
            )
        )
        denied = self._rows(
            f"SELECT email FROM address WHERE owner_id = ? AND role = '{DENIED}' ORDER BY email"
        )
        corrections = tuple(
            ArchivedCorrection(about, message_id, sender, quote, said, time_of(at))
            for about, message_id, sender, quote, said, at in self._rows(
                "SELECT c.about, m.message_id, coalesce(a.email, ''), c.quote_key, c.said, c.at "
                "FROM correction c JOIN message m ON m.id = c.message_id "
                "LEFT JOIN address a ON a.id = m.sender_id "
                "WHERE c.owner_id = ? AND m.message_id <> '' ORDER BY c.id"
            )
        )
        return Archive(
            people=people,
            same=tuple(ties[True]),
            different=tuple(ties[False]),
            not_a_person=tuple(email for (email,) in denied),
            touches=touches,
            corrections=corrections,
            drafts=self._mail.load_drafts(),
            letters=self._mail.load_letters(),
            notes=self._mail.load_notes(),
            forgotten=tuple(
                ArchivedSilence(salt, marks)
                for salt, marks in Forgotten(self._database, self._owner).load_marks()
            ),
            cards=Contacts(self._database, self._owner).load_cards(),
            cards_at=Contacts(self._database, self._owner).load_times(),
        )

    def record_archive(self, archive: Archive, now: datetime) -> tuple[int, int]:
        """Inside a transaction: let all of it hold here too. (how many of the owner's words are
        new or changed here, how many wait for mail that is not read yet); a second time changes
        nothing.
        """
        before = self.load_archive()
        silent = Forgotten(self._database, self._owner)
        for one in archive.forgotten:
            silent.adopt(one.salt, one.marks)
        numbers = self._addresses(archive)
        ties = Ties(self._database, self._owner)
        for same, pairs in ((True, archive.same), (False, archive.different)):
            known = [(numbers[one], numbers[two]) for one, two in pairs
                     if one in numbers and two in numbers]  # fmt: skip
            ties.record_ties(known, same, now)
        self._words.deny_addresses(
            numbers[one]
            for one in archive.not_a_person
            if one in numbers and one not in before.not_a_person
        )
        for person in archive.people:
            self._record_person(person, numbers)
        for detector in (LOGGED, IMPORTED):
            self._words.add_touches(
                [
                    (numbers[one.address], one.kind, one.at, one.direction, one.note)
                    for one in archive.touches
                    if one.address in numbers and one.detector == detector
                ],
                detector,
            )
        waiting = self._record_corrections(archive.corrections)
        waiting += self._mail.record(archive)
        Persons(self._database, self._owner).update(sorted(set(numbers.values())))
        after = self.load_archive()
        changed = sum(len(_keys(after, part) - _keys(before, part)) for part in _COUNTED)
        return changed, waiting

    def record_cards(self, archive: Archive, now: datetime) -> Imported:
        """Inside a transaction: the imported cards that the archive holds."""
        from daemon.core.contacts.card import Cards

        contacts = Contacts(self._database, self._owner)
        parts = [
            contacts.record_cards(Cards(source, cards), now, archive.cards_at.get(source))
            for source, cards in archive.cards.items()
        ]
        return Imported(
            *(sum(getattr(one, name) for one in parts)
              for name in ("new", "changed", "same", "known", "forgotten"))
        )  # fmt: skip

    def _addresses(self, archive: Archive) -> dict[str, int]:
        """The number of every address that is named, but for the owner's and the forgotten."""
        emails = {
            *(email for one in archive.people for email in one.addresses),
            *(email for pair in (*archive.same, *archive.different) for email in pair),
            *archive.not_a_person,
            *(one.address for one in archive.touches),
        }
        numbers: dict[str, int] = {}
        for email in sorted(emails):
            try:
                numbers[email] = self._words.ensure_address(email)
            except UsageError:
                continue
        return numbers

    def _record_person(self, said: ArchivedPerson, numbers: dict[str, int]) -> None:
        mine = [numbers[email] for email in said.addresses if email in numbers]
        if not mine:
            return
        persons = [
            person
            for number in mine
            for (person,) in execute(
                self._database, "SELECT person_id FROM address WHERE id = ?", (number,)
            )
        ]
        person = next((one for one in persons if one is not None), None)
        if person is None:
            person = Persons(self._database, self._owner).make_person()
        executemany(
            self._database,
            "UPDATE address SET person_id = ? WHERE id = ? AND person_id IS NULL",
            [(person, number) for number in mine],
        )
        execute(
            self._database,
            "UPDATE person SET name_set = coalesce(nullif(?, ''), name_set), "
            "circle_set = coalesce(nullif(?, ''), circle_set), ignored = max(ignored, ?), "
            "share_never = max(share_never, ?) WHERE id = ?",
            (said.name, said.circle, said.ignored, said.share_never, person),
        )
        known = {(kind, value) for _, kind, value in self._words.load_facts(person)}
        executemany(
            self._database,
            "INSERT INTO fact (owner_id, person_id, kind, value, at) VALUES (?, ?, ?, ?, ?)",
            [
                (self._owner, person, one.kind, one.value, int(one.at.timestamp()))
                for one in said.facts
                if (one.kind, one.value) not in known
            ],
        )
        executemany(
            self._database,
            "INSERT INTO snooze (owner_id, person_id, kind, until, at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (person_id, kind) DO UPDATE SET until = excluded.until, at = excluded.at "
            "WHERE excluded.at > snooze.at",
            [
                (self._owner, person, one.kind, epoch_of(one.until), epoch_of(one.at))
                for one in said.snoozes
            ],
        )

    def _record_corrections(self, corrections: Iterable[ArchivedCorrection]) -> int:
        waiting = 0
        for one in corrections:
            done = execute(
                self._database,
                "INSERT INTO correction (owner_id, about, message_id, quote_key, said, at) "
                "SELECT ?, ?, m.id, ?, ?, ? FROM message m LEFT JOIN address a "
                "ON a.id = m.sender_id WHERE m.owner_id = ? AND m.message_id = ? "
                "AND coalesce(a.email, '') = ? LIMIT 1 "
                "ON CONFLICT (message_id, about, quote_key) DO UPDATE SET said = excluded.said, "
                "at = excluded.at RETURNING id",
                (self._owner, one.about, one.quote_key, one.said, int(one.at.timestamp()),
                 self._owner, one.message_id, one.sender),
            )  # fmt: skip
            waiting += not done
        return waiting

    def _rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        return execute(self._database, sql, (self._owner,))


def _keys(archive: Archive, part: str) -> set[bytes]:
    """The entries of one part as texts, for some hold what cannot be hashed."""
    return {msgspec.json.encode(one) for one in getattr(archive, part)}
