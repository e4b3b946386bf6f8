"""How many mails lie in a folder is counted as they come: whatever happens to them, what `status`
tells is what lies there.
"""

from __future__ import annotations

from pathlib import Path

from mailroom import NOW, headers

from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.store import Store, open_store
from daemon.store.repair import repair
from daemon.store.scans import FolderCursor
from daemon.store.upkeep import Fault

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lind <nora@lind.example>"
OWNER = Owner("Nora Lind", ("nora@lind.example",), "Europe/Amsterdam")
SENT = FolderInfo("Sent", FolderRole.SENT)


def read(store: Store, first: int, number: int, *, to: str = ANN, validity: int = 1) -> int:
    """So many mails come, and the folder is read to its end; how many are said to lie in it."""
    cursor = stored(store, first, number, to=to, validity=validity)
    last = first + number - 1
    done = [(cursor, FolderStatus("Sent", validity, last + 1))]
    store.scans("main").record_complete(done, NOW)
    return told(store)


def stored(
    store: Store, first: int, number: int, *, to: str = ANN, validity: int = 1
) -> FolderCursor:
    """The same, but for the end of the folder, which is not reached."""
    scans = store.scans("main")
    last = first + number - 1
    cursor = scans.open_folder(SENT, FolderStatus("Sent", validity, last + 1))
    raw = headers(range(first, last + 1), NORA, to)
    scans.record(cursor, [(parse_batch(raw, NOW)[0], [])], last, NOW)
    return cursor


def told(store: Store) -> int:
    """What `status` tells, which has to be what lies there."""
    (folder,) = store.health.load_folders()
    assert store.database.execute_sql("SELECT count(*) FROM location").fetchall() == [
        (folder.messages,)
    ]
    return folder.messages


def test_what_comes_is_counted(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        assert read(store, 1, 5) == 5
        stored(store, 8, 2)  # and it breaks off
        assert told(store) == 7
        assert read(store, 10, 3) == 10
        assert read(store, 10, 4) == 11, "what is stored again lies there once"


def test_other_uids_are_counted_anew(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        assert read(store, 1, 5) == 5
        assert read(store, 2, 3, validity=2) == 3
        store.scans("main").open_folder(SENT, FolderStatus("Sent", 3, 9))
        assert told(store) == 0


def test_what_is_forgotten_is_not_counted(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        assert read(store, 1, 5) == 5
        assert read(store, 6, 2, to="Tom Day <tom@day.example>") == 7
        cursor = stored(store, 8, 1)
        answer = f"From: {ANN}\r\nTo: {NORA}\r\nMessage-ID: <a@mail.example>\r\n\r\n".encode()
        got = parse_batch([RawHeader(9, answer, received_at=int(NOW.timestamp()))], NOW)[0]
        store.scans("main").record(cursor, [(got, [])], 9, NOW)
        store.inference.infer_pending(OWNER.addresses, OWNER.name)
        ((ann,),) = store.database.execute_sql("SELECT id FROM person")
        store.forgetting.forget(ann)
        assert told(store) == 2
        assert read(store, 20, 3, to="Tom Day <tom@day.example>") == 5


def test_after_a_repair_all_is_counted_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    with open_store(url, OWNER) as store:
        assert read(store, 1, 5) == 5
    repair(url, [Fault("reference", "1 rows of gap belong to no person")])
    with open_store(url, OWNER) as store:
        assert told(store) == 0
        assert read(store, 1, 5) == 5
