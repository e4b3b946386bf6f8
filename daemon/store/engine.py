"""What is particular to the database engine: opening, pragmas, bulk writes, backup, file modes.

SQLite is the only engine today. Everything else in `store` uses portable SQL with `?` as the
placeholder, through `execute` and `executemany`.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from daemon.errors import StoreBusy, StoreError, StoreTooNew
from daemon.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
#: What they make of a new store, and which of them these are; written by `bench.make_schema`.
SCHEMA = Path(__file__).parent / "schema.sql"
#: SQLite's limit on `?` in one statement was 999 for years; chunks stay below it.
CHUNK = 900
#: So many rows are inserted by one statement, where they are more than few.
_ROWS_AT_ONCE, _FEW_ROWS = 50, 250
#: Of thousands of values that are asked for again and again, so many by one statement: the texts
#: of the larger ones would be read anew more often than they are used.
ASKED_AT_ONCE = 128
#: So many values leave room for the others of their statement.
_MOST_AMONG = 700
#: Lists of at most so many values are filled up.
_FILLED = 256
#: Of so few people it is cheaper to go through all their mail than through all that was found.
FEW = 40
#: Kilobytes of its pages that SQLite holds in memory.
PAGES_HELD = 16_000
#: And where it is only looked into: a question comes back to few pages, and to take memory for one
#: takes longer than to read it again.
_PAGES_LOOKED_AT = 4_000
_PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    # FULL, not NORMAL: a reserved draft must survive a power cut (FAULTS.md, M2). What is read from
    # a mailbox need not (`Database.without_waiting`).
    "synchronous": "full",
    "cache_size": -PAGES_HELD,
    "temp_store": "memory",
    "secure_delete": 1,
}


def path_of(url: str) -> Path:
    """The file behind a `sqlite:///` address."""
    prefix = "sqlite:///"
    if not url.startswith(prefix):
        raise StoreError(f"The store address {url!r} is not understood.", "Use sqlite:///PATH.")
    return Path(url.removeprefix(prefix)).expanduser()


def open_database(url: str, *, read_only: bool = False) -> Database:
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
        held = {"cache_size": -_PAGES_LOOKED_AT} if read_only else {}
        database = Database(str(path), {**_PRAGMAS, **held})
        try:
            _upgrade(database, path)
        except BaseException:
            database.close()
            raise
    except (sqlite3.DatabaseError, OSError) as error:
        raise store_error(error, path) from error
    return database


def _make_private(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if name.exists() and stat.S_IMODE(name.stat().st_mode) & 0o077:
            name.chmod(0o600)


def _upgrade(database: Database, path: Path) -> None:
    if is_current(database):
        return  # as at nearly every start, which need not wait for what makes upgrades
    _make_new(database)
    if is_current(database):
        return
    import peewee
    from playhouse import migrations

    schema = peewee.SqliteDatabase(str(path), pragmas=_PRAGMAS, lock_type="IMMEDIATE")
    try:
        runner = migrations.Runner(schema, str(MIGRATIONS))
        status = runner.status()
        unknown = [one.name for one in status if one.path is None]
        if unknown:
            raise StoreTooNew(
                f"The store {path} was made by a newer wellkeeper (it knows {', '.join(unknown)}).",
                "Upgrade wellkeeper, or name another file in [store] url.",
            )
        waiting = [one for one in status if not one.applied]
        if any(one.applied for one in status) and waiting:
            backup(database, path.with_name(f"{path.name}.before-{waiting[0].name}"))
        runner.up()
    except peewee.DatabaseError as error:
        raise store_error(error, path) from error
    finally:
        schema.close()


def is_current(database: Database) -> bool:
    """Whether just the migrations that are here have been applied."""
    try:
        rows = database.execute_sql("SELECT name FROM schema_migration").fetchall()
    except sqlite3.OperationalError:
        return False  # a new store
    here = {name.removesuffix(".py") for name in os.listdir(MIGRATIONS) if name[0].isdigit()}
    return {name for (name,) in rows} == here


def _make_new(database: Database) -> None:
    """Make the tables where there are none, all or nothing: sooner than one migration after the
    other, which each wait for the disk.
    """
    with database.transaction():
        if database.execute_sql("SELECT 1 FROM sqlite_master").fetchone():
            return
        for statement in SCHEMA.read_text("utf-8").split(";\n"):
            database.execute_sql(statement)


def backup(database: Database, target: Path) -> None:
    """Copy the store consistently while it is in use, to a private file."""
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    with sqlite3.connect(target) as copy:
        database.connection().backup(copy)
    copy.close()


def store_error(error: BaseException, path: Path) -> StoreError:
    """What the owner is told of an error of the engine, and what to do."""
    if "no transaction is active" in str(error) and error.__context__ is not None:
        # SQLite rolls back by itself when the disk is full; the reason is the failure before.
        return store_error(error.__context__, path)
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
def transaction(database: Database) -> Iterator[None]:
    """All or nothing. Errors of the engine leave it as StoreError."""
    try:
        with database.transaction():
            yield
    except sqlite3.DatabaseError as error:
        raise store_error(error, Path(database.database)) from error


@contextmanager
def trusted(database: Database) -> Iterator[None]:
    """Around a transaction that writes no row number but of rows which it has itself seen or made,
    and deletes none that others refer to: SQLite need not look them up again for each row, which
    costs a tenth of the writing of a mail. Has no effect within another transaction.
    """
    connection = database.connection()
    connection.execute("PRAGMA foreign_keys = 0")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = 1")


def execute(database: Database, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement in portable SQL and return its rows. Raises StoreError."""
    try:
        cursor = database.execute_sql(sql, tuple(parameters))
        return cursor.fetchall() if cursor.description else []
    except sqlite3.DatabaseError as error:
        raise store_error(error, Path(database.database)) from error


def stream(
    database: Database, sql: str, parameters: Sequence[Any] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a SELECT one by one, where they do not fit into memory. Raises StoreError."""
    try:
        yield from database.execute_sql(sql, tuple(parameters))
    except sqlite3.DatabaseError as error:
        raise store_error(error, Path(database.database)) from error


def executemany(database: Database, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many rows."""
    database.connection().executemany(sql, rows)


def insert_columns(database: Database, sql: str, columns: Sequence[Sequence[Any]]) -> None:
    """Run an INSERT whose text holds `VALUES (...)` for many rows at once: of narrow rows it takes
    half of what `executemany` does, which opens and closes all indexes of the table for each.
    Behind the dots may stand what is the same in all rows. Given is column by column what all rows
    hold, since to put these together takes a tenth of what it does row by row.
    """
    if not columns or not columns[0]:
        return
    width, count = len(columns), len(columns[0])
    values: list[Any] = [None] * (width * count)
    for place, column in enumerate(columns):
        values[place::width] = column  # fails where one is of another length
    before, _, after = sql.partition("(...")
    same, _, after = after.partition(")")
    one = f"({marks(columns)}{same})"
    size = min(_ROWS_AT_ONCE, CHUNK // width)
    # Of few rows, and of the rest, each by itself: SQLite must read each text, and keeps it.
    whole = count - count % size if count > _FEW_ROWS else 0
    many = f"{before}{', '.join([one] * size)}{after}"
    for start in range(0, whole * width, size * width):
        execute(database, many, values[start : start + size * width])
    rest = [values[start : start + width] for start in range(whole * width, len(values), width)]
    executemany(database, before + one + after, rest)


def insert_rows(database: Database, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """As `insert_columns`, of what is at hand row by row."""
    insert_columns(database, sql, [*zip(*rows, strict=True)])


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Cut values into lists that fit into one `IN (...)`."""
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch


def marks(values: Sized) -> str:
    """As many `?` as there are values, for an `IN (...)` that is not cut into chunks."""
    return ",".join("?" * len(values))


def among(
    column: str, values: Collection[Any] | None, most: int = _MOST_AMONG
) -> tuple[str, tuple[Any, ...]]:
    """A condition that leaves rows of these values alone, with its parameters, to stand behind
    others. Nothing where None asks for all, nor where they are more than `most`: only for
    questions whose answer may hold more than was asked for.
    """
    if values is None or len(values) > most:
        return "", ()
    if not values:
        return " AND 1 = 0", ()
    listed = _filled(sorted(values))
    return f" AND {column} IN ({marks(listed)})", tuple(listed)


def select_in(
    database: Database, sql: str, values: Iterable[Any], *before: Any, at_once: int = CHUNK
) -> Iterator[tuple[Any, ...]]:
    """Run a SELECT whose text holds `IN (...)` once for each chunk of values."""
    for batch in map(_filled, chunks(values, at_once)):
        yield from execute(database, sql.replace("(...)", f"({marks(batch)})"), [*before, *batch])


def _filled(values: list[Any]) -> list[Any]:
    """The same values, the last of them so often that short lists for `IN (...)` are of few
    lengths: what SQLite has read of a statement is found again by its text.
    """
    if not 2 < len(values) <= _FILLED:
        return values
    length = 1 << (len(values) - 1).bit_length()
    return values + values[-1:] * (length - len(values))
