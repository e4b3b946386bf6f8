"""The repair of a store: what can still be read is kept, the mailbox gives the rest again, and what
it was before is put aside.

Works on the file itself, below the models, for it must also work where they cannot be loaded.
"""

from __future__ import annotations

import filecmp
import itertools
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from operator import itemgetter
from pathlib import Path

from daemon.core.keys import thread_key
from daemon.errors import StoreBusy, StoreError
from daemon.store.known_words import mend_words
from daemon.store.opening import MIGRATIONS, open_database, path_of
from daemon.store.part_file import part_beside
from daemon.store.upkeep import Fault, files_of, fresh_store

#: What is derived, in the order in which it may be emptied. Messages stay, for the owner's
#: corrections and the notes hang on them, and what the owner said stays wherever it stands.
_REBUILD = (
    "DELETE FROM gap",
    "DELETE FROM meeting",
    "DELETE FROM finding",
    "DELETE FROM tally",
    "DELETE FROM touch WHERE message_id IS NOT NULL",
    "UPDATE message SET read_version = NULL, kind = header_kind",
    "INSERT OR IGNORE INTO pending (message_id, owner_id) SELECT id, owner_id FROM message",
    "UPDATE thread SET decided_version = NULL",
    "DELETE FROM person_alike",
    "DELETE FROM address_alike",
    "UPDATE person SET keyed_name = NULL, emails = NULL",
    "UPDATE address SET keyed = NULL",
    "DELETE FROM week",
    "INSERT INTO week (owner_id, week, message_id) "
    "SELECT owner_id, at / 604800, min(id) FROM message GROUP BY 1, 2",
    # As if the server had renumbered them: every header is read again, each mail known by its own.
    "DELETE FROM location",
    "UPDATE folder SET uidvalidity = 0, uid_done = 0, complete_at = NULL, highestmodseq = NULL, "
    "flags_modseq = NULL, counted = 0, counted_to = 0",
)
#: What makes up a store as it is: the log first, so that the file stands for both.
_WHOLE = ("-wal", "")
#: So often references are looked at again, after some were dropped.
_ROUNDS = 20


def repair(url: str, faults: Sequence[Fault]) -> str:
    """Mend the store, whatever was wrong, and let the next passes derive everything anew from the
    mailbox; the name of the copy of what it was before. Nobody else may use the store meanwhile.

    Raises StoreError where it is newer than we are or cannot be saved.
    """
    path = path_of(url)
    kinds = {one.kind for one in faults}
    if "newer" in kinds or "file" in kinds:
        raise StoreError(f"This store cannot be repaired: {faults[0].what}.")
    for name in files_of(path):
        name.chmod(0o600)
    try:
        before = _put_aside(path)
        if kinds & {"corrupt", "schema"}:
            _salvage(before, path)
        open_database(url).close()  # bring an older one up to date first
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA secure_delete = 1")
            database.execute("BEGIN IMMEDIATE")
            _drop_broken_references(database)
            database.execute("PRAGMA defer_foreign_keys = 1")
            mend_words(database)
            _know_threads_again(database)
            for statement in _REBUILD:
                database.execute(statement)
            database.execute("DELETE FROM meeting_guest WHERE meeting_id NOT IN "
                             "(SELECT id FROM meeting)")  # fmt: skip
            database.execute("COMMIT")
            database.execute("REINDEX")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreBusy(f"The store {path} is in use.", "Stop the daemon first.") from error
        raise StoreError(f"The store {path} could not be repaired: {error}.") from error
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The store {path} could not be repaired: {error}.") from error
    return before.name


def _put_aside(path: Path) -> Path:
    """A private copy of the file as it is, however broken, its log with it. One that lies there
    already stays: where a repair was killed, it may be all that is left of what was damaged.
    """
    for number in itertools.count(1):
        before = _with(path, ".before-repair" if number == 1 else f".before-repair-{number}")
        if not before.exists():
            break
        if all(_are_equal(_with(path, end), _with(before, end)) for end in _WHOLE):
            return before
    for end in _WHOLE:
        source, target = _with(path, end), _with(before, end)
        if not source.exists():
            target.unlink(missing_ok=True)
            continue
        part = part_beside(target)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(source, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    return before


def _with(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _are_equal(one: Path, other: Path) -> bool:
    if not (one.exists() and other.exists()):
        return one.exists() == other.exists()
    return filecmp.cmp(one, other, shallow=False)


def _salvage(before: Path, path: Path) -> None:
    """A new file with every row of the old one that can still be read."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    # Read only: what is put aside stays as it was, down to the last byte.
    where = f"{before.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(where, uri=True)) as source:
        # One table that is not what it was shall not cost the others, nor one byte its row.
        source.execute("PRAGMA writable_schema = ON")
        source.text_factory = lambda text: text.decode("utf-8", "replace")
        with fresh_store(str(part), _last_migration(source)) as target:
            target.execute("BEGIN")  # one for all rows, not one for each
            for (table,) in target.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "AND name NOT LIKE '%migrat%'"
            ).fetchall():
                _copy_rows(source, target, table)
            target.commit()
    _with(before, "-shm").unlink(missing_ok=True)
    # A death between the next two steps may not part the file from its log, for the copy that is
    # put aside would then be made of half of them.
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    part.replace(path)


def _last_migration(source: sqlite3.Connection) -> str | None:
    """The last of our migrations that an older store has been through: what it holds means what it
    meant then. None where it has been through all, or does not tell.
    """
    with suppress(sqlite3.DatabaseError):
        ours = {one.stem for one in MIGRATIONS.glob("[0-9]*.py")}
        applied = {name for (name,) in source.execute("SELECT name FROM schema_migration")}
        return max(applied & ours, default=None)
    return None


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    """Row by row from both ends: what lies behind a page that cannot be read is reached so."""
    wanted = target.execute(f"PRAGMA table_info({table})").fetchall()
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.DatabaseError:
        return
    columns = ", ".join(f'"{row[1]}"' for row in wanted if row[1] in there)
    if not columns:
        return
    marks = ", ".join("?" * (columns.count(",") + 1))
    # A table without row numbers lies in the order of its key.
    numbered = _has_row_numbers(target, table)
    key = ["rowid"] if numbered else [row[1] for row in sorted(wanted, key=itemgetter(5)) if row[5]]
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{one} {direction}" for one in key)
        try:
            for row in source.execute(
                f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY {order}"
            ):
                try:
                    target.execute(
                        f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row
                    )
                except sqlite3.IntegrityError:
                    continue  # half a row
            return
        except sqlite3.DatabaseError:
            continue


def _know_threads_again(database: sqlite3.Connection) -> None:
    """Which thread a Message-ID belongs to, from what the mails say that are there."""
    mails = database.execute(
        "SELECT owner_id, thread_id, message_id, refs FROM message ORDER BY id"
    )
    database.executemany(
        "INSERT OR IGNORE INTO thread_key (owner_id, id_key, thread_id) VALUES (?, ?, ?)",
        (
            (owner, thread_key(one), thread)
            for owner, thread, message_id, references in mails
            for one in (message_id, *references.split())
            if one
        ),
    )


def _drop_broken_references(database: sqlite3.Connection) -> None:
    """Rows whose owner, mail or person is gone; until nothing hangs on what was removed."""
    for _ in range(_ROUNDS):
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, number in {(table, number) for table, _, _, number in broken}:
            keys = database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            parent, column, named, on_delete = next(
                (key[2], key[3], key[4], key[6]) for key in keys if key[0] == number
            )
            gone = f'"{column}" NOT IN (SELECT "{named}" FROM "{parent}")'
            if on_delete == "SET NULL":
                database.execute(f'UPDATE {table} SET "{column}" = NULL WHERE {gone}')
            else:
                database.execute(f"DELETE FROM {table} WHERE {gone}")


def _has_row_numbers(database: sqlite3.Connection, table: str) -> bool:
    ((sql,),) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
    return "WITHOUT ROWID" not in sql
