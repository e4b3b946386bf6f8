"""The store: one SQLite file with everything that is known. The only importer of peewee.

`open_store` gives a `Store`; its parts are one file each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import peewee

from daemon.core.model import Owner
from daemon.errors import StoreError
from daemon.store import engine
from daemon.store.bank import Bank
from daemon.store.contacts import Contacts
from daemon.store.corrections import Corrections
from daemon.store.digests import Digests
from daemon.store.drafts import Drafts
from daemon.store.effects import Effects
from daemon.store.engine import lock, lock_for_service, service_runs
from daemon.store.evidence import Evidence
from daemon.store.facts import Facts
from daemon.store.forget import Forgetting
from daemon.store.health import Health
from daemon.store.inference import Inference
from daemon.store.introductions import Introductions
from daemon.store.marks import Marks
from daemon.store.meetings import Meetings
from daemon.store.network import Network
from daemon.store.notes import Notes
from daemon.store.owner_archive import OwnerArchive
from daemon.store.owner_words import OwnerWords
from daemon.store.promises import Promises
from daemon.store.reading import ReadingList
from daemon.store.rhythm import Rhythm
from daemon.store.scans import Scans
from daemon.store.service import ServiceNotes
from daemon.store.snoozes import Snoozes
from daemon.store.turns import Turns
from daemon.store.voices import Voices


@dataclass(frozen=True, slots=True)
class Store:
    """An open store, seen by one owner."""

    database: peewee.SqliteDatabase
    owner_id: int
    inference: Inference
    network: Network
    rhythm: Rhythm
    notes: Notes
    evidence: Evidence
    reading: ReadingList
    effects: Effects
    meetings: Meetings
    turns: Turns
    promises: Promises
    bank: Bank
    corrections: Corrections
    introductions: Introductions
    marks: Marks
    facts: Facts
    health: Health
    service: ServiceNotes
    snoozes: Snoozes
    voices: Voices
    words: OwnerWords
    forgetting: Forgetting
    contacts: Contacts
    archive: OwnerArchive

    def mailbox_id(self, name: str) -> int:
        """The number of one of the owner's mailboxes, made when it is new."""
        where = "SELECT id FROM mailbox WHERE owner_id = ? AND name = ?"
        rows = engine.execute(self.database, where, (self.owner_id, name))
        if not rows:
            with engine.transaction(self.database):
                rows = engine.execute(
                    self.database,
                    "INSERT INTO mailbox (owner_id, name) VALUES (?, ?) RETURNING id",
                    (self.owner_id, name),
                )
        return int(rows[0][0])

    @contextmanager
    def trying(self, *, undo: bool) -> Iterator[None]:
        """One transaction for all that is written within; `undo` leaves the store as it was."""
        with engine.transaction(self.database), self.database.atomic() as inner:
            yield
            if undo:
                inner.rollback()

    def scans(self, mailbox: str) -> Scans:
        """The writer of scans of one mailbox."""
        return Scans(self.database, self.owner_id, self.mailbox_id(mailbox))

    def drafts(self, mailbox: str) -> Drafts:
        """The drafts in one mailbox."""
        return Drafts(self.database, self.owner_id, self.mailbox_id(mailbox))

    def digests(self, mailbox: str) -> Digests:
        """The weekly letters in one mailbox."""
        return Digests(self.database, self.owner_id, self.mailbox_id(mailbox))


@contextmanager
def open_store(url: str, owner: Owner, *, must_exist: bool = False) -> Iterator[Store]:
    """Open (or make) the store of an owner and close it afterwards.

    Raises StoreError, with what to do, where it cannot be used.
    """
    database = engine.open_database(url, read_only=must_exist)
    try:
        owner_id = _owner_id(database, owner, make=not must_exist)
        yield Store(
            database=database,
            owner_id=owner_id,
            inference=Inference(database, owner_id),
            network=Network(database, owner_id),
            rhythm=Rhythm(database, owner_id),
            notes=Notes(database, owner_id),
            evidence=Evidence(database, owner_id),
            reading=ReadingList(database, owner_id),
            effects=Effects(database, owner_id),
            meetings=Meetings(database, owner_id),
            turns=Turns(database, owner_id),
            promises=Promises(database, owner_id),
            bank=Bank(database, owner_id),
            corrections=Corrections(database, owner_id),
            introductions=Introductions(database, owner_id),
            marks=Marks(database, owner_id),
            facts=Facts(database, owner_id),
            health=Health(database, owner_id),
            service=ServiceNotes(database, owner_id),
            snoozes=Snoozes(database, owner_id),
            voices=Voices(database, owner_id),
            words=OwnerWords(database, owner_id),
            forgetting=Forgetting(database, owner_id),
            contacts=Contacts(database, owner_id),
            archive=OwnerArchive(database, owner_id),
        )
    finally:
        database.close()


def _owner_id(database: peewee.SqliteDatabase, owner: Owner, *, make: bool) -> int:
    """Commands that only read never write, so they never wait for a scan."""
    where = "SELECT id, name FROM owner WHERE address = ?"
    rows = engine.execute(database, where, (owner.addresses[0],))
    if make and (not rows or rows[0][1] != owner.name):
        with engine.transaction(database):
            rows = engine.execute(
                database,
                "INSERT INTO owner (address, name) VALUES (?, ?) "
                "ON CONFLICT (address) DO UPDATE SET name = excluded.name RETURNING id, name",
                (owner.addresses[0], owner.name),
            )
    if not rows:
        raise StoreError(
            f"Nothing is known of {owner.addresses[0]} yet.",
            "Run `wellkeeper once` to read the mailbox first.",
        )
    return int(rows[0][0])


__all__ = ["Store", "lock", "lock_for_service", "open_store", "service_runs"]
