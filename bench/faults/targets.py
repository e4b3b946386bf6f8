"""What is fuzzed: each target takes any bytes, and raises where it crashes or lets harmful text on.

Used by the tests with hypothesis (`tests/core/test_any_bytes.py`) and by `python -m bench.fuzz`
with atheris, which looks for new ways through the code by itself.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from daemon.config import load_config
from daemon.core.contacts.calendar_file import parse_calendar
from daemon.core.contacts.decode import decode_text
from daemon.core.contacts.tables import parse_table
from daemon.core.contacts.vcard import parse_vcards
from daemon.core.detectors import all_detectors
from daemon.core.detectors.calendars import detect as detect_calendars
from daemon.core.mail import RawHeader
from daemon.core.model import ReadMessage
from daemon.core.owner_archive import read_archive
from daemon.core.parse.body import parse_body
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.core.scanned import read_at_length
from daemon.core.short_way import read_shortly
from daemon.errors import ConfigError, UsageError
from daemon.mailbox.fetch_answer import parse_fetch_answer
from daemon.mailbox.wire import BROKEN

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
#: What no text may hold that goes on from foreign bytes.
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


class HarmfulText(AssertionError):
    """Text that could do something went on."""


def _check(texts: Iterable[str]) -> None:
    for text in texts:
        if HARMFUL.search(text):
            raise HarmfulText(repr(text[:200]))


def headers(raw: bytes) -> None:
    """The header of a message."""
    found = parse_headers(raw)
    classify_message(found)
    people = (found.sender, *found.to, *found.cc)
    _check((found.subject, found.message_id, found.in_reply_to, *found.references))
    _check(part for one in people if one for part in (one.email, one.name))
    header = RawHeader(1, raw, (), int(AT.timestamp()))
    (short,) = read_shortly([header], [""], AT.timestamp())
    assert short is None or short == read_at_length(header, "", AT.timestamp(), False)


def body(raw: bytes) -> None:
    """A message: its header up to the first NUL byte, then its words, and all that reads them."""
    header, _, text = raw.partition(b"\0")
    found = parse_body(header, text, "Ann Lee")
    _check((found.new_text, found.signature))
    message = ReadMessage(
        "Re: x", found.new_text, outgoing=False, signature=found.signature, at=AT,
        sender_name="Ann Lee", sender_email="ann@acme.example", calendars=found.calendars,
        reports=found.reports,
    )  # fmt: skip
    for detector in all_detectors():
        _check(one.quote for one in detector.detect(message))


def calendar(raw: bytes) -> None:
    """A calendar part, and the same as a file to import."""
    part = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n" + raw
    message = ReadMessage("", "", outgoing=False, at=AT, calendars=(part,))
    _check(one.quote for one in detect_calendars(message))
    for content in (raw, part + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"):
        found = parse_calendar(content, {"nora@lindqvist.example"}, AT)
        _check(one.summary for one in found.meetings)


def vcard(raw: bytes) -> None:
    """An address book of cards."""
    for content in (raw, b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + raw + b"\r\nEND:VCARD\r\n"):
        _check(_of_cards(parse_vcards(decode_text(content)[0]).cards))


def table(raw: bytes) -> None:
    """The CSV of LinkedIn or Google, or something else."""
    heads = (b"", b"First Name,Last Name,Company,Position,Email Address,URL\r\n",
             b"Name,E-mail 1 - Value,Organization Name,Birthday,Phone 1 - Value\r\n")  # fmt: skip
    for head in heads:
        try:
            _check(_of_cards(parse_table(decode_text(head + raw)[0]).cards))
        except UsageError:
            pass  # not a table that is known


def _of_cards(cards: Iterable[object]) -> Iterator[str]:
    for card in cards:
        name, emails = getattr(card, "name", ""), getattr(card, "emails", ())
        facts = card.facts() if hasattr(card, "facts") else ()
        yield from (name, *emails, *(value for _, value in facts))


def archive(raw: bytes) -> None:
    """Our own JSON, as `import` takes it."""
    for content in (raw, b'{"wellkeeper": 1, "exported_at": "2026-11-24T10:00:00Z", ' + raw + b"}"):
        try:
            read_archive(content)
        except UsageError:
            pass


def configuration(raw: bytes) -> None:
    """A configuration file; what is wrong with it is said in lines that hold no harm."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_bytes(raw)
        try:
            load_config(file, {"HOME": folder, "WELLKEEPER_PASSWORD": "x"})
        except ConfigError as error:
            _check(error.problems)


def fetch_answer(raw: bytes) -> None:
    """What a server answers to FETCH: lines, and literals after each `{`."""
    pieces: list[bytes | tuple[bytes, bytes]] = []
    for line in raw.split(b"\n"):
        before, brace, literal = line.partition(b"{")
        pieces.append((before + b"BODY[TEXT] {%d}" % len(literal), literal) if brace else line)
    try:
        parse_fetch_answer(pieces)
    except BROKEN:
        pass  # the session is given up, see wire.py


TARGETS: dict[str, Callable[[bytes], None]] = {
    "headers": headers, "body": body, "calendar": calendar, "vcard": vcard, "table": table,
    "archive": archive, "configuration": configuration, "fetch_answer": fetch_answer,
}  # fmt: skip
#: Pieces of which each target's input is likely made.
PIECES: dict[str, tuple[bytes, ...]] = {
    "headers": (b"From: ", b"To: ", b"Subject: ", b"\r\n", b"\r\n ", b"=?utf-8?q?", b"=0A", b"?=",
                b"<a@b.co>", b'"', b"(", b",", b"\xff", b"Message-ID: ", b"\xe2\x80\xae"),
    "body": (b"Content-Type: text/plain", b"\0", b"multipart/mixed; boundary=b", b"--b\r\n", b"> ",
             b"\r\n", b"I will send it by Friday. ", b"Could you? ", b"-- \r\n", b"\xe2\x80\xae",
             b"On Mon, May 3 Bo wrote:", b"<b>", b"&#8238;", b"=E2=80=AE", b"base64", b"\x1b[2J"),
    "calendar": (b"DTSTART:20261120T100000Z", b"\r\n", b"RRULE:FREQ=DAILY;COUNT=", b"9" * 9, b" ",
                 b"ATTENDEE;CN=\"x\":mailto:a@b.co", b"UID:1", b"SUMMARY:", b"\xe2\x80\xae", b"P1D",
                 b"DURATION:", b"EXDATE:", b"TZID=", b"\0", b"BEGIN:VEVENT", b"END:VEVENT"),
    "vcard": (b"FN:", b"EMAIL;TYPE=home:a@b.co", b"TEL:", b"ORG:", b"BDAY:", b"\r\n", b" ", b"=0A",
              b"N:Lee;Ann", b";ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:", b"\xe2\x80\xae", b"\\n",
              b"item1.", b"URL:", b"END:VCARD", b"BEGIN:VCARD", b"\xff\xfe"),
    "table": (b",", b'"', b"\r\n", b"a@b.co", b"=1+1", b"\xe2\x80\xae", b";", b"\t", b"1980-05-12",
              b"\0", b"First Name", b"Email Address", b"\xff"),
    "archive": (b'"touches": [', b'"facts": ', b"{", b"}", b"]", b'"at": "2026"', b"null", b"1e999",
                b'"\\u0000"', b",", b":", b'"x"', b"[" * 9),
    "configuration": (b"[owner]\n", b"[mailbox]\n", b"name = ", b'"', b"address = ", b"[[", b"=",
                      b"\n", b"1e999", b"nan", b"'''", b'"\\u202e"', b"port = ", b"{a=1}", b"\0"),
    "fetch_answer": (b"1 (UID 1 ", b"FLAGS (", b")", b"{", b"\n", b"BODY[TEXT] ", b"NIL", b'"',
                     b"INTERNALDATE ", b"99999999999", b"(" * 50, b"\\", b"RFC822.SIZE ", b"\xff"),
}  # fmt: skip
