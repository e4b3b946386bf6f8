"""What is kept of each person's touches is what their touches say, whoever wrote, deleted or moved
them, and new mail costs no more where many came before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mailroom import NOW, Account

from bench.corpora import split_mail
from bench.real_mailboxes import MAILBOXES, owner_of, read_mailbox, users_of
from bench.synthetic import ALIAS, OWNER, OWNER_NAME, World
from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.core.tally import Tally, count_touches
from daemon.core.worktime import DAY
from daemon.store import Store, open_store, tallies
from daemon.store.engine import execute, transaction
from daemon.store.habits import refresh_habits
from daemon.store.repair import repair
from daemon.store.tallies import load_tallies, wrong_tallies
from daemon.store.threading import merge_threads
from daemon.store.ties import fold_person
from daemon.store.upkeep import examine

USUAL = (
    "SELECT id, first_seen, last_touch, last_out, last_in, touches_out, touches_in, touches_both, "
    "contacts, usual_days, long_days, owner_reply_days, owner_long_days, owner_answers, "
    "person_reply_days, person_long_days, person_answers, circle FROM person ORDER BY id"
)
WAYS = ("in", "out", "in", "out", "both")
PEOPLE, ADDRESSES, THREADS, MAILS = 2, 3, 5, 25


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A few people, one of them with several addresses, and mails in few threads."""
    url = f"sqlite:///{tmp_path_factory.mktemp('tallies')}/wellkeeper.db"
    with open_store(url, Owner("Nora", ("nora@example.org",))) as store:
        for number in range(1, PEOPLE + 1):
            insert(store, "person", id=number)
        for number in range(1, ADDRESSES + 1):
            person = min(number, PEOPLE)
            insert(store, "address", id=number, email=f"a{number}@example.org", person_id=person)
        for number in range(1, THREADS + 1):
            insert(store, "thread", id=number)
        for number in range(1, MAILS + 1):
            thread = number % THREADS + 1
            insert(store, "message", id=number, thread_id=thread, identity_key=number)
        yield store


def insert(store: Store, table: str, **cells: object) -> None:
    """A row of which only this matters."""
    columns = store.database.execute_sql(f"PRAGMA table_info({table})").fetchall()
    row: dict[str, object] = {name: 0 for _, name, _, must, _, key in columns if must and not key}
    row |= {"owner_id": 1, **cells}
    marks = ", ".join("?" * len(row))
    execute(
        store.database, f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()]
    )


def plainly(store: Store) -> dict[int, Tally]:
    """The tallies of all, from all touches."""
    touches: dict[int, list[Any]] = {}
    for person, *touch in execute(
        store.database,
        "SELECT a.person_id, t.at, t.direction, CAST(coalesce(t.thread_id, '') AS TEXT) "
        "FROM touch t JOIN address a ON a.id = t.address_id WHERE a.person_id IS NOT NULL",
    ):
        touches.setdefault(person, []).append(tuple(touch))
    return {person: count_touches(them) for person, them in touches.items()}


def persons(store: Store) -> list[int]:
    return [number for (number,) in execute(store.database, "SELECT id FROM person ORDER BY id")]


def usual(store: Store) -> list[tuple[Any, ...]]:
    return execute(store.database, USUAL)


number = st.integers(0, 30)
#: In half days: of one month, and of more than memory holds.
moment = st.one_of(st.integers(0, 60), st.integers(0, 60), st.integers(0, 1800))
touch = st.tuples(st.just("touch"), number, number, moment, number)
look = st.tuples(st.just("look"), st.sets(st.integers(1, PEOPLE), min_size=1))
change = st.one_of(
    st.tuples(st.just("log"), number, st.just(0), moment, number),
    st.tuples(st.just("delete"), number),
    st.tuples(st.just("delete last")),
    st.tuples(st.just("join"), number, number),
    st.tuples(st.just("move"), number, number),
    st.tuples(st.just("fold"), number, number),
    st.tuples(st.just("forget mail"), number),
)
STEPS = st.lists(st.one_of(touch, look, change), min_size=20, max_size=60)


def take(store: Store, step: tuple[Any, ...]) -> None:
    database = store.database
    what, one, *more = (*step, 0)
    if what in ("touch", "log"):
        message = more[0] % MAILS + 1 if what == "touch" else None
        execute(
            database,
            "INSERT INTO touch (owner_id, address_id, message_id, at, kind, direction, note, "
            "detector, version, thread_id) SELECT 1, ?, m.id, ?, 'email', ?, '', '', 1, "
            "m.thread_id FROM (SELECT 1) LEFT JOIN message m ON m.id = ? "
            "WHERE m.id IS NOT NULL OR ? IS NULL ON CONFLICT DO NOTHING",
            (one % ADDRESSES + 1, more[1] * DAY // 2, WAYS[more[2] % 5], message, message),
        )
    elif what == "delete":
        execute(
            database,
            "DELETE FROM touch WHERE id = (SELECT id FROM touch ORDER BY id LIMIT 1 OFFSET ?)",
            (one,),
        )
    elif what == "delete last":
        execute(database, "DELETE FROM touch WHERE id = (SELECT max(id) FROM touch)")
    elif what == "join":
        there = [thread for (thread,) in execute(database, "SELECT id FROM thread")]
        if len(there) > 1:
            merge_threads(database, [(there[one % len(there)], there[more[0] % len(there)])])
    elif what == "move":
        whom = [None, *persons(store)]
        execute(
            database,
            "UPDATE address SET person_id = ? WHERE id = ?",
            (whom[more[0] % len(whom)], one % ADDRESSES + 1),
        )
    elif what == "fold":
        there = persons(store)
        gone, into = there[one % len(there)], there[more[0] % len(there)]
        if gone != into:
            fold_person(database, gone, into)
    elif what == "forget mail":
        execute(database, "DELETE FROM message WHERE id = ?", (one % MAILS + 1,))
    else:
        load_tallies(database, 1, sorted(one & {*persons(store)}))


@given(STEPS)
@settings(max_examples=250, deadline=None)
def test_whatever_is_done_to_touches_what_is_kept_is_what_they_say(
    small: Store, steps: list[tuple[Any, ...]]
) -> None:
    connection = small.database.connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps:
            take(small, step)
            assert [*wrong_tallies(connection)] == []
        assert load_tallies(small.database, 1, persons(small)) == plainly(small)
        assert [*wrong_tallies(connection)] == []
    finally:
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    "step",
    [("join", 1, 2), ("delete", 3), ("delete last",), ("move", 0, 2), ("fold", 1, 0),
     ("fold", 0, 1), ("forget mail", 2)],
)  # fmt: skip
def test_no_tally_outlives_what_it_was_counted_of(small: Store, step: tuple[Any, ...]) -> None:
    connection = small.database.connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        for one in range(8):
            take(small, ("touch", 0, one, one * 2, one % 2))
        before = load_tallies(small.database, 1, [1])
        take(small, step)
        assert [*wrong_tallies(connection)] == []
        take(small, ("touch", 0, 20, 40, 1))
        assert load_tallies(small.database, 1, persons(small)) == plainly(small) != before
    finally:
        connection.execute("ROLLBACK")


def test_of_very_many_new_touches_tallies_are_counted_anew(
    small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_MANY", 3)
    connection = small.database.connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        for few in (2, 5, 3, 4):
            for one in range(few):
                take(small, ("log", one, 0, few * 10 + one, 1))
            assert load_tallies(small.database, 1, persons(small)) == plainly(small)
    finally:
        connection.execute("ROLLBACK")


# -- mail as it comes -----------------------------------------------------------------------------


def scan(store: Store, owner: Owner, first_uid: int, mails: Sequence[tuple[str, bytes]]) -> None:
    """The headers of these mails, (folder, bytes), and what follows from them."""
    scans = store.scans("nora")
    for folder in sorted({folder for folder, _ in mails}):
        role = FolderRole.SENT if "sent" in folder.lower() else FolderRole.INBOX
        cursor = scans.open_folder(FolderInfo(folder, role), FolderStatus(folder, 1, 1, 2))
        raw = [
            RawHeader(first_uid + number, split_mail(mail)[0], received_at=int(NOW.timestamp()))
            for number, (where, mail) in enumerate(mails)
            if where == folder
        ]
        batch = parse_batch(raw, NOW, role)
        scans.record(cursor, [batch], raw[-1].uid, NOW)
    store.inference.infer_pending(owner.addresses, owner.name)


def in_parts(
    folder: Path, owner: Owner, mails: Sequence[tuple[str, bytes]], sizes: Sequence[int]
) -> None:
    """Mail that comes in parts says of people what all of it together says."""
    url = f"sqlite:///{folder}/wellkeeper.db"
    with open_store(url, owner) as store:
        start = 0
        for size in (*sizes, len(mails)):
            scan(store, owner, start + 1, mails[start : start + size])
            start += size
            assert examine(url) == ()
        known, kept = usual(store), load_tallies(store.database, 1, persons(store))
        assert len(kept) > 20
        execute(store.database, "DELETE FROM tally")
        refresh_habits(store.database, 1, persons(store))
        assert usual(store) == known
        assert load_tallies(store.database, 1, persons(store)) == kept == plainly(store)


def test_synthetic_mail_in_parts(tmp_path: Path) -> None:
    mails = [(mail.folder, mail.raw) for mail in World(3_000, 60).mails()]
    in_parts(tmp_path, Owner(OWNER_NAME, (OWNER, ALIAS)), mails, (2_000, 100, 10, 1, 1, 300))


@pytest.mark.corpora
def test_real_mail_in_parts(tmp_path: Path) -> None:
    if not MAILBOXES.is_dir():
        pytest.skip(f"NOT RUN: no mailboxes at {MAILBOXES} (WELLKEEPER_CORPORA)")
    user = min(users_of(MAILBOXES), key=lambda one: (MAILBOXES / f"{one}.tar.xz").stat().st_size)
    found = read_mailbox(MAILBOXES, user)
    mails = [(at, name, raw) for name, some in found.items() for raw, at, _ in some]
    ordered = [(name, raw) for _, name, raw in sorted(mails)]
    # The last ones come before others that are older.
    middle = len(ordered) // 2
    shuffled = [*ordered[:middle], *ordered[-50:], *ordered[middle:-50]]
    in_parts(tmp_path, owner_of(MAILBOXES, user), shuffled, (middle, 50, 20, 7, 1, 100))


def test_doctor_sees_a_tally_that_is_wrong_and_a_repair_counts_anew(
    sample: Account, tmp_path: Path
) -> None:
    account = sample.copy(tmp_path / "a")
    url = f"sqlite:///{account.store}"
    people = account.sql(USUAL)
    assert account.sql("SELECT count(*) > 5 FROM tally") == [(1,)]
    account.sql("UPDATE tally SET touches_out = touches_out + 1 WHERE person_id % 2")
    account.sql("UPDATE owner SET tallied = tallied + 1")
    faults = examine(url)
    assert [one.kind for one in faults] == ["tally", "tally"]
    repair(url, faults)
    assert examine(url) == ()
    account.once(5)
    assert account.sql(USUAL) == people
    assert examine(url) == ()


@pytest.mark.parametrize("column", ["days", "owner_took", "person_took"])
@pytest.mark.parametrize("damage", ["substr({0}, 2)", "'text'", "zeroblob(1)"])
def test_what_is_damaged_is_counted_anew(
    sample: Account, tmp_path: Path, column: str, damage: str
) -> None:
    account = sample.copy(tmp_path / "a")
    config = account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        everybody = [one for (one,) in execute(store.database, "SELECT person_id FROM tally")]
        before = load_tallies(store.database, 1, everybody)
        execute(store.database, f"UPDATE tally SET {column} = {damage.format(column)}")
        assert load_tallies(store.database, 1, everybody) == before
    assert examine(config.store.url) == ()


def test_the_next_mail_costs_no_more_steps_where_many_came_before(tmp_path: Path) -> None:
    """Of the database's machine, which are the same on every computer."""

    def steps(touches: int) -> int:
        url = f"sqlite:///{tmp_path}/{touches}.db"
        with open_store(url, Owner("Nora", ("nora@example.org",))) as store:
            insert(store, "person", id=1)
            insert(store, "address", id=1, email="a@example.org", person_id=1)
            with transaction(store.database):
                for one in range(touches):
                    take_touch(store, one)
            refresh_habits(store.database, 1, [1])
            take_touch(store, touches)
            count = 0

            def tick() -> int:
                nonlocal count
                count += 1
                return 0

            store.database.connection().set_progress_handler(tick, 1)
            refresh_habits(store.database, 1, [1])
            return count

    assert steps(4_000) < steps(400) + 50


def take_touch(store: Store, number: int) -> None:
    insert(store, "thread", id=number + 1)
    insert(store, "message", id=number + 1, thread_id=number + 1, identity_key=number)
    insert(
        store, "touch", address_id=1, message_id=number + 1, at=number * DAY // 2, kind="email",
        direction="in", thread_id=number + 1,
    )  # fmt: skip
