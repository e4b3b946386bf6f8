"""What is particular to the database engine, as statements go: bulk reads and writes, many values
in one statement, transactions, and what the owner is told of errors.

SQLite is the only engine today. Everything else in `store` uses portable SQL with `?` as the
placeholder, through `execute` and `executemany`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from daemon.errors import StoreBusy, StoreError
from daemon.store.database import Database

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
