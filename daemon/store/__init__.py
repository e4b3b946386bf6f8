"""The store: one SQLite file with everything that is known. The only importer of peewee.

`open_store` gives a `Store`; its parts are one file each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import peewee

from daemon.core.model import Owner
from daemon.store import engine
from daemon.store.drafts import Drafts
from daemon.store.engine import lock
from daemon.store.health import Health
from daemon.store.inference import Inference
from daemon.store.network import Network
from daemon.store.scans import Scans
from daemon.store.turns import Turns


@dataclass(frozen=True, slots=True)
class Store:
    """An open store, seen by one owner."""

    database: peewee.SqliteDatabase
    owner_id: int
    inference: Inference
    network: Network
    turns: Turns
    health: Health

    def mailbox_id(self, name: str) -> int:
        """The number of one of the owner's mailboxes, made when it is new."""
        with engine.transaction(self.database):
            engine.execute(
                self.database,
                "INSERT INTO mailbox (owner_id, name) VALUES (?, ?) "
                "ON CONFLICT (owner_id, name) DO NOTHING",
                (self.owner_id, name),
            )
            ((number,),) = engine.execute(
                self.database,
                "SELECT id FROM mailbox WHERE owner_id = ? AND name = ?",
                (self.owner_id, name),
            )
        return int(number)

    def scans(self, mailbox: str) -> Scans:
        """The writer of scans of one mailbox."""
        return Scans(self.database, self.owner_id, self.mailbox_id(mailbox))

    def drafts(self, mailbox: str) -> Drafts:
        """The drafts in one mailbox."""
        return Drafts(self.database, self.owner_id, self.mailbox_id(mailbox))


@contextmanager
def open_store(url: str, owner: Owner, *, must_exist: bool = False) -> Iterator[Store]:
    """Open (or make) the store of an owner and close it afterwards.

    Raises StoreError, with what to do, where it cannot be used.
    """
    database = engine.open_database(url, read_only=must_exist)
    try:
        with engine.transaction(database):
            engine.execute(
                database,
                "INSERT INTO owner (address, name) VALUES (?, ?) "
                "ON CONFLICT (address) DO UPDATE SET name = excluded.name",
                (owner.addresses[0], owner.name),
            )
            ((owner_id,),) = engine.execute(
                database, "SELECT id FROM owner WHERE address = ?", (owner.addresses[0],)
            )
        yield Store(
            database=database,
            owner_id=owner_id,
            inference=Inference(database, owner_id),
            network=Network(database, owner_id),
            turns=Turns(database, owner_id),
            health=Health(database, owner_id),
        )
    finally:
        database.close()


__all__ = ["Store", "lock", "open_store"]
