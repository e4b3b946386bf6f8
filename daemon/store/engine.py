"""What is particular to the database engine: opening, pragmas, bulk writes, backup, file modes.

SQLite is the only engine today. Everything else in `store` uses portable SQL with `?` as the
placeholder, through `execute` and `executemany`.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import peewee

from daemon.errors import StoreBusy, StoreError, StoreTooNew

MIGRATIONS = Path(__file__).parent / "migrations"
#: SQLite's limit on `?` in one statement was 999 for years; chunks stay below it.
CHUNK = 900


def path_of(url: str) -> Path:
    """The file behind a `sqlite:///` address."""
    prefix = "sqlite:///"
    if not url.startswith(prefix):
        raise StoreError(f"The store address {url!r} is not understood.", "Use sqlite:///PATH.")
    return Path(url.removeprefix(prefix)).expanduser()


def open_database(url: str, *, read_only: bool = False) -> peewee.SqliteDatabase:
    """Open the store, make it where it is missing, and bring its schema up to date.

    The file and its folder are private (0600, 0700). An upgrade of an existing store leaves a
    backup beside it first. Raises StoreError where it cannot be opened or is newer than we are.
    """
    path = path_of(url)
    if read_only and not path.exists():
        raise StoreError(
            f"There is no store at {path} yet.", "Run `wellkeeper once` to read the mailbox first."
        )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        _make_private(path)
        database = peewee.SqliteDatabase(
            str(path),
            pragmas={
                "journal_mode": "wal",
                "foreign_keys": 1,
                "busy_timeout": 5000,
                # FULL, not NORMAL: a reserved draft must survive a power cut (FAULTS.md, M2).
                "synchronous": "full",
                "cache_size": -16000,
                "temp_store": "memory",
                "secure_delete": 1,
            },
            lock_type="IMMEDIATE",
        )
        database.connect()
        try:
            _upgrade(database, path)
        except BaseException:
            database.close()
            raise
    except (peewee.DatabaseError, sqlite3.DatabaseError, OSError) as error:
        raise _translate(error, path) from error
    return database


def _make_private(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if name.exists() and stat.S_IMODE(name.stat().st_mode) & 0o077:
            name.chmod(0o600)


def _upgrade(database: peewee.SqliteDatabase, path: Path) -> None:
    if _is_current(database):
        return  # as at nearly every start, which need not wait for what makes upgrades
    from playhouse import migrations

    runner = migrations.Runner(database, str(MIGRATIONS))
    status = runner.status()
    unknown = [one.name for one in status if one.path is None]
    if unknown:
        raise StoreTooNew(
            f"The store {path} was made by a newer wellkeeper (it knows {', '.join(unknown)}).",
            "Upgrade wellkeeper, or name another file in [store] url.",
        )
    waiting = [one for one in status if not one.applied]
    if not waiting:
        return
    if any(one.applied for one in status):
        backup(database, path.with_name(f"{path.name}.before-{waiting[0].name}"))
    runner.up()


def _is_current(database: peewee.SqliteDatabase) -> bool:
    """Whether just the migrations that are here have been applied."""
    try:
        rows = database.execute_sql("SELECT name FROM schema_migration").fetchall()
    except peewee.OperationalError:
        return False  # a new store
    return {name for (name,) in rows} == {one.stem for one in MIGRATIONS.glob("[0-9]*.py")}


def backup(database: peewee.SqliteDatabase, target: Path) -> None:
    """Copy the store consistently while it is in use, to a private file."""
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    with sqlite3.connect(target) as copy:
        database.connection().backup(copy)
    copy.close()


def _translate(error: BaseException, path: Path) -> StoreError:
    if "no transaction is active" in str(error) and error.__context__ is not None:
        # SQLite rolls back by itself when the disk is full; the reason is the failure before.
        return _translate(error.__context__, path)
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return StoreBusy(f"The store {path} is in use by another program.", "Try again shortly.")
    if "not a database" in text or "malformed" in text:
        return StoreError(
            f"The store {path} is damaged or is not a wellkeeper store.",
            "Move it aside and run `wellkeeper once`: it is rebuilt from the mailbox.",
        )
    if "readonly" in text or isinstance(error, PermissionError):
        return StoreError(
            f"The store {path} cannot be written.", "Make it and its folder writable for you."
        )
    if "disk i/o" in text:
        return StoreError(
            f"The disk that holds {path} does not read or write as it should ({error}).",
            "See what the system log says of the disk, then try again.",
        )
    if "full" in text:
        return StoreError(f"The disk that holds {path} is full.", "Make room, then try again.")
    return StoreError(f"The store {path} cannot be used: {error}.", "")


@contextmanager
def transaction(database: peewee.SqliteDatabase) -> Iterator[None]:
    """All or nothing. Errors of the engine leave it as StoreError."""
    try:
        with database.atomic():
            yield
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        raise _translate(error, Path(database.database)) from error


def execute(
    database: peewee.SqliteDatabase, sql: str, parameters: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """Run one statement in portable SQL and return its rows. Raises StoreError."""
    try:
        cursor = database.execute_sql(sql.replace("?", database.param), tuple(parameters))
        return cursor.fetchall() if cursor.description else []
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        raise _translate(error, Path(database.database)) from error


def stream(
    database: peewee.SqliteDatabase, sql: str, parameters: Sequence[Any] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a SELECT one by one, for results that do not fit into memory."""
    yield from database.execute_sql(sql.replace("?", database.param), tuple(parameters))


def executemany(database: peewee.SqliteDatabase, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many rows, at a tenth of what models cost."""
    database.connection().executemany(sql.replace("?", database.param), rows)


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Cut values into lists that fit into one `IN (...)`."""
    batch: list[Any] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def select_in(
    database: peewee.SqliteDatabase, sql: str, values: Iterable[Any], *before: Any
) -> Iterator[tuple[Any, ...]]:
    """Run a SELECT whose text holds `IN (...)` once for each chunk of values."""
    for batch in chunks(values):
        marks = ",".join("?" * len(batch))
        yield from execute(database, sql.replace("(...)", f"({marks})"), [*before, *batch])


def lock(url: str) -> IO[str]:
    """Take the store for writing, or raise StoreBusy at once. Held until the file is closed.

    flock, not a pid file: it ends with the process, however that dies. The file counts the turns,
    so that one who comes again can tell whether anybody wrote in between (`turn_of`).
    """
    path = path_of(url)
    taken = _take(path, "lock", f"Another wellkeeper is working on the store {path}.")
    turn = turn_of(url) + 1
    try:
        taken.seek(0)
        taken.truncate()
        taken.write(str(turn))
        taken.flush()
    except OSError as error:
        taken.close()
        raise _translate(error, path) from error
    return taken


def turn_of(url: str) -> int:
    """The number of the turn of whoever has the store for writing, or had it last; 0 at first."""
    path = path_of(url)
    try:
        words = path.with_name(f"{path.name}.lock").read_text("ascii")
        return int(words)
    except (OSError, ValueError):
        return 0


def lock_for_service(url: str) -> IO[str]:
    """Be the one daemon of this store, or raise StoreBusy. It writes under `lock` like all others,
    so that commands which write find their turn between two of its passes.
    """
    path = path_of(url)
    return _take(path, "service", f"A wellkeeper daemon runs on the store {path} already.")


def service_runs(url: str) -> bool:
    """Whether a daemon runs on this store now."""
    path = path_of(url)
    try:
        descriptor = os.open(path.with_name(path.name + ".service"), os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _take(path: Path, suffix: str, taken: str) -> IO[str]:
    name = path.with_name(f"{path.name}.{suffix}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(name, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise _translate(error, path) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise StoreBusy(taken, "Wait for it, or stop it.") from error
    return os.fdopen(descriptor, "r+")
