"""The daemon keeps its connections from one pass to the next, and finds out when one is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import imapclient
import pytest
from mailroom import Account, letter

from daemon.jobs.side_by_side import Mailboxes

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lindqvist <nora@lindqvist.example>"


@pytest.fixture
def mailboxes() -> Iterator[Mailboxes]:
    held = Mailboxes(hold=True)
    yield held
    held.close()


def logins(account: Account) -> int:
    return account.server.log.count(f"Login: user=<{account.user}>")


@pytest.fixture
def settled(sample: Account, tmp_path: Path, mailboxes: Mailboxes) -> Account:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    account.once_locked(0, mailboxes=mailboxes)
    account.once_locked(1, mailboxes=mailboxes)
    assert account.once_locked(2, mailboxes=mailboxes).quiet
    return account


def test_one_login_for_many_passes(settled: Account, mailboxes: Mailboxes) -> None:
    before = logins(settled)
    assert settled.once_locked(3, mailboxes=mailboxes).quiet
    settled.put("INBOX", letter(1, ANN, NORA))
    assert settled.once_locked(4, mailboxes=mailboxes).counts()["new"] == 1
    assert logins(settled) == before == 1


def test_a_new_folder_is_read_on_a_held_connection(settled: Account, mailboxes: Mailboxes) -> None:
    with imapclient.IMAPClient(settled.server.host, settled.server.port, ssl=False) as client:
        client.login(settled.user, settled.server.password)
        client.create_folder("Projects")
        client.append("Projects", letter(1, ANN, NORA))
    assert settled.once_locked(3, mailboxes=mailboxes).counts()["new"] == 1


def asked(mailboxes: Mailboxes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked on the held connection from now on, without tags."""
    (session,) = mailboxes._held.sessions.values()
    wire, said = session.mailbox._connection.wire, list[str]()
    send = wire.send

    def listening(data: bytes) -> None:
        said.append(data.decode().partition(" ")[2].strip())
        send(data)

    monkeypatch.setattr(wire, "send", listening)
    return said


def test_only_where_something_came_a_folder_is_opened(
    settled: Account, mailboxes: Mailboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled.put("INBOX", letter(1, ANN, NORA))
    settled.once_locked(3, mailboxes=mailboxes)  # all folders are opened once, to know them
    said = asked(mailboxes, monkeypatch)
    settled.put("INBOX", letter(2, ANN, NORA, subject="More"))
    assert settled.once_locked(4, mailboxes=mailboxes).counts()["new"] == 1
    opened = [one for one in said if one.startswith("EXAMINE")]
    # Each once; the fullest, Sent, for the look.
    assert sorted(opened) == ['EXAMINE "Drafts"', 'EXAMINE "INBOX"', 'EXAMINE "Sent"']
    said.clear()
    assert settled.once_locked(5, mailboxes=mailboxes).counts()["new"] == 0
    settled.put("Archive", letter(3, ANN, NORA, subject="Later"))
    assert settled.once_locked(6, mailboxes=mailboxes).counts()["new"] == 1
    assert said.count('EXAMINE "Archive"') == 1


def test_an_answer_that_is_begun_and_thrown_away_is_seen_on_a_held_connection(
    settled: Account, mailboxes: Mailboxes
) -> None:
    settled.put("INBOX", letter(1, ANN, NORA))
    settled.once_locked(3, mailboxes=mailboxes)

    def begun() -> list[tuple[str]]:
        return settled.sql("SELECT message_id FROM message WHERE begun")

    def pass_with_news(number: int) -> None:
        settled.put("INBOX", letter(number, ANN, NORA, subject=f"News {number}"))
        settled.once_locked(number + 2, mailboxes=mailboxes)

    (answered,) = settled.sql("SELECT message_id FROM message ORDER BY id DESC LIMIT 1")[0]
    draft = letter(9, NORA, ANN, more=f"In-Reply-To: <{answered}>\r\n")
    with imapclient.IMAPClient(settled.server.host, settled.server.port, ssl=False) as client:
        client.login(settled.user, settled.server.password)
        client.append("Drafts", draft, ["\\Draft"])
        pass_with_news(2)
        assert begun() == [(answered,)]
        pass_with_news(3)  # nothing has happened to it, and it is as it was
        assert begun() == [(answered,)]
        client.select_folder("Drafts")
        client.delete_messages(client.search(["HEADER", "In-Reply-To", answered]))
        client.expunge()
    pass_with_news(4)
    assert begun() == []


def test_a_connection_that_is_over_is_opened_anew(settled: Account, mailboxes: Mailboxes) -> None:
    settled.server.restart()
    settled.put("INBOX", letter(1, ANN, NORA))
    assert settled.once_locked(3, mailboxes=mailboxes).counts()["new"] == 1
    assert logins(settled) == 2


def test_after_sleep_none_is_trusted(settled: Account, mailboxes: Mailboxes) -> None:
    mailboxes.doubt()
    assert settled.once_locked(3, mailboxes=mailboxes).quiet
    assert logins(settled) == 2
    assert settled.once_locked(4, mailboxes=mailboxes).quiet
    assert logins(settled) == 2


@pytest.mark.parametrize("gone", ["rename", "delete"])
def test_the_fullest_folder_may_go_while_it_is_held_open(
    settled: Account, mailboxes: Mailboxes, gone: str
) -> None:
    with imapclient.IMAPClient(settled.server.host, settled.server.port, ssl=False) as client:
        client.login(settled.user, settled.server.password)
        client.create_folder("Lists")
        for number in range(40):
            client.append("Lists", letter(number, ANN, NORA, days_ago=50 + number))
        fullest = max(
            (one for *_, one in client.list_folders()),
            key=lambda one: client.folder_status(one, ["MESSAGES"])[b"MESSAGES"],
        )
        assert fullest != "INBOX", "which cannot be renamed away"
        minutes = 3
        while not settled.once_locked(minutes, mailboxes=mailboxes).quiet:
            minutes += 1
        assert settled.once_locked(minutes + 1, mailboxes=mailboxes).quiet
        assert settled.once_locked(minutes + 2, mailboxes=mailboxes).quiet
        if gone == "rename":
            client.rename_folder(fullest, "Elsewhere")
        else:
            client.delete_folder(fullest)
    report = settled.once_locked(minutes + 3, mailboxes=mailboxes)
    assert not report.quiet and not report.failed
    while not settled.once_locked(minutes + 4, mailboxes=mailboxes).quiet:
        minutes += 1
        assert minutes < 20
