"""The store: one SQLite file with everything that is known. The only importer of peewee.

`open_store` gives a `Store`; its parts are one file each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from daemon.core.model import Owner
from daemon.errors import StoreError
from daemon.store import engine
from daemon.store.database import Database
from daemon.store.opening import open_database
from daemon.store.turn import lock, lock_for_service, service_runs, turn_of

if TYPE_CHECKING:
    from daemon.store.articles import Articles
    from daemon.store.bank import Bank
    from daemon.store.contacts import Contacts
    from daemon.store.corrections import Corrections
    from daemon.store.digests import Digests
    from daemon.store.drafts import Drafts
    from daemon.store.effects import Effects
    from daemon.store.evidence import Evidence
    from daemon.store.facts import Facts
    from daemon.store.forget import Forgetting
    from daemon.store.health import Health
    from daemon.store.holidays import Holidays
    from daemon.store.inference import Inference
    from daemon.store.introductions import Introductions
    from daemon.store.looks import Looks
    from daemon.store.marks import Marks
    from daemon.store.meetings import Meetings
    from daemon.store.network import Network
    from daemon.store.notes import Notes
    from daemon.store.own_addresses import OwnAddresses
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
    from daemon.store.wordings import Wordings

#: Where each part of a store is: attribute to module and class.
_PARTS = {
    "inference": ("inference", "Inference"),
    "network": ("network", "Network"),
    "rhythm": ("rhythm", "Rhythm"),
    "notes": ("notes", "Notes"),
    "evidence": ("evidence", "Evidence"),
    "reading": ("reading", "ReadingList"),
    "effects": ("effects", "Effects"),
    "meetings": ("meetings", "Meetings"),
    "turns": ("turns", "Turns"),
    "promises": ("promises", "Promises"),
    "bank": ("bank", "Bank"),
    "corrections": ("corrections", "Corrections"),
    "introductions": ("introductions", "Introductions"),
    "looks": ("looks", "Looks"),
    "marks": ("marks", "Marks"),
    "facts": ("facts", "Facts"),
    "health": ("health", "Health"),
    "holidays": ("holidays", "Holidays"),
    "service": ("service", "ServiceNotes"),
    "snoozes": ("snoozes", "Snoozes"),
    "voices": ("voices", "Voices"),
    "own_addresses": ("own_addresses", "OwnAddresses"),
    "words": ("owner_words", "OwnerWords"),
    "forgetting": ("forget", "Forgetting"),
    "contacts": ("contacts", "Contacts"),
    "archive": ("owner_archive", "OwnerArchive"),
    "articles": ("articles", "Articles"),
    "wordings": ("wordings", "Wordings"),
}
#: Modules of this room that those parts and methods import when they are asked for.
_FURTHER = (
    "alike",
    "digests",
    "drafts",
    "exchange",
    "gaps",
    "lively",
    "relationships",
    "scans",
    "standing",
)


def import_parts() -> None:
    """Import them all now: for who stays for long, and would rather have them in one place."""
    for module in (*(place for place, _ in _PARTS.values()), *_FURTHER):
        import_module(f"daemon.store.{module}")


class Store:
    """An open store, seen by one owner. Each part is made when it is first asked for, its file
    imported only then: a command that looks at two of them need not wait for twenty.
    """

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
    looks: Looks
    marks: Marks
    facts: Facts
    health: Health
    holidays: Holidays
    service: ServiceNotes
    snoozes: Snoozes
    voices: Voices
    own_addresses: OwnAddresses
    words: OwnerWords
    forgetting: Forgetting
    contacts: Contacts
    archive: OwnerArchive
    articles: Articles
    wordings: Wordings

    def __init__(self, database: Database, owner_id: int) -> None:
        self.database = database
        self.owner_id = owner_id

    def __getattr__(self, name: str) -> Any:
        try:
            module, part = _PARTS[name]
        except KeyError:
            raise AttributeError(f"a store has no part {name!r}") from None
        made = getattr(import_module(f"daemon.store.{module}"), part)(self.database, self.owner_id)
        setattr(self, name, made)
        return made

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
        with engine.transaction(self.database), self.database.savepoint() as inner:
            yield
            if undo:
                inner.rollback()

    def without_waiting(self) -> AbstractContextManager[None]:
        """Around what the mailbox tells again, should the power fail: nothing that is committed
        within waits for the disk. Never around what goes into a mailbox, nor what the owner said.
        """
        return self.database.without_waiting()

    def begin_to_settle(self) -> None:
        """What is committed by now is brought to where it stays, beside whatever is done next."""
        self.database.begin_to_settle()

    def scans(self, mailbox: str) -> Scans:
        """The writer of scans of one mailbox."""
        from daemon.store.scans import Scans

        return Scans(self.database, self.owner_id, self.mailbox_id(mailbox))

    def drafts(self, mailbox: str) -> Drafts:
        """The drafts in one mailbox."""
        from daemon.store.drafts import Drafts

        return Drafts(self.database, self.owner_id, self.mailbox_id(mailbox))

    def digests(self, mailbox: str) -> Digests:
        """The weekly letters in one mailbox."""
        from daemon.store.digests import Digests

        return Digests(self.database, self.owner_id, self.mailbox_id(mailbox))


@contextmanager
def open_store(url: str, owner: Owner, *, must_exist: bool = False) -> Iterator[Store]:
    """Open (or make) the store of an owner and close it afterwards.

    Raises StoreError, with what to do, where it cannot be used.
    """
    database = open_database(url, read_only=must_exist)
    try:
        owner_id = owner_number(database, owner, make=not must_exist)
        yield Store(database, owner_id)
    finally:
        database.close()


def owner_number(database: Database, owner: Owner, *, make: bool) -> int:
    """The number of an owner, who is written down where `make` says so: commands that only read
    never write, so they never wait for a scan. Raises StoreError.
    """
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


__all__ = ["Store", "lock", "lock_for_service", "open_store", "service_runs", "turn_of"]
