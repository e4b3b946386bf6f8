"""What a large first scan does in another way than small ones: indexes that are made afterwards,
and row numbers that SQLite does not look up again. It may show nowhere but in the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from killer import once_cut
from mailroom import NOW, Account, headers
from statements import plan, statements_run

from daemon.core.mail import FolderInfo, FolderRole, FolderStatus
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.core.scanned import ScannedMail
from daemon.errors import StoreError
from daemon.jobs.scan import batches
from daemon.store import Store, emails, inference, open_store, scans
from daemon.store.engine import execute, transaction
from daemon.store.loading import begin_loading, end_loading
from daemon.store.scans import FolderCursor, Part, Scans
from daemon.store.upkeep import examine

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'"
OWNER = Owner(name="Nora Lind", addresses=("nora@lind.example",))
NORA, ANN = "Nora Lind <nora@lind.example>", "Ann Lee <ann@acme.example>"
SENT = FolderInfo("Sent", FolderRole.SENT)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample's mails count as many."""
    monkeypatch.setattr(scans, "MANY", 2)
    monkeypatch.setattr(batches, "BATCH", 7)


def indexes(account: Account) -> set[str]:
    return {name for (name,) in account.sql(INDEXES)}


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("cut", [None, 60_000, 120_000])
def test_what_is_known_is_the_same(sample: Account, account: Account, cut: int | None) -> None:
    """Also when the connection is lost after so many bytes."""
    account.put_sample()
    fresh = Account(account.server, account.user, account.folder, 0)
    if cut is not None:
        once_cut(fresh, cut)
        assert "message_unread" not in indexes(fresh), "nobody has inferred yet"
        assert examine(fresh.config().store.url) == (), "which is no fault"
    fresh.once()
    assert fresh.picture() == sample.picture()
    assert indexes(fresh) == indexes(sample)
    assert examine(fresh.config().store.url) == ()


def test_plans_are_the_same(sample: Account, tmp_path: Path) -> None:
    """Of two indexes that serve equally SQLite takes the one made last: all that a pass asks and
    changes is done by the same indexes, whenever these were made.
    """
    account = sample.copy(tmp_path / "a")
    account.sql("UPDATE message SET read_version = NULL")
    account.sql("INSERT INTO pending (message_id, owner_id) SELECT id, owner_id FROM message")
    with statements_run() as said:
        account.once(5)
    late = account.copy(tmp_path / "b")
    config = late.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        begin_loading(store.database, 1 << 30)
        end_loading(store.database)
    asked = [
        one
        for one in dict.fromkeys(said)
        if one.startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")) and "temp." not in one
    ]
    assert len(asked) > 100
    with (
        closing(sqlite3.connect(account.store)) as old,
        closing(sqlite3.connect(late.store)) as new,
    ):
        for one in asked:
            assert plan(new, one) == plan(old, one), one


@contextmanager
def dying_at(store: Store, action: int, name: str) -> Iterator[None]:
    """Around what fails where it would do this to what is called so."""
    connection = store.database.connection()
    connection.set_authorizer(
        lambda what, whose, *_: (
            sqlite3.SQLITE_DENY if (what, whose) == (action, name) else sqlite3.SQLITE_OK
        )
    )
    try:
        with pytest.raises(StoreError):
            yield
    finally:
        connection.set_authorizer(None)


def test_a_death_while_they_are_made(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        whole = store.database.execute_sql(INDEXES).fetchall()
        begin_loading(store.database, 10)
        with dying_at(store, sqlite3.SQLITE_CREATE_INDEX, "message_answer"):
            end_loading(store.database)
        end_loading(store.database)
        assert sorted(store.database.execute_sql(INDEXES)) == sorted(whole)


def test_little_beside_much_is_written_as_ever(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a")
    config = account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        ((count,),) = store.database.execute_sql("SELECT count(*) FROM message")
        begin_loading(store.database, 2 * count)
    assert indexes(account) == indexes(sample)


def mails(first: int, sender: str, recipient: str) -> list[ScannedMail]:
    return parse_batch(headers(range(first, first + 3), sender, recipient), NOW)[0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as opened:
        yield opened


@pytest.fixture
def sent(store: Store, large: None) -> tuple[Scans, FolderCursor]:
    """The writer of a store and a folder, in which many are to come."""
    writer = store.scans("main")
    cursor = writer.open_folder(SENT, FolderStatus("Sent", 1, 9))
    writer.expect(9)
    return writer, cursor


def test_what_others_write_between_two_batches_is_seen(
    store: Store, sent: tuple[Scans, FolderCursor], tmp_path: Path
) -> None:
    """Nobody should while a pass goes on; but if, then nothing hangs on rows that are gone, and who
    was forgotten stays it.
    """
    writer, cursor = sent
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as other:
        both = [*mails(1, NORA, ANN), *mails(11, ANN, NORA)]
        assert writer.record(cursor, [(both, [])], 13, NOW) == 6
        store.inference.infer_pending(OWNER.addresses, OWNER.name)
        ((ann,),) = other.database.execute_sql("SELECT id FROM person")
        other.forgetting.forget(ann)
        assert writer.record(cursor, [(mails(14, NORA, ANN), [])], 16, NOW) == 0
        assert other.database.execute_sql("PRAGMA foreign_key_check").fetchall() == []
        assert other.database.execute_sql("SELECT email FROM address").fetchall() == [
            ("nora@lind.example",)
        ]
        other.database.execute_sql("DELETE FROM folder")
        with pytest.raises(StoreError, match="taken out"):
            writer.record(cursor, [(mails(17, NORA, "Tom Day <tom@day.example>"), [])], 19, NOW)
        assert other.database.execute_sql("SELECT count(*) FROM message").fetchall() == [(0,)]


def test_mail_of_shared_addresses_is_not_looked_for_where_all_waits(
    store: Store, sent: tuple[Scans, FolderCursor]
) -> None:
    """Each that turns out to be one person's would cost a look at all mail: no index leads there
    yet. Of mail that was inferred from, none is passed over.
    """
    writer, cursor = sent
    office, cafe = "Ann Lee <info@lee.example>", "Tom Day <info@day.example>"
    lee, day = (f"info@{one}.example" for one in ("lee", "day"))
    said: list[str] = []
    store.database.connection().set_trace_callback(said.append)
    parts: list[Part] = [(mails(1, NORA, lee), []), (mails(11, office, NORA), [])]
    writer.record(cursor, [*parts, (mails(21, NORA, day), [])], 23, NOW)
    asked = [one for one in said if "recipient WHERE address_id" in one]
    assert execute(store.database, "SELECT role FROM address WHERE email = ?", (lee,)) == [("",)]
    assert not asked
    store.inference.infer_pending(OWNER.addresses, OWNER.name)
    assert store.inference.pending() == 0
    writer.expect(100)
    writer.record(cursor, [(mails(31, cafe, NORA), [])], 33, NOW)
    assert store.inference.pending() == 6, "those to it as well"


def test_a_death_after_the_touches_are_made(
    store: Store, sent: tuple[Scans, FolderCursor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many mails these are kept by themselves; what follows from them is made up for."""
    for module in (inference, emails):
        monkeypatch.setattr(module, "MANY", 2)
    writer, cursor = sent
    writer.record(cursor, [([*mails(1, NORA, ANN), *mails(11, ANN, NORA)], [])], 13, NOW)
    counts = [f"SELECT count(*) FROM {one}" for one in ("touch", "person", "pending")]
    with dying_at(store, sqlite3.SQLITE_INSERT, "person"):
        store.inference.infer_pending(OWNER.addresses, OWNER.name)
    assert [execute(store.database, one) for one in counts] == [[(6,)], [(0,)], [(6,)]]
    assert store.inference.infer_pending(OWNER.addresses, OWNER.name) == 6
    assert [execute(store.database, one) for one in counts] == [[(6,)], [(1,)], [(0,)]]


def test_references_are_looked_up_again_afterwards(
    store: Store, sent: tuple[Scans, FolderCursor]
) -> None:
    writer, cursor = sent
    writer.record(cursor, [(mails(1, NORA, ANN), [])], 3, NOW)
    with pytest.raises(StoreError, match="FOREIGN KEY"), transaction(store.database):
        execute(store.database, "UPDATE recipient SET address_id = 999")


def test_what_was_undone_is_not_relied_upon(store: Store, sent: tuple[Scans, FolderCursor]) -> None:
    """An interrupt in the middle, a full disk: whoever goes on makes the same rows anew."""
    writer, cursor = sent

    def parts() -> Iterator[Part]:
        yield mails(1, NORA, ANN), []
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.record(cursor, parts(), 3, NOW)
    assert store.database.execute_sql("SELECT count(*) FROM address").fetchall() == [(0,)]
    assert writer.record(cursor, [(mails(1, NORA, ANN), [])], 3, NOW) == 3
    assert store.database.execute_sql("PRAGMA foreign_key_check").fetchall() == []
