r"""What the owner marks in their mail program: \Flagged, \Answered, an answer begun as a draft."""

from __future__ import annotations

import imaplib
from pathlib import Path

import pytest
from mailroom import Account

QUESTION = "Two days on site in the new quarter?"


@pytest.fixture
def account(sample: Account, tmp_path: Path) -> Account:
    account = sample.copy(tmp_path / "a", drafts_per_day=0)
    account.once()
    return account


def waits(account: Account) -> list[tuple[str, int]]:
    """Of the threads in which the owner owes an answer the subject, and whether it is begun."""
    return [
        (str(subject), int(str(begun)))
        for subject, begun in account.sql(
            "SELECT m.subject, g.begun FROM gap g JOIN message m ON m.id = g.message_id "
            "WHERE g.waiting_on = 'owner'"
        )
    ]


def program(account: Account) -> imaplib.IMAP4:
    found = imaplib.IMAP4(account.server.host, account.server.port)
    found.login(account.user, account.server.password)
    return found


def mark(account: Account, subject: str, change: str, flags: str) -> None:
    with program(account) as client:
        client.select("INBOX")
        ids = client.search(None, "SUBJECT", f'"{subject}"')[1][0].split()
        assert ids, subject
        client.store(ids[-1].decode(), change, flags)


def test_an_answer_that_a_client_marked_ends_the_wait(account: Account) -> None:
    assert (QUESTION, 0) in waits(account)
    mark(account, QUESTION, "+FLAGS", r"(\Answered)")
    account.once(minutes=5)
    assert QUESTION not in dict(waits(account))
    mark(account, QUESTION, "-FLAGS", r"(\Answered)")
    account.once(minutes=10)
    assert QUESTION in dict(waits(account))


def test_what_the_owner_flagged_is_theirs_to_answer(account: Account) -> None:
    subject = "Offsite: thank you"
    assert subject not in dict(waits(account))
    mark(account, subject, "+FLAGS", r"(\Flagged)")
    account.once(minutes=5)
    assert subject in dict(waits(account))


def test_a_flag_that_says_nothing_changes_nothing(account: Account) -> None:
    before = account.picture()
    mark(account, QUESTION, "+FLAGS", r"(\Seen)")
    account.once(minutes=5)
    assert account.picture() == before


def test_an_answer_begun_needs_no_draft_of_ours(account: Account) -> None:
    ((message_id,),) = account.sql(
        "SELECT m.message_id FROM gap g JOIN message m ON m.id = g.message_id "
        "WHERE m.subject = ?", QUESTION,
    )  # fmt: skip
    raw = (
        f"From: Nora <nora@lindqvist.example>\r\nSubject: Re: {QUESTION}\r\n"
        f"In-Reply-To: <{message_id}>\r\nMessage-ID: <begun@lindqvist.example>\r\n\r\nHi David,"
    )
    with program(account) as client:
        client.append("Drafts", r"(\Draft)", None, raw.encode())  # type: ignore[arg-type]
    report = account.once(minutes=5)
    assert (QUESTION, 1) in waits(account)
    assert report.agenda is not None
    assert QUESTION not in {one.subject for one in report.agenda.suggestions}
    with program(account) as client:
        client.select("Drafts")
        client.store("1:*", "+FLAGS", r"(\Deleted)")
        client.expunge()
    account.once(minutes=10)
    assert (QUESTION, 0) in waits(account)
