"""One open SQLite file, for all SQL that the store runs: a connection with transactions in one
another. peewee knows the same in more words; it is loaded only where a schema is made or upgraded,
since importing it costs a command more than its questions do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any


class Savepoint:
    """What has been written since it was made can be undone, the rest of a transaction kept."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        connection.execute(f"SAVEPOINT {name}")

    def release(self) -> None:
        """Keep what was written, as far as the transaction around it is kept."""
        self._connection.execute(f"RELEASE SAVEPOINT {self._name}")

    def rollback(self) -> None:
        """Undo what was written since; the savepoint stands."""
        if self._connection.in_transaction:  # a full disk has ended it by itself
            self._connection.execute(f"ROLLBACK TO SAVEPOINT {self._name}")


class Database:
    """Used by the thread that opened it. Errors are sqlite3's own: see `engine`."""

    def __init__(self, path: str, pragmas: Mapping[str, str | int]) -> None:
        """Open the file."""
        #: The path of the file.
        self.database = path
        # A pass runs more different statements than the 128 that are kept prepared by default.
        self._connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
        self._names = count()
        #: See `recent`.
        self.recent: dict[Hashable, tuple[tuple[int, int], Any]] = {}
        try:
            for name, value in pragmas.items():
                self._connection.execute(f"PRAGMA {name} = {value}")
        except BaseException:
            self._connection.close()
            raise

    def connection(self) -> sqlite3.Connection:
        """The connection itself; every statement commits by itself unless within `atomic`."""
        return self._connection

    def execute_sql(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(sql, parameters)

    def state_by_others(self) -> int:
        """Another one whenever another connection has written."""
        ((version,),) = self._connection.execute("PRAGMA data_version")
        return int(version)

    def state(self) -> tuple[int, int]:
        """Another one whenever somebody has written: others, or this connection."""
        return self.state_by_others(), self._connection.total_changes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; within another transaction, a part of that which fails by itself. Others
        cannot write from its first moment on, so that it never has to be given up halfway.
        """
        if self._connection.in_transaction:
            with self.savepoint():
                yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def savepoint(self) -> Iterator[Savepoint]:
        """Within a transaction: what can be undone by itself, and is where it fails."""
        made = Savepoint(self._connection, f"s{next(self._names)}")
        try:
            yield made
            made.release()
        except BaseException:
            made.rollback()
            raise

    def close(self) -> None:
        """Let the file go; what was not committed is lost."""
        self._connection.close()
