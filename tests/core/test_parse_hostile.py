"""Whatever bytes come: no exception, no control character out, bounded and linear time."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spent import processor_seconds

from daemon.core.detectors import all_detectors
from daemon.core.mail import Body, Headers
from daemon.core.model import ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.parse.harmless import clean_text
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.html_text import html_to_text
from daemon.core.parse.kind import classify_message
from daemon.core.parse.quotes import strip_quotes
from daemon.core.parse.signature import split_signature
from daemon.core.parse.subjects import parse_subject

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
ONE_LINE = re.compile("[\n\t\u2028\u2029]")


def assert_harmless(found: Headers) -> None:
    people = [*found.to, *found.cc, *found.bcc, *found.reply_to]
    if found.sender:
        people.append(found.sender)
    texts = [found.subject, found.message_id, found.in_reply_to, found.content_type]
    texts += [*found.references, *found.delivered_to, *found.marks.values(), *found.problems]
    texts += [mailbox.name for mailbox in people] + [mailbox.email for mailbox in people]
    for text in texts:
        assert not CONTROLS.search(text), repr(text)
        assert not ONE_LINE.search(text), repr(text)
    assert len(found.subject) <= 500
    assert all(len(mailbox.name) <= 100 for mailbox in people)
    assert all(mailbox.email.count("@") == 1 for mailbox in people)
    assert all(len(value) <= 200 for value in found.marks.values())
    assert found.date is None or found.date.tzinfo is not None


def assert_harmless_body(found: Body) -> None:
    assert not CONTROLS.search(found.new_text)
    assert not CONTROLS.search(found.signature)


HEADERS = {
    "encoded words in the subject": b"Subject: " + b"=?utf-8?q?x?= " * 20_000,
    "encoded words in From": b"From: " + b"=?utf-8?q?x?= " * 20_000 + b"<a@b.c>",
    "open parentheses": b"From: " + b"(" * 20_000 + b" a@b.c",
    "closed parentheses": b"To: " + b"()" * 100_000,
    "nested parentheses": b"To: " + b"(" * 9_000 + b")" * 9_000 + b"a@b.c",
    "escaped quotes": b"To: " + b'"\\' * 100_000,
    "quotes": b"To: " + b'"' * 100_001,
    "open angles": b"To: " + b"<" * 200_000,
    "angles": b"To: " + b"<a>" * 80_000,
    "commas": b"To: " + b"a," * 100_000,
    "colons": b"To: " + b"a:" * 100_000,
    "recipients": b"To: " + b"a@b.cc," * 40_000,
    "short lines": b"a\n" * 500_000,
    "repeated fields": b"To: a@b.c\n" * 60_000,
    "folds": b"Subject: a" + b"\n " * 120_000,
    "dates": b"Date: " + b"1:1:1" * 50_000,
    "date words": b"Date: " + b"jan " * 50_000,
    "references": b"References: " + b"<a@b>" * 50_000,
    "open ids": b"In-Reply-To: " + b"<" * 200_000,
    "NUL": b"\0" * 1_000_000,
    "CR": b"\r" * 1_000_000,
    "blanks": b"Subject:" + b" " * 250_000,
    "one megabyte": b"Subject: " + b"x" * 1_000_000,
    "reply marks": b"Subject: " + b"Re: " * 60_000,
    "tags": b"Subject: " + b"[a]" * 60_000,
    "blanks before a name": b"From:" + b" " * 60_000 + b"x",
    "blanks in a name": b"To: Ann" + b" " * 60_000 + b"<a@b.c",
    "tabs after a quoted name": b'Cc: "Ann"' + b"\t" * 60_000 + b"x",
    "blanks after an address": b"Cc: a@b.c" + b" " * 60_000 + b"x",
    "at signs": b"From: " + b"@" * 100_000,
    "routes": b"From: <" + b"@a," * 50_000 + b":x@y.z>",
    "everything": b"\n".join(
        name + b": " + b'(a)"b"<c>,' * 20_000
        for name in (b"From", b"To", b"Cc", b"Bcc", b"Reply-To")
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_hostile_headers_are_read_in_bounded_time(name: str) -> None:
    raw = HEADERS[name]
    spent = processor_seconds(partial(parse_headers, raw))
    found = parse_headers(raw)
    assert_harmless(found)
    classify_message(found)
    parse_subject(found.subject)
    # 100 ms is the promise; the rest is for a busy machine.
    assert spent < 0.5, f"{spent * 1000:.0f} ms"


TEXTS: dict[str, Callable[[int], str]] = {
    "dashes": lambda n: "-" * n,
    "underscores in lines": lambda n: "____________\n" * (n // 13),
    "quote marks": lambda n: "> " * (n // 2),
    "quoted lines": lambda n: "> a\n" * (n // 4),
    "attributions cut short": lambda n: "On Mon, May 3, 2021 at 10:00 AM Bo\n" * (n // 35),
    "labels": lambda n: "From: a\nTo: b@c\n" * (n // 16),
    "to with many lines": lambda n: "To: a@b\n" + "c@d\n" * (n // 4),
    "lotus times": lambda n: "05/03/2001 10:00 AM\nTo: a\n" * (n // 26),
    "wrote": lambda n: "wrote: " * (n // 7),
    "digits": lambda n: "1" * n,
    "dates": lambda n: "1.1." * (n // 4),
    "blanks": lambda n: " " * n,
    "blank lines": lambda n: "\n" * n,
    "blank ends": lambda n: ("a" + " " * 50 + "\n") * (n // 52),
    "addresses": lambda n: "a@" * (n // 2),
    "questions": lambda n: "could you? " * (n // 11),
    "requests": lambda n: "please please " * (n // 14),
    "words": lambda n: "if you need " * (n // 12),
    "one long word": lambda n: "a" * n,
    "capitals": lambda n: "Kim " * (n // 4),
    "greetings": lambda n: "Hi " * (n // 3),
    "thanks": lambda n: "thanks, " * (n // 8),
    "closings": lambda n: "Regards\nAnn\n" * (n // 12),
    "stops": lambda n: "a. " * (n // 3),
    "bullets": lambda n: "- a\n" * (n // 4),
    "confidential": lambda n: "confidential intended recipient " * (n // 32),
    "sent from": lambda n: "Sent from my " * (n // 13),
    "brackets": lambda n: "[(<" * (n // 3),
}
READERS: dict[str, Callable[[str], object]] = {
    "quotes": strip_quotes,
    "signature": lambda text: split_signature(text, "Ann Bee"),
    **{
        detector.name: (
            lambda text, detect=detector.detect: detect(ReadMessage("", text, outgoing=False))
        )
        for detector in all_detectors()
    },
}


#: What is over in 10 ms is too short to be measured, and short enough.
SHORT = 0.01


def seconds(run: Callable[[str], object], text: str, tries: int, enough: float = 0.0) -> float:
    """The least CPU time of several runs, or the first that is below `enough`; other processes do
    not count.
    """
    best = 9.0
    for _ in range(tries):
        best = min(best, processor_seconds(partial(run, text)))
        if best < enough:
            break
    return best


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", TEXTS)
def test_time_is_linear_in_the_text(name: str, reader: str) -> None:
    """Eight times the text: linear time grows 8-fold, quadratic time 64-fold."""
    run, make = READERS[reader], TEXTS[name]
    whole = seconds(run, make(64_000), 3, SHORT)
    assert whole < SHORT or whole < 24 * seconds(run, make(8_000), 9)
    assert whole < 0.5


BODIES = {
    "nested parts": (
        b"Content-Type: multipart/mixed; boundary=b0\n",
        b"".join(
            b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (level, level + 1)
            for level in range(1_000)
        ),
    ),
    "ten thousand parts": (b"Content-Type: multipart/mixed; boundary=b\n", b"--b\n\nx\n" * 10_000),
    "same boundary inside": (
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 1_500,
    ),
    "nested tags": (b"Content-Type: text/html\n", b"<div>" * 13_000 + b"x"),
    "balanced tags": (b"Content-Type: text/html\n", b"<b>" * 8_000 + b"x" + b"</b>" * 8_000),
    "nested quotes": (b"Content-Type: text/html\n", b"<blockquote>" * 5_000 + b"x"),
    "attributes": (b"Content-Type: text/html\n", b"<p " + b"a=1 " * 16_000 + b">x"),
    "open angles": (b"Content-Type: text/html\n", b"<" * 64_000),
    "entities": (b"Content-Type: text/html\n", b"&amp;" * 12_000),
    "styles": (b"Content-Type: text/html\n", b'<p style="display:' + b" " * 60_000 + b'">x'),
    "quoted-printable": (b"Content-Transfer-Encoding: quoted-printable\n", b"=" * 64_000),
    "base64": (b"Content-Transfer-Encoding: base64\n", b"A===" * 16_000),
    "utf-7": (b"Content-Type: text/plain; charset=utf-7\n", b"+AAA" * 16_000),
    "utf-16": (b"Content-Type: text/plain; charset=utf-16\n", b"\xff\xfe\xd8" * 20_001),
    "parameters": (b"Content-Type: text/plain" + b"; a*0*=b" * 20_000, b"x"),
    "quotes in parameters": (b"Content-Type: text/plain; a=" + b'"\\' * 20_000, b"x"),
    "flowed": (b"Content-Type: text/plain; format=flowed\n", b"> a \n" * 13_000),
    "flowed paragraph": (b"Content-Type: text/plain; format=flowed\n", b"a \n" * 20_000),
    "NUL": (b"", b"\0" * 65_536),
    "five megabytes": (b"", b"x" * 5_000_000),
}


@pytest.mark.parametrize("name", BODIES)
def test_hostile_bodies_are_read_in_bounded_time(name: str) -> None:
    header, text = BODIES[name]
    spent = processor_seconds(partial(parse_body, header, text))
    assert_harmless_body(parse_body(header, text))
    assert spent < 1.0, f"{spent * 1000:.0f} ms"


FIELD_NAMES = st.sampled_from(
    [b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"References", b"In-Reply-To",
     b"List-Id", b"Return-Path", b"Content-Type", b"Delivered-To", b"Authentication-Results"]
)  # fmt: skip
PIECES = st.one_of(
    st.binary(max_size=30),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(
        [b"<", b">", b"@", b'"', b"\\", b"(", b")", b",", b";", b":", b"=?utf-8?q?=0A=E2=80=AE?=",
         b"=?utf-8?b?", b"?=", b"a@b.co", b"Ann", b"\r\n ", b"\r", b"\n\t", b"Mon, 2 Apr 2012 9:57",
         b"+9999", "\u202e\u200b".encode(), b"\0", b"=?utf-7?q?+AAA-?="]
    ),
)  # fmt: skip


@st.composite
def raw_headers(draw: st.DrawFn) -> bytes:
    pieces = st.lists(PIECES, max_size=8).map(b"".join)
    lines = draw(st.lists(st.builds(b"%b: %b".__mod__, st.tuples(FIELD_NAMES, pieces)), max_size=6))
    return b"\r\n".join(lines) + b"\r\n\r\n"


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=400), raw_headers()))
def test_any_header_is_read(raw: bytes) -> None:
    found = parse_headers(raw)
    assert_harmless(found)
    classify_message(found)
    parse_subject(found.subject)


MIME_PIECES = st.sampled_from(
    [b"Content-Type: ", b"text/plain", b"text/html", b"multipart/mixed", b"multipart/alternative",
     b"message/rfc822", b"; boundary=b", b"; charset=utf-8", b"; charset=utf-7", b"; charset=hex",
     b"; format=flowed", b"\r\n", b"--b", b"--b--", b"Content-Transfer-Encoding: base64\r\n",
     b"Content-Transfer-Encoding: quoted-printable\r\n", b"<p>", b"<blockquote>", b"</p>", b"<br>",
     b'<div id="divRplyFwdMsg">', b"<!--", b"<script>", b"=E2=80=AE", b"> ", b"wrote:\n",
     b"On Mon, May 3, 2021 at 10:00 Bo <b@x.org>", b"From: a\nSent: b\nTo: c\nSubject: d\n",
     b"-- \n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(MIME_PIECES, st.binary(max_size=10)), max_size=6).map(b"".join),
    st.lists(st.one_of(MIME_PIECES, st.binary(max_size=30)), max_size=30).map(b"".join),
)
def test_any_body_is_read(header: bytes, text: bytes) -> None:
    assert_harmless_body(parse_body(header, text))


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["> quoted", ">> more", "On Mon, May 3, 2021 at 10:00 Bo <b@x.org> wrote:", "From: a@b.co",
         "Sent: Monday", "To: c", "Subject: d", "-----Original Message-----", "Thanks,", "Ann",
         "-- ", "____________", "Could you?", "", "cc:", "05/03/2001 10:00 AM", "Hi Kim,"]
    ),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_any_text_is_read(text: str) -> None:
    new_text, _ = strip_quotes(clean_text(text))
    assert not CONTROLS.search(new_text)
    kept, signature = split_signature(new_text, "Ann Bee")
    assert len(kept) + len(signature) <= len(new_text)
    for detector in all_detectors():
        for finding in detector.detect(ReadMessage("", kept, outgoing=True)):
            assert len(finding.quote) <= 200


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_html_is_read(html: str) -> None:
    assert isinstance(html_to_text(html), str)
