"""Looking after the store's file: a backup while it is in use, what is wrong with it, and the
repair of all that the mailbox can give again.

Works on the file itself, below the models, for it must also work where they cannot be loaded.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from daemon.core.values import dataclass
from daemon.errors import StoreBusy, StoreError
from daemon.store.engine import MIGRATIONS, open_database, path_of
from daemon.store.known_words import mend_words, wrong_words
from daemon.store.part_file import part_beside

_SCHEMA = (
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
    "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%migrat%'"
)
_MOST = 20
#: What is derived, in the order in which it may be emptied. Messages stay, for the owner's
#: corrections and the notes hang on them, and what the owner said stays wherever it stands.
_REBUILD = (
    "DELETE FROM gap",
    "DELETE FROM meeting",
    "DELETE FROM finding",
    "DELETE FROM touch WHERE message_id IS NOT NULL",
    "UPDATE message SET pending = 1, read_version = NULL, kind = header_kind",
    "UPDATE thread SET decided_version = NULL",
    # As if the server had renumbered them: every header is read again, each mail known by its own.
    "DELETE FROM location",
    "UPDATE folder SET uidvalidity = 0, uid_done = 0, complete_at = NULL, highestmodseq = NULL, "
    "flags_modseq = NULL",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in words. `kind` is `file`, `mode`, `corrupt`, `reference`, `newer`,
    `schema`, `cursor` or `word`.
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
        for name in _files(path)
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


def repair(url: str, faults: Sequence[Fault]) -> str:
    """Mend the store, whatever was wrong, and let the next passes derive everything anew from the
    mailbox; the name of the copy of what it was before. Nobody else may use the store meanwhile.

    Raises StoreError where it is newer than we are or cannot be saved.
    """
    path = path_of(url)
    kinds = {one.kind for one in faults}
    if "newer" in kinds or "file" in kinds:
        raise StoreError(f"This store cannot be repaired: {faults[0].what}.")
    for name in _files(path):
        name.chmod(0o600)
    try:
        before = _put_aside(path)
        if kinds & {"corrupt", "schema"}:
            _salvage(before, path)
        else:
            open_database(url).close()  # bring an older one up to date first
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA secure_delete = 1")
            database.execute("BEGIN IMMEDIATE")
            _drop_broken_references(database)
            database.execute("PRAGMA defer_foreign_keys = 1")
            mend_words(database)
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


def _files(path: Path) -> Iterator[Path]:
    for suffix in ("", "-wal", "-shm", ".lock", ".service"):
        name = path.with_name(path.name + suffix)
        if name.exists():
            yield name
    yield from path.parent.glob(f"{path.name}.before-*")


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        database.execute("PRAGMA busy_timeout = 5000")
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
    wanted, there = _wanted_schema(), _schema(database)
    if applied == ours:
        for name in sorted(wanted.keys() | there.keys()):
            if wanted.get(name) != there.get(name):
                how = "is missing" if name not in there else "is not as it should be"
                yield Fault("schema", f"the table or index {name} {how}")
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


def _schema(database: sqlite3.Connection) -> dict[str, str]:
    return {name: " ".join(sql.split()) for name, sql in database.execute(_SCHEMA)}


def _wanted_schema() -> dict[str, str]:
    """What the migrations make, which a house test holds equal to the models."""
    with _fresh(":memory:") as fresh:
        return _schema(fresh)


@contextmanager
def _fresh(path: str) -> Iterator[sqlite3.Connection]:
    """A store in which nothing is, as the migrations make it."""
    import peewee  # only where a schema is made: see `database`
    from playhouse import migrations

    made = peewee.SqliteDatabase(path)
    try:
        migrations.Runner(made, str(MIGRATIONS)).up()
        yield made.connection()
    finally:
        made.close()


def _put_aside(path: Path) -> Path:
    """A private copy of the file as it is, however broken, its log with it."""
    before = path.with_name(f"{path.name}.before-repair")
    for suffix in ("", "-wal"):
        target = before.with_name(before.name + suffix)
        target.unlink(missing_ok=True)
        source = path.with_name(path.name + suffix)
        if source.exists():
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            shutil.copyfile(source, target)
    return before


def _salvage(before: Path, path: Path) -> None:
    """A new file with every row of the old one that can still be read."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with _fresh(str(part)) as target:
        target.execute("BEGIN")  # one for all rows, not one for each
        with closing(sqlite3.connect(before)) as source:
            # One table that is not what it was shall not cost the others, nor one byte its row.
            source.execute("PRAGMA writable_schema = ON")
            source.text_factory = lambda text: text.decode("utf-8", "replace")
            for (table,) in target.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "AND name NOT LIKE '%migrat%'"
            ).fetchall():
                _copy_rows(source, target, table)
        target.commit()
    # A death between the next two steps may not part the file from its log, for the copy that is
    # put aside would then be made of half of them.
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    part.replace(path)


def _copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    """Row by row from both ends: what lies behind a page that cannot be read is reached so."""
    wanted = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.DatabaseError:
        return
    columns = ", ".join(f'"{one}"' for one in wanted if one in there)
    if not columns:
        return
    marks = ", ".join("?" * (columns.count(",") + 1))
    for order in ("ASC", "DESC"):
        try:
            for row in source.execute(
                f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY rowid {order}"
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


def _drop_broken_references(database: sqlite3.Connection) -> None:
    """Rows whose owner, mail or person is gone; until nothing hangs on what was removed."""
    for _ in range(_MOST):
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, rowid, _, number in broken:
            keys = database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column, on_delete = next((key[3], key[6]) for key in keys if key[0] == number)
            if on_delete == "SET NULL":
                database.execute(f'UPDATE {table} SET "{column}" = NULL WHERE rowid = ?', (rowid,))
            else:
                database.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
