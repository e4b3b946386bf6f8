"""A backup while the store is in use; what `doctor` sees; and that a repaired store, after a pass,
knows what it knew, with every draft still exactly once.
"""

from __future__ import annotations

import random
import sqlite3
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from mailroom import NOW, Account

from daemon.errors import StoreError
from daemon.store import open_store
from daemon.store.repair import repair
from daemon.store.upkeep import back_up, examine


@pytest.fixture
def placed(sample: Account, tmp_path: Path) -> Account:
    """A store with drafts in their folder."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    assert account.once().placed > 1
    return account


def url(account: Account) -> str:
    return f"sqlite:///{account.store}"


def kinds(account: Account) -> set[str]:
    return {one.kind for one in examine(url(account))}


def test_a_backup_is_whole_though_somebody_writes_all_the_time(
    placed: Account, tmp_path: Path
) -> None:
    over = threading.Event()

    def write() -> None:
        database = sqlite3.connect(placed.store, timeout=30)
        while not over.is_set():
            with database:  # two rows that must never be seen apart
                database.execute("UPDATE folder SET uidnext = coalesce(uidnext, 0) + 1")
        database.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            target = tmp_path / f"{number}.db"
            assert back_up(url(placed), target) == target.stat().st_size
            assert stat.S_IMODE(target.stat().st_mode) == 0o600
            with sqlite3.connect(target) as copy:
                assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            copy.close()
    finally:
        over.set()
        writer.join()
    assert not list(tmp_path.glob(".*part*"))
    placed.store.unlink()
    target.rename(placed.store)
    assert placed.once(5).placed == 0 and not examine(url(placed))


def test_a_backup_replaces_only_when_told_and_never_the_store(
    placed: Account, tmp_path: Path
) -> None:
    target = tmp_path / "precious"
    target.write_text("a letter")
    with pytest.raises(StoreError, match="exists already"):
        back_up(url(placed), target)
    assert target.read_text() == "a letter"
    back_up(url(placed), target, replace=True)
    assert target.read_bytes().startswith(b"SQLite format 3")
    for bad in (placed.store, tmp_path, tmp_path / "no" / "folder"):
        with pytest.raises(StoreError):
            back_up(url(placed), bad, replace=True)


def test_a_damaged_store_is_not_backed_up_as_if_it_were_well(
    placed: Account, tmp_path: Path
) -> None:
    damage(placed, 6)
    with pytest.raises(StoreError, match=r"damaged|could not be copied"):
        back_up(url(placed), tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def damage(account: Account, pages: int) -> None:
    """Overwrite some pages behind the first ones with noise."""
    account.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    chance = random.Random(7)
    with account.store.open("r+b") as file:
        size = account.store.stat().st_size // 4096
        for page in chance.sample(range(size // 2, size), pages):
            file.seek(page * 4096)
            file.write(chance.randbytes(4096))


def test_a_healthy_store_is_well_and_is_not_changed(placed: Account) -> None:
    before = placed.picture()
    assert examine(url(placed)) == ()
    assert placed.picture() == before


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("DROP INDEX location_message_id", "schema"),
        ("DROP TABLE snooze", "schema"),
        ("INSERT INTO recipient VALUES (999999, 0, 1, 'to')", "reference"),
        ("UPDATE folder SET uid_done = 1 WHERE name = 'INBOX'", "cursor"),
        ("UPDATE folder SET counted = counted + 1 WHERE name = 'INBOX'", "cursor"),
        (
            "UPDATE message SET kind = 'pe' || char(65533) || 'sonal' WHERE kind = 'personal' "
            "AND id % 3 = 0",
            "word",
        ),
        ("UPDATE person SET circle = 'clote' WHERE circle = 'close'", "word"),
        ("UPDATE folder SET role = 'inb0x' WHERE role = 'inbox'", "word"),
        ("UPDATE touch SET direction = 'ou' WHERE direction = 'out'", "word"),
        ("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '')", "newer"),
    ],
)
def test_what_is_wrong_is_seen_and_mended(placed: Account, statement: str, kind: str) -> None:
    before = placed.picture()
    placed.sql(statement)
    faults = examine(url(placed))
    assert {one.kind for one in faults} == {kind}
    if kind == "newer":
        with pytest.raises(StoreError, match="newer"):
            repair(url(placed), faults)
        return
    repair(url(placed), faults)
    assert examine(url(placed)) == ()
    report = placed.once(5)
    assert report.placed == 0
    assert placed.picture() == before


def test_files_that_others_may_read_are_seen_and_closed(placed: Account) -> None:
    placed.store.chmod(0o644)
    assert kinds(placed) == {"mode"}
    repair(url(placed), examine(url(placed)))
    assert not examine(url(placed))
    for path in placed.store.parent.glob("wellkeeper.db*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_what_is_derived_is_derived_anew_and_the_owners_word_stays(placed: Account) -> None:
    before = placed.picture()
    config = placed.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        # One of which no draft lies there, which would be taken back.
        ((gap,),) = placed.sql("SELECT min(message_id) FROM gap WHERE waiting_on = 'person'")
        moment = NOW + timedelta(minutes=1)
        store.corrections.record_correction("gap", f"m{gap}", "", "dismissed", moment)
    corrections = placed.sql("SELECT about, message_id, said FROM correction")
    placed.sql("DELETE FROM finding WHERE id % 3 = 0")
    placed.sql("DELETE FROM touch WHERE id % 3 = 0 AND message_id IS NOT NULL")
    placed.sql("DELETE FROM gap")
    placed.sql("UPDATE person SET touches_in = 999, usual_days = 1")
    repair(url(placed), ())
    drafts = placed.on_server()
    placed.once(5)
    assert placed.picture() == before
    assert placed.sql("SELECT about, message_id, said FROM correction") == corrections != []
    assert placed.on_server() == drafts


@pytest.mark.parametrize("pages", [1, 6, 40])
def test_a_file_full_of_noise_is_salvaged_and_filled_again(placed: Account, pages: int) -> None:
    before, mailbox = placed.picture(), placed.on_server()
    damage(placed, pages)
    faults = examine(url(placed))
    assert {one.kind for one in faults} == {"corrupt"}
    repair(url(placed), faults)
    assert examine(url(placed)) == ()
    for minutes in (5, 10):
        placed.once(minutes)
    # How often a name or an address was seen is counted as mails come in: counts that are lost
    # stay lost, and what is read once more counts once more.
    after = placed.picture("names", *(("drafts",) if pages > 6 else ()))
    for picture in (before, after):
        picture["addresses"] = [row[:3] for row in picture["addresses"]]
    assert {name for name in after if after[name] != before[name]} == set()
    assert {key: placed.on_server().get(key) for key in mailbox} == mailbox


@pytest.mark.parametrize("seed", range(3))
def test_flipped_bits_anywhere_are_seen_or_harm_nothing(placed: Account, seed: int) -> None:
    """Twelve bits of the file: what is broken is named and mended, or was in free space."""
    before, mailbox = placed.picture("names"), placed.on_server()
    placed.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    chance = random.Random(seed)
    raw = bytearray(placed.store.read_bytes())
    for _ in range(12):
        raw[chance.randrange(4096, len(raw))] ^= 1 << chance.randrange(8)
    placed.store.write_bytes(raw)
    faults = examine(url(placed))
    repair(url(placed), faults)
    assert examine(url(placed)) == ()
    for minutes in (5, 10):
        placed.once(minutes)
    assert {key: placed.on_server().get(key) for key in mailbox} == mailbox
    assert len(placed.placed_ids()) == len(set(placed.placed_ids()))
    # A letter of a word may be another one now, and nothing can tell; but no mail is missing.
    places = {(folder, uid) for folder, uid, _ in placed.picture()["places"]}
    assert places == {(folder, uid) for folder, uid, _ in before["places"]}


def test_a_broken_schema_and_bytes_that_are_no_text_cost_no_word_of_the_owner(
    placed: Account,
) -> None:
    """Neither is a reason to begin with an empty store."""
    config = placed.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        ((gap,),) = placed.sql("SELECT min(message_id) FROM gap")
        store.corrections.record_correction("gap", f"m{gap}", "", "dismissed", NOW)
    said = placed.sql("SELECT about, message_id, said FROM correction")
    mails = placed.sql("SELECT count(*) FROM message")
    placed.sql("UPDATE person SET name = CAST(x'41ff42' AS TEXT) WHERE id = 1")
    assert kinds(placed) == {"corrupt"}
    placed.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = placed.store.read_bytes()
    assert b"CREATE INDEX" in raw
    placed.store.write_bytes(raw.replace(b"CREATE INDEX", b"CREATE INDFX", 1))
    faults = examine(url(placed))
    assert {one.kind for one in faults} == {"corrupt"}
    repair(url(placed), faults)
    assert examine(url(placed)) == ()
    assert placed.sql("SELECT about, message_id, said FROM correction") == said != []
    assert placed.sql("SELECT count(*) FROM message") == mails


@pytest.mark.parametrize("damage_log", ["cut", "noise", "gone"])
def test_a_damaged_log_costs_at_most_what_was_not_yet_in_the_file(
    sample: Account, tmp_path: Path, damage_log: str
) -> None:
    """Killed before its log went into the file, and the log is damaged besides."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    keeper = sqlite3.connect(account.store)
    keeper.execute("BEGIN")
    keeper.execute("SELECT count(*) FROM person").fetchone()  # whose view the log is kept for
    account.once()
    saved, log = account.store.read_bytes(), tmp_path / "a" / "wellkeeper.db-wal"
    wal = bytearray(log.read_bytes())
    keeper.close()
    assert len(wal) > 8192
    before = account.picture(), account.on_server()
    if damage_log == "cut":
        del wal[len(wal) * 2 // 3 :]
    elif damage_log == "noise":
        wal[len(wal) // 2 : len(wal) // 2 + 5000] = random.Random(1).randbytes(5000)
    account.store.write_bytes(saved)
    account.store.with_name("wellkeeper.db-shm").unlink(missing_ok=True)
    log.write_bytes(b"" if damage_log == "gone" else wal)
    log.chmod(0o600)
    faults = examine(url(account))
    assert {one.kind for one in faults} <= {"cursor", "reference"}, "a log that is cut is no damage"
    repair(url(account), faults)
    for minutes in (5, 10, 20):
        account.once(minutes)
    assert (account.picture(), account.on_server()) == before
