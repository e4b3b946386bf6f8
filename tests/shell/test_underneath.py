"""What changes underneath a pass: another client deletes and delivers while it reads, a folder is
made anew in the middle of a scan, and the disk runs full at any point of it.
"""

from __future__ import annotations

import imaplib
import random
import re
import subprocess
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from mailroom import NOW, Account, letter

from daemon.errors import ConnectionLost, StoreError
from daemon.jobs.once import Quiet, run_pass
from daemon.store import open_store
from daemon.templating import Templates

NORA = "Nora Lindqvist <nora@lindqvist.example>"
#: More than one batch of a scan.
MANY = 1_200


class AtBatch(Quiet):
    """Does something once, after the first batch of the inbox."""

    def __init__(self, act: object) -> None:
        self.act = act
        self.done = 0

    def scanned(self, folder: str, done: int, total: int) -> None:
        if folder == "INBOX" and not self.done:
            self.done = done
            assert callable(self.act)
            self.act()


def run(account: Account, reporter: Quiet, minutes: float = 0) -> None:
    config = account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        run_pass(config, store, Templates(), NOW + timedelta(minutes=minutes), reporter)


def mails(first: int, count: int, folder: str = "a") -> list[bytes]:
    return [
        letter(n, f"Ann Lee <ann@{folder}.example>", NORA, subject=f"{folder} {n}", days_ago=9)
        for n in range(first, first + count)
    ]


def subjects_on_server(account: Account, folder: str = "INBOX") -> dict[int, str]:
    """UID → subject, as the server has them."""
    with imaplib.IMAP4(account.server.host, account.server.port) as client:
        client.login(account.user, account.server.password)
        client.select(folder, readonly=True)
        answer = client.uid("FETCH", "1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
    found = {}
    for part in answer:
        if isinstance(part, tuple):
            uid = re.search(rb"UID (\d+)", part[0])
            assert uid
            found[int(uid[1])] = part[1].decode().partition(":")[2].strip()
    return found


def stored(account: Account, folder: str = "INBOX") -> dict[int, str]:
    """UID → subject, as the store has them."""
    rows = account.sql(
        "SELECT l.uid, m.subject FROM location l JOIN message m ON m.id = l.message_id "
        "JOIN folder f ON f.id = l.folder_id WHERE f.name = ?", folder,
    )  # fmt: skip
    return dict(rows)


def test_another_client_deletes_and_delivers_while_it_reads(account: Account) -> None:
    account.put("INBOX", *mails(1, MANY), at=NOW - timedelta(days=9))
    over = threading.Event()
    deleted: list[int] = []

    def meddle() -> None:
        chance = random.Random(5)
        number = 50_000
        with imaplib.IMAP4(account.server.host, account.server.port) as client:
            client.login(account.user, account.server.password)
            client.select("INBOX")
            while not over.is_set():
                uid = chance.randrange(1, MANY + 1)
                client.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Deleted)")
                client.expunge()
                deleted.append(uid)
                number += 1
                client.append("INBOX", "", None, mails(number, 1)[0])

    other = threading.Thread(target=meddle)
    other.start()
    try:
        run(account, Quiet())
    finally:
        over.set()
        other.join()
    assert len(set(deleted)) > 5, "nothing was deleted meanwhile"
    account.once(5)
    there, known = subjects_on_server(account), stored(account)
    assert {uid: known.get(uid) for uid in there} == there, "a mail is lost, or is another"
    assert not [uid for uid, subject in known.items() if there.get(uid, subject) != subject]
    ids = account.sql("SELECT identity_key FROM message")
    assert len(ids) == len(set(ids))
    assert account.picture()["skipped"] == []
    assert account.once(10).counts()["read"] == 0


def make_anew(account: Account) -> None:
    """Give the inbox another UIDVALIDITY and other mails under the same numbers."""
    folder = account.server.maildir(account.user)
    for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
        (folder / name).unlink(missing_ok=True)
    for file in sorted((folder / "cur").iterdir())[::2]:
        file.unlink()
    account.put("INBOX", *mails(70_000, MANY, "b"), at=NOW - timedelta(days=9))
    account.server.restart()


def test_a_folder_that_is_made_anew_in_the_middle_of_a_scan(account: Account) -> None:
    account.put("INBOX", *mails(1, MANY), at=NOW - timedelta(days=9))
    reporter = AtBatch(lambda: make_anew(account))
    with pytest.raises(ConnectionLost):
        run(account, reporter)
    assert 0 < reporter.done < MANY
    for minutes in (5, 10):
        account.once(minutes)
    there = subjects_on_server(account)
    assert len(there) == MANY + MANY // 2 and stored(account) == there
    ids = account.sql("SELECT identity_key FROM message")
    assert len(ids) == len(set(ids)) and account.picture()["skipped"] == []


@pytest.mark.parametrize("kilobytes", [180, 420, 700, 900])
def test_a_disk_that_runs_full_in_the_middle_of_a_pass(
    sample: Account, tmp_path: Path, kilobytes: int
) -> None:
    """Whatever fits is kept whole; the mailbox is as it was; with room it goes on."""
    whole = replace(sample.copy(tmp_path / "whole"), drafts_per_day=3)
    whole.once()
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    account.store.unlink()
    small = tmp_path / "small"
    small.mkdir()

    def mount(how: str) -> int:
        line = ["mount", "-t", "tmpfs", "-o", how, "none", str(small)]
        return subprocess.run(line, capture_output=True, check=False).returncode

    if mount(f"size={kilobytes}k") != 0:
        pytest.skip("only root may mount a small disk")
    try:
        account = replace(account, folder=small)
        before = account.on_server()
        for minutes in (0, 1):
            with pytest.raises(StoreError, match="full"):
                account.once(minutes)
            assert account.sql("PRAGMA integrity_check") in ([("ok",)], [])
        drafts = {key for key in account.on_server() if key not in before}
        assert not drafts or not account.sql("SELECT 1 FROM draft WHERE state = 'reserved'")
        assert mount("remount,size=50m") == 0
        for minutes in (5, 10, 20):
            account.once(minutes)
        assert account.picture() == whole.picture()
        assert account.placed_ids() == whole.placed_ids()
    finally:
        subprocess.run(["umount", str(small)], check=False)
