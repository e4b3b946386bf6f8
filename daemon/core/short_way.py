"""The short way from the header of an ordinary mail to what the store keeps of it.

Each line is read once and remembered by its text (`parse/header_lines.py`), so that what is left
for a mail are a few looks into a dictionary, and the lines that are its own (id, date, references).
Whatever is odd in a header sends the whole of it the long way (`scanned.py`), which the short one
may never contradict: tests hold them against each other (`tests/core/test_short_way.py`).
"""

from __future__ import annotations

import re
from typing import Any

from daemon.core.keys import content_hash, identity_key, thread_key
from daemon.core.mail import RawHeader
from daemon.core.parse.dates import resolve_time
from daemon.core.parse.header_lines import (
    NO_PEOPLE,
    NO_SENDER,
    NO_SUBJECT,
    HeaderLines,
    Odd,
    People,
)
from daemon.core.parse.headers import DELIVERED_FIELDS, MAX_HEADER
from daemon.core.parse.kind import CHECKED, MASS, judge
from daemon.core.parse.message_ids import parse_references
from daemon.core.scanned import ScannedMail

_MAX_LINES = 200
_FOLD = {end: re.compile(end + "[ \t]+") for end in ("\r\n", "\n")}
_OTHERS_DELIVERED = frozenset(DELIVERED_FIELDS[1:])
_lines = HeaderLines()


def read_shortly(raw: RawHeader, flags: str, now: float) -> ScannedMail | None:
    """What is kept of one mail, or None where its header is not ordinary."""
    header = raw.header
    if len(header) > MAX_HEADER or not header.isascii():
        return None
    text = header.decode("ascii")
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.partition(end + end)[0]
    if end + " " in text or end + "\t" in text:
        text = _FOLD[end].sub(" ", text)
    lines = text.split(end, _MAX_LINES)
    try:
        said = dict(map(_lines.__getitem__, lines))
    except Odd:
        return None
    if len(lines) > _MAX_LINES or (len(said) != len(lines) and not _join_delivered(said, lines)):
        return None
    take = said.pop
    sender, sender_name = take("from", NO_SENDER)
    message_id: str = take("message-id", "")
    written: int | None = take("date", None)
    subject, key, is_reply, folded, signs = take("subject", NO_SUBJECT)
    content_type: str = take("content-type", "")
    to: People = take("to", NO_PEOPLE)
    people, number, emails, joined = to
    if "cc" in said or "bcc" in said:
        cc: People = take("cc", NO_PEOPLE)
        people += cc.people + take("bcc", NO_PEOPLE).people
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
        bool(delivered) or said.get(CHECKED) is not None,
    )


def forget_lines() -> None:
    """Let go of what is remembered, when no more mails are to be read."""
    _lines.forget()


def _join_delivered(said: dict[str, Any], lines: list[str]) -> bool:
    """Whether no field stands twice but Delivered-To, as in mail that was passed on; then all of
    them count.
    """
    found = [one for name, one in map(_lines.__getitem__, lines) if name == "delivered-to"]
    said["delivered-to"] = tuple(dict.fromkeys(email for one in found for email in one))
    return len(said) + len(found) - 1 == len(lines)
