"""The store's file: private, upgraded whole or not at all, and each trouble in one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from mailroom import ROOT

from daemon.core.model import Owner
from daemon.errors import StoreBusy, StoreError
from daemon.store import engine, open_store, opening, turn
from daemon.store.copying import copy_store

OWNER = Owner("Ada Lovell", ("ada@example.org",))


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store that exists."""
    address = f"sqlite:///{tmp_path}/store.db"
    with open_store(address, OWNER):
        pass
    return address


def tables(path: Path) -> set[str]:
    with sqlite3.connect(path) as database:
        found = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    database.close()
    return found


def test_the_file_and_its_folder_are_private(tmp_path: Path) -> None:
    os.umask(0o022)
    address = f"sqlite:///{tmp_path}/new/folder/store.db"
    with open_store(address, OWNER) as store:
        engine.execute(store.database, "UPDATE owner SET name = 'x'")
        for path in (tmp_path / "new/folder").iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE((tmp_path / "new/folder").stat().st_mode) == 0o700


def test_a_file_that_others_may_read_is_made_private(url: str, tmp_path: Path) -> None:
    (tmp_path / "store.db").chmod(0o644)
    with open_store(url, OWNER):
        pass
    assert stat.S_IMODE((tmp_path / "store.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\0" * 5000])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.db").write_bytes(content)
    with pytest.raises(StoreError) as caught, open_store(f"sqlite:///{tmp_path}/store.db", OWNER):
        pass
    assert caught.value.hint and "store.db" in caught.value.message
    assert (tmp_path / "store.db").read_bytes() == content


@pytest.mark.parametrize("address", ["postgres://x/y", "store.db", "sqlite:/x", ""])
def test_an_address_that_is_not_understood(address: str) -> None:
    with pytest.raises(StoreError, match="not understood"), open_store(address, OWNER):
        pass


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError), open_store(f"sqlite:///{tmp_path}", OWNER):
        pass


def test_a_store_of_a_newer_version_is_left_alone(url: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store.db") as database:
        (history,) = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%migrat%'"
        ).fetchone()
        database.execute(
            f"UPDATE {history} SET name = '9999_future' WHERE rowid = "
            f"(SELECT max(rowid) FROM {history})"
        )
    database.close()
    with pytest.raises(StoreError, match="newer wellkeeper") as caught, open_store(url, OWNER):
        pass
    assert "9999_future" in caught.value.message and "Upgrade" in caught.value.hint


def add_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A later version of the program, with one more upgrade."""
    folder = tmp_path / "migrations"
    shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "9000_later.py").write_text(f"def up(migrator, db):\n{body}")
    monkeypatch.setattr(opening, "MIGRATIONS", folder)


def test_an_upgrade_leaves_a_private_backup(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(tmp_path / "store.db")
    add_migration(tmp_path, monkeypatch, "    db.execute_sql('CREATE TABLE later (x)')\n")
    with open_store(url, OWNER):
        pass
    backup = tmp_path / "store.db.before-9000_later"
    assert tables(backup) == before and tables(tmp_path / "store.db") == before | {"later"}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


@pytest.mark.parametrize("end", ["raise ValueError('half way')", "db.execute_sql('nonsense')"])
def test_an_upgrade_that_fails_half_way_changes_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    before = tables(tmp_path / "store.db")
    with monkeypatch.context() as patch:
        step = "    db.execute_sql('CREATE TABLE later (x)')\n"
        step += "    db.execute_sql('DELETE FROM owner')\n"
        add_migration(tmp_path, patch, f"{step}    {end}\n")
        with pytest.raises((StoreError, ValueError)), open_store(url, OWNER):
            pass
    assert tables(tmp_path / "store.db") == before
    with open_store(url, OWNER, must_exist=True):
        pass


def test_an_upgrade_that_is_killed_half_way_is_done_the_next_time(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(opening.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    step = "    db.execute_sql('CREATE TABLE later (x)')\n"
    (folder / "9000_later.py").write_text(
        f"import os, signal\ndef up(migrator, db):\n{step}"
        "    if 'DIE' in os.environ:\n        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    code = (
        "import sys; from pathlib import Path; from daemon.store import opening\n"
        "opening.MIGRATIONS = Path(sys.argv[2]); opening.open_database(sys.argv[1]).close()"
    )
    command = [sys.executable, "-c", code, url, str(folder)]
    before = tables(tmp_path / "store.db")
    killed = subprocess.run(command, cwd=ROOT, env={**os.environ, "DIE": "1"}, check=False)
    assert killed.returncode == -9
    assert tables(tmp_path / "store.db") == before
    subprocess.run(command, cwd=ROOT, check=True)
    assert tables(tmp_path / "store.db") == before | {"later"}


def test_programs_that_start_at_once_make_one_store(tmp_path: Path) -> None:
    code = "import sys; from daemon.store import opening as o; o.open_database(sys.argv[1]).close()"
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path}/new.db"]
    started = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [one.wait() for one in started] == [0] * 4
    with sqlite3.connect(tmp_path / "new.db") as database:
        (applied,) = database.execute("SELECT count(*) FROM schema_migration").fetchone()
    database.close()
    assert applied == len(list(opening.MIGRATIONS.glob("[0-9]*.py")))
    assert not list(tmp_path.glob("*.before-*"))


def test_all_or_nothing(url: str) -> None:
    with open_store(url, OWNER) as store:
        with pytest.raises(StoreError), engine.transaction(store.database):
            engine.execute(store.database, "UPDATE owner SET name = 'changed'")
            engine.execute(store.database, "INSERT INTO nowhere VALUES (1)")
        assert engine.execute(store.database, "SELECT name FROM owner") == [("Ada Lovell",)]


def test_a_full_disk_is_told_and_nothing_is_half_written(url: str, tmp_path: Path) -> None:
    with open_store(url, OWNER) as store:
        engine.execute(store.database, "PRAGMA max_page_count = 1")
        text = "x" * 1_000_000
        with pytest.raises(StoreError, match="full") as caught, engine.transaction(store.database):
            engine.execute(store.database, "UPDATE owner SET name = ?", [text])
        assert "Make room" in caught.value.hint
    with open_store(url, OWNER) as store:
        assert engine.execute(store.database, "SELECT name FROM owner") == [("Ada Lovell",)]


def test_a_store_that_another_program_writes_to_is_busy(url: str, tmp_path: Path) -> None:
    with open_store(url, OWNER) as store:
        engine.execute(store.database, "PRAGMA busy_timeout = 50")
        other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy) as caught, engine.transaction(store.database):
            engine.execute(store.database, "UPDATE owner SET name = 'x'")
        assert caught.value.retry
        rows = engine.execute(store.database, "SELECT count(*) FROM owner")
        assert rows == [(1,)], "readers go on"
        other.close()


def test_two_at_once(url: str) -> None:
    with turn.lock(url), pytest.raises(StoreBusy), turn.lock(url):
        pass
    with turn.lock(url):
        pass


def test_the_lock_of_a_process_that_was_killed_is_free(url: str) -> None:
    code = "import sys, os, signal; from daemon.store import lock; held = lock(sys.argv[1])\n"
    code += "os.kill(os.getpid(), signal.SIGKILL)"
    died = subprocess.run([sys.executable, "-c", code, url], cwd=ROOT, check=False)
    assert died.returncode == -9
    with turn.lock(url):
        pass


def test_a_copy_is_whole_while_the_store_is_in_use(url: str, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    with open_store(url, OWNER) as store, engine.transaction(store.database):
        engine.execute(store.database, "UPDATE owner SET name = 'not yet'")
        copy = copy_store(url, tmp_path / "copy")
    with open_store(copy, OWNER, must_exist=True) as other:
        assert engine.execute(other.database, "SELECT name FROM owner") == [("Ada Lovell",)]


def test_values_in_lists_of_any_length(url: str) -> None:
    with open_store(url, OWNER) as store:
        found = engine.select_in(
            store.database, "SELECT id FROM owner WHERE name <> ? AND id IN (...)", range(5000), ""
        )
        assert list(found) == [(1,)]
        assert list(engine.select_in(store.database, "SELECT 1 WHERE 1 IN (...)", [])) == []


def test_text_of_any_kind_comes_back_as_it_was(url: str) -> None:
    with open_store(url, OWNER) as store:
        for text in ("?", "%s", "'; DROP TABLE owner; --", "\0", "\u202e😀", "a?b%c"):
            rows = engine.execute(store.database, "SELECT ? WHERE ? = ?", (text,) * 3)
            assert rows == [(text,)]


@pytest.mark.parametrize(
    ("reason", "said"),
    [("database or disk is full", "is full"), ("disk I/O error", "does not read or write")],
)
def test_a_failing_disk_is_named_though_sqlite_rolled_back_by_itself(
    tmp_path: Path, reason: str, said: str
) -> None:
    """Then there is nothing to roll back, which must not hide the reason."""
    database = opening.open_database(f"sqlite:///{tmp_path / 'store.db'}")
    with pytest.raises(StoreError, match=said), engine.transaction(database):
        database.connection().execute("ROLLBACK")
        raise sqlite3.OperationalError(reason)
    database.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody who may not write")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o777)])
def test_a_store_that_may_not_be_written_is_told_of(file_mode: int, folder_mode: int) -> None:
    """By somebody else than root, whom no mode stops."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(f"sqlite:///{folder}/store.db", OWNER):
            pass
        folder.chmod(folder_mode)
        (folder / "store.db").chmod(file_mode)
        before = (folder / "store.db").read_bytes()
        read, write = os.pipe()
        if not (child := os.fork()):
            try:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
                with open_store(f"sqlite:///{folder}/store.db", OWNER) as store:
                    store.mailbox_id("main")
                os.write(write, b"it could be written")
            except StoreError as error:
                os.write(write, f"{type(error).__name__}: {error.message}".encode())
            except BaseException as error:
                os.write(write, repr(error).encode())
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        said = os.read(read, 4096).decode()
        os.close(read)
        os.close(write)
        assert said.startswith("StoreError") and "cannot be written" in said
        assert (folder / "store.db").read_bytes() == before
