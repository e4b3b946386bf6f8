"""Whether `info@` counts as a person follows from whose name its mails bear, in whatever order
they arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.store import Store, open_store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = Owner(name="Nora Lind", addresses=("nora@lind.example",))
SHARED = "info@oudekade.example"
FOLDERS = (FolderInfo("INBOX", FolderRole.INBOX), FolderInfo("Sent", FolderRole.SENT))


class Mailbox:
    """Hands over mails as a scan does, each call as one batch, and infers from them."""

    def __init__(self, store: Store, owner: Owner = OWNER) -> None:
        self._store = store
        self._owner = owner
        self._scans = store.scans("main")
        self._cursors = [
            self._scans.open_folder(one, FolderStatus(one.name, 1, 0)) for one in FOLDERS
        ]
        self._uid = 0

    def receive(self, *mails: tuple[str, str]) -> None:
        inbox: list[RawHeader] = []
        sent: list[RawHeader] = []
        for sender, recipient in mails:
            self._uid += 1
            at = NOW - timedelta(days=90 - self._uid)
            header = (
                f"From: {sender}\r\nTo: {recipient}\r\nSubject: Room {self._uid}\r\n"
                f"Message-ID: <{self._uid}@mail.example>\r\n"
                f"Date: {at:%a, %d %b %Y %H:%M:%S +0000}\r\n\r\n"
            )
            ours = any(address in sender for address in self._owner.addresses)
            (sent if ours else inbox).append(
                RawHeader(self._uid, header.encode(), (), int(at.timestamp()))
            )
        for cursor, batch in zip(self._cursors, (inbox, sent), strict=True):
            messages, unread = parse_batch(batch, NOW)
            self._scans.record(cursor, [(messages, unread)], self._uid, NOW)
        self._store.inference.infer_pending(self._owner.addresses, self._owner.name)

    def people(self) -> Sequence[tuple[str, int, int]]:
        return self._store.database.execute_sql(
            "SELECT name, touches_out, touches_in FROM person ORDER BY name"
        ).fetchall()


NORA = "Nora Lind <nora@lind.example>"


def test_a_house_is_no_person(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        box = Mailbox(store)
        box.receive((NORA, SHARED), (f"De Oude Kade <{SHARED}>", NORA), (NORA, SHARED))
        assert box.people() == []


def test_one_human_is_a_person(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        box = Mailbox(store)
        box.receive((NORA, SHARED), (f"Anna Smit <{SHARED}>", NORA))
        assert box.people() == [("Anna Smit", 1, 1)]


def test_a_name_that_comes_later_brings_back_what_was_before(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        box = Mailbox(store)
        box.receive((NORA, SHARED), (SHARED, NORA), (NORA, SHARED))
        assert box.people() == []
        box.receive((f"Anna Smit <{SHARED}>", NORA))
        assert box.people() == [("Anna Smit", 2, 2)]


def test_two_who_write_from_it_are_nobody(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        box = Mailbox(store)
        box.receive((f"Anna Smit <{SHARED}>", NORA))
        box.receive((f"Peter Bos <{SHARED}>", NORA))
        box.receive((NORA, SHARED))
        assert box.people() == []
        assert store.database.execute_sql("SELECT count(*) FROM touch").fetchone() == (0,)


def test_a_person_stays_one_when_a_colleague_writes(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        box = Mailbox(store)
        box.receive((NORA, SHARED), (f"Anna Smit <{SHARED}>", NORA))
        box.receive((f"Peter Bos <{SHARED}>", NORA))
        assert len(box.people()) == 1


def test_mail_that_calls_itself_a_team_is_no_person(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", OWNER) as store:
        box = Mailbox(store)
        box.receive(("Kade Support <kade@oudekade.example>", NORA))
        box.receive((NORA, "kade@oudekade.example"))
        assert box.people() == []


def test_the_owner_may_write_from_a_shared_address(tmp_path: Path) -> None:
    own = Owner(name="Nora Lind", addresses=("hello@lind.example",))
    with open_store(f"sqlite:///{tmp_path}/a.db", own) as store:
        box = Mailbox(store, own)
        box.receive(
            ("hello@lind.example", "Ann Bee <ann@bee.example>"),
            ("Ann Bee <ann@bee.example>", "hello@lind.example"),
        )
        assert box.people() == [("Ann Bee", 1, 1)]
