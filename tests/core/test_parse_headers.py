"""Headers of every shape: what is read, what is refused, and that nothing raises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from daemon.core.mail import Address
from daemon.core.parse.addresses import parse_address_list
from daemon.core.parse.dates import parse_date, resolve_time
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.subjects import is_forward, normalise_subject

ADDRESSES = [
    ('"Bee, Ann" <ann@acme.com>', [("ann@acme.com", "Bee, Ann")]),
    ("Bee, Ann <ann@acme.com>", [("ann@acme.com", "Bee, Ann")]),
    ("ann@acme.com (Ann Bee)", [("ann@acme.com", "Ann Bee")]),
    ("Ann Bee ann@acme.com", [("ann@acme.com", "Ann Bee")]),
    ("ANN@Acme.COM", [("ann@acme.com", "")]),
    ("'ann@acme.com' <ann@acme.com>", [("ann@acme.com", "")]),
    ('"ann@acme.com" <eve@evil.com>', [("eve@evil.com", "")]),
    ("\"'Ann Bee'\" <ann@acme.com>", [("ann@acme.com", "Ann Bee")]),
    ('"Ann \\"The\\" Bee" <ann@acme.com>', [("ann@acme.com", 'Ann "The" Bee')]),
    ('"" <ann@acme.com>', [("ann@acme.com", "")]),
    ("Ann Bee via LinkedIn <m@linkedin.com>", [("m@linkedin.com", "Ann Bee via LinkedIn")]),
    ("Ann (at (work)) Bee <ann@acme.com> (hi)", [("ann@acme.com", "Ann Bee")]),
    ("undisclosed-recipients:;", []),
    ("Team: a@x.com, B <b@x.com>; c@x.com", [("a@x.com", ""), ("b@x.com", "B"), ("c@x.com", "")]),
    ("a@x.com; b@y.com", [("a@x.com", ""), ("b@y.com", "")]),
    ("<@a,@b:c@d.com>", [("c@d.com", "")]),
    ("<mailto:ann@acme.com>", [("ann@acme.com", "")]),
    (".ward@acme.com", [(".ward@acme.com", "")]),
    ("s..ward@acme.com", [("s..ward@acme.com", "")]),
    ("houston <.ward@acme.com>", [(".ward@acme.com", "houston")]),
    ("e-mail <mail <.ward@acme.com>", [(".ward@acme.com", "e-mail")]),
    ('"ann bee"@acme.com', [('"ann bee"@acme.com', "")]),
    ('"ann.bee"@acme.com', [("ann.bee@acme.com", "")]),
    ("=?utf-8?Q?M=C3=BCller,_Hans?= <h@x.de>", [("h@x.de", "Müller, Hans")]),
    ('"=?utf-8?Q?M=C3=BCller,_Hans?=" <h@x.de>', [("h@x.de", "Müller, Hans")]),
    ("a@[127.0.0.1]", [("a@[127.0.0.1]", "")]),
    ("root@localhost", [("root@localhost", "")]),
    ("Ann <ann@acme.com", [("ann@acme.com", "Ann")]),
    ('"never closed <ann@acme.com>', [("ann@acme.com", "never closed")]),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_reads_addresses(text: str, expected: list[tuple[str, str]]) -> None:
    found = parse_address_list(text)
    assert [(mailbox.email, mailbox.name) for mailbox in found.mailboxes] == expected
    assert found.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "ann@",
        "@acme.com",
        "a@b@c.com",
        "Ann Bee/HOU/CORP@CORP",
        "Ann <a\u200bnn@acme.com>",
        "Ann <ann@acme.com\u202e>",
        "alice@ok.com]<bob@evil.com>",
        "alice@ok.com <bob@evil.com>",
    ],
)
def test_drops_unusable_addresses_with_a_problem(text: str) -> None:
    found = parse_address_list(text)
    assert found.mailboxes == ()
    assert found.problems
    assert found.count == 1


def header(*lines: str) -> bytes:
    return "\r\n".join((*lines, "", "")).encode("utf-8")


def test_reads_an_ordinary_header() -> None:
    found = parse_headers(
        header(
            "Return-Path: <>",
            "From: Ann Bee <ann@acme.com>",
            "To: Bob <bob@x.org>,",
            "\tcy@x.org",
            "Cc: dee@x.org",
            "Reply-To: ann+reply@acme.com",
            "Delivered-To: bob@x.org",
            "Subject: =?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9Fe?=",
            "Date: Mon, 2 Apr 2012 09:57:58 -0400 (EDT)",
            "Message-ID: <one@acme.com>",
            "In-Reply-To: <parent@x.org>",
            "References: <root@x.org>",
            " <parent@x.org>",
            "Content-Type: Text/Plain; charset=utf-8",
            "List-Id: The list <list.x.org>",
            "Precedence: list",
        )
    )
    assert found.sender == Address("ann@acme.com", "Ann Bee")
    assert [mailbox.email for mailbox in found.to] == ["bob@x.org", "cy@x.org"]
    assert found.recipients == 3
    assert found.reply_to == (Address("ann+reply@acme.com"),)
    assert found.delivered_to == ("bob@x.org",)
    assert found.subject == "Grüße"
    assert found.date == datetime(2012, 4, 2, 9, 57, 58, tzinfo=timezone(timedelta(hours=-4)))
    assert found.message_id == "one@acme.com"
    assert found.in_reply_to == "parent@x.org"
    assert found.references == ("root@x.org", "parent@x.org")
    assert found.marks == {
        "list-id": "The list <list.x.org>",
        "precedence": "list",
        "return-path": "<>",
    }
    assert found.problems == ()


@pytest.mark.parametrize(
    ("lines", "sender"),
    [
        (["From: ann@acme.com", "From: Ann Bee <ann@acme.com>"], "ann@acme.com"),
        (["From: ann@acme.com", "From: eve@evil.com"], None),
        (["From: ann@acme.com, bob@x.org"], None),
        (["From: Ann <ann@acme.com> <eve@evil.com>"], None),
        (["From: Ann"], None),
        (["From:"], None),
        ([], None),
    ],
)
def test_trusts_only_one_sender(lines: list[str], sender: str | None) -> None:
    found = parse_headers(header(*lines, "Subject: x"))
    assert (found.sender.email if found.sender else None) == sender
    assert sender is not None or any("sender" in problem for problem in found.problems)


def test_first_of_repeated_fields_wins() -> None:
    found = parse_headers(
        header("Subject: one", "Subject: two", "Message-ID: <1@x>", "Message-ID: <2@x>")
    )
    assert (found.subject, found.message_id) == ("one", "1@x")
    assert "several subject fields" in found.problems


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"Subject: caf\xe9\n\n", "café"),
        ("Subject: café\n\n".encode(), "café"),
        (b"Subject: =?x-unheard-of?q?caf=E9?=\n\n", "café"),
        (b"Subject: =?iso-8859-1?q?caf=E9?=\n\n", "café"),
        (b"Subject: =?utf-8?b?Y2Fmw6k?=\n\n", "café"),
        (b"Subject: =?utf-8*en?Q?caf=C3=A9?=\n\n", "café"),
        (b"Subject: =?utf-8?q?two words?=\n\n", "two words"),
        (b"Subject: =?utf-8?q?a=3Db==41=_=zz_=4?=\n\n", "a=b=A= =zz =4"),
        (b"Subject: =?utf-8?q?=C3=A9_=3D=?=\n\n", "é =="),
        (b"Subject: =?utf-8?b?Y2Fmww==?= =?utf-8?b?qQ==?=\n\n", "café"),
        (b"subject : spaced name\n\n", "spaced name"),
        (b"Subject: nul\0 inside\n\n", "nul inside"),
        (b"Subject: only\rTo: a@x.com\r\r", "only"),
        (b"Subject: a\rBcc: b@x.com\r\n\r\n", "a Bcc: b@x.com"),
        (b"From ann@acme.com Mon Apr  2 09:57:58 2012\nSubject: mbox\n\n", "mbox"),
        (b"\n\nSubject: late\n\n", "late"),
        (b"no colon here\nSubject: still read\n\n", "still read"),
        (b"Subject: =?utf-8?q?line=0D=0Abreak?=\n\n", "line break"),
        ("Subject: a\u202eb\u200bc\u2066d\ufeffe\n\n".encode(), "abcde"),
        (b"Subject: " + b"x" * 2000 + b"\n\n", "x" * 500),
        (b"Subject: =?hex_codec?q?6162?=\n\n", "6162"),
        (b"Subject: =?idna?q?abc?=\n\n", "abc"),
        (b"X: y\n\nSubject: in the body\n", ""),
    ],
)
def test_reads_subjects(raw: bytes, subject: str) -> None:
    assert parse_headers(raw).subject == subject


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a b@x.com>", "ab@x.com"),
        ("a@x.com", "a@x.com"),
        ("<" + "a" * 300 + "@x.com>", ""),
        ("<>", ""),
        ("<", ""),
        ("two words", ""),
    ],
)
def test_reads_message_ids(written: str, read: str) -> None:
    assert parse_headers(header(f"Message-ID: {written}")).message_id == read


@pytest.mark.parametrize(
    ("written", "parent"),
    [
        ("<a@x> <b@x>", "a@x"),
        ('Message from Ann <ann@acme.com> of "Tue" <1@x>', "1@x"),
        ("Your message of Tuesday", ""),
        ("plain@x", "plain@x"),
    ],
)
def test_reads_in_reply_to(written: str, parent: str) -> None:
    assert parse_headers(header(f"In-Reply-To: {written}")).in_reply_to == parent


def test_long_references_keep_root_and_parent() -> None:
    chain = " ".join(f"<{number}@x>" for number in range(2000))
    found = parse_headers(header(f"References: {chain}", "In-Reply-To: <parent@x>"))
    assert len(found.references) == 20
    assert found.references[0] == "0@x"
    assert found.references[-2:] == ("1999@x", "parent@x")


def test_counts_all_recipients_but_keeps_200() -> None:
    people = ", ".join(f"p{number}@x.org" for number in range(2000))
    found = parse_headers(header(f"To: {people}", "Cc: one@x.org"))
    assert len(found.to) == 200
    assert found.recipients == 2001


def zone(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 2 Apr 2012 09:57:58 -0400", datetime(2012, 4, 2, 9, 57, 58, tzinfo=zone(-4))),
        ("2 Apr 12 9:57 EST", datetime(2012, 4, 2, 9, 57, tzinfo=zone(-5))),
        ("2 Apr 99 9:57 UT", datetime(1999, 4, 2, 9, 57, tzinfo=UTC)),
        ("1 Jan 103 10:00:00 Z", datetime(2003, 1, 1, 10, tzinfo=UTC)),
        ("Mon Apr  2 09:57:58 2012", datetime(2012, 4, 2, 9, 57, 58, tzinfo=UTC)),
        ("Mon Apr 2 09:57:58 EDT 2012", datetime(2012, 4, 2, 9, 57, 58, tzinfo=zone(-4))),
        ("Mon, Apr 2, 2012 09:57 PM", datetime(2012, 4, 2, 21, 57, tzinfo=UTC)),
        ("2012-04-02T09:57:58.5+02:00", datetime(2012, 4, 2, 9, 57, 58, tzinfo=zone(2))),
        ("Tue, 03 Dec 2019 10:20:30 GMT+0200", datetime(2019, 12, 3, 10, 20, 30, tzinfo=zone(2))),
        ("Mo, 12 Mai 2003 10.11.12 +0200", datetime(2003, 5, 12, 10, 11, 12, tzinfo=zone(2))),
        ("Mon,02Apr2012 09:57:58+0200", datetime(2012, 4, 2, 9, 57, 58, tzinfo=zone(2))),
        ("Mon, 2 Apr 2012 23:59:60 +0000", datetime(2012, 4, 2, 23, 59, 59, tzinfo=UTC)),
        ("Mon, 2 Apr 2012 10:00 +9999", datetime(2012, 4, 2, 10, tzinfo=UTC)),
        (
            "Mon, 2 Apr 2012 (a (nested) comment) 10:00 -0330",
            datetime(2012, 4, 2, 10, tzinfo=zone(-3.5)),
        ),
        ("Fri, 31 Dec 9999 23:59:59 -0500", None),
        ("Sat, 1 Jan 0001 00:00:00 +1400", None),
        ("Mon, 32 Apr 2012 10:10:10", None),
        ("Mon, 2 Apr 2012 25:10:10", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_reads_dates(text: str, moment: datetime | None) -> None:
    found = parse_date(text)
    assert found == moment
    assert found is None or moment is None or found.utcoffset() == moment.utcoffset()


NOW = datetime(2026, 5, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("date", "received", "expected"),
    [
        (NOW - 900 * DAY, NOW - DAY, NOW - 900 * DAY),  # a mailbox that moved house
        (NOW - DAY, None, NOW - DAY),
        (None, NOW - DAY, NOW - DAY),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW - DAY, NOW - DAY),
        (datetime(2099, 1, 1, tzinfo=UTC), NOW - DAY, NOW - DAY),
        (NOW - 5 * DAY, NOW - 9 * DAY, NOW - 9 * DAY),
        (datetime(2099, 1, 1, tzinfo=UTC), None, NOW),
        (None, None, NOW),
        (None, NOW + 3 * DAY, NOW),
        (NOW + timedelta(hours=2), None, NOW),
    ],
)
def test_resolves_time(
    date: datetime | None, received: datetime | None, expected: datetime
) -> None:
    moments = [one and one.timestamp() for one in (date, received)]
    assert resolve_time(*moments, NOW.timestamp()) == expected.timestamp()


@pytest.mark.parametrize(
    ("subject", "about", "reply", "forward"),
    [
        ("Lunch", "lunch", False, False),
        ("Re: Lunch", "lunch", True, False),
        ("RE[2]: Fwd: [team] Lunch  on  Friday", "lunch on friday", True, True),
        ("AW: WG: Angebot", "angebot", True, True),
        ("Antw: Offerte", "offerte", True, False),
        ("SV: Möte", "möte", True, False),
        ("Odp: Umowa", "umowa", True, False),
        ("回复：合同", "合同", True, False),
        ("TR : Devis", "devis", False, True),
        ("R: Preventivo", "preventivo", True, False),
        ("Re(3): x", "x", True, False),
        ("[list] Re: x", "x", True, False),
        ("Research: x", "research: x", False, False),
        ("i: am here", "i: am here", False, False),
        ("x (fwd)", "x", False, True),
        ("Re:", "", True, False),
        ("", "", False, False),
    ],
)
def test_folds_subjects(subject: str, about: str, reply: bool, forward: bool) -> None:
    assert normalise_subject(subject) == (about, reply)
    assert is_forward(subject) is forward
