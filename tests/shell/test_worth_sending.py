"""What a pass over a real mailbox drafts, and what it leaves alone: a friend with two addresses, a
matter left to the telephone, the owner's own question quoted, letters lost on the way.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from mailroom import Account, letter

from daemon.cli.app import run

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN = "Ann Lee <ann@acme.example>"
JOE, JOE_AT_HOME = "jminnick@shop.example", "joeminnick@home.example"
SPENCER = "tspencer@acme.example"


def asks(sender: str, words: str, *, number: int = 10, days: float = 9, more: str = "") -> bytes:
    return letter(
        number, sender, NORA, days_ago=days, subject="The lease", words=words, more=more
    )  # fmt: skip


def writes(to: str, words: str, *, number: int = 1, days: float = 30, more: str = "") -> bytes:
    return letter(number, NORA, to, days_ago=days, subject="The lease", words=words, more=more)


def drafted(account: Account) -> list[str]:
    return [one.text for one in account.once().written]


def test_what_is_asked_is_answered(account: Account) -> None:
    account.put("Sent", writes(ANN, "It is nearly done."))
    account.put("INBOX", asks(ANN, "Can you send me the lease by Friday?"))
    (text,) = drafted(account)
    assert "Can you send me the lease by Friday?" in text
    assert "Thank you" not in text or "your answer" not in text.split("[[")[0]


@pytest.mark.parametrize(
    "words",
    [
        "Can you send me the lease?\n\nI'll talk to you tomorrow about the rest.",
        "Did you see the lease? Stop by when you have a minute.",
        "It will be signed by Juan Jos?\n\nIt is Ann?s now, prior to it?s end.",
        "Where is the lease? Never mind, found it.",
    ],
)
def test_what_needs_no_answer_by_mail_gets_none(words: str, account: Account) -> None:
    account.put("Sent", writes(ANN, "It is nearly done."))
    account.put("INBOX", asks(ANN, words))
    assert drafted(account) == []


def test_ones_own_question_quoted_is_nobodys(account: Account) -> None:
    account.put("Sent", writes(ANN, "Is there anything else you need for it?", days=9.2))
    more = "In-Reply-To: <1@letters.example>\r\n"
    words = "Is there anything else you need for it?\n\nNo, we have all that we need."
    account.put("INBOX", asks(ANN, words, more=more))
    assert drafted(account) == []


@pytest.mark.parametrize("answered", [False, True])
def test_a_friend_with_two_addresses_is_not_answered_twice(
    answered: bool, account: Account
) -> None:
    account.put(
        "Sent", writes(JOE, "All well.", days=40), writes(JOE_AT_HOME, "Here, too.", number=2)
    )
    account.put("INBOX", asks(JOE_AT_HOME, "All well here, too.", number=11, days=39))
    account.put("INBOX", asks(JOE, "Do you come along on Saturday?"))
    if answered:
        account.put("Sent", writes(JOE_AT_HOME, "I can't come.", number=3, days=2))
    assert len(drafted(account)) == (0 if answered else 1)
    assert len({person for (person,) in account.sql("SELECT person_id FROM address "
                "WHERE email LIKE '%minnick@%'")}) == 2, "and nobody was joined for it"  # fmt: skip


def test_the_greeting_of_a_mail_with_a_copy_counts(account: Account) -> None:
    copied = f"Cc: {ANN}\r\n"
    account.put("Sent", writes(SPENCER, "Mr. Spencer:\n\nHere is the lease.", more=copied))
    account.put("INBOX", asks(SPENCER, "Can you send me the lease again?"))
    (text,) = drafted(account)
    assert text.splitlines()[0] == "Mr. Spencer:"


def test_who_answered_is_thanked(account: Account) -> None:
    account.put("Sent", writes(ANN, "Can you recommend a school?", days=9.1))
    more = "In-Reply-To: <1@letters.example>\r\n"
    account.put(
        "INBOX", asks(ANN, "Try the one by the lake. Do you know about the race?", more=more)
    )
    (text,) = drafted(account)
    before = text.split("[[")[0]
    assert "Thank you" in before and any(
        one in before for one in ("your answer", "getting back", "your reply")
    )


def test_who_never_greets_greets_no_stranger(account: Account) -> None:
    account.put("INBOX", asks(ANN, "All well here.", number=11, days=90))
    account.put("Sent", *(writes(ANN, f"Number {number} is nearly done, I hope.",
                                 number=100 + number, days=80 - number)
                          for number in range(30)))  # fmt: skip
    account.put("Sent", writes("mlb@net.example", "It is nearly done."))
    account.put("INBOX", asks("mlb@net.example", "Can you send me the lease by Friday?"))
    (text,) = drafted(account)
    assert not text.startswith("Hello"), text


TWO_DOTS = "t..brogan@acme.example"


def promise_to(account: Account, to: str) -> None:
    account.put("INBOX", letter(11, to, NORA, days_ago=40, words="All well here."))
    account.put("Sent", writes(to, "I will send you the list by Friday.", days=9))


def test_an_address_that_no_server_takes_is_named_with_the_reason(
    account: Account, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    promise_to(account, TWO_DOTS)
    with caplog.at_level(logging.INFO):
        report = account.once()
    ((suggestion, why),) = report.held_back
    assert suggestion.kind == "promise_due" and TWO_DOTS in why and "two dots in a row" in why
    assert "two dots in a row" in caplog.text and TWO_DOTS not in caplog.text
    run(("--config", str(account.configure()), "status"))
    assert "Drafts held back" in capsys.readouterr().out


def test_a_pass_says_whose_draft_could_not_be_written(account: Account) -> None:
    promise_to(account, TWO_DOTS)
    said = account.start_child().communicate()[0].decode()
    assert f"The draft for {TWO_DOTS} (a promise" in said and "two dots in a row" in said
    assert "No new drafts: none could be written, as said above." in said
    assert "written before" not in said


def test_another_address_of_theirs_is_taken(account: Account) -> None:
    promise_to(account, f"Tom Brogan <{TWO_DOTS}>")
    account.put("INBOX", letter(12, "Tom Brogan <tom.brogan@acme.example>", NORA, days_ago=60,
                                words="All well here."))  # fmt: skip
    account.put("Sent", writes("tom.brogan@acme.example", "Here, too.", number=13, days=59))
    (written,) = account.once().written
    assert [one.email for one in written.to] == ["tom.brogan@acme.example"]


def test_an_own_address_that_no_server_takes_is_nothing_to_write_from(account: Account) -> None:
    garbled = ".nora@post.example"
    account = replace(account, aliases=(*account.aliases, garbled))
    account.put("INBOX", letter(11, ANN, garbled, days_ago=40, words="All well here."))
    account.put("Sent", letter(1, garbled, ANN, days_ago=9, subject="The lease",
                               words="I will send you the list by Friday."))  # fmt: skip
    report = account.once()
    assert not report.held_back
    assert b"nora@lindqvist.example" in report.written[0].mime.partition(b"\r\nTo:")[0]
