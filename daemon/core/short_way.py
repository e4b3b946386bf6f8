"""The short way from the header of an ordinary mail to what the store keeps of it.

A mailbox says the same lines over and over: who writes, to whom, by which list. So each line is
read once and remembered by its text; what is left for a mail are a few looks into a dictionary,
and the lines that are its own (id, date, references). Whatever is odd in a header sends the whole
of it the long way (`scanned.py`), which the short one may never contradict: tests hold them
against each other (`tests/core/test_short_way.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from daemon.core.keys import content_hash, identity_key, subject_key, thread_key
from daemon.core.mail import RawHeader
from daemon.core.parse.addresses import MAX_TEXT, parse_address_list
from daemon.core.parse.dates import parse_date, parse_usual_date, resolve_time
from daemon.core.parse.encoded_words import decode_words
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.headers import (
    DELIVERED_FIELDS,
    MAX_CONTENT_TYPE,
    MAX_HEADER,
    MAX_MARK,
    MAX_SUBJECT,
    is_null_path,
    parse_delivered,
    single_sender,
)
from daemon.core.parse.kind import (
    MASS,
    TELL_BY_PRESENCE,
    TELL_BY_WORDS,
    Signs,
    judge,
    signs_of,
)
from daemon.core.parse.message_ids import parse_message_id, parse_references
from daemon.core.parse.subjects import parse_subject
from daemon.core.scanned import ScannedMail

_MAX_LINES = 200
#: So many lines of at most this length are remembered, and as many before them.
_REMEMBERED, _MAX_REMEMBERED = 8_192, 300
_FOLD = {end: re.compile(end + "[ \t]+") for end in ("\r\n", "\n")}


class _Odd(Exception):
    """This header goes the long way."""


class _Subject(NamedTuple):
    text: str
    key: int | None
    is_reply: bool
    #: As it stands in the key of the content.
    folded: str
    signs: Signs


class _People(NamedTuple):
    """The recipients of one field, as in ScannedMail; `emails` are their addresses, `joined` the
    same as in the key of the content.
    """

    people: tuple[tuple[str, str, str], ...] = ()
    number: int = 0
    emails: tuple[str, ...] = ()
    joined: str = ""


def _clean(value: str, limit: int) -> str:
    """A value of which it is known that it is plain ASCII without blanks around it."""
    if "=?" in value or "  " in value or len(value) > limit:
        return clean_line(decode_words(value), limit)
    return value


def _read_sender(value: str) -> tuple[str, str]:
    sender = single_sender(parse_address_list(value))
    return (sender.email, sender.name) if sender else ("", "")


def _read_people(field: str) -> Callable[[str], _People]:
    def read(value: str) -> _People:
        found = parse_address_list(value)
        emails = tuple([one.email for one in found.mailboxes])
        people = tuple([(field, one.email, one.name) for one in found.mailboxes])
        return _People(people, found.count, emails, ",".join(sorted(set(emails))))

    return read


def _read_subject(value: str) -> _Subject:
    text = _clean(value, MAX_SUBJECT)
    about, is_reply, _ = parse_subject(text)
    folded = text.casefold()  # of a clean line, nothing else is folded
    return _Subject(text, subject_key(about), is_reply, folded, signs_of(text))


def _read_date(value: str) -> int | None:
    seconds = parse_usual_date(value)
    if seconds is None and (date := parse_date(value)) is not None:
        return int(date.timestamp())
    return seconds


def _read_content_type(value: str) -> str:
    return _clean(value, MAX_CONTENT_TYPE)


def _read_delivered(value: str) -> tuple[str, ...]:
    email = parse_delivered(value)
    return (email,) if email else ()


def _read_mark(value: str) -> str | None:
    return _clean(value, MAX_MARK) if value else None


def _read_presence(value: str) -> str | None:
    return "" if value else None


def _read_return_path(value: str) -> str | None:
    return "" if is_null_path(value) else None


def _refuse(value: str) -> None:
    raise _Odd


class _Field(NamedTuple):
    """How the value of a field is read, whether its lines come again, and how long a line may be
    so that no limit of the long way is reached.
    """

    name: str
    read: Callable[[str], Any]
    again: bool = True
    longest: int = 2_000


_FIELDS = {
    one.name: one
    for one in (
        *(_Field(name, _read_mark) for name in TELL_BY_WORDS),
        *(_Field(name, _read_presence, False) for name in TELL_BY_PRESENCE),
        *(_Field(name, _read_delivered) for name in DELIVERED_FIELDS),
        _Field("from", _read_sender),
        _Field("to", _read_people("to"), longest=MAX_TEXT),
        _Field("cc", _read_people("cc"), longest=MAX_TEXT),
        _Field("bcc", _read_people("bcc"), longest=MAX_TEXT),
        _Field("subject", _read_subject),
        _Field("date", _read_date, False, 200),
        _Field("message-id", parse_message_id, False),
        _Field("in-reply-to", str, False),
        _Field("references", str, False, 12_000),
        _Field("content-type", _read_content_type),
        _Field("return-path", _read_return_path),
        _Field("x-wellkeeper", _refuse, False),
    )
}
#: As they are written by nearly everybody, so that few names need to be folded.
_USUAL_NAMES = {
    spelled: field
    for name, field in _FIELDS.items()
    for spelled in (name, name.title(), name.upper(), name.title().replace("Id", "ID"))
}


class _Lines(dict[str, tuple[str, Any]]):
    """Lines of headers by their text, each as (field, what it says); None is said by a line that
    tells nothing. A line that is not known yet is read when it is asked for; raises _Odd.
    """

    def __init__(self) -> None:
        self._before: dict[str, tuple[str, Any]] = {}

    def __missing__(self, line: str) -> tuple[str, Any]:
        name, colon, value = line.partition(":")
        field = _USUAL_NAMES.get(name) or _FIELDS.get(name[:80].strip().lower())
        if not colon or not line.isprintable():
            raise _Odd
        if field is None:
            return name, None
        field_name, read, again, longest = field
        if len(line) > longest:
            raise _Odd
        if not again or len(line) > _MAX_REMEMBERED:
            return field_name, read(value.strip(" "))
        known = self._before.get(line)
        if known is None:
            known = field_name, read(value.strip(" "))
        if len(self) >= _REMEMBERED:
            self._before = dict(self)
            self.clear()
        self[line] = known
        return known


_lines = _Lines()
_OTHERS_DELIVERED = frozenset(DELIVERED_FIELDS[1:])
_NOBODY = ("", "")
_NO_PEOPLE = _People()
_NO_SUBJECT = _read_subject("")


def read_shortly(raw: RawHeader, flags: str, now: float) -> ScannedMail | None:
    """What is kept of one mail, or None where its header is not ordinary."""
    header = raw.header
    if len(header) > MAX_HEADER or not header.isascii():
        return None
    text = header.decode("ascii")
    end = "\r\n" if "\r\n" in text else "\n"
    text = _FOLD[end].sub(" ", text.partition(end + end)[0])
    lines = text.split(end, _MAX_LINES)
    try:
        said = dict(map(_lines.__getitem__, lines))
    except _Odd:
        return None
    if len(lines) > _MAX_LINES or (len(said) != len(lines) and not _join_delivered(said, lines)):
        return None
    take = said.pop
    sender, sender_name = take("from", _NOBODY)
    message_id: str = take("message-id", "")
    written: int | None = take("date", None)
    subject, key, is_reply, folded, signs = take("subject", _NO_SUBJECT)
    content_type: str = take("content-type", "")
    to: _People = take("to", _NO_PEOPLE)
    people, number, emails, joined = to
    if "cc" in said or "bcc" in said:
        cc: _People = take("cc", _NO_PEOPLE)
        people += cc.people + take("bcc", _NO_PEOPLE).people
        number += cc.number
        emails += cc.emails
        joined = ",".join(sorted(set(emails)))
    references: tuple[str, ...] = ()
    if "references" in said or "in-reply-to" in said:
        _, references = parse_references(take("references", ""), take("in-reply-to", ""))
    delivered: tuple[str, ...] = take("delivered-to", ())
    if said and not _OTHERS_DELIVERED.isdisjoint(said):
        for name in DELIVERED_FIELDS[1:]:
            delivered += take(name, ())
        delivered = tuple(dict.fromkeys(delivered))
    # What is left are marks.
    marks = tuple([one for one in said.items() if one[1] is not None]) if said else ()
    if marks and not MASS.isdisjoint(said):
        kind, why = judge(sender, signs, content_type, marks, references != (), emails)
    else:
        kind, why = judge(sender, signs, content_type, marks, False, ())
    received = None if raw.received_at is None else raw.received_at.timestamp()
    ids = references
    if message_id:
        ids = tuple(dict.fromkeys((message_id, *references))) if references else (message_id,)
    content: int | None = None
    if sender and written is not None:
        content = content_hash(sender, written, folded, joined)
    return ScannedMail(
        raw.uid,
        flags,
        identity_key(message_id, sender, header),
        content,
        message_id,
        " ".join(references),
        subject,
        key,
        is_reply,
        resolve_time(written, received, now),
        written,
        sender,
        sender_name,
        number,
        people,
        delivered,
        kind.value,
        why,
        content_type,
        tuple(map(thread_key, ids)),
    )


def forget_lines() -> None:
    """Let go of what is remembered, some ten megabytes after a large mailbox."""
    _lines.clear()
    _lines._before.clear()


def _join_delivered(said: dict[str, Any], lines: list[str]) -> bool:
    """Whether no field stands twice but Delivered-To, as in mail that was passed on; then all of
    them count.
    """
    found = [one for name, one in map(_lines.__getitem__, lines) if name == "delivered-to"]
    said["delivered-to"] = tuple(dict.fromkeys(email for one in found for email in one))
    return len(said) + len(found) - 1 == len(lines)
