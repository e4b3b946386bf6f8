"""What new mail costs is counted in steps of the database's machine, which are the same on every
computer: they must be those of the people and threads concerned, whatever else is in the mailbox.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from mailroom import letter

from bench.corpora import split_mail
from bench.synthetic import ALIAS, NOW, OWNER, OWNER_NAME, World
from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.model import DraftState, Owner
from daemon.core.scan_batch import parse_batch
from daemon.jobs.read import READ_DAYS
from daemon.store import Store, open_store
from daemon.store.drafts import PlacedDraft
from daemon.store.reading import Reading

NORA = f"{OWNER_NAME} <{OWNER}>"
ANN = "Ann Lee <ann@lee-and-daughters.example>"
#: Two of one name, of whom nobody can say whether they are one.
BOBS = ("Bob Ray <bob@ray.example>", "Bob Ray <b.ray@elsewhere.example>")
_ROLES = {"INBOX": FolderRole.INBOX, "Sent": FolderRole.SENT, "Archive": FolderRole.ARCHIVE}
#: So many other mails.
SMALL, LARGE = 1_500, 6_000
#: The handler is called once in so many steps.
_GRAIN = 10


def scan(store: Store, mails: Sequence[tuple[str, bytes]], first_uid: int = 1) -> None:
    """The headers of these mails, (folder, bytes), and what follows from them."""
    scans = store.scans("nora")
    for folder, role in _ROLES.items():
        raw = [one for name, one in mails if name == folder]
        if raw:
            cursor = scans.open_folder(FolderInfo(folder, role), FolderStatus(folder, 1, 1, 2))
            batch = [
                RawHeader(first_uid + number, split_mail(one)[0], received_at=int(NOW.timestamp()))
                for number, one in enumerate(raw)
            ]
            parsed, unread = parse_batch(batch, NOW, role)
            assert not unread
            scans.record(cursor, [(parsed, unread)], batch[-1].uid, NOW)
    store.inference.infer_pending((OWNER, ALIAS), OWNER_NAME)


@contextmanager
def steps(store: Store) -> Iterator[list[int]]:
    """Counts the steps of all statements that are run within; one number when it has ended."""
    count = 0
    found: list[int] = []

    def tick() -> int:
        nonlocal count
        count += _GRAIN
        return 0

    connection = store.database.connection()
    connection.set_progress_handler(tick, _GRAIN)
    try:
        yield found
    finally:
        connection.set_progress_handler(None, 0)
        found.append(count)


def costs(folder: Path, others: int) -> dict[str, int]:
    """Steps, in a mailbox with so many other mails, of the inference of one mail of Ann's and one
    of a namesake's, and of what every pass asks of drafts, and of mails to read.
    """
    folder.mkdir()
    store_url = f"sqlite:///{folder}/wellkeeper.db"
    known = [
        mail
        for number in range(6)
        for mail in (
            ("INBOX", letter(10 + number, ANN, NORA, subject=f"In {number}")),
            ("Sent", letter(30 + number, NORA, ANN, subject=f"Out {number}")),
        )
    ]
    for number, bob in enumerate(BOBS):
        known.append(("INBOX", letter(50 + number, bob, NORA, subject=f"Bob {number}")))
        known.append(("Sent", letter(60 + number, NORA, bob, subject=f"To Bob {number}")))
    with open_store(store_url, Owner(OWNER_NAME, (OWNER, ALIAS))) as store:
        scan(store, known)
        world = World(others, 40).mails()
        scan(store, [(one.folder, one.raw) for one in world], first_uid=1_000)
        # A reply without references is looked for among all mails of its subject.
        new = letter(90, ANN, NORA, subject="Re: Out 2")
        with steps(store) as inferred:
            scan(store, [("INBOX", new)], first_uid=100_000)
        (touches,) = (one.touches for one in store.network.load_people() if one.name == "Ann Lee")
        assert touches
        with steps(store) as namesake:
            scan(store, [("INBOX", letter(91, BOBS[0], NORA, subject="Anew"))], first_uid=100_001)
        horizon, limit = NOW - timedelta(days=READ_DAYS), 10_000
        wanted = store.reading.wanted(1, horizon, limit)
        store.reading.record_readings([Reading(one) for one in wanted], 1)
        with steps(store) as worth_reading:
            assert not store.reading.wanted(1, horizon, limit)
        decided = [one for some in store.turns.undecided(1, horizon) for one in some]
        store.turns.record_turns(dict.fromkeys(decided), 1)
        assert len(decided) > others // 20
        with steps(store) as undecided:
            assert not list(store.turns.undecided(1, horizon))
        with steps(store) as owner:
            assert store.inference.owner_addresses() == {OWNER, ALIAS}
        with steps(store) as begun:
            assert store.marks.record_begun(()) == 0
        draft = PlacedDraft(
            1, DraftState.PLACED, "<d@x.example>", "Drafts", 1, 1, 1, NOW, None, None,
            ("ann@lee-and-daughters.example",), "Hello", answers="10@letters.example",
        )  # fmt: skip
        with steps(store) as sent:
            store.drafts("nora").copies.find_sent(draft, by_likeness=True)
    return {
        "inferred": inferred[0],
        "namesake": namesake[0],
        "worth_reading": worth_reading[0],
        "undecided": undecided[0],
        "owner": owner[0],
        "begun": begun[0],
        "sent": sent[0],
    }


@pytest.mark.parametrize(
    "what", ["inferred", "namesake", "worth_reading", "undecided", "owner", "begun", "sent"]
)
def test_costs_the_same_in_a_mailbox_four_times_as_large(
    what: str, small: dict[str, int], large: dict[str, int]
) -> None:
    # A few steps of a B-tree that is deeper by one, and of the handler's grain.
    assert large[what] <= 1.3 * small[what] + 100, (small, large)


def test_of_namesakes_only_who_wrote_is_counted_anew(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/wellkeeper.db", Owner(OWNER_NAME, (OWNER,))) as store:
        for number, bob in enumerate(BOBS):
            mails = [letter(number, bob, NORA), letter(10 + number, NORA, bob)]
            scan(store, [("INBOX", mails[0])], first_uid=1 + number)
            scan(store, [("Sent", mails[1])], first_uid=1 + number)
        first, other = (one.id for one in store.network.load_people())
        statements: list[str] = []
        store.database.connection().set_trace_callback(statements.append)
        scan(store, [("INBOX", letter(20, BOBS[0], NORA, subject="Anew"))], first_uid=10)
        store.database.connection().set_trace_callback(None)
        touched = {one.id for one in store.network.load_people() if one.touches_in == 2}
    counted = [one for one in statements if one.startswith("UPDATE person SET first_seen")]
    ids = [int(one.rpartition(" = ")[2]) for one in counted]
    assert len(ids) == 1 and touched == set(ids) and ids[0] in (first, other)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return costs(tmp_path_factory.mktemp("counted") / "small", SMALL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return costs(tmp_path_factory.mktemp("counted") / "large", LARGE)
