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
_ADDRESS_FIELDS = ("from", "to", "cc", "bcc", "reply-to")
_MARK_NAMES = frozenset(_MARKS)
_MAX_PLAIN_LINES = 200
_NO_ADDRESSES = AddressList()
_LINES = re.compile(r"^([^:\n]*):(.*)", re.MULTILINE)
_FOLD_TEXT = re.compile(r"\n[ \t]+")
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


def _one_sender(found: AddressList, problems: list[str]) -> Address | None:
    """The one mailbox of From (section 3.6.2 allows several; then nobody can be held to it)."""
    if len(found.mailboxes) == 1 and not found.problems:
        return found.mailboxes[0]
    people = {mailbox.email for mailbox in found.mailboxes}
    if len(people) == 1 and not found.problems:
        return max(found.mailboxes, key=lambda mailbox: len(mailbox.name))
    problems.append("several senders" if len(people) > 1 else "no usable sender")
    return None


def _read_marks(fields: _Fields) -> dict[str, str]:
    marks: dict[str, str] = {}
    for name in _MARKS:
        value = fields.first(name, 2_000)
        if not value:
            continue
        if name == "return-path" and not _is_null(value):
            continue
        marks[name] = clean_line(decode_words(value), _MAX_MARK)
    return marks


def _plain_fields(raw: bytes) -> dict[str, str] | None:
    """The wanted fields of a header to which none of the rules for odd mail applies: plain ASCII,
    each field once, none very long. None where one may.
    """
    if len(raw) > MAX_HEADER or not raw.isascii():
        return None
    text = raw.decode("ascii").replace("\r\n", "\n")
    end = text.find("\n\n")
    if end >= 0:
        text = text[:end]
    if "\n " in text or "\n\t" in text:
        text = _FOLD_TEXT.sub(" ", text)
    count = text.count("\n") + 1
    if count > _MAX_PLAIN_LINES or not text.replace("\n", "").isprintable():
        return None
    lines = _LINES.findall(text)
    if len(lines) != count:
        return None  # a line without colon
    if len(text) > 2_000 or "  " in text:
        for _, value in lines:
            if len(value) > 2_000 or (len(value) > 200 and "  " in value):
                return None
    try:
        fields = {_USUAL[name]: value.strip(" ") for name, value in lines}
    except KeyError:  # a field that nobody wants, or an unusual spelling
        lines = [
            (wanted, value)
            for name, value in lines
            if (wanted := _USUAL.get(name) or _USUAL.get(name[:80].strip().lower()))
        ]
        fields = {wanted: value.strip(" ") for wanted, value in lines}
    return fields if len(fields) == len(lines) else None


def _plain_line(value: str, limit: int) -> str:
    if "=?" in value or "  " in value:
        return clean_line(decode_words(value), limit)
    return value if len(value) <= limit else value[:limit].rstrip()


def _parse_plain(fields: dict[str, str]) -> Headers:
    """What `parse_headers` says, by the shortest way; a test holds the two against each other."""
    problems: list[str] = []
    people = dict.fromkeys(_ADDRESS_FIELDS, _NO_ADDRESSES)
    for name in _ADDRESS_FIELDS:
        if name in fields:
            people[name] = found = parse_address_list(fields[name])
            if found.problems:
                problems.extend(f"{name}: {problem}" for problem in found.problems)
    sender = _one_sender(people["from"], problems)
    written, said_id = fields.get("date", ""), fields.get("message-id", "")
    date, message_id = parse_date(written), parse_message_id(said_id)
    if date is None:
        problems.append("unreadable date" if written else "no date")
    if not message_id:
        problems.append("unusable message-id" if said_id else "no message-id")
    in_reply_to, references = parse_references(
        fields.get("references", ""), fields.get("in-reply-to", "")
    )
    delivered = [
        email for name in _DELIVERED if name in fields and (email := _delivered(fields[name]))
    ]
    marks = {
        name: _plain_line(value, _MAX_MARK)
        for name, value in fields.items()
        if name in _MARK_NAMES and value and (name != "return-path" or _is_null(value))
    }
    to, cc = people["to"], people["cc"]
    return Headers(
        message_id,
        references,
        in_reply_to,
        _plain_line(fields.get("subject", ""), MAX_SUBJECT),
        date,
        sender,
        people["reply-to"].mailboxes,
        to.mailboxes,
        cc.mailboxes,
        people["bcc"].mailboxes,
        to.count + cc.count,
        tuple(dict.fromkeys(delivered)) if delivered else (),
        _plain_line(fields.get("content-type", ""), 300),
        marks,
        tuple(dict.fromkeys(problems))[:20] if problems else (),
    )


def _is_null(path: str) -> bool:
    return path.replace(" ", "") == "<>"


def _delivered(value: str) -> str:
    return clean_email(value.strip("<> "))


def parse_headers(raw: bytes) -> Headers:
    """What the header fields of one message say; never raises, whatever the bytes are.

    `raw` is the header as it came, with or without the blank line and a body after it; more than
    256 kB is cut. Of each address field at most 200 mailboxes are kept, while `recipients` counts
    all of To and Cc (beyond 20,000 characters of a field by its `@`).
    """
    plain = _plain_fields(raw)
    return parse_odd_headers(raw) if plain is None else _parse_plain(plain)


def parse_odd_headers(raw: bytes) -> Headers:
    """The same by the long way, which knows every kind of odd mail."""
    problems: list[str] = []
    fields = _Fields(_cut_fields(raw, problems), problems)
    people = {name: fields.addresses(name) for name in _ADDRESS_FIELDS}
    sender, to, cc = _one_sender(people["from"], problems), people["to"], people["cc"]
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
    delivered = [_delivered(value) for name in _DELIVERED for value in fields.all(name)]
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
        content_type=fields.text("content-type", 300),
        marks=_read_marks(fields),
        problems=tuple(dict.fromkeys(problems))[:20],
    )
