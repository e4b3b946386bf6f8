"""One open SQLite file, for all SQL that the store runs: a connection with transactions in one
another. peewee knows the same in more words; it is loaded only where a schema is made or upgraded,
since importing it costs a command more than its questions do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import threading

    from daemon.store.met_keys import MetKeys

#: Of `PRAGMA synchronous`: only what moves out of the log into the file is waited for.
_NORMAL = 1


class Savepoint:
    """What has been written since it was made can be undone, the rest of a transaction kept."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        database.execute_sql(f"SAVEPOINT {name}")

    def release(self) -> None:
        """Keep what was written, as far as the transaction around it is kept."""
        self._database.execute_sql(f"RELEASE SAVEPOINT {self._name}")

    def rollback(self) -> None:
        """Undo what was written since; the savepoint stands."""
        self._database.recent.clear()
        if self._database.connection().in_transaction:  # a full disk has ended it by itself
            self._database.execute_sql(f"ROLLBACK TO SAVEPOINT {self._name}")


class Database:
    """Used by one thread at a time. Errors are sqlite3's own: see `engine`."""

    def __init__(self, path: str, pragmas: Mapping[str, str | int]) -> None:
        """Open the file."""
        #: The path of the file.
        self.database = path
        self._connection = sqlite3.connect(
            path,
            isolation_level=None,
            # Each pass of the daemon has a thread of its own, and all of them one store.
            check_same_thread=False,
            # A pass runs more different statements than the 128 that are kept by default.
            cached_statements=256,
        )
        self._names = count()
        self._settling: threading.Thread | None = None
        #: See `recent`. Emptied where something is undone, which `state` does not tell.
        self.recent: dict[Hashable, tuple[tuple[int, int], Any]] = {}
        #: See `met_keys`; of a scan that fills the store.
        self.met_keys: MetKeys | None = None
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
        """Another one whenever somebody has written: others, or this connection; the same when what
        that has written is undone.
        """
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
            self.recent.clear()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """What is committed within is not waited for until it is on the disk. Should the power fail
        before a later wait, which is for all that was committed by then, the last of it is lost,
        never some of it without what came before. Has no effect within a transaction.
        """
        ((before,),) = self._connection.execute("PRAGMA synchronous")
        if before == _NORMAL or self._connection.in_transaction:
            yield
            return
        self._connection.execute(f"PRAGMA synchronous = {_NORMAL}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA synchronous = {before}")

    @contextmanager
    def savepoint(self) -> Iterator[Savepoint]:
        """Within a transaction: what can be undone by itself, and is where it fails."""
        made = Savepoint(self, f"s{next(self._names)}")
        try:
            yield made
            made.release()
        except BaseException:
            made.rollback()
            raise

    def begin_to_settle(self) -> None:
        """Bring what was committed so far out of the log into the file beside whatever is done now:
        the wait for the disk is not for `settle`, which has the rest to do.
        """
        if self._settling is None:
            import threading  # late: a command that asks questions does without

            self._settling = threading.Thread(target=self._move, name="settle", daemon=True)
            self._settling.start()

    def _move(self) -> None:
        """On a connection of its own: this one is in use. Others may write and read meanwhile."""
        file = f"{Path(self.database).absolute().as_uri()}?mode=rw"  # it may be gone: make none
        with suppress(sqlite3.Error), closing(sqlite3.connect(file, uri=True)) as beside:
            beside.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _end_settling(self) -> None:
        if self._settling is not None:
            self._settling.join()
            self._settling = None

    def settle(self) -> None:
        """Bring all that was committed out of the log into the file, unless somebody reads it, and
        give back what pages take of memory: as if it were closed.
        """
        self._end_settling()
        ((patience,),) = self._connection.execute("PRAGMA busy_timeout")
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            pass  # it is on the disk, if only in the log
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {patience}")
        self._connection.execute("PRAGMA shrink_memory")
        self.recent.clear()
        self.met_keys = None  # of a scan that was given up

    def close(self) -> None:
        """Let the file go; what was not committed is lost."""
        self._end_settling()
        if self._connection.total_changes:
            self.settle()  # SQLite does so by itself only where nobody else has it open
        self._connection.close()
