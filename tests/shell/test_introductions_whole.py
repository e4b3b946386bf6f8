"""Introductions from the first word to the last, on Dovecot, with correspondents who answer."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

from correspondence import OWN, Desk, Party
from mailroom import NOW, letter

ANN = Party("Ann Lee", "ann@abbey.example")
BOB = Party("Bob Ray", "bob@bay.example")
GEMMA = Party("Gemma Hall", "gemma@hall.example")
TOM = Party("Tom Reed", "tom@reed.example")


def state(desk: Desk) -> str:
    (one,) = desk.told("introductions")["introductions"]
    return str(one["state"])


def asked(desk: Desk) -> tuple[str, dict[str, str]]:
    (one,) = desk.told("introductions")["asked_first"]
    return one["state"], {each["name"]: each["answer"] for each in one["people"]}


def test_asked_first_both_agree_are_introduced_answer_and_meet(desk: Desk) -> None:
    desk.know(ANN, BOB)
    desk.look()
    desk.call("fact", "ann", "about", "Ann binds books in Leeds")
    desk.call("draft", "introduction", "ann", "bob", "--ask-first")
    assert asked(desk) == ("waiting", {"Ann Lee": "not_sent", "Bob Ray": "not_sent"})
    questions = desk.send_drafts("introduction_ask")
    by_reader = {str(message_from_bytes(one)["To"]): one for one in questions}
    to_ann = next(one for to, one in by_reader.items() if ANN.email in to)
    to_bob = next(one for to, one in by_reader.items() if BOB.email in to)
    assert BOB.email.encode() not in to_ann and ANN.email.encode() not in to_bob
    desk.look()
    desk.answer(
        BOB, to_bob, "I am out of office until Monday.", more="Auto-Submitted: auto-replied\r\n"
    )
    desk.answer(ANN, to_ann, "Sure, go ahead.")
    desk.pass_by(1)
    assert "introduction" not in desk.look()  # one yes, and an absence that is no answer
    assert asked(desk) == ("waiting", {"Ann Lee": "agreed", "Bob Ray": "waiting"})
    desk.answer(BOB, to_bob, "Yes please, I would love to meet her.")
    desk.pass_by(1)
    assert "introduction" in desk.look()
    assert asked(desk)[0] == "agreed"
    (joint,) = desk.send_drafts("introduction")
    mail = message_from_bytes(joint)
    assert ANN.email in mail["To"] and BOB.email in mail["To"]
    assert b"Ann binds books in Leeds." in joint
    desk.look()
    (first,) = desk.told("introductions")["introductions"]
    assert first["state"] == "fresh"
    desk.pass_by(1)
    desk.answer(BOB, joint, "Hello Ann, how is Thursday?")
    desk.look()
    assert state(desk) == "one_answered"
    desk.answer(ANN, joint, "Hello Bob, Thursday is fine with me.")
    desk.pass_by(1)
    desk.look()
    assert state(desk) == "both_answered"
    desk.write(BOB, OWN, "Thank you", "Ann and I had a great call yesterday.")
    desk.pass_by(1)
    desk.look()
    assert state(desk) == "met"
    assert "had a great call" in desk.call("introductions")
    for one in ("ann", "bob"):  # a touch with each of them, and something given to each
        person = desk.told("person", one)
        assert "introduction" in {each["what"] for each in person["bank"]["deposits"]}
        assert any(each["message_ref"] == first["message_ref"] for each in person["touches"])


def test_a_no_is_kept_quietly_and_told_to_nobody(desk: Desk) -> None:
    desk.know(ANN, BOB)
    desk.look()
    desk.call("draft", "introduction", "ann", "bob", "--ask-first")
    questions = desk.send_drafts("introduction_ask")
    to = {one: str(message_from_bytes(one)["To"]) for one in questions}
    desk.look()
    for question, reader in to.items():
        if ANN.email in reader:
            desk.answer(ANN, question, "Avec plaisir !")
        else:
            desk.answer(BOB, question, "Lieber nicht, ich habe gerade keine Zeit.")
    desk.pass_by(1)
    assert "introduction" not in desk.look()
    assert asked(desk) == ("declined", {"Ann Lee": "agreed", "Bob Ray": "declined"})
    letter = desk.call("digest")
    assert "Lieber nicht" not in letter and "introduc" not in letter.lower()
    desk.pass_by(14)
    assert "introduction" not in desk.look()


def test_a_yes_on_a_condition_waits_for_the_owner(desk: Desk) -> None:
    desk.know(ANN, BOB)
    desk.look()
    desk.call("draft", "introduction", "ann", "bob", "--ask-first")
    questions = desk.send_drafts("introduction_ask")
    desk.look()
    for question in questions:
        who = ANN if ANN.email in str(message_from_bytes(question)["To"]) else BOB
        words = "Sure, but only after Easter." if who is ANN else "Claro que sí."
        desk.answer(who, question, words)
    desk.pass_by(1)
    assert "introduction" not in desk.look()
    assert asked(desk) == ("waiting", {"Ann Lee": "conditional", "Bob Ray": "agreed"})
    assert "only after Easter" in desk.call("introductions")
    again = next(one for one in questions if ANN.email in str(message_from_bytes(one)["To"]))
    desk.answer(ANN, again, "Yes, go ahead now.")
    desk.pass_by(1)
    assert "introduction" in desk.look()


def test_made_directly_silent_then_followed_up_once(desk: Desk) -> None:
    desk.know(ANN, BOB)
    desk.look()
    desk.call("draft", "introduction", "ann", "bob")
    (joint,) = desk.send_drafts("introduction")
    desk.look()
    assert state(desk) == "fresh"
    desk.pass_by(9)
    desk.look()
    assert state(desk) == "silent"
    assert "introduction_follow_up" not in desk.look()
    desk.pass_by(7)
    assert "introduction_follow_up" in desk.look()
    (follow_up,) = desk.send_drafts("introduction_follow_up")
    assert {ANN.email, BOB.email} <= set(str(message_from_bytes(follow_up)["To"]).replace(
        "<", " ").replace(">", " ").split())  # fmt: skip
    desk.look()
    desk.pass_by(7)
    assert "introduction_follow_up" not in desk.look()
    desk.answer(ANN, joint, "Sorry for the delay! Bob, how are you?")
    desk.pass_by(1)
    desk.look()
    assert state(desk) == "one_answered"


def test_received_answered_fast_and_the_introducer_hears_of_it(desk: Desk) -> None:
    desk.know(GEMMA)
    desk.look()
    presenting = desk.write(
        GEMMA, f"{OWN}, {TOM}", "Two people I like",
        "Hello both,\r\n\r\nI'd like to introduce you to each other. Tom is a carpenter.",
    )  # fmt: skip
    desk.pass_by(0.3)
    assert desk.look()[0] == "introduction_received"
    agenda = desk.told("drafts")["drafts"]
    assert agenda[0]["kind"] == "introduction_received"
    (answered,) = desk.send_drafts("introduction_received")
    mail = message_from_bytes(answered)
    assert TOM.email in mail["To"] and GEMMA.email in mail["Bcc"]
    assert GEMMA.email not in str(mail["To"]) and b"hank you, Gemma" in answered
    desk.look()
    desk.pass_by(1)
    desk.answer(TOM, answered, "Good to hear from you, Thursday is fine.")
    desk.look()
    assert state(desk) == "both_answered"
    desk.pass_by(15)
    assert "introduction_outcome" in desk.look()
    (word,) = desk.send_drafts("introduction_outcome")
    assert GEMMA.email in message_from_bytes(word)["To"]
    desk.look()
    desk.pass_by(7)
    assert "introduction_outcome" not in desk.look()
    assert presenting


def test_between_others_a_copy_is_read(desk: Desk) -> None:
    desk.know(GEMMA, ANN, BOB)
    desk.write(
        GEMMA, f"{ANN}, {BOB}", "Books and boats",
        "Ann, meet Bob. Bob, Ann binds logbooks. You two should talk.",
        more=f"Cc: {OWN}\r\n",
    )  # fmt: skip
    desk.pass_by(0.3)
    desk.look()
    (one,) = desk.told("introductions")["introductions"]
    assert one["side"] == "between"
    assert {each["address"] for each in one["people"]} == {ANN.email, BOB.email}
    # They know each other now, and the copy is nobody's touch with the owner.
    assert desk.told("introductions", "suggest")["pairs"] == []


# -- bad input ---------------------------------------------------------------------------------


def needs_a_plumber(desk: Desk, sender: Party) -> None:
    desk.write(sender, OWN, "Pipes", "We're looking for a plumber for the old house.")


def is_a_plumber(desk: Desk, sender: Party) -> None:
    desk.write(sender, OWN, "News", "I now work as a plumber, mostly in old houses.")


def pairs(desk: Desk) -> list[dict[str, object]]:
    desk.account = replace(
        desk.account, drafts_per_day=0
    )  # a pair that is drafted is not told again
    desk.look()
    found = desk.told("introductions", "suggest")["pairs"]
    assert isinstance(found, list)
    return found


def test_somebody_forgotten_meanwhile_is_in_no_introduction(desk: Desk) -> None:
    desk.know(ANN, BOB)
    desk.look()
    desk.call("draft", "introduction", "ann", "bob", "--ask-first")
    questions = desk.send_drafts("introduction_ask")
    desk.look()
    for question in questions:
        who = ANN if ANN.email in str(message_from_bytes(question)["To"]) else BOB
        desk.answer(who, question, "Yes, gladly.")
    desk.call("forget", "bob", "--yes")
    desk.pass_by(1)
    assert "introduction" not in desk.look()
    assert desk.told("introductions")["asked_first"] == []


def test_who_may_not_be_shared_meanwhile_is_not_introduced(desk: Desk) -> None:
    desk.know(ANN, BOB)
    desk.look()
    desk.call("draft", "introduction", "ann", "bob", "--ask-first")
    questions = desk.send_drafts("introduction_ask")
    desk.look()
    for question in questions:
        who = ANN if ANN.email in str(message_from_bytes(question)["To"]) else BOB
        desk.answer(who, question, "Yes, gladly.")
    desk.call("share", "never", "bob")
    desk.pass_by(1)
    assert "introduction" not in desk.look()
    desk.call("draft", "introduction", "ann", "bob", code=2)


def test_a_stranger_who_asks_to_be_introduced_is_never_suggested(desk: Desk) -> None:
    desk.know(BOB)
    is_a_plumber(desk, BOB)
    stranger = Party("Sly Fox", "sly@fox.example")
    desk.write(stranger, OWN, "A favour", "Could you introduce me to Bob Ray? I'm looking for a "
               "plumber for the old house.")  # fmt: skip
    assert pairs(desk) == []
    assert desk.told("introductions")["introductions"] == []


def test_an_address_that_bounced_is_not_introduced(desk: Desk) -> None:
    desk.know(ANN, BOB)
    needs_a_plumber(desk, ANN)
    is_a_plumber(desk, BOB)
    assert len(pairs(desk)) == 1
    wrote = letter(desk.number + 500, OWN, str(BOB), days_ago=0, subject="Sunday", words="See you.")
    desk.account.put("Sent", wrote, at=NOW)
    desk.pass_by(0.1)
    report = (
        "From: MAILER-DAEMON@mx.example\r\nTo: " + OWN + "\r\nSubject: Undelivered Mail\r\n"
        "Date: Tue, 24 Nov 2026 12:00:00 +0100\r\nMessage-ID: <b1@mx.example>\r\n"
        "MIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\nContent-Type: multipart/report; "
        'report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
        "Your message could not be delivered.\r\n\r\n--b\r\nContent-Type: message/delivery-status"
        f"\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {BOB.email}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\r\n\r\n"
        "--b--\r\n"
    )
    desk.deliver(report.encode())
    assert pairs(desk) == []
    desk.call("draft", "introduction", "ann", "bob", code=2)


def test_the_same_name_twice_is_asked_about_and_never_guessed(desk: Desk) -> None:
    other = Party("Ann Lee", "ann.lee@zoo.example")
    desk.know(ANN, other, BOB)
    desk.look()
    said = desk.call("draft", "introduction", "Ann Lee", "bob", code=2)
    assert ANN.email in said and other.email in said
    assert "placed" in desk.call("draft", "introduction", other.email, "bob")


def test_two_people_at_one_address_are_not_introduced_to_each_other(desk: Desk) -> None:
    lea = Party("Lea Ray", BOB.email)
    desk.know(ANN, BOB, lea)
    is_a_plumber(desk, lea)
    needs_a_plumber(desk, BOB)
    assert pairs(desk) == []


def test_an_introduction_of_three_is_told_as_one(desk: Desk) -> None:
    desk.know(ANN, BOB, GEMMA)
    desk.number += 1
    made = letter(
        desk.number, OWN, f"{ANN}, {BOB}, {GEMMA}", days_ago=2, subject="Three",
        words="Ann, Bob, Gemma: I'd like to introduce the three of you to each other.",
    )  # fmt: skip
    desk.account.put("Sent", made, at=NOW)
    desk.look()
    (one,) = desk.told("introductions")["introductions"]
    assert one["side"] == "made" and len(one["people"]) == 3
