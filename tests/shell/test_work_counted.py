"""What new mail costs is counted in steps of the database's machine, which are the same on every
computer: they must be those of the people and threads concerned, whatever else is in the mailbox.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mailroom import letter

from bench.corpora import split_mail
from bench.synthetic import ALIAS, NOW, OWNER, OWNER_NAME, World
from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.model import Owner
from daemon.core.scanned import parse_batch
from daemon.store import Store, open_store

NORA = f"{OWNER_NAME} <{OWNER}>"
ANN = "Ann Lee <ann@lee-and-daughters.example>"
_ROLES = {"INBOX": FolderRole.INBOX, "Sent": FolderRole.SENT, "Archive": FolderRole.ARCHIVE}
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
                RawHeader(first_uid + number, split_mail(one)[0], received_at=NOW)
                for number, one in enumerate(raw)
            ]
            parsed, unread = parse_batch(batch, NOW, role)
            assert not unread
            scans.record_batch(cursor, parsed, unread, batch[-1].uid, NOW)
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


def cost_of_one_mail(folder: Path, others: int) -> int:
    """Steps that the inference of one mail of Ann's takes in a mailbox with so many other mails."""
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
    with open_store(store_url, Owner(OWNER_NAME, (OWNER, ALIAS))) as store:
        scan(store, known)
        world = World(others, 40).mails()
        scan(store, [(one.folder, one.raw) for one in world], first_uid=1_000)
        # A reply without references is looked for among all mails of its subject.
        new = letter(90, ANN, NORA, subject="Re: Out 2")
        with steps(store) as found:
            scan(store, [("INBOX", new)], first_uid=100_000)
        (touches,) = (one.touches for one in store.network.load_people() if one.name == "Ann Lee")
        assert touches
    return found[0]


def test_inference_of_a_mail_costs_the_same_in_a_mailbox_four_times_as_large(
    tmp_path: Path,
) -> None:
    small = cost_of_one_mail(tmp_path / "small", 1_500)
    large = cost_of_one_mail(tmp_path / "large", 6_000)
    assert 0 < large < 1.3 * small, (small, large)
