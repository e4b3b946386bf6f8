"""Two who were introduced, on Dovecot: the weekly letter tells of them until they meet by calendar,
and only a meeting that took place, with both of them, counts. And the own words for a trade.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime

import pytest
from correspondence import OWN, Desk, Party

from daemon.demo.world import OWNER

ANN = Party("Ann Lee", "ann@abbey.example")
BOB = Party("Bob Ray", "bob@bay.example")
#: Of the introduction, in days: it is made on the first, and they meet three days later.
LATER = 3.0


def calendar_mail(
    desk: Desk, sender: str, to: str, method: str, host: str, answers: dict[str, str],
    starts: datetime, sequence: int = 0,
) -> bytes:  # fmt: skip
    """A mail as calendars write it; `answers` says of each address how it answered."""
    desk.minutes += 5
    desk.number += 1
    asked = "".join(
        f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={said}:mailto:{email}\r\n"
        for email, said in answers.items()
    )
    subject = {"REQUEST": "Invitation", "REPLY": "Re", "CANCEL": "Cancelled"}[method]
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}: Books and boats\r\n"
        f"Date: {format_datetime(desk.now)}\r\nMessage-ID: <{desk.number}@calendars.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="c"\r\n\r\n'
        "--c\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBooks and boats\r\n"
        f"--c\r\nContent-Type: text/calendar; charset=utf-8; method={method}\r\n\r\n"
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Calendar//EN\r\n"
        f"METHOD:{method}\r\nBEGIN:VEVENT\r\nUID:books-and-boats@calendars.example\r\n"
        f"DTSTAMP:{desk.now:%Y%m%dT%H%M%SZ}\r\nDTSTART:{starts:%Y%m%dT%H%M%SZ}\r\n"
        f"DTEND:{starts + timedelta(hours=1):%Y%m%dT%H%M%SZ}\r\nSEQUENCE:{sequence}\r\n"
        f"SUMMARY:Books and boats\r\nORGANIZER:mailto:{host}\r\n{asked}"
        f"STATUS:{'CANCELLED' if method == 'CANCEL' else 'CONFIRMED'}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n--c--\r\n"
    ).encode()


@pytest.fixture
def introduced(desk: Desk) -> Desk:
    """Ann and Bob, introduced by the owner a moment ago."""
    desk.know(ANN, BOB)
    desk.look()
    desk.call("draft", "introduction", "ann", "bob")
    assert len(desk.send_drafts("introduction")) == 1
    desk.look()
    assert state(desk) == "fresh"
    return desk


def state(desk: Desk) -> str:
    (one,) = desk.told("introductions")["introductions"]
    return str(one["state"])


def ann_invites(desk: Desk, starts: datetime) -> None:
    """Ann asks the owner and Bob; the owner accepts, and Ann's calendar tells that Bob has too."""
    asked = {OWNER.email: "NEEDS-ACTION", BOB.email: "NEEDS-ACTION"}
    readers = f"{OWN}, {BOB}"
    desk.deliver(calendar_mail(desk, str(ANN), readers, "REQUEST", ANN.email, asked, starts))
    accepts = calendar_mail(
        desk, OWN, str(ANN), "REPLY", ANN.email, {OWNER.email: "ACCEPTED"}, starts
    )
    desk.account.put("Sent", accepts, at=desk.now)
    both = {OWNER.email: "ACCEPTED", BOB.email: "ACCEPTED"}
    desk.deliver(calendar_mail(desk, str(ANN), readers, "REQUEST", ANN.email, both, starts))


def owner_invites(desk: Desk, starts: datetime, bob: str = "ACCEPTED") -> None:
    """The owner asks both, and each answers into the owner's INBOX."""
    asked = {ANN.email: "NEEDS-ACTION", BOB.email: "NEEDS-ACTION"}
    mail = calendar_mail(desk, OWN, f"{ANN}, {BOB}", "REQUEST", OWNER.email, asked, starts)
    desk.account.put("Sent", mail, at=desk.now)
    for one, said in ((ANN, "ACCEPTED"), (BOB, bob)):
        desk.deliver(
            calendar_mail(desk, str(one), OWN, "REPLY", OWNER.email, {one.email: said}, starts)
        )


@pytest.mark.parametrize("invite", [ann_invites, owner_invites])
def test_a_meeting_with_both_that_took_place_ends_the_introduction(
    introduced: Desk, invite: Callable[[Desk, datetime], None]
) -> None:
    invite(introduced, introduced.now + timedelta(days=LATER))
    introduced.pass_by(1)
    introduced.look()
    assert state(introduced) != "met"  # accepted is not met
    introduced.pass_by(LATER)
    introduced.look()
    (one,) = introduced.told("introductions")["introductions"]
    assert one["state"] == "met"
    told = one["evidence"][-1]
    assert told["what"] == "they met, says the calendar" and told["message_ref"]
    assert "they met" in introduced.call("introductions")
    introduced.pass_by(16)
    assert "introduction_follow_up" not in introduced.look()


def test_where_one_of_them_declined_they_have_not_met(introduced: Desk) -> None:
    owner_invites(introduced, introduced.now + timedelta(days=LATER), bob="DECLINED")
    introduced.pass_by(LATER + 1)
    introduced.look()
    assert state(introduced) != "met"


def test_a_meeting_that_was_called_off_is_none(introduced: Desk) -> None:
    starts = introduced.now + timedelta(days=LATER)
    ann_invites(introduced, starts)
    both = {OWNER.email: "ACCEPTED", BOB.email: "ACCEPTED"}
    introduced.deliver(
        calendar_mail(introduced, str(ANN), f"{OWN}, {BOB}", "CANCEL", ANN.email, both, starts, 1)
    )
    introduced.pass_by(LATER + 1)
    introduced.look()
    assert state(introduced) != "met"


# -- the weekly letter and the configuration -----------------------------------------------------


def open_in_letter(desk: Desk) -> str:
    """The section of the weekly letter, or "" where it has none."""
    told = desk.call("digest").partition("Introductions that are open\n")[2]
    return told.partition("\n\n\n")[0]


def test_the_letter_tells_of_an_open_introduction_with_evidence_until_they_met(
    introduced: Desk,
) -> None:
    introduced.account = replace(introduced.account, drafts_per_day=0)
    (one,) = introduced.told("introductions")["introductions"]
    told = " ".join(open_in_letter(introduced).split())
    assert "Ann Lee and Bob Ray" in told or "Bob Ray and Ann Lee" in told
    assert "there is still time" in told
    quote = " ".join(one["evidence"][0]["quote"].split())
    assert quote and quote in told
    ref = f"introduction:{one['message_ref']}"
    assert f"[{ref}]" in told
    assert quote in " ".join(introduced.call("explain", ref).split())
    owner_invites(introduced, introduced.now + timedelta(days=LATER))
    introduced.pass_by(LATER + 1)
    introduced.look()
    assert state(introduced) == "met" and open_in_letter(introduced) == ""


def test_words_of_the_owners_own_field_bring_two_together(desk: Desk) -> None:
    desk.account = replace(desk.account, drafts_per_day=0)
    desk.know(ANN, BOB)
    desk.write(ANN, OWN, "Harvest", "We're looking for an oenologist for the new vineyard.")
    desk.write(BOB, OWN, "News", "I now work as a zymologist.")
    desk.look()
    assert desk.told("introductions", "suggest")["pairs"] == []
    own = '[introductions]\nsynonyms = [["oenologist", "zymologist"]]\n'
    desk.account = replace(desk.account, more=own)
    (pair,) = desk.told("introductions", "suggest")["pairs"]
    assert {one["quote"] for one in pair["evidence"]} == {
        "We're looking for an oenologist for the new vineyard.", "I now work as a zymologist."
    }  # fmt: skip
    desk.account = replace(desk.account, more=own.replace("zymologist", "winemaker"))
    assert desk.told("introductions", "suggest")["pairs"] == []
    without = desk.call("draft", "introduction", "ann", "bob", "--dry-run")
    desk.account = replace(desk.account, more=own)
    with_reason = desk.call("draft", "introduction", "ann", "bob", "--dry-run")
    assert "oenologist" in with_reason and "oenologist" not in without
    desk.call("draft", "introduction", "ann", "bob", "--ask-first")
    questions = desk.send_drafts("introduction_ask")
    assert len(questions) == 2 and all(b"oenologist" not in one for one in questions)
    desk.look()
    for question in questions:
        who = ANN if ANN.email in str(message_from_bytes(question)["To"]) else BOB
        desk.answer(who, question, "Yes, gladly.")
    desk.account = replace(desk.account, drafts_per_day=3)
    desk.pass_by(1)
    assert "introduction" in desk.look()
    (joint,) = desk.send_drafts("introduction")
    assert b"oenologist" in joint
