"""Decides what the header of one message says: who, to whom, when, about what, in which thread.

Everything that reads mail starts here. Any bytes may come; the work is bounded by cutting first.
"""

from __future__ import annotations

import re

from daemon.core.mail import Address, Headers
from daemon.core.parse.addresses import MAX_ADDRESSES, AddressList, clean_email, parse_address_list
from daemon.core.parse.charsets import decode_bytes
from daemon.core.parse.dates import parse_date
from daemon.core.parse.encoded_words import decode_words
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.message_ids import parse_message_id, parse_references

MAX_HEADER = 262_144
MAX_SUBJECT = 500
_MAX_LINES = 4_000
_MAX_VALUE = 8_192
_MAX_MARK = 200

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
    "x-wellkeeper",
    "authentication-results",
    "sender",
)
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to")

#: All that is read of a header, for whoever wants to fetch no more than that.
HEADER_FIELDS = (
    "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to",
    "references", "content-type", *_DELIVERED, *_MARKS,
)  # fmt: skip
_WANTED = {name.encode(): name for name in HEADER_FIELDS}
#: As they are written by nearly everybody, so that few names need to be folded.
_USUAL = {
    spelled: name
    for name in HEADER_FIELDS
    for spelled in (name, name.title(), name.upper(), name.title().replace("Id", "ID"))
}
_NO_ADDRESSES = AddressList()
_FOLD = re.compile(rb"\n[ \t]+")


def _one_kind_of_line_end(raw: bytes) -> bytes:
    raw = raw.replace(b"\r\n", b"\n")
    if b"\r" in raw:
        # Alone it ends lines only where nothing else does; elsewhere it would smuggle a field.
        raw = raw.replace(b"\r", b" " if b"\n" in raw else b"\n")
    return raw.replace(b"\0", b"") if b"\0" in raw else raw


def _cut_fields(raw: bytes, problems: list[str]) -> tuple[dict[str, list[str | bytes]], bool]:
    """The wanted fields by name, in their order, unfolded (RFC 5322, section 2.2.3): as text where
    the whole header is ASCII, as most are. The second says that no value needs to be decoded or
    cleaned, ends aside.
    """
    if len(raw) > MAX_HEADER:
        raw = raw[:MAX_HEADER]
        problems.append("header cut")
    raw = _one_kind_of_line_end(raw).lstrip(b"\n")
    end = raw.find(b"\n\n")
    if end >= 0:
        raw = raw[:end]
    if b"\n " in raw or b"\n\t" in raw:
        raw = _FOLD.sub(b" ", raw)
    if raw.isascii() and b"\x1b" not in raw:
        # What `decode_bytes` would make of each value, made at once.
        text = raw.decode("ascii")
        plain = "  " not in text and "=?" not in text and text.replace("\n", "").isprintable()
        return _sort_text(text, problems), plain
    return _sort_bytes(raw, problems), False


def _sort_bytes(raw: bytes, problems: list[str]) -> dict[str, list[str | bytes]]:
    """The wanted ones among unfolded lines."""
    fields: dict[str, list[str | bytes]] = {}
    is_broken = False
    lines = raw.split(b"\n", _MAX_LINES)
    if len(lines) > _MAX_LINES:
        lines.pop()
        problems.append("too many header lines")
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


def _sort_text(text: str, problems: list[str]) -> dict[str, list[str | bytes]]:
    """The same for what is text already; a test compares the two."""
    fields: dict[str, list[str | bytes]] = {}
    is_broken = False
    lines = text.split("\n", _MAX_LINES)
    if len(lines) > _MAX_LINES:
        lines.pop()
        problems.append("too many header lines")
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            wanted = _USUAL.get(name) or _by_odd_name(name)
            if wanted is None:
                continue
            if wanted in fields:
                fields[wanted].append(value)
            else:
                fields[wanted] = [value]
        elif line and not line.startswith(("From ", ">From ")):
            is_broken = True
    if is_broken:
        problems.append("line without colon")
    return fields


def _by_odd_name(name: str) -> str | None:
    """The wanted field behind a name that is written in an unusual way."""
    folded = name.lower().encode("ascii")
    return _WANTED.get(folded) or _WANTED.get(folded[:80].strip())


def _text(value: str | bytes) -> str:
    return value.strip() if isinstance(value, str) else decode_bytes(value).strip()


class _Fields:
    """Values by name as text; of a field that may stand once only, the first counts."""

    def __init__(self, raw: bytes, problems: list[str]) -> None:
        self._fields, self._is_plain = _cut_fields(raw, problems)
        self._problems = problems

    def first(self, name: str, limit: int = _MAX_VALUE) -> str:
        values = self._fields.get(name)
        if values is None:
            return ""
        if len(values) > 1 and name in ("from", "subject", "message-id", "date"):
            self._problems.append(f"several {name} fields")
        return _text(values[0][:limit])

    def all(self, name: str) -> list[str]:
        values = self._fields.get(name)
        return [] if values is None else [_text(value) for value in values]

    def addresses(self, name: str) -> AddressList:
        values = self._fields.get(name)
        if values is None:
            return _NO_ADDRESSES
        if len(values) == 1:
            found = parse_address_list(_text(values[0]))
        else:
            # Of one header all values are text, or all are bytes.
            joined = b", ".join(one for one in values if isinstance(one, bytes))
            texts = ", ".join(one for one in values if isinstance(one, str))
            found = parse_address_list(_text(texts or joined))
        if found.problems:
            self._problems.extend(f"{name}: {problem}" for problem in found.problems)
        return found

    def text(self, name: str, limit: int, read: int = _MAX_VALUE) -> str:
        """At most `limit` characters of one harmless line, from the first `read` of the value."""
        value = self.first(name, read)
        if not value:
            return ""
        if self._is_plain:
            return value if len(value) <= limit else value[:limit].rstrip()
        return clean_line(decode_words(value), limit)

    def present(self, names: tuple[str, ...]) -> list[str]:
        """Those of these names that stand in the header, in the order of `names`."""
        fields = self._fields
        return [name for name in names if name in fields]


def _resolve_sender(fields: _Fields, problems: list[str]) -> Address | None:
    """The one mailbox of From (section 3.6.2 allows several; then nobody can be held to it)."""
    found = fields.addresses("from")
    if len(found.mailboxes) == 1 and not found.problems:
        return found.mailboxes[0]
    people = {mailbox.email for mailbox in found.mailboxes}
    if len(people) == 1 and not found.problems:
        return max(found.mailboxes, key=lambda mailbox: len(mailbox.name))
    problems.append("several senders" if len(people) > 1 else "no usable sender")
    return None


def _read_marks(fields: _Fields) -> dict[str, str]:
    marks: dict[str, str] = {}
    for name in fields.present(_MARKS):
        value = fields.first(name, 2_000)
        if not value or (name == "return-path" and value.replace(" ", "") != "<>"):
            continue
        marks[name] = fields.text(name, _MAX_MARK, 2_000)
    return marks


def parse_headers(raw: bytes) -> Headers:
    """What the header fields of one message say; never raises, whatever the bytes are.

    `raw` is the header as it came, with or without the blank line and a body after it; more than
    256 kB is cut. Of each address field at most 200 mailboxes are kept, while `recipients` counts
    all of To and Cc (beyond 20,000 characters of a field by its `@`).
    """
    problems: list[str] = []
    fields = _Fields(raw, problems)
    sender = _resolve_sender(fields, problems)
    to, cc, bcc = fields.addresses("to"), fields.addresses("cc"), fields.addresses("bcc")
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
    delivered = [
        clean_email(value.strip("<> "))
        for name in fields.present(_DELIVERED)
        for value in fields.all(name)
    ]
    return Headers(
        message_id=message_id,
        references=references,
        in_reply_to=in_reply_to,
        subject=fields.text("subject", MAX_SUBJECT),
        date=date,
        sender=sender,
        reply_to=fields.addresses("reply-to").mailboxes,
        to=to.mailboxes,
        cc=cc.mailboxes,
        bcc=bcc.mailboxes,
        recipients=to.count + cc.count,
        delivered_to=tuple(dict.fromkeys(email for email in delivered if email))[:MAX_ADDRESSES],
        content_type=fields.text("content-type", 300),
        marks=_read_marks(fields),
        problems=tuple(dict.fromkeys(problems))[:20],
    )
