"""Ordinary mails are read by a shorter way than odd ones; both must say the same of every mail that
the shorter way takes on.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpora import CORPORA, all_mail
from bench.synthetic import World
from daemon.core import scan_batch
from daemon.core.mail import RawHeader
from daemon.core.parse.dates import parse_date, parse_usual_date
from daemon.core.scan_batch import parse_batch
from daemon.core.scanned import ScannedMail, read_at_length
from daemon.core.short_way import read_shortly

FIELDS = (
    "From", "TO", "cc", "Bcc", "Subject", "Date", "Message-ID", "message-id", "References",
    "In-Reply-To", "Delivered-To", "X-Original-To", "List-Id", "List-Post", "List-Unsubscribe",
    "Precedence", "Auto-Submitted", "X-Autoreply", "X-Spam-Flag", "Feedback-ID", "Return-Path",
    "Content-Type", "Authentication-Results", "Delivered-To", "X-Other", "Sender ", "Reply-To",
    "X-Wellkeeper",
)  # fmt: skip
VALUES = (
    "Ann Bee <ann@acme.example>", "ann@acme.example, bob@acme.example", "ann@acme.example,",
    '"Bee, Ann" <ann@x.example>, Bob Cee <bob@lists.example>', "Bee, Ann <ann@x.example>",
    "=?utf-8?q?=C3=84nn?= <a@x.example>", "MAILER-DAEMON@acme.example", "no-reply@x.example",
    "<a.1@x.example>", "<a@x> <b@x>\r\n\t<c@x>", "<>", "", "<a@x> <a@x>", "<a@x", "<> <a@x>",
    "  two  blanks  ", "Re: Lunch?", "Fwd: Lunch (fwd)", "re: [LIST] RE: Lunch", "[list] Lunch",
    "Automatic reply: Lunch", "Undeliverable: Lunch", "Accepted: Lunch", "Invitation: Lunch",
    "Read: Lunch", "Ann/x is out of the office until May", "Lunch (success)", "lu : Lunch",
    "Thu, 27 Dec 2018 12:51:39 +0100", "27 Dec 18 12:51 EST", "31 Feb 2020 10:00:00 +0000",
    "Thu, 27 Dec 2018 12:51:39 -0000 (UTC)", "Thu, 27 Dec 2018 24:51:60 +1600 (x (y))",
    "a\tb", "\x1b$B$3$s", "a message of ann@x <m@x> of 3 May", "x" * 2100, "long  " * 60,
    "text/plain; charset=utf-8", "multipart/report; report-type=delivery-status",
    "text/calendar; method=REQUEST", "multipart/mixed; boundary=x", "auto-replied", "no", "bulk",
    "list", "NO", "YES", "list.x.example", "<mailto:list@x.example>", "digest", "draft",
    "mx; dmarc=fail", "mx; dmarc=fail; arc=pass", "mx; " + "dkim=pass " * 150 + "dmarc=fail",
)  # fmt: skip


NOW = datetime(2027, 1, 15, 8, tzinfo=UTC)


def raw_header(header: bytes) -> RawHeader:
    return RawHeader(7, header, ("\\Seen",), 1_580_702_706)


def check(header: bytes) -> bool:
    """Compare both ways; whether the shorter one took it on."""
    short = read_one(header)
    if short is not None:
        assert short == read_long(header)
        # What is remembered of its lines says the same.
        assert short == read_one(header)
    return short is not None


def read_one(header: bytes) -> ScannedMail | None:
    (found,) = read_shortly([raw_header(header)], ["\\Seen"], NOW.timestamp())
    return found


def read_long(header: bytes) -> ScannedMail | None:
    return read_at_length(raw_header(header), "\\Seen", NOW.timestamp(), False)


def test_headers_of_the_synthetic_world() -> None:
    taken = [check(one.raw.partition(b"\n\n")[0] + b"\n\n") for one in World(400, 40).mails()]
    assert sum(taken) > 390


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(VALUES)), max_size=9), st.data())
@settings(max_examples=400, deadline=None)
def test_generated_headers(lines: list[tuple[str, str]], data: st.DataObject) -> None:
    end = data.draw(st.sampled_from(("\r\n", "\n")))
    raw = "".join(f"{name}: {value}{end}" for name, value in lines).encode()
    odd = data.draw(
        st.sampled_from((b"", b"Date", b" folded\n", b"no colon\n", b"\n", b"From x\n"))
    )
    check(odd + raw)
    check(raw + odd)


def check_together(headers: Sequence[bytes]) -> None:
    """Each mail of a batch says what it says alone, the long way."""
    batch = [raw_header(header)._replace(uid=uid) for uid, header in enumerate(headers, 1)]
    mails, unread = parse_batch(batch, NOW)
    by_uid = {mail.uid: mail for mail in mails}
    assert len(by_uid) + len(unread) == len(batch)
    for raw in batch:
        if raw.uid in by_uid:
            assert by_uid[raw.uid] == read_at_length(raw, "\\Seen", NOW.timestamp(), False)
    assert [uid for uid, _ in unread] == [raw.uid for raw in batch if not raw.header.strip()]


#: What spoils, or might, how a batch is cut into mails and these into lines.
ODD_HEADERS = (
    b"", b"\r\n", b"\0", b"\r\n\0\r\n", b"From: a@x.example\r\n\0\r\nTo: b@x.example",
    b" begins: amid\r\nFrom: a@x.example", b"\tFrom: a@x.example\r\nTo: b@x.example",
    b"From: a@x.example\r\n\r\nTo: b@x.example", b"\r\n\r\nFrom: a@x.example",
    b"From: a@x.example\nTo: b@x.example\n", b"From: a@x.example\rTo: b@x.example\r",
    b"From: a@x.example\r\nSubject: a\rb\r\nTo: b@x.example",
    b"From: a@x.example\r\nSubject: a\nb\r\n c\r\nTo: b@x.example",
    b"From: a@x.example\r\nSubject: a\r\n \r\n\t\r\n b \r\nTo: b@x.example\r\n \t",
    b"From: a@x.example\r\nSubject: a\r\r\n\r\r\n", b"no colon", b": nothing", b"Date", b"Subject",
    b"Subject: \xe4\xf6\r\nFrom: a@x.example", b"Subject: \x1b[2J\x7f\r\nFrom: a@x.example",
    b"\r\n".join(b"X-%d: a" % n for n in range(300)), b"X: y\r\n" * 199 + b"From: a@x.example",
    b"Delivered-To: a@x.example\r\n" * 250, b"From: a@x.example\r\nFrom: b@x.example",
    b"To: " + b"a@x.example,\r\n " * 2_000, b"Subject: " + b"long " * 8_000,
    b"X: " + b"y" * 300_000,
    b"X-Wellkeeper: draft\r\nFrom: a@x.example", b"\r\n" * 5_000, b"\0" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD_HEADERS)
@pytest.mark.parametrize("place", [0, 7, 14])
def test_an_odd_mail_within_a_batch(odd: bytes, place: int) -> None:
    good = [
        b"From: Ann <a%d@x.example>\r\nTo: b@x.example\r\nSubject: Lunch %d\r\n\tat\r\n two\r\n"
        b"Message-ID: <%d@x.example>\r\nDate: Thu, 27 Dec 2018 12:51:39 +0100\r\n\r\n" % (n, n, n)
        for n in range(14)
    ]
    check_together([*good[:place], odd, *good[place:]])
    # Two of them, which together might look like none.
    for other in ODD_HEADERS:
        check_together([*good[:place], odd, *good[place:10], other, *good[10:]])


def test_long_headers_within_a_batch() -> None:
    people = b",\r\n\t".join(b"Ann Bee <ann%d@x.example>" % n for n in range(500))
    long = [b"From: a%d@x.example\r\nTo: %s\r\nSubject: %d\r\n" % (n, people, n) for n in range(99)]
    check_together([*long, *ODD_HEADERS, *long[:9]])


def test_where_the_short_way_fails_all_go_the_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = [b"From: a@x.example\r\nSubject: %d\r\n\r\n" % n for n in range(9)]
    batch = [raw_header(one) for one in headers]
    whole = parse_batch(batch, NOW)

    def fail(batch: object, flags: object, now: object) -> None:
        raise ValueError

    monkeypatch.setattr(scan_batch, "read_shortly", fail)
    assert len(whole[0]) == 9 and parse_batch(batch, NOW) == whole


@pytest.mark.corpora
@pytest.mark.timeout(600)
def test_headers_of_the_corpora() -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"NOT RUN: no corpora at {CORPORA} (WELLKEEPER_CORPORA)")
    rng = random.Random(4)
    taken = 0
    batch: list[bytes] = []
    for _, raw in all_mail(CORPORA):
        header = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0][:20_000]
        taken += check(header)
        batch.append(header)
        if len(batch) == 300:
            check_together(batch)
            batch.clear()
        broken = bytearray(header[:2_000])
        for _ in range(4 if broken else 0):
            broken[rng.randrange(len(broken))] = rng.choice(b'\r\n\t :<>,;"()=?\x1b\x00\xe4a@')
        check(bytes(broken))
        check(header.replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert taken > 16_000


@given(
    st.sampled_from(("Thu, ", "", "thu, ")), st.integers(0, 40),
    st.sampled_from(("Jan", "Feb", "Dec", "Dez", "Xyz", "JAN")), st.integers(0, 9999),
    st.integers(0, 30), st.integers(0, 70), st.integers(0, 70), st.sampled_from("+-"),
    st.integers(0, 2000),
    st.sampled_from(("", " (CET)", " (x)", " ", " (a (b))", " (x) 2001-02-03)")),
)  # fmt: skip
@settings(max_examples=500, deadline=None)
def test_dates(
    weekday: str, day: int, month: str, year: int, hour: int, minute: int, second: int, sign: str,
    zone: int, comment: str,
) -> None:  # fmt: skip
    clock = f"{hour:02}:{minute:02}:{second:02} {sign}{zone:04}{comment}"
    text = f"{weekday}{day} {month} {year:04} {clock}"
    usual, other = parse_usual_date(text), parse_date(text)
    if usual is not None:
        assert other is not None and usual == other.timestamp()


def test_nearly_every_date_is_usual() -> None:
    for text, seconds in (
        ("Thu, 1 Jan 1970 00:00:00 +0000", 0),
        ("29 Feb 2024 09:30:59 -0330", 1_709_211_659),
        ("Sat, 31 Dec 2016 23:59:60 +0000 (UTC)", 1_483_228_799),
    ):
        assert parse_usual_date(text) == seconds


def test_a_mail_that_was_passed_on() -> None:
    header = (
        b"Delivered-To: ann@x.example\r\nDelivered-To: bob@y.example\r\nFrom: cee@z.example\r\n"
        b"Delivered-To: ann@x.example\r\nX-Original-To: dee@x.example\r\n"
    )
    assert check(header + b"\r\n")
    mail = read_one(header + b"\r\n")
    assert mail is not None
    assert mail.delivered_to == ("ann@x.example", "bob@y.example", "dee@x.example")
    assert not check(header + b"From: dee@z.example\r\n\r\n")


def test_of_what_several_servers_say_of_a_sender_the_first_word_counts() -> None:
    fail, good = (
        b"Authentication-Results: mx.x.example; dmarc=" + word + b"\r\n"
        for word in (b"fail", b"pass")
    )
    rest = b"From: cee@z.example\r\nTo: ann@x.example\r\nDelivered-To: ann@x.example\r\n\r\n"
    for header, kind in ((fail + good + rest, "doubtful"), (good + fail + rest, "personal")):
        assert check(header)
        mail = read_one(header)
        assert mail is not None and mail.kind == kind and mail.delivered


def test_so_many_lines_that_some_are_forgotten() -> None:
    for number in range(20_000):
        header = f"From: a{number}@x.example\r\nTo: n@x.example\r\nSubject: {number}\r\n\r\n"
        mail = read_one(header.encode())
        assert mail is not None
        assert mail.sender == f"a{number}@x.example" and mail.subject == str(number)
