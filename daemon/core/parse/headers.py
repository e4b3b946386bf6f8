"""Decides what the header of one message says: who, to whom, when, about what, in which thread.

The long way, which takes any bytes; `core/short_way.py` says the same of ordinary headers, sooner.
The work is bounded by cutting first.
"""

from __future__ import annotations

import re

from daemon.core.mail import OWN_MARK, Address, Headers
from daemon.core.parse.addresses import MAX_ADDRESSES, AddressList, clean_email, parse_address_list
from daemon.core.parse.charsets import decode_bytes
from daemon.core.parse.dates import parse_date
from daemon.core.parse.encoded_words import decode_words
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.message_ids import parse_message_id, parse_references

MAX_HEADER = 262_144
#: Characters that are kept of a subject, a content type, and a field that is a mark.
MAX_SUBJECT, MAX_CONTENT_TYPE, MAX_MARK = 500, 300, 200
_MAX_LINES = 4_000
_MAX_VALUE = 8_192
#: Servers tell of every signature before they come to what counts.
MAX_MARKS = {"authentication-results": _MAX_VALUE}

_MARKS = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "precedence",
    "auto-submitted",
    "x-auto-response-suppress",
    "x-autoreply",
    "x-autorespond",
    "x-failed-recipients",
    "feedback-id",
    "return-path",
    "x-spam-flag",
    OWN_MARK,
    "authentication-results",
    "sender",
)
#: Where the server wrote down to which address of its owner a mail came.
DELIVERED_FIELDS = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to")

#: All that is read of a header, for whoever wants to fetch no more than that.
HEADER_FIELDS = (
    "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to",
    "references", "content-type", *DELIVERED_FIELDS, *_MARKS,
)  # fmt: skip
_WANTED = {name.encode(): name for name in HEADER_FIELDS}
_ADDRESS_FIELDS = ("from", "to", "cc", "bcc", "reply-to")
_FOLD = re.compile(rb"\n[ \t]+")


def _one_kind_of_line_end(raw: bytes) -> bytes:
    raw = raw.replace(b"\r\n", b"\n")
    if b"\r" in raw:
        # Alone it ends lines only where nothing else does; elsewhere it would smuggle a field.
        raw = raw.replace(b"\r", b" " if b"\n" in raw else b"\n")
    return raw.replace(b"\0", b"") if b"\0" in raw else raw


def _cut_fields(raw: bytes, problems: list[str]) -> dict[str, list[bytes]]:
    """The wanted fields by name, in their order, unfolded (RFC 5322, section 2.2.3)."""
    if len(raw) > MAX_HEADER:
        raw = raw[:MAX_HEADER]
        problems.append("header cut")
    raw = _one_kind_of_line_end(raw).lstrip(b"\n")
    end = raw.find(b"\n\n")
    if end >= 0:
        raw = raw[:end]
    lines = _FOLD.sub(b" ", raw).split(b"\n", _MAX_LINES)
    if len(lines) > _MAX_LINES:
        lines.pop()
        problems.append("too many header lines")
    fields: dict[str, list[bytes]] = {}
    is_broken = False
    for line in lines:
        name, colon, value = line.partition(b":")
        wanted = _WANTED.get(name.lower()) or _WANTED.get(name[:80].strip().lower())
        if wanted is not None and colon:
            fields.setdefault(wanted, []).append(value)
        elif not colon and line and not line.startswith((b"From ", b">From ")):
            is_broken = True
    if is_broken:
        problems.append("line without colon")
    return fields


class _Fields:
    """Values by name as text; of a field that may stand once only, the first counts."""

    def __init__(self, fields: dict[str, list[bytes]], problems: list[str]) -> None:
        self._fields = fields
        self._problems = problems

    def first(self, name: str, limit: int = _MAX_VALUE) -> str:
        values = self._fields.get(name)
        if values is None:
            return ""
        if len(values) > 1 and name in ("from", "subject", "message-id", "date"):
            self._problems.append(f"several {name} fields")
        return decode_bytes(values[0][:limit]).strip()

    def all(self, name: str) -> list[str]:
        return [decode_bytes(value).strip() for value in self._fields.get(name, ())]

    def addresses(self, name: str) -> AddressList:
        values = self._fields.get(name)
        if values is None:
            return AddressList()
        found = parse_address_list(decode_bytes(b", ".join(values)).strip())
        self._problems.extend(f"{name}: {problem}" for problem in found.problems)
        return found

    def text(self, name: str, limit: int) -> str:
        return clean_line(decode_words(self.first(name)), limit)


def single_sender(found: AddressList) -> Address | None:
    """The one mailbox of From, or None (section 3.6.2 allows several; then nobody can be held to
    it).
    """
    if len(found.mailboxes) == 1 and not found.problems:
        return found.mailboxes[0]
    if len({mailbox.email for mailbox in found.mailboxes}) == 1 and not found.problems:
        return max(found.mailboxes, key=lambda mailbox: len(mailbox.name))
    return None


def _read_marks(fields: _Fields) -> dict[str, str]:
    marks: dict[str, str] = {}
    for name in _MARKS:
        limit = MAX_MARKS.get(name, MAX_MARK)
        value = fields.first(name, max(limit, 2_000))
        if not value:
            continue
        if name == "return-path" and not is_null_path(value):
            continue
        marks[name] = clean_line(decode_words(value), limit)
    return marks


def is_null_path(path: str) -> bool:
    """Whether a Return-Path is that of a mail which is never answered (RFC 5321, section 4.5.5)."""
    return path.replace(" ", "") == "<>"


def parse_delivered(value: str) -> str:
    """The address in one of DELIVERED_FIELDS, or "" where there is none."""
    return clean_email(value.strip("<> "))


def parse_headers(raw: bytes) -> Headers:
    """What the header fields of one message say; never raises, whatever the bytes are.

    `raw` is the header as it came, with or without the blank line and a body after it; more than
    256 kB is cut. Of each address field at most 200 mailboxes are kept, while `recipients` counts
    all of To and Cc (beyond 20,000 characters of a field by its `@`).
    """
    problems: list[str] = []
    fields = _Fields(_cut_fields(raw, problems), problems)
    people = {name: fields.addresses(name) for name in _ADDRESS_FIELDS}
    sender, to, cc = single_sender(people["from"]), people["to"], people["cc"]
    if sender is None:
        senders = {mailbox.email for mailbox in people["from"].mailboxes}
        problems.append("several senders" if len(senders) > 1 else "no usable sender")
    written = fields.first("date", 300)
    date = parse_date(written)
    if date is None:
        problems.append("unreadable date" if written else "no date")
    said_id = fields.first("message-id", 2_000)
    message_id = parse_message_id(said_id)
    if not message_id:
        problems.append("unusable message-id" if said_id else "no message-id")
    in_reply_to, references = parse_references(
        " ".join(fields.all("references")), fields.first("in-reply-to")
    )
    delivered = [parse_delivered(value) for name in DELIVERED_FIELDS for value in fields.all(name)]
    return Headers(
        message_id=message_id,
        references=references,
        in_reply_to=in_reply_to,
        subject=fields.text("subject", MAX_SUBJECT),
        date=date,
        sender=sender,
        reply_to=people["reply-to"].mailboxes,
        to=to.mailboxes,
        cc=cc.mailboxes,
        bcc=people["bcc"].mailboxes,
        recipients=to.count + cc.count,
        delivered_to=tuple(dict.fromkeys(email for email in delivered if email))[:MAX_ADDRESSES],
        content_type=fields.text("content-type", MAX_CONTENT_TYPE),
        marks=_read_marks(fields),
        problems=tuple(dict.fromkeys(problems))[:20],
    )
