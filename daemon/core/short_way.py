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
    NO_TYPE,
    HeaderLines,
    Odd,
    People,
)
from daemon.core.parse.headers import DELIVERED_FIELDS
from daemon.core.parse.kind import CHECKED, MASS, judge
from daemon.core.parse.message_ids import join_chain
from daemon.core.parse.subject_signs import NO_SIGNS
from daemon.core.scanned import ScannedMail

#: Characters and lines of a header that is still ordinary.
_LONGEST, _MAX_LINES = 32_768, 200
_FOLD = re.compile("\n[ \t]+")
_OTHERS_DELIVERED = frozenset(DELIVERED_FIELDS[1:])
#: Changes every byte but those of plain text and of the ends of lines.
_CHANGED = bytes(
    one if 32 <= one < 127 or one in b"\t\r\n" else (one + 1) % 256 for one in range(256)
)
_lines = HeaderLines()
_known, _read = _lines.known.get, _lines.read


def read_shortly(raw: RawHeader, flags: str, now: float) -> ScannedMail | None:
    """What is kept of one mail, or None where its header is not ordinary."""
    header = raw.header
    said = _read_lines(header)
    if said is None:
        return None
    take = said.pop
    sender, sender_name, kind, why = take("from", NO_SENDER)
    message_id: str = take("message-id", "")
    written: int | None = take("date", None)
    subject, key, is_reply, folded, signs = take("subject", NO_SUBJECT)
    content_type, type_tells = take("content-type", NO_TYPE)
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
        _, references = join_chain(take("references", []), take("in-reply-to", ""))
    delivered: tuple[str, ...] = take("delivered-to", ())
    if said and not _OTHERS_DELIVERED.isdisjoint(said):
        for name in DELIVERED_FIELDS[1:]:
            delivered += take(name, ())
        delivered = tuple(dict.fromkeys(delivered))
    checked: str | None = take(CHECKED, None)
    # What is left are marks.
    marks = tuple([one for one in said.items() if one[1] is not None]) if said else ()
    if marks or type_tells or signs is not NO_SIGNS or checked == "fail":
        if checked is not None:
            marks += ((CHECKED, checked),)
        if MASS.isdisjoint(said):
            verdict = judge(sender, signs, content_type, marks, False, ())
        else:
            verdict = judge(sender, signs, content_type, marks, references != (), emails)
        kind, why = verdict[0].value, verdict[1]
    ids = references
    if message_id:
        ids = (message_id, *references) if references else (message_id,)
        if message_id in references:
            ids = tuple(dict.fromkeys(ids))
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
        resolve_time(written, raw.received_at, now),
        written,
        sender,
        sender_name,
        number,
        people,
        delivered,
        kind,
        why,
        content_type,
        tuple(map(thread_key, ids)),
        checked is not None or delivered != (),
    )


def _read_lines(header: bytes) -> dict[str, Any] | None:
    """What the lines of a header say by their field, or None where any of it is odd."""
    if len(header) > _LONGEST or header.translate(_CHANGED) != header:
        return None
    text = header.decode("ascii").rstrip("\r\n")
    lines = text.split("\r\n" if "\r\n" in text else "\n", _MAX_LINES)
    if len(lines) > _MAX_LINES:
        return None
    said: dict[str, Any] = {}
    # From the last line to the first: what a line goes on with is known before the line is read.
    rest, folds = "", 0
    try:
        for line in reversed(lines):
            if rest and line:
                line, rest = line + rest, ""
            known = _known(line)
            if known is None:
                if line < "!":
                    if not line:
                        return None  # here the header ended
                    rest = " " + line.lstrip(" \t")
                    folds += 1
                    continue
                known = _read(line)
            said[known[0]] = known[1]
    except Odd:
        return None
    if rest or (len(said) + folds != len(lines) and not _join_doubles(said, lines)):
        return None
    return said


def forget_lines() -> None:
    """Let go of what is remembered, when no more mails are to be read."""
    _lines.forget()


def _join_doubles(said: dict[str, Any], lines: list[str]) -> bool:
    """Whether no field stands twice but Delivered-To, as in mail that was passed on, of which all
    count, and the word of several servers on the sender, of which the first one counts.
    """
    whole = _FOLD.sub(" ", "\n".join(lines)).split("\n")
    names = [line.partition(":")[0].strip().lower() for line in whole]
    if "delivered-to" in said:
        found = [
            _read(line)[1]
            for name, line in zip(names, whole, strict=True)
            if name == "delivered-to"
        ]
        said["delivered-to"] = tuple(dict.fromkeys(email for one in found for email in one))
    others = len(names) - names.count("delivered-to") - names.count(CHECKED)
    return len(said.keys() - {"delivered-to", CHECKED}) == others
