"""Looking after the store's file: a backup while it is in use, and what is wrong with it; `repair`
mends it.

Works on the file itself, below the models, for it must also work where they cannot be loaded.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from daemon.core.values import dataclass
from daemon.errors import StoreError
from daemon.store.known_words import wrong_words
from daemon.store.loading import LATE
from daemon.store.opening import MIGRATIONS, path_of
from daemon.store.part_file import part_beside
from daemon.store.tallies import wrong_tallies

_SCHEMA = (
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
    "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%migrat%'"
)
_MOST = 20
#: Kilobytes, while a store is examined or copied.
_PAGES_HELD = 64_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in words. `kind` is `file`, `mode`, `corrupt`, `reference`, `newer`,
    `schema`, `cursor`, `tally` or `word`.
    """

    kind: str
    what: str


def back_up(url: str, target: Path, *, replace: bool = False) -> int:
    """Copy the store into `target` (0600) while it may be in use: whole or not at all. Its size in
    bytes. Raises StoreError where the store cannot be read, is damaged, or `target` exists already.
    """
    source = path_of(url)
    if not source.exists():
        raise StoreError(f"There is no store at {source}.", "Nothing was copied.")
    if target.exists() and (not target.is_file() or source.samefile(target)):
        raise StoreError(f"{target} is no file to copy into.", "Name another file.")
    if target.exists() and not replace:
        raise StoreError(f"{target} exists already.", "Add --replace, or name another file.")
    part: Path | None = None
    try:
        part = part_beside(target)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with _reading(source) as original, closing(sqlite3.connect(part)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = delete")
            broken = _integrity(copy)
        if broken:
            raise StoreError(f"The store {source} is damaged: {broken[0]}.", "wellkeeper doctor")
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The store could not be copied to {target}: {error}.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return target.stat().st_size


def examine(url: str) -> tuple[Fault, ...]:
    """Everything that is wrong with the store; it is not changed."""
    path = path_of(url)
    if not path.exists():
        return (Fault("file", f"there is no store at {path}"),)
    found = [
        Fault("mode", f"{name} may be read by others ({stat.S_IMODE(name.stat().st_mode):04o})")
        for name in files_of(path)
        if stat.S_IMODE(name.stat().st_mode) & 0o077
    ]
    try:
        with _reading(path) as database:
            broken = _integrity(database) or list(_undecodable(database))
            found += [Fault("corrupt", one) for one in broken]
            if not broken:
                found += _contents(database)
    except sqlite3.Error as error:
        found.append(Fault("corrupt", str(error)))
    return tuple(found)


def files_of(path: Path) -> Iterator[Path]:
    """The store's files that are there, and the copies beside it."""
    for suffix in ("", "-wal", "-shm", ".lock", ".service"):
        name = path.with_name(path.name + suffix)
        if name.exists():
            yield name
    yield from path.parent.glob(f"{path.name}.before-*")


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        database.execute("PRAGMA busy_timeout = 5000")
        # To hold index against table comes back to pages; they are not mapped, since of a disk that
        # fails the program would die.
        database.execute(f"PRAGMA cache_size = {-_PAGES_HELD}")
        yield database


def _integrity(database: sqlite3.Connection) -> list[str]:
    rows = database.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    return [str(one) for (one,) in rows if one != "ok"]


def _undecodable(database: sqlite3.Connection) -> Iterator[str]:
    """Tables with text that is no UTF-8, which SQLite does not look at and no reader survives."""
    for name in _schema(database):
        try:
            for _ in database.execute(f'SELECT * FROM "{name}"'):
                pass
        except sqlite3.OperationalError as error:
            if "decode" in str(error):
                yield f"{name} holds bytes that are no text"


def _contents(database: sqlite3.Connection) -> Iterator[Fault]:
    """What is wrong in a file that is whole."""
    ours = {one.stem for one in MIGRATIONS.glob("[0-9]*.py")}
    (has_history,) = database.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migration'"
    ).fetchone()
    applied = set()
    if has_history:
        applied = {name for (name,) in database.execute("SELECT name FROM schema_migration")}
    if applied - ours:
        yield Fault("newer", f"it was made by a newer wellkeeper ({', '.join(applied - ours)})")
        return
    there = _schema(database)
    # What was left out in a first scan, which goes on or was ended, the next pass makes.
    left_out = LATE.keys() - there.keys()
    wanted = {name: sql for name, sql in _wanted_schema().items() if name not in left_out}
    if applied == ours:
        for name in sorted(wanted.keys() | there.keys()):
            if wanted.get(name) != there.get(name):
                how = "is missing" if name not in there else "is not as it should be"
                yield Fault("schema", f"the table, index or trigger {name} {how}")
    for what in wrong_words(database) if wanted == there else ():
        yield Fault("word", what)
    lost: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in database.execute("PRAGMA foreign_key_check"):
        lost[table, parent] = lost.get((table, parent), 0) + 1
    for (table, parent), count in lost.items():
        yield Fault("reference", f"{count} rows of {table} belong to no {parent}")
    for name, done, last in database.execute(
        "SELECT f.name, f.uid_done, max(l.uid) FROM folder f JOIN location l ON l.folder_id = f.id "
        "GROUP BY f.id HAVING max(l.uid) > f.uid_done"
    ):
        yield Fault("cursor", f"the folder {name} is read up to {done}, and holds a mail {last}")
    if wanted == there:
        yield from _miscounted(database)
        for what in wrong_tallies(database):
            yield Fault("tally", what)


def _miscounted(database: sqlite3.Connection) -> Iterator[Fault]:
    for name, counted, held in database.execute(
        "SELECT f.name, f.counted, (SELECT count(*) FROM location l WHERE l.folder_id = f.id "
        "AND l.uid <= f.counted_to) AS held FROM folder f WHERE f.counted <> held"
    ):
        yield Fault(
            "cursor", f"the folder {name} is said to hold {counted} mails, and holds {held}"
        )


def _schema(database: sqlite3.Connection) -> dict[str, str]:
    return {name: " ".join(sql.split()) for name, sql in database.execute(_SCHEMA)}


def _wanted_schema() -> dict[str, str]:
    """What the migrations make, which a house test holds equal to the models."""
    with fresh_store(":memory:") as fresh:
        return _schema(fresh)


@contextmanager
def fresh_store(path: str, last: str | None = None) -> Iterator[sqlite3.Connection]:
    """A store in which nothing is, as the migrations make it, or those up to the `last`."""
    import peewee  # only where a schema is made: see `database`
    from playhouse import migrations

    made = peewee.SqliteDatabase(path)
    try:
        migrations.Runner(made, str(MIGRATIONS)).up(last)
        yield made.connection()
    finally:
        made.close()
