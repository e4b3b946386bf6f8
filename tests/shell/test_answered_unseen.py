"""Who has answered in a mail that the owner threw away before we saw it: the owner's answer to that
mail is left, and tells of it.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from correspondence import OWN, Desk, Party
from mailroom import NOW, letter

ANN = Party("Ann Lee", "ann@lee.example")
BOB = Party("Bob Ray", "bob@ray.example")


def sent(desk: Desk, to: str, subject: str, words: str, *, after: float, more: str = "") -> bytes:
    desk.number += 1
    raw = letter(desk.number, OWN, to, days_ago=-after, subject=subject, words=words,
                 more=more)  # fmt: skip
    desk.account.put("Sent", raw, at=NOW + timedelta(days=after))
    return raw


def waited_for(desk: Desk) -> list[str]:
    gaps = json.loads(desk.call("gaps", "--all", "--json"))["gaps"]
    return sorted(one["subject"] for one in gaps if one["waiting_on"] == "person")


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """The owner has asked both something, and nobody has written since."""
    desk.know(ANN, BOB)
    assert desk.look() == []
    for to, subject in ((ANN, "The lease"), (BOB, "The van")):
        sent(desk, str(to), subject, "Could you tell me when it ends?", after=0.5)
    desk.pass_by(1)
    desk.look()
    assert waited_for(desk) == ["The lease", "The van"]
    return desk


def test_the_owner_answered_what_is_not_there(asked: Desk) -> None:
    more = "In-Reply-To: <gone@lee.example>\r\nReferences: <gone@lee.example>\r\n"
    sent(asked, str(ANN), "Re: Thursday", "That suits me.", after=1.5, more=more)
    asked.pass_by(1)
    asked.look()
    assert waited_for(asked) == ["The van"]


@pytest.mark.parametrize(
    ("to", "subject"), [(str(ANN), "Thursday"), (f"{ANN}, {BOB}", "Re: Thursday")]
)
def test_what_says_nothing_of_an_answer(asked: Desk, to: str, subject: str) -> None:
    """A mail that begins a matter, and an answer to somebody among several."""
    sent(asked, to, subject, "That suits me.", after=1.5)
    asked.pass_by(1)
    asked.look()
    assert waited_for(asked) == ["The lease", "The van"]


def test_an_answer_to_a_mail_that_is_there(asked: Desk) -> None:
    """Theirs of long ago: since the question they wrote nothing."""
    told = f"In-Reply-To: <{1002}@letters.example>\r\n"
    sent(asked, str(ANN), "Re: Hello", "I forgot to thank you.", after=1.5, more=told)
    asked.pass_by(1)
    asked.look()
    assert waited_for(asked) == ["The lease", "The van"]
