"""What is known to be no key of the store, while a first scan fills it: it may show nowhere but in
the time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from mailroom import NOW, headers

from daemon.core.mail import FolderInfo, FolderRole, FolderStatus
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.core.scanned import ScannedMail
from daemon.errors import StoreError
from daemon.store import Store, open_store, scans
from daemon.store.engine import execute, transaction
from daemon.store.held import HeldStore
from daemon.store.loading import begin_loading, end_loading
from daemon.store.met_keys import MetKeys
from daemon.store.scans import Scans

OWNER = Owner(name="Nora Lind", addresses=("nora@lind.example",))
NORA, ANN = "Nora Lind <nora@lind.example>", "Ann Lee <ann@acme.example>"
KEYS = (
    "SELECT identity_key FROM message UNION ALL SELECT content_key FROM message "
    "WHERE content_key IS NOT NULL UNION ALL SELECT id_key FROM thread_key"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as opened:
        yield opened


@pytest.fixture
def writer(store: Store, monkeypatch: pytest.MonkeyPatch) -> Scans:
    """A writer to which few mails are many."""
    monkeypatch.setattr(scans, "MANY", 2)
    return store.scans("main")


def mails(first: int) -> list[ScannedMail]:
    found = parse_batch(headers(range(first, first + 3), ANN, NORA), NOW)[0]
    return [one._replace(content=one.identity ^ 7) for one in found]


def record(writer: Scans, folder: str, found: list[ScannedMail]) -> int:
    """How many of them are new."""
    info = FolderInfo(folder, FolderRole.ARCHIVE)
    cursor = writer.open_folder(info, FolderStatus(folder, 1, 9))
    return writer.record(cursor, [(found, [])], found[-1].uid, NOW)


def test_no_key_that_came_is_passed_over(store: Store) -> None:
    chance = random.Random(1)
    keys, others = [[chance.randrange(-(2**63), 2**63) for _ in range(100_000)] for _ in "ab"]
    met = MetKeys(store.database, 1)
    assert len(met.meet(keys)) < len(keys) // 10
    assert met.meet(keys) == keys
    assert len(met.meet(others)) < len(keys) // 5


def test_copies_are_known_again(store: Store, writer: Scans) -> None:
    """As in Gmail's All Mail; and what the store held before counts too."""
    assert record(writer, "INBOX", mails(1)) == 3
    writer.expect(40)
    held = store.database.met_keys
    assert held is not None
    keys = {key for (key,) in execute(store.database, KEYS)}
    assert len(keys) == 9
    assert set(held.meet(keys)) == keys
    assert record(writer, "All Mail", [*mails(1), *mails(5)]) == 3
    assert record(writer, "Other", [*mails(5), *mails(1)]) == 0
    by_content = [one._replace(identity=one.identity ^ 1) for one in mails(5)]
    assert record(writer, "Lists", by_content) == 0
    keys = {key for (key,) in execute(store.database, KEYS)}
    assert set(held.meet(keys)) == keys
    assert store.database.met_keys is held
    ((threads,),) = execute(store.database, "SELECT count(*) FROM thread")
    assert threads == 6


def test_what_others_wrote_is_asked_for(store: Store, writer: Scans, tmp_path: Path) -> None:
    writer.expect(40)
    assert record(writer, "INBOX", mails(1)) == 3
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as other:
        assert record(other.scans("other"), "INBOX", mails(5)) == 3
    assert record(writer, "Archive", [*mails(5), *mails(9)]) == 3
    assert store.database.met_keys is None


def test_another_writer_of_the_same_store(store: Store, writer: Scans) -> None:
    """Several mailboxes are read into one store, each by a writer of its own."""
    writer.expect(40)
    assert record(writer, "INBOX", mails(1)) == 3
    assert record(store.scans("other"), "INBOX", [*mails(1), *mails(5)]) == 3
    assert record(writer, "Archive", mails(5)) == 0
    assert store.database.met_keys is not None


def test_what_was_undone_is_new(store: Store, writer: Scans) -> None:
    writer.expect(40)
    with pytest.raises(StoreError, match="full"), transaction(store.database):
        record(writer, "INBOX", mails(1))
        raise StoreError("The disk is full.", "")
    assert record(writer, "INBOX", mails(1)) == 3


def test_it_is_given_up_after_a_scan(store: Store) -> None:
    begin_loading(store.database, 40)
    assert store.database.met_keys is not None
    end_loading(store.database)
    assert store.database.met_keys is None


def test_it_does_not_outlast_a_scan_that_was_given_up(tmp_path: Path) -> None:
    """A daemon rests for most of its life, and its store with it."""
    url, held = f"sqlite:///{tmp_path}/a.db", HeldStore()
    with held.open(url, OWNER) as store:
        begin_loading(store.database, 40)
        database = store.database
    with held.open(url, OWNER) as store:
        assert store.database is database
        assert database.met_keys is None
    held.close()


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    url, name = f"sqlite:///{tmp_path}/a.db", "message_owner_id_identity_key"
    with open_store(url, OWNER) as store:
        record(store.scans("main"), "INBOX", mails(1))
        sql = "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master "
        ((page, size),) = execute(store.database, sql + "WHERE name = ?", (name,))
    with (tmp_path / "a.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with open_store(url, OWNER) as store, pytest.raises(StoreError, match="damaged"):
        begin_loading(store.database, 40)
