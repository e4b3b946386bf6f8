"""The store of whoever comes back to it again and again: held open from one time to the next, since
to open it, to read its schema and to prepare all statements anew costs more than a pass with one
new mail does.

Between two times the file alone is whole, as if it were closed: whoever copies it or puts another
one there meanwhile finds and does what they expect.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from daemon.core.model import Owner
from daemon.store import Store, owner_number
from daemon.store.database import Database
from daemon.store.opening import is_current, open_database, path_of

#: After so many rows were written at once it is let go: what was prepared for so much is large, and
#: lies strewn among what was needed meanwhile and is given back.
MUCH = 5_000


class HeldStore:
    """For one thread at a time."""

    def __init__(self) -> None:
        self._url = ""
        self._database: Database | None = None
        self._left: _File | None = None

    @contextmanager
    def open(self, url: str, owner: Owner) -> Iterator[Store]:
        """As `open_store`, but left open where all went well. Raises StoreError."""
        database = self._take(url) or open_database(url)
        opened = _look_at(url)
        changes = database.connection().total_changes
        self._database = None
        try:
            yield Store(database, owner_number(database, owner, make=True))
            database.settle()
            was_much = database.connection().total_changes - changes > MUCH
        except BaseException:
            database.close()
            raise
        self._url, self._database, self._left = url, database, _look_at(url)
        # Somebody may have put another one there meanwhile.
        is_there = opened is not None and self._left is not None and opened.is_same(self._left)
        if was_much or not is_there:
            self.close()

    def close(self) -> None:
        """Let it go."""
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _take(self, url: str) -> Database | None:
        """What was left open, if the file is still the one that it was, as it was left: not put
        there by anybody else, nor of another version by now.
        """
        database = self._database
        if database is not None and self._url == url and self._left == _look_at(url):
            with suppress(sqlite3.Error):
                if is_current(database):
                    return database
        self.close()
        return None


class _File(NamedTuple):
    """Which file lies there, and when it was last written."""

    device: int
    number: int
    size: int
    written_ns: int

    def is_same(self, other: _File) -> bool:
        """Whether it is this file, whatever was written to it."""
        return (self.device, self.number) == (other.device, other.number)


def _look_at(url: str) -> _File | None:
    try:
        found = os.stat(path_of(url))
    except OSError:
        return None
    return _File(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
