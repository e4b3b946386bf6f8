"""Folders that get another name, are made anew, or lie below INBOX: what is known stays as it is,
and so do the drafts, wherever their folder has gone.
"""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import Account

LATER = (20, 40, 60, 120)
#: What may differ: where mail lies.
PLACES = "places"


@pytest.fixture
def account(three_drafted: Account, tmp_path: Path) -> Account:
    return three_drafted.copy(tmp_path / "a")


def client(account: Account) -> imaplib.IMAP4:
    """The owner's mail program."""
    program = imaplib.IMAP4(account.server.host, account.server.port)
    program.login(account.user, account.server.password)
    return program


def in_folder(account: Account, folder: str) -> int:
    """How many mails lie there."""
    with client(account) as program:
        return int(program.select(f'"{folder}"', readonly=True)[1][0] or b"0")


def states(account: Account) -> set[str]:
    return {one for (one,) in account.sql("SELECT state FROM draft")}


@pytest.mark.parametrize("name", ["Entw&APw-rfe", "Brouillons"])
def test_a_drafts_folder_with_another_name(account: Account, name: str) -> None:
    """The drafts lie in it, are followed there, and no other is placed for the same occasions; this
    server makes an empty Drafts anew at once.
    """
    before = account.picture(PLACES)
    with client(account) as program:
        assert program.rename("Drafts", name)[0] == "OK"
    for minutes in LATER:
        assert account.once(minutes).placed == 0
    assert in_folder(account, name) == 3
    assert states(account) == {"placed"}
    assert account.picture(PLACES) == before
    with client(account) as program:  # what the owner does there is seen
        program.select(name)
        program.store("1", "+FLAGS", r"(\Deleted)")
        program.expunge()
    for minutes in (200, 220):
        account.once(minutes)
    found = sorted(one for (one,) in account.sql("SELECT state FROM draft"))
    assert found == ["discarded", "placed", "placed"]


def test_a_drafts_folder_whose_uids_are_made_anew(account: Account) -> None:
    before = account.picture(PLACES)
    folder = account.server.maildir(account.user, "Drafts")
    for index in folder.glob("dovecot*"):
        index.unlink()
    for minutes in LATER:
        assert account.once(minutes).placed == 0
    assert in_folder(account, "Drafts") == 3
    assert account.picture(PLACES) == before


def test_folders_of_mail_with_other_names(account: Account) -> None:
    """Sent mail and the inbox's archive are renamed: everything is known once, as before."""
    with client(account) as program:
        folders = [line.decode().rpartition(' "/" ')[2] for line in program.list()[1]]  # type: ignore[union-attr]
        kept = [one for one in folders if one.strip('"') not in ("INBOX", "Drafts", "Sent")]
        assert program.rename("Sent", "Gesendet")[0] == "OK"
        for one in kept:
            assert program.rename(one, f"Old-{one}")[0] == "OK"
    before = account.picture(PLACES)
    for minutes in LATER:
        assert account.once(minutes).placed == 0
    after = account.picture(PLACES)
    assert {name for name in before if before[name] != after[name]} == set()
    assert states(account) == {"placed"}


@pytest.fixture(scope="module")
def below_inbox() -> Iterator[Dovecot]:
    """As Courier and many hosters have it: every folder below INBOX, with dots."""
    prefix = "namespace inbox {\n  prefix = INBOX.\n  separator = .\n}\n"
    server = Dovecot(extra=prefix, special_use=False, capability="IMAP4rev1 NAMESPACE")
    try:
        yield server.start()
    finally:
        server.remove()


def test_a_server_whose_folders_lie_below_inbox(
    below_inbox: Dovecot, three_drafted: Account, tmp_path: Path
) -> None:
    """Sent mail is found by its name, Drafts is found or made there, and all is as elsewhere."""
    folder = tmp_path / "b"
    folder.mkdir()
    account = Account(below_inbox, below_inbox.user().user, folder)
    account.put_sample()
    report = account.once()
    assert report.placed == 3 and account.placed_ids() == three_drafted.placed_ids()
    for minutes in LATER:
        assert account.once(minutes).placed == 0
    names = {name for (name,) in account.sql("SELECT folder FROM draft")}
    assert names == {"INBOX.Drafts"} and in_folder(account, "INBOX.Drafts") == 3
    assert account.picture(PLACES) == three_drafted.picture(PLACES)
    with client(account) as program:  # and where the folder is gone for good
        assert program.rename("INBOX.Drafts", "INBOX.Brouillons")[0] == "OK"
    for minutes in (200, 220, 240):
        assert account.once(minutes).placed == 0
    names = {name for (name,) in account.sql("SELECT folder FROM draft")}
    assert names == {"INBOX.Brouillons"} and states(account) == {"placed"}
