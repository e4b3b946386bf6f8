"""Makes malformed and hostile mail by chance from a seed: header fields, MIME, words, calendars,
reports of what did not arrive, and damage to all of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable

_FIELDS = (
    b"From", b"To", b"Cc", b"Bcc", b"Reply-To", b"Subject", b"Date", b"Message-ID", b"References",
    b"In-Reply-To", b"List-Id", b"Return-Path", b"Auto-Submitted", b"Delivered-To", b"Content-Type",
    b"Content-Transfer-Encoding", b"Authentication-Results", b"X-Wellkeeper", b"Precedence",
)  # fmt: skip
PIECES = (
    b"<", b">", b"@", b'"', b"\\", b"(", b")", b",", b";", b":", b"[", b"]", b"=", b"\r\n ", b"\r",
    b"\n\t", b"\n", b"\0", b"\x1b[31m", b"\x9b2J", b"\xff\xfe", "\u202egnp.exe".encode(),
    "\u200b".encode(), "\u2028".encode(), "\x85".encode(), b"a@b.example", b"Ann Lee",
    b'"Lee, Ann" <ann@acme.example>', b"=?utf-8?q?x=22=0D=0AX1_DELETE_Clients=0D=0A?=",
    b"=?utf-8?q?=0A=E2=80=AE?=", b"=?utf-8?b?", b"?=", b"=?utf-7?q?+AAA-?=", b"=?x-none?q?a?=",
    b"Bcc: eve@evil.example", b"{{ 1234*4321 }}", b"{% for a in b %}", b"<script>alert(1)</script>",
    b"Bob, eve@evil <bob@x.example>", b"ok]<bob@evil.example>", b"Mon, 2 Apr 2012 09:57:00 +9999",
    b"Thu, 1 Jan 1970 00:00:00 +0000", b"31 Dec 9999 23:59:60 -2400", b"<1@x.example>", b"Re: ",
    "\U0001f600".encode(), b"xn--80ak6aa92e.example", "аpple@acme.example".encode(), b"A" * 2_000,
    b" " * 500, b"a@b.co, " * 200, b"<a@b> " * 100,
)  # fmt: skip
_LINES = (
    b"Could you send me the figures by Friday?", b"I will call you on Monday.", b"Thanks a lot!",
    b"> quoted", b">>>>> deep", b"On Mon, May 3, 2021 at 10:00 Bo <b@x.example> wrote:", b"-- ",
    b"From: a", b"Sent: Monday", b"Best regards,", b"Ann", b"+31 20 123 45 67", b"\0\0\0",
    b"\x1b]0;x\x07", b"<blockquote><p>x", b"<b>" * 200, b"&amp;" * 100, b"=E2=80=AE=", b"=",
    b"A===", b"\xff" * 50, b"I would like to introduce you to Bob.", b"<!--", b"http://" * 100,
    b"1.1." * 200, b"{{ x }}", b"Undelivered Mail Returned to Sender", b"550 5.1.1 no such user",
    b"x" * 5_000, b"",
)  # fmt: skip
_ICAL = (
    b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"END:VCALENDAR", b"METHOD:REQUEST",
    b"METHOD:CANCEL", b"UID:1", b"UID:" + b"x" * 3_000, b"DTSTART:20261124T100000Z",
    b"BEGIN:VTIMEZONE", b"DTSTART;TZID=Nowhere/Else:20261124T100000", b"DTSTART:99999999T999999Z",
    b"DURATION:P99999999D", b"RRULE:FREQ=SECONDLY", b"RRULE:FREQ=YEARLY;COUNT=99999999",
    b"RRULE:FREQ=DAILY;INTERVAL=0", b"ATTENDEE;CN=\x1b[31m:mailto:a@b.example",
    b"ORGANIZER:mailto:nora@lindqvist.example", b" folded", b"EXDATE:20261124", b"SUMMARY:\xff\xfe",
    b"BEGIN:BEGIN:", b"DTEND:19700101", b"STATUS:CANCELLED", b"RECURRENCE-ID:20261124T100000Z",
    b"SEQUENCE:-1", b"TZOFFSETTO:+9999",
)  # fmt: skip


def make_message(chance: random.Random) -> tuple[bytes, bytes]:
    """Header and body of one message that no mail program would write."""
    lines = []
    if chance.random() < 0.8:
        one, other = chance.randrange(99), chance.randrange(99)
        lines.append(b"From: Ann%d <a%d@acme.example>" % (one, other))
    lines.extend(
        chance.choice(_FIELDS) + b": " + _some(chance, PIECES, 6, b"")
        for _ in range(chance.randrange(8))
    )
    if chance.random() < 0.004:
        lines.append(b"X-Long: " + bytes([chance.randrange(256)]) * chance.randrange(1_000_000))
    kind, body = chance.choice(_BODIES)(chance)
    lines.append(kind)
    if chance.random() < 0.3:
        lines.append(b"Content-Transfer-Encoding: " + chance.choice(
            (b"base64", b"quoted-printable", b"x-uuencode", b"8bit\r\n x", b"")))  # fmt: skip
    end = chance.choice((b"\r\n", b"\r\n", b"\n", b"\r"))
    header = end.join(lines) + end + end
    return damage(chance, header), damage(chance, body)


def _some(chance: random.Random, of: tuple[bytes, ...], most: int, between: bytes) -> bytes:
    return between.join(chance.choice(of) for _ in range(chance.randrange(most + 1)))


def _plain(chance: random.Random) -> tuple[bytes, bytes]:
    charset = chance.choice((b"utf-8", b"utf-7", b"utf-16", b"x-none", b"iso-2022-jp", b"hz", b'"'))
    kind = chance.choice((b"plain", b"html", b"calendar", b"plain; format=flowed"))
    words = _some(chance, _LINES, 20 if chance.random() < 0.2 else 6, b"\r\n")
    return b"Content-Type: text/" + kind + b"; charset=" + charset, words


def _calendar(chance: random.Random) -> tuple[bytes, bytes]:
    begin = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    return b"Content-Type: text/calendar; method=REQUEST", begin + _some(chance, _ICAL, 25, b"\r\n")


def _parts(chance: random.Random) -> tuple[bytes, bytes]:
    depth = chance.choice((1, 1, 2, 2, 3, 3, 4, 4, 50, 300))
    body = b""
    for level in range(depth):
        kind, words = chance.choice((_plain, _calendar))(chance) if level < 4 else (b"", b"x")
        body += b"--b%d\r\n%b\r\n\r\n%b\r\n" % (level, kind, words)
        name = chance.choice((b"mixed", b"alternative", b"report", b"related"))
        body += b"--b%d\r\nContent-Type: multipart/%b; boundary=b%d\r\n\r\n" % (
            level, name, level + chance.randrange(2))  # fmt: skip
    return b"Content-Type: multipart/mixed; boundary=b0", body


def _bounce(chance: random.Random) -> tuple[bytes, bytes]:
    body = b"--b\r\n\r\n" + _some(chance, _LINES, 5, b"\n")
    body += b"\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; "
    body += _some(chance, PIECES, 4, b"") + b"\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--"
    return b"Content-Type: multipart/report; report-type=delivery-status; boundary=b", body


def _noise(chance: random.Random) -> tuple[bytes, bytes]:
    # Most are short, so that there can be many.
    most = 20_000 if chance.random() < 0.1 else 800
    return _some(chance, PIECES, 3, b""), chance.randbytes(chance.randrange(most))


_BODIES: tuple[Callable[[random.Random], tuple[bytes, bytes]], ...] = (
    _plain, _plain, _calendar, _parts, _bounce, _noise,
)  # fmt: skip


def damage(chance: random.Random, raw: bytes) -> bytes:
    """A few bytes turned, left out, doubled; or the rest cut off."""
    if not raw or chance.random() < 0.5:
        return raw
    bent = bytearray(raw)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(bent) or 1)
        way = chance.randrange(4)
        if way == 0 and bent:
            bent[min(at, len(bent) - 1)] = chance.randrange(256)
        elif way == 1:
            del bent[at : at + chance.randrange(1, 20)]
        elif way == 2:
            bent[at:at] = chance.choice(PIECES)
        else:
            del bent[at + chance.randrange(len(raw)) :]
    return bytes(bent)
