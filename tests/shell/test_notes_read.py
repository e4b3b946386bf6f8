"""A note to oneself is read, kept, and confirmed in the next letter; a forged one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from mailroom import Account, letter
from test_digest_once import letter_pass, letters

from daemon.demo.world import OWNER

WORDS = "coffee with Marcus Oyelaran yesterday, he is looking for a bookkeeper. Purple elephants."


@pytest.fixture
def account(sample: Account, tmp_path: Path) -> Account:
    return sample.copy(tmp_path / "a", drafts_per_day=0)


def note(subject: str = "log", more: str = "", number: int = 7001) -> bytes:
    return letter(
        number, OWNER.email, OWNER.email, days_ago=0.1, subject=subject, words=WORDS, more=more
    )


def known(account: Account) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    touches = account.sql(
        "SELECT p.name, t.kind, date(t.at, 'unixepoch') FROM touch t JOIN address a "
        "ON a.id = t.address_id JOIN person p ON p.id = a.person_id WHERE t.detector = 'owner'"
    )
    facts = account.sql("SELECT p.name, f.kind, f.value FROM fact f JOIN person p "
                        "ON p.id = f.person_id")  # fmt: skip
    return touches, facts


UNDERSTOOD = (
    [("Marcus Oyelaran", "coffee", "2026-11-23")],
    [("Marcus Oyelaran", "need", "a bookkeeper")],
)


def test_a_log_mail_is_read_once_and_confirmed(account: Account) -> None:
    account.put("Sent", note(), flags=(r"\Seen",))
    assert letter_pass(account).notes == 1
    assert known(account) == UNDERSTOOD
    (first,) = letters(account)
    text = " ".join(first.get_body(("plain",)).get_content().split())
    assert "Noted: Coffee with Marcus Oyelaran, 23 November 2026" in text
    assert "Noted: Marcus Oyelaran, need: a bookkeeper" in text
    assert "Not understood: “Purple elephants”" in text
    assert letter_pass(account, 15).notes == 0 and known(account) == UNDERSTOOD
    assert account.sql("SELECT understood, not_understood FROM note") == [("[]", "[]")]


def test_an_answer_to_the_letter_is_a_note(account: Account) -> None:
    letter_pass(account)
    (first,) = letters(account)
    reply = note(f"Re: {first['Subject']}", f"In-Reply-To: {first['Message-ID']}\r\n")
    account.put("Sent", reply, flags=(r"\Seen",))
    assert letter_pass(account, 15).notes == 1
    assert known(account) == UNDERSTOOD


@pytest.mark.parametrize(
    ("folder", "raw"),
    [
        ("INBOX", note()),  # anybody may write the owner's address into From
        ("Sent", note("A list of things")),
        ("Sent", letter(7002, OWNER.email, "someone@else.example", subject="log", words=WORDS)),
        ("INBOX", letter(7003, "someone@else.example", OWNER.email, subject="log", words=WORDS)),
    ],
    ids=["forged", "another subject", "to somebody else", "from somebody else"],
)
def test_other_mail_is_no_note(account: Account, folder: str, raw: bytes) -> None:
    account.put(folder, raw)
    assert letter_pass(account).notes == 0
    assert known(account) == ([], [])
