"""Reading new mail: in batches, from where it stopped, each mail once, and none passed over
in silence.
"""

from __future__ import annotations

import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest
from killer import KillingProxy, after_bytes, once_cut
from mailroom import NOW, Account, letter, peak_memory

from daemon.errors import ConnectionLost
from daemon.jobs.beside import hands
from daemon.jobs.scan import batches, parsing

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lindqvist <nora@lindqvist.example>"
FIVE = [letter(number, ANN, NORA, subject=f"Matter {number}") for number in range(1, 6)]


def files(account: Account, folder: str = "INBOX") -> list[Path]:
    return sorted((account.server.maildir(account.user, folder) / "cur").iterdir())


def renumber(account: Account, folder: str) -> None:
    """What a server does that lost its index: other UIDs under another UIDVALIDITY."""
    path = account.server.maildir(account.user, folder)
    time.sleep(1.1)  # Dovecot's UIDVALIDITY is the time in seconds
    for file in [path / "dovecot-uidlist", *path.glob("dovecot.index*")]:
        file.unlink(missing_ok=True)
    for file in [path / "..", path]:
        for name in file.glob("dovecot-uidvalidity*"):
            name.unlink()


@pytest.mark.parametrize("broken", [[2], [0], [4], [1, 2], [0, 1, 2, 3]])
def test_a_message_that_the_server_dies_of_is_noted_and_the_rest_read(
    account: Account, broken: list[int]
) -> None:
    """Dovecot says BYE over a file that it may not read; it would do so at every pass."""
    account.put("INBOX", *FIVE)
    for number in broken:
        files(account)[number].chmod(0)
    report = account.once()
    assert report.scans["main"].skipped == len(broken)
    assert account.picture()["skipped"] == [("INBOX", number + 1) for number in broken]
    assert len(account.picture()["messages"]) == 5 - len(broken)
    assert all("breaks off" in reason for (reason,) in account.sql("SELECT reason FROM skipped"))
    assert account.once(5).counts()["read"] == 0


@pytest.mark.parametrize(("broken", "most"), [(5, 20), (4, 2)])
def test_a_server_that_dies_of_nearly_everything_is_in_trouble(
    account: Account, monkeypatch: pytest.MonkeyPatch, broken: int, most: int
) -> None:
    """Then nothing more is passed over: it is tried again later."""
    monkeypatch.setattr(batches, "MOST_FATAL", most)
    account.put("INBOX", *FIVE)
    for file in files(account)[:broken]:
        file.chmod(0)
    with pytest.raises(ConnectionLost):
        account.once()
    assert account.sql("SELECT complete_at FROM folder WHERE name = 'INBOX'") == [(None,)]
    assert len(account.picture()["skipped"]) == (0 if broken == 5 else most)
    for file in files(account):
        file.chmod(0o644)
    account.once(5)
    assert len(account.picture()["messages"]) + len(account.picture()["skipped"]) == 5


def test_a_line_that_is_cut_is_no_reason_to_pass_over_a_message(account: Account) -> None:
    account.put("INBOX", *FIVE)
    with (
        KillingProxy(account.server.port, lambda up, down: b"UID FETCH" in up) as proxy,
        pytest.raises(ConnectionLost),
    ):
        account.once(port=proxy.port)
    assert account.picture()["skipped"] == []
    account.once(5)
    assert len(account.picture()["messages"]) == 5


@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_size_of_the_batches_changes_nothing(
    sample: Account, account: Account, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(batches, "BATCH", size)
    account.put_sample()
    Account(account.server, account.user, account.folder, 0).once()
    assert account.picture() == sample.picture()


@pytest.mark.parametrize("cut", [None, 60_000, 120_000])
def test_a_second_process_changes_nothing(
    sample: Account, account: Account, monkeypatch: pytest.MonkeyPatch, cut: int | None
) -> None:
    """Nor when the connection is lost after so many bytes, while it has mails in hand."""
    monkeypatch.setattr(parsing, "MUCH", 1)
    monkeypatch.setattr(hands, "_cores", lambda: 2)
    monkeypatch.setattr(batches, "BATCH", 7)
    account.put_sample()
    fresh = Account(account.server, account.user, account.folder, 0)
    if cut is not None:
        once_cut(fresh, cut)
        assert 0 < stored(account) < 230, "what was read before is kept"
    fresh.once()
    assert account.picture() == sample.picture()


def test_killed_while_it_reads(sample: Account, tmp_path: Path) -> None:
    """At eight points of a whole first pass; the next pass goes on from there."""
    fresh = Account(sample.server, sample.user, tmp_path)  # the same mail, and no store
    with KillingProxy(sample.server.port, after_bytes(1 << 40)) as proxy:
        whole = fresh.copy(tmp_path / "whole", drafts_per_day=0)
        assert whole.start_child(port=proxy.port).wait(60) == 0
        total = proxy.passed
    assert whole.picture() == sample.picture()
    for part in range(8):
        account = fresh.copy(tmp_path / f"{part}", drafts_per_day=0)
        before = account.on_server()
        with KillingProxy(sample.server.port, after_bytes(total * part // 8 + 1), 0.5) as proxy:
            child = account.start_child(port=proxy.port)
            proxy.pid = child.pid
            child.communicate(timeout=60)
        assert child.returncode == -9
        account.once(5)
        assert account.picture() == sample.picture(), part
        assert account.on_server() == before, part


def test_a_new_uidvalidity_doubles_nothing(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a")
    files(account)[3].chmod(0)
    for folder in ("INBOX", "Sent"):
        renumber(account, folder)
    report = account.once(5)
    assert report.scans["main"].read == 77 + 91 and report.scans["main"].new == 0
    assert account.picture("places", "skipped") == sample.picture("places", "skipped")
    assert len(account.picture()["places"]) == 230 and len(account.picture()["skipped"]) == 1
    renumber(account, "INBOX")
    account.once(10)
    assert len(account.picture()["skipped"]) == 1


def test_one_mail_in_two_folders_is_one_even_under_two_message_ids(account: Account) -> None:
    first = letter(1, ANN, NORA)
    account.put("INBOX", first, letter(2, ANN, NORA, subject="Another matter"))
    account.put("Clients/Ann", first.replace(b"<1@letters", b"<copy@exchange"), first)
    account.put(
        "Archive", letter(1, "Bob Ray <bob@evil.example>", NORA, message_id="1@letters.example")
    )
    account.once()
    subjects = sorted(subject for _, subject, *_ in account.picture()["messages"])
    assert subjects == ["Another matter", "Dates", "Dates"], "Bob's mail took Ann's Message-ID"
    assert len(account.picture()["places"]) == 5


def test_a_draft_is_no_mail_wherever_it_lies(account: Account) -> None:
    account.put("INBOX", letter(1, ANN, NORA))
    account.put("All Mail", letter(2, NORA, ANN, subject="Half a thought"), flags=["\\Draft"])
    account.put("Sent", letter(3, NORA, ANN, subject="Sent"), flags=["\\Draft"])
    account.once()
    assert [row[1] for row in account.picture()["messages"]].count("Half a thought") == 0
    assert account.picture()["skipped"] == []
    assert {row[3] for row in account.picture()["touches"]} == {"in", "out"}


def test_junk_trash_and_drafts_are_not_read(account: Account) -> None:
    for number, folder in enumerate(("Junk", "Trash", "Drafts", "INBOX")):
        account.put(folder, letter(number, ANN, NORA, subject=folder))
    account.once()
    assert [row[1] for row in account.picture()["messages"]] == ["INBOX"]


def test_a_folder_that_vanishes_takes_no_mail_with_it(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a")
    newsletters = account.server.maildir(account.user, "Newsletters")
    newsletters.rename(newsletters.with_name(".Letters & more"))
    assert account.once(5).counts()["new"] == 0
    assert account.picture("places") == sample.picture("places")
    (newsletters.with_name(".Letters & more")).rename(tmp_path / "gone")
    assert account.once(10).counts()["new"] == 0
    assert account.picture("places") == sample.picture("places")
    assert {row[0] for row in account.picture()["places"]} == {"INBOX", "Sent", "Archive"}


def test_new_mail_is_read_and_nothing_else(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a")
    account.put("INBOX", *FIVE, at=NOW + timedelta(minutes=1))
    account.put("Sent", letter(9, NORA, ANN, days_ago=0))
    assert account.once(5).counts()["read"] == 6
    assert account.sql("SELECT touches_in, touches_out FROM person WHERE name = 'Ann Lee'") == [
        (5, 1)
    ]


def test_twenty_thousand_mails_in_bounded_memory_killed_on_the_way(account: Account) -> None:
    """The child is killed when 5,000 are stored; the next one reads the rest."""
    count = 20_000
    senders = [f"Person {n} <p{n}@net{n % 90}.example>" for n in range(400)]
    account.put("INBOX", *(
        letter(n, senders[n % 400], NORA, days_ago=1 + n / 40, subject=f"Re: Matter {n % 3000}")
        for n in range(count)
    ))  # fmt: skip
    account.put("Sent", *(letter(count + n, NORA, senders[n], days_ago=30) for n in range(400)))
    child = account.start_child()
    while child.poll() is None and stored(account) < 5_000:
        time.sleep(0.05)
    child.kill()
    child.communicate()
    cursor, so_far = (
        account.sql("SELECT uid_done FROM folder WHERE name = 'INBOX'"),
        stored(account),
    )
    assert child.returncode == -9 and cursor == [(so_far,)] and so_far < count
    assert account.sql("PRAGMA integrity_check") == [("ok",)]
    child = account.start_child(5)
    peak = peak_memory(child)
    assert child.wait() == 0
    assert stored(account) == count + 400 and account.sql("SELECT count(*) FROM person") == [(400,)]
    assert account.sql("SELECT count(*), count(DISTINCT identity_key) FROM message") == [
        (20_400,) * 2
    ]
    assert 0 < peak < 130_000, f"{peak} kB"


def stored(account: Account) -> int:
    if not account.store.exists():
        return 0
    try:
        return int(account.sql("SELECT count(*) FROM message")[0][0])
    except sqlite3.OperationalError:
        return 0  # the tables are just being made
