"""A store that is held open from pass to pass: it is noticed where another file lies there, nothing
of it lies elsewhere meanwhile, and nobody is kept from anything.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from mailroom import NOW, Account, letter

from daemon.core.model import Owner
from daemon.errors import StoreTooNew
from daemon.jobs.once import run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import lock, open_store
from daemon.store.engine import executemany
from daemon.store.held import MUCH, HeldStore
from daemon.templating import Templates

OWNER = Owner(addresses=("nora@lindqvist.example",), name="Nora Lindqvist")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wellkeeper.db"


@pytest.fixture
def held() -> Iterator[HeldStore]:
    one = HeldStore()
    yield one
    one.close()


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def mailboxes_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        return [name for (name,) in file.execute("SELECT name FROM mailbox ORDER BY name")]


def add(held: HeldStore, path: Path, name: str) -> int:
    """Write something; which connection it was."""
    with held.open(url(path), OWNER) as store:
        store.mailbox_id(name)
        return id(store.database.connection())


def test_it_is_the_same_one_and_sees_what_others_wrote(held: HeldStore, path: Path) -> None:
    first = add(held, path, "a")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO mailbox (owner_id, name) VALUES (1, 'b')")
    with held.open(url(path), OWNER) as store:
        assert id(store.database.connection()) == first
        assert store.database.execute_sql("SELECT count(*) FROM mailbox").fetchone() == (2,)


def test_meanwhile_the_file_alone_is_whole(held: HeldStore, path: Path, tmp_path: Path) -> None:
    add(held, path, "a")
    with open_store(url(path), OWNER) as store:  # a command that writes something beside
        store.mailbox_id("b")
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    assert mailboxes_in(copy) == ["a", "b"]
    assert path.with_name(path.name + "-wal").stat().st_size == 0


def test_what_is_settled_beside_is_neither_lost_nor_seen(held: HeldStore, path: Path) -> None:
    add(held, path, "a")
    with held.open(url(path), OWNER) as store:
        store.mailbox_id("b")
        before = store.database.state_by_others()
        store.begin_to_settle()
        for number in range(200):
            store.mailbox_id(f"c{number:03}")
        store.begin_to_settle()
        assert store.database.state_by_others() == before
        store.database.execute_sql("DELETE FROM mailbox WHERE name > 'c000'")
    assert mailboxes_in(path) == ["a", "b", "c000"]
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    with held.open(url(path), OWNER) as store, pytest.raises(ZeroDivisionError):
        store.begin_to_settle()
        raise ZeroDivisionError


def test_none_is_made_where_it_was_taken_away(path: Path) -> None:
    with open_store(url(path), OWNER) as store:
        path.rename(path.with_name("kept.db"))
        store.begin_to_settle()
    assert not path.exists()


def test_one_that_is_put_in_its_place_is_taken(held: HeldStore, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "wellkeeper.db"
    with open_store(url(other), OWNER) as store:
        store.mailbox_id("other")
    add(held, path, "a")
    other.replace(path)
    add(held, path, "b")
    assert mailboxes_in(path) == ["b", "other"]


def test_one_that_is_written_over_it_is_taken(held: HeldStore, path: Path, tmp_path: Path) -> None:
    """As `cp backup store` does: the same file, with other bytes."""
    add(held, path, "a")
    shutil.copy(path, tmp_path / "backup.db")
    add(held, path, "b")
    shutil.copyfile(tmp_path / "backup.db", path)
    add(held, path, "c")
    held.close()
    assert mailboxes_in(path) == ["a", "c"]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_one_that_is_put_there_while_it_is_in_use_is_taken_the_next_time(
    held: HeldStore, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "wellkeeper.db"
    with open_store(url(other), OWNER) as store:
        store.mailbox_id("other")
    with held.open(url(path), OWNER) as store:
        other.replace(path)
        store.mailbox_id("lost")
    add(held, path, "a")
    assert mailboxes_in(path) == ["a", "other"]


def test_where_none_is_left_a_new_one_is_made(held: HeldStore, path: Path) -> None:
    add(held, path, "a")
    path.unlink()
    add(held, path, "b")
    assert mailboxes_in(path) == ["b"]


def test_a_newer_one_is_refused(held: HeldStore, path: Path) -> None:
    add(held, path, "a")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_new', '')")
    with pytest.raises(StoreTooNew), held.open(url(path), OWNER):
        pass


def test_after_a_failure_it_is_opened_anew(held: HeldStore, path: Path) -> None:
    add(held, path, "a")
    with pytest.raises(LookupError), held.open(url(path), OWNER) as store:
        store.database.execute_sql("BEGIN")
        store.database.execute_sql("INSERT INTO mailbox (owner_id, name) VALUES (1, 'b')")
        raise LookupError
    add(held, path, "c")
    assert mailboxes_in(path) == ["a", "c"]


def test_after_much_work_it_is_let_go(held: HeldStore, path: Path) -> None:
    """What a first scan prepares is large, and no other pass needs it."""
    with held.open(url(path), OWNER) as store:
        rows = [(f"m{number}",) for number in range(MUCH)]
        executemany(store.database, "INSERT INTO mailbox (owner_id, name) VALUES (1, ?)", rows)
    with open_store(url(path), OWNER) as store:
        pass
    assert not path.with_name(path.name + "-wal").exists()


def test_the_owner_is_looked_up_each_time(held: HeldStore, path: Path) -> None:
    add(held, path, "a")
    renamed = Owner(addresses=OWNER.addresses, name="Nora L.")
    with held.open(url(path), renamed) as store:
        assert store.database.execute_sql("SELECT name FROM owner").fetchall() == [("Nora L.",)]


def test_it_keeps_nobody_from_clearing_the_log(
    sample: Account, held: HeldStore, tmp_path: Path
) -> None:
    """As `forget` does: no statement of a whole pass is left reading."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    account.put("INBOX", letter(1, "Ann Lee <ann@acme.example>", OWNER.addresses[0]))
    config = account.config()
    with held.open(config.store.url, config.owner.as_owner()) as store:
        assert run_pass(config, store, Templates(), NOW).placed == 3
    with closing(sqlite3.connect(account.store)) as other:
        other.execute("PRAGMA secure_delete = 1")
        other.execute("VACUUM")
        assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def test_what_goes_into_a_mailbox_is_on_the_disk_before_it(
    sample: Account, held: HeldStore, tmp_path: Path
) -> None:
    """What is read from it need not be: it can be read again."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    account.put("INBOX", letter(1, "Ann Lee <ann@acme.example>", OWNER.addresses[0]))
    config = account.config()
    said: list[str] = []
    mailboxes = Mailboxes(hold=True)
    with (
        lock(config.store.url),
        held.open(config.store.url, config.owner.as_owner()) as store,
    ):
        store.database.connection().set_trace_callback(said.append)
        report = run_pass(config, store, Templates(), NOW, mailboxes=mailboxes)
        store.database.connection().set_trace_callback(None)
        assert store.database.execute_sql("PRAGMA synchronous").fetchone() == (2,)
    mailboxes.close()
    assert report.placed == 3
    waited = {table: set[bool]() for table in ("draft", "message")}
    waits = True
    for statement in said:
        words = statement.split()
        if words[:3] == ["PRAGMA", "synchronous", "="]:
            waits = words[3] == "2"
        for table, found in waited.items():
            if words[0] in ("INSERT", "UPDATE", "DELETE") and table in words[1:3]:
                found.add(waits)
    assert waited == {"draft": {True}, "message": {False}}


def test_within_a_transaction_nothing_changes_how_it_is_waited_for(path: Path) -> None:
    with open_store(url(path), OWNER) as store:
        with store.trying(undo=True), store.without_waiting():
            store.mailbox_id("a")
        with store.without_waiting(), store.without_waiting():
            store.mailbox_id("b")
        assert store.database.execute_sql("PRAGMA synchronous").fetchone() == (2,)
    assert mailboxes_in(path) == ["b"]
