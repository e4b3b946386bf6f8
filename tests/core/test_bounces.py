"""Delivery reports: whose address is dead, who is only late, and what is no report at all."""

from __future__ import annotations

import pytest
from spent import assert_no_square

from daemon.core.detectors.bounces import detect
from daemon.core.model import MessageKind, ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.parse.delivery_reports import find_undelivered, is_dead
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message

DAEMON = "mailer-daemon@mx.example.com"


def read(text: str, kind: MessageKind = MessageKind.BOUNCE, header: str = "") -> dict[str, str]:
    """Addresses and kinds of findings in a report with these words, or with these parts."""
    body = parse_body(header.encode(), text.encode())
    message = ReadMessage(
        "", body.new_text, outgoing=False, kind=kind, sender_email=DAEMON, reports=body.reports
    )
    return {found.value: found.kind for found in detect(message)}


def report(*fields: str, returned: str = "To: kim@example.org") -> dict[str, str]:
    parts = [
        "--b\n\nYour message did not arrive.\n",
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
        + "\n".join(fields)
        + "\n",
        f"--b\nContent-Type: text/rfc822-headers\n\nFrom: ann@acme.com\n{returned}\n",
        "--b--\n",
    ]
    return read("".join(parts), header="Content-Type: multipart/report; boundary=b\n")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (
            ("Final-Recipient: rfc822; kim@example.org", "Action: failed", "Status: 5.1.1"),
            {"kim@example.org": "bounced"},
        ),
        (
            ("Final-Recipient: rfc822; kim@example.org", "Action: delayed", "Status: 4.4.1"),
            {"kim@example.org": "bounce_temporary"},
        ),
        (
            ("Final-Recipient: rfc822; kim@example.org", "Action: failed", "Status: 5.2.2"),
            {"kim@example.org": "bounce_temporary"},
        ),
        (
            (
                "Final-Recipient: rfc822; kim@example.org",
                "Action: failed",
                "Status: 5.0.0",
                "Diagnostic-Code: smtp; 554 5.7.1 Message rejected as spam",
            ),
            {"kim@example.org": "bounce_temporary"},
        ),
        (
            (
                "Final-Recipient: rfc822; kim@example.org",
                "Action: failed",
                "Diagnostic-Code: smtp; 550 5.7.1",
                "  <kim@example.org>: no such user here",
            ),
            {"kim@example.org": "bounced"},
        ),
        (
            (
                "Original-Recipient: rfc822; kim@example.org",
                "Final-Recipient: rfc822; k77@inside.example.org",
                "Action: failed",
                "Status: 5.1.1",
            ),
            {"kim@example.org": "bounced"},
        ),
        (("Final-Recipient: rfc822; kim@example.org", "Action: delivered"), {}),
        (("Final-Recipient: rfc822; kim@example.org", "Action: relayed"), {}),
        (
            (
                "Final-Recipient: rfc822; kim@example.org",
                "Action: failed",
                "Status: 5.1.1",
                "",
                "Final-Recipient: rfc822; lee@example.org",
                "Action: delivered",
            ),
            {"kim@example.org": "bounced"},
        ),
    ],
)
def test_reads_the_machines_part(fields: tuple[str, ...], found: dict[str, str]) -> None:
    assert report(*fields) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Delivery to the following recipient failed permanently:\n\n     kim@example.org\n",
            {"kim@example.org": "bounced"},
        ),
        (
            "I wasn't able to deliver your message to the following addresses.\n\n"
            "<kim@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
            "--- Below this line is a copy of the message.\n\nReturn-Path: <ann@acme.com>\n"
            "Received: from x\nTo: kim@example.org, lee@example.org\n",
            {"kim@example.org": "bounced"},
        ),
        (
            "The following address(es) failed:\n\n  kim@example.org\n    mailbox full: 452 4.2.2\n",
            {"kim@example.org": "bounce_temporary"},
        ),
        (
            "Delivery to the following recipients has been delayed.\n\n    kim@example.org\n",
            {"kim@example.org": "bounce_temporary"},
        ),
        (
            "Die Nachricht konnte nicht zugestellt werden, sie wurde nicht zugestellt an:\n\n"
            "kim@example.org: unknown user\n",
            {"kim@example.org": "bounced"},
        ),
        (
            "Your message could not be delivered.\n\n----- Original message -----\n"
            "From: ann@acme.com\nTo: kim@example.org\n",
            {"kim@example.org": "bounced"},
        ),
        (
            "Your message could not be delivered. For help contact postmaster@example.org.\n",
            {},
        ),
        ("The quick brown fox jumps over kim@example.org.", {}),
    ],
)
def test_reads_the_words(text: str, found: dict[str, str]) -> None:
    assert read(text) == found


QUOTED = "It could not be delivered:\n\nkim@example.org: user unknown"


@pytest.mark.parametrize("kind", [MessageKind.PERSONAL, MessageKind.LIST_POST])
def test_people_who_quote_a_report_do_not_bounce(kind: MessageKind) -> None:
    assert read(QUOTED) == {"kim@example.org": "bounced"}
    assert read(QUOTED, kind) == {}


def test_a_notification_must_begin_with_the_failure() -> None:
    assert read(QUOTED, MessageKind.NOTIFICATION) == {"kim@example.org": "bounced"}
    assert read("News of the week. " * 60 + QUOTED, MessageKind.NOTIFICATION) == {}


@pytest.mark.parametrize(
    ("reason", "status", "action", "dead"),
    [
        ("550 5.1.1 user unknown", "5.1.1", "failed", True),
        ("", "5.1.2", "failed", True),
        ("", "", "failed", True),
        ("", "5.1.1", "delayed", False),
        ("452 try again", "4.2.0", "failed", False),
        ("552 5.2.2 over quota", "5.2.2", "failed", False),
        ("550 blocked by policy", "5.0.0", "failed", False),
        ("552 message size exceeds the limit", "5.3.4", "failed", False),
    ],
)
def test_tells_the_dead_from_the_late(reason: str, status: str, action: str, dead: bool) -> None:
    assert is_dead(reason, status, action) is dead


ANN = "From: Ann Bee <ann@acme.com>"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["From: Mail Delivery Subsystem <MAILER-DAEMON>", "Subject: Returned mail"], "bounce"),
        ([ANN, "X-Failed-Recipients: kim@example.org"], "bounce"),
        (["From: smtp_gateway@x.org", "Subject: Mail could not be delivered"], "bounce"),
        (["From: ndr@x.org", "Subject: Mail delivery failed: returning message"], "bounce"),
        (["From: postmaster@x.org", "Subject: Delivered: Lunch"], "notification"),
        (
            ["From: postmaster@x.org", "Subject: Delivery Status Notification (Relay)"],
            "notification",
        ),
        ([ANN, "Content-Type: multipart/report; report-type=feedback-report"], "notification"),
        ([ANN, "Subject: Mail could not be delivered"], "personal"),
        ([ANN, "Subject: Fwd: Returned mail: see transcript"], "personal"),
        ([ANN, "Subject: Delivery problem with the chairs"], "personal"),
    ],
)
def test_knows_reports_by_their_header(lines: list[str], kind: str) -> None:
    found, why = classify_message(parse_headers("\r\n".join(lines).encode()))
    assert found is MessageKind(kind), why


@pytest.mark.parametrize(
    "piece",
    ["a@b.cc: ", "<a@b.cc>\n", "delivery failed ", "Final-Recipient: a@b.cc\n", "unable to ", "(",
     "To: a@b.cc\n", "\n", "Received: x\n", "user a@b.cc unknown\n", "a." * 20, "could not be "],
)  # fmt: skip
def test_hostile_reports_cost_no_square(piece: str) -> None:
    def find(length: int) -> None:
        raw = ("Delivery failed:\n" + piece * (length // len(piece))).encode()
        assert len(find_undelivered([raw, raw, raw, raw])) <= 20

    assert_no_square(find, 16_000)


def test_nothing_harmful_of_a_report_is_kept() -> None:
    status = "Final-Recipient: rfc822; \u202e\x1b[31m<kim@example.org>\r\nAction: failed\r\n"
    message = ReadMessage("", "", False, kind=MessageKind.BOUNCE, reports=(status.encode(),))
    (finding,) = detect(message)
    assert finding.value == "kim@example.org"
    assert finding.quote.isprintable() and "kim@example.org" in finding.quote
