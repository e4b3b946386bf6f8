"""Opens the store: where its file is, who may read it, how it is set up, and its upgrades, each
with a backup before it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from daemon.errors import StoreError, StoreTooNew
from daemon.store.database import Database
from daemon.store.engine import store_error

MIGRATIONS = Path(__file__).parent / "migrations"
#: What they make of a new store, and which of them these are; written by `bench.make_schema`.
SCHEMA = Path(__file__).parent / "schema.sql"
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
