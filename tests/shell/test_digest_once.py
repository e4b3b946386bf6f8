"""The weekly letter comes once a week, whatever dies, and is never taken for mail."""

from __future__ import annotations

import email
import email.policy
import imaplib
import shutil
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from killer import KillingProxy, Moment, at_answer, at_append, at_go_ahead, at_message
from mailroom import NOW, Account, save_store

from daemon.config import load_config
from daemon.core.digest_mime import due_week
from daemon.errors import AppendUnclear, ConnectionLost
from daemon.jobs.once import PassReport, run_pass
from daemon.store import open_store
from daemon.templating import Templates

ZONE = ZoneInfo("Europe/Amsterdam")


def letter_pass(account: Account, minutes: float = 0, port: int = 0, more: str = "") -> PassReport:
    """A pass as the daemon makes it, `minutes` after NOW, which is a Tuesday."""
    config = account.config(port)
    if more:
        with account.configure(port).open("a", encoding="utf-8") as file:
            file.write(more)
        environment = {"HOME": str(account.folder), "WELLKEEPER_PASSWORD": account.server.password}
        config = load_config(account.folder / "config.toml", environment)
    with open_store(config.store.url, config.owner.as_owner()) as store:
        moment = NOW + timedelta(minutes=minutes)
        return run_pass(config, store, Templates(), moment, letter=True)


def letters(account: Account) -> list[EmailMessage]:
    """The letters in the inbox, whole."""
    found = []
    with imaplib.IMAP4(account.server.host, account.server.port) as client:
        client.login(account.user, account.server.password)
        client.select("INBOX", readonly=True)
        (numbers,) = client.search(None, "HEADER", "X-Wellkeeper", "digest")[1]
        for number in numbers.split():
            raw = client.fetch(number.decode(), "(BODY.PEEK[])")[1][0][1]
            found.append(email.message_from_bytes(raw, policy=email.policy.default))
    return found  # type: ignore[return-value]


@pytest.fixture
def account(sample: Account, tmp_path: Path) -> Account:
    return sample.copy(tmp_path / "a", drafts_per_day=0)


def test_it_comes_once_as_new_mail_and_changes_nothing_else(account: Account) -> None:
    before, picture = account.on_server(), account.picture()
    assert letter_pass(account).letter == "placed"
    assert [letter_pass(account, n).letter for n in (15, 30, 60 * 24 * 2)] == ["", "", ""]
    (letter,) = letters(account)
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert letter["From"].addresses[0].addr_spec == letter["To"].addresses[0].addr_spec
    assert "people for this week".upper() in letter.get_body(("plain",)).get_content()
    now = account.on_server()
    assert {key: now.get(key) for key in before} == before
    ((folder, uid),) = now.keys() - before.keys()
    assert folder == "INBOX" and "Seen" not in now[folder, uid][0]
    assert account.picture() == picture, "our own letter is no mail"
    assert account.sql("SELECT week, state, mime FROM digest") == [("2026-W48", "placed", None)]


def test_the_next_week_has_its_own(account: Account) -> None:
    letter_pass(account)
    week = 60 * 24 * 7
    account.put("INBOX", (b"From: Ann <ann@x.example>\r\nTo: you\r\nSubject: Hi\r\n"
                          b"Message-ID: <new@x.example>\r\n\r\nHello\r\n"))  # fmt: skip
    assert letter_pass(account, week).letter == "placed"
    assert len({one["Message-ID"] for one in letters(account)}) == 2


MOMENTS: dict[str, tuple[Moment, float]] = {
    "before the first command": (at_append(1), 0),
    "before the message may come": (at_go_ahead(1), 0),
    "after half of the message": (at_message(1), 0.5),
    "after the whole message": (at_message(1), 1),
    "before the answer": (at_answer(1), 0),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_cut_off(name: str, account: Account) -> None:
    moment, deliver = MOMENTS[name]
    with (
        KillingProxy(account.server.port, moment, deliver) as proxy,
        pytest.raises((AppendUnclear, ConnectionLost)),
    ):
        letter_pass(account, port=proxy.port)
    for minutes in (1, 10, 20):
        letter_pass(account, minutes)
    assert len(letters(account)) == 1
    assert account.sql("SELECT state FROM digest") == [("placed",)]


def test_a_restored_store_finds_its_letter_even_where_the_owner_moved_it(
    account: Account, sample: Account
) -> None:
    letter_pass(account)
    inbox, trash = (account.server.maildir(account.user, name) for name in ("INBOX", "Trash"))
    for name in ("cur", "new", "tmp"):
        (trash / name).mkdir(parents=True, exist_ok=True)
    for path in [trash, *trash.iterdir()]:
        shutil.chown(path, inbox.stat().st_uid, inbox.stat().st_gid)
    (lying,) = [file for name in ("cur", "new") for file in (inbox / name).iterdir()
                if b"X-Wellkeeper: digest" in file.read_bytes()]  # fmt: skip
    lying.rename(trash / "cur" / lying.name)
    account.store.unlink()
    for name in ("-wal", "-shm"):
        account.store.with_name(account.store.name + name).unlink(missing_ok=True)
    save_store(sample.store, account.store)
    letter_pass(account, 30)
    letter_pass(account, 60)
    assert letters(account) == []
    assert account.sql("SELECT state FROM digest") == [("placed",)]


def test_it_may_be_switched_off(account: Account) -> None:
    assert letter_pass(account, more="[digest]\nenabled = false\n").letter == ""
    assert letters(account) == []


def test_no_letter_where_there_is_nothing_to_say(account: Account) -> None:
    for table in ("gap", "finding", "touch", "person"):
        account.sql(f"DELETE FROM {table}")
    assert letter_pass(account).letter == "silent"
    assert letter_pass(account, 15).letter == "" and letters(account) == []


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-23T06:59", None),
        ("2026-11-23T07:00", "2026-W48"),
        ("2026-11-26T06:59", "2026-W48"),
        ("2026-11-26T07:00", None),
        ("2026-11-22T12:00", None),
        ("2026-03-29T12:00", None),
        ("2027-01-04T08:00", "2027-W01"),
        ("2026-12-28T08:00", "2026-W53"),
    ],
)
def test_when_it_is_due(now: str, week: str | None) -> None:
    assert due_week(at(now), 1, 7, ZONE) == week


def test_its_own_letter_a_thousand_times_is_no_mail(account: Account) -> None:
    """As a client that copies does it, under the same Message-ID and under others."""
    assert letter_pass(account).letter == "placed"
    picture = account.picture("places")
    (letter,) = letters(account)
    raw = letter.as_bytes()
    own = str(letter["Message-ID"]).strip().encode()
    assert raw.count(own) == 1
    copies = [raw.replace(own, b"<copy%d@x.example>" % number) for number in range(500)]
    account.put("INBOX", *[raw] * 500, *copies)
    reports = [letter_pass(account, minutes) for minutes in (30, 60, 60 * 24 * 2)]
    assert [one.letter for one in reports] == ["", "", ""]
    now = account.picture("places")
    for name in ("people", "touches", "gaps", "addresses", "drafts", "messages"):
        assert now[name] == picture[name], name
    assert account.sql("SELECT count(*) FROM digest") == [(1,)]
