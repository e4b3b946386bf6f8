"""The short way from the headers of ordinary mails to what the store keeps of them.

The lines of a batch are cut together (`parse/header_batch.py`), and each is read once and
remembered by its text (`parse/header_lines.py`), so that what is left are a few looks into a
dictionary a mail, and the lines that are its own (id, date, references). Whatever is odd in a
header sends the whole of it the long way (`scanned.py`), which the short one may never contradict:
tests hold them against each other (`tests/core/test_short_way.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from daemon.core.keys import content_hash, identity_key, thread_key
from daemon.core.mail import RawHeader
from daemon.core.parse.dates import resolve_time
from daemon.core.parse.header_batch import Told, read_together
from daemon.core.parse.header_lines import (
    NO_PEOPLE,
    NO_SENDER,
    NO_SUBJECT,
    NO_TYPE,
    HeaderLines,
    People,
    Sender,
    Subject,
)
from daemon.core.parse.headers import DELIVERED_FIELDS
from daemon.core.parse.kind import (
    CHECKED,
    MASS,
    TELL_BY_PRESENCE,
    TELL_BY_WORDS,
    judge,
)
from daemon.core.parse.message_ids import join_chain
from daemon.core.parse.subject_signs import NO_SIGNS
from daemon.core.scanned import ScannedMail

#: Fields that tell of the kind of a mail, if they say something.
_MARKS = TELL_BY_WORDS | TELL_BY_PRESENCE
_OTHERS_DELIVERED = DELIVERED_FIELDS[1:]
_lines = HeaderLines()


def read_shortly(
    batch: Sequence[RawHeader], flags: Sequence[str], now: float
) -> list[ScannedMail | None]:
    """What is kept of each mail, with its flags as text, or None where its header is not ordinary.
    `now` is epoch seconds.
    """
    told = read_together([raw.header for raw in batch], _lines)
    ordinary = [one for one in zip(batch, flags, told, strict=True) if one[2] is not None]
    if not ordinary:
        return [None] * len(batch)
    raws, their_flags, every = zip(*ordinary, strict=True)
    mails = _put_together(raws, their_flags, every, now)
    return [None if one is None else next(mails) for one in told]


def _put_together(
    batch: Sequence[RawHeader], flags: Sequence[str], every: Sequence[Told], now: float
) -> Iterator[ScannedMail]:
    """What is kept of mails of which all this is told, field by field of all at once."""
    uid, header, _, received_at, _ = zip(*batch, strict=True)
    senders = [one.get("from", NO_SENDER) for one in every]
    subjects = [one.get("subject", NO_SUBJECT) for one in every]
    types = [one.get("content-type", NO_TYPE) for one in every]
    recipients = [
        _all_people(one) if "cc" in one or "bcc" in one else one.get("to", NO_PEOPLE)
        for one in every
    ]
    references = [
        join_chain(one.get("references", []), one.get("in-reply-to", ""))[1]
        if "references" in one or "in-reply-to" in one
        else ()
        for one in every
    ]
    message_id = [one.get("message-id", "") for one in every]
    written = [one.get("date") for one in every]
    delivered = [*map(_delivered_to, every)]
    verdicts = map(_verdict, every, senders, subjects, types, recipients, references)
    sender, sender_name, _, _ = zip(*senders, strict=True)
    subject, key, is_reply, folded, _ = zip(*subjects, strict=True)
    people, number, _, joined = zip(*recipients, strict=True)
    kind, why = zip(*verdicts, strict=True)
    return map(
        ScannedMail._make,
        zip(
            uid,
            flags,
            map(identity_key, message_id, sender, written, header),
            map(_content, sender, written, folded, joined),
            message_id,
            map(" ".join, references),
            subject,
            key,
            is_reply,
            map(resolve_time, written, received_at, repeat(now)),
            written,
            sender,
            sender_name,
            number,
            people,
            delivered,
            kind,
            why,
            [content_type for content_type, _ in types],
            map(_thread_keys, message_id, references),
            [
                its != () or one.get(CHECKED) is not None
                for its, one in zip(delivered, every, strict=True)
            ],
            strict=True,
        ),
    )


def _all_people(one: Told) -> People:
    """The recipients of all fields."""
    to, cc = one.get("to", NO_PEOPLE), one.get("cc", NO_PEOPLE)
    emails = to.emails + cc.emails
    people = to.people + cc.people + one.get("bcc", NO_PEOPLE).people
    return People(people, to.number + cc.number, emails, ",".join(sorted(set(emails))))


def _delivered_to(one: Told) -> tuple[str, ...]:
    """The addresses to which it came, each once."""
    found: tuple[str, ...] = one.get(DELIVERED_FIELDS[0], ())
    if one.keys().isdisjoint(_OTHERS_DELIVERED):
        return found
    return tuple(dict.fromkeys(chain(found, *(one.get(name, ()) for name in _OTHERS_DELIVERED))))


def _content(sender: str, written: int | None, folded: str, emails: str) -> int | None:
    return content_hash(sender, written, folded, emails) if sender and written is not None else None


def _thread_keys(message_id: str, references: tuple[str, ...]) -> tuple[int, ...]:
    """Those of a mail itself and of all that it refers to."""
    if not message_id:
        return tuple(map(thread_key, references))
    if not references:
        return (thread_key(message_id),)
    ids = (message_id, *references)
    return tuple(map(thread_key, dict.fromkeys(ids) if message_id in references else ids))


def _verdict(
    one: Told,
    sender: Sender,
    subject: Subject,
    content_type: tuple[str, bool],
    to: People,
    references: tuple[str, ...],
) -> tuple[str, str]:
    """Of what kind it is, and why."""
    names = _MARKS.intersection(one)
    marks = [(name, one[name]) for name in names if one[name] is not None]
    checked = one.get(CHECKED)
    if not (marks or content_type[1] or subject[4] is not NO_SIGNS or checked == "fail"):
        return sender[2:]  # as of all mail from there
    if checked is not None:
        marks.append((CHECKED, checked))
    is_mass = not MASS.isdisjoint(names)
    kind, why = judge(
        sender[0],
        subject[4],
        content_type[0],
        tuple(marks),
        is_mass and references != (),
        to.emails if is_mass else (),
    )
    return kind.value, why


def forget_lines() -> None:
    """Let go of what is remembered, when no more mails are to be read."""
    _lines.forget()
