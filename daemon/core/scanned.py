"""Decides what the store keeps of one mail of a header scan: plain values, so that they can be
handed to whatever stores them, in this process or from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from daemon.core.digest_mime import MARK
from daemon.core.keys import content_key, identity_key, subject_key, thread_key
from daemon.core.mail import OWN_MARK, RawHeader
from daemon.core.parse.dates import resolve_time
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import CHECKED, classify_message
from daemon.core.parse.subjects import normalise_subject


class ScannedMail(NamedTuple):
    """One mail as it is stored. `at` and `written` (its Date, or None) are epoch seconds, `sender`
    is an address or "". `people` are the recipients as (field, address, name), field `to`, `cc` or
    `bcc`; `recipients` counts To and Cc before any cap. Keys are as in `keys.py`; `thread_keys` are
    those of the mail itself and of all that it refers to. `delivered` says that it bears what
    servers write on mail that they bring: then anybody may have written its From.
    """

    uid: int
    flags: str
    identity: int
    content: int | None
    message_id: str
    references: str
    subject: str
    subject_key: int | None
    is_reply: bool
    at: int
    written: int | None
    sender: str
    sender_name: str
    recipients: int
    people: tuple[tuple[str, str, str], ...]
    delivered_to: tuple[str, ...]
    kind: str
    kind_why: str
    content_type: str
    thread_keys: tuple[int, ...]
    delivered: bool = False


class ByField:
    """Mails of which each field is kept by itself, as they are packed and stored. Whoever goes
    through them meets mails as ever.
    """

    def __init__(self, fields: Sequence[Sequence[Any]]) -> None:
        #: A mail of which each field holds that of all mails, in their order.
        self.every: Any = ScannedMail._make(fields or [()] * len(ScannedMail._fields))

    def __len__(self) -> int:
        return len(self.every.uid)

    def __iter__(self) -> Iterator[ScannedMail]:
        return map(ScannedMail._make, zip(*self.every, strict=True))

    def __add__(self, more: ByField) -> ByField:
        return ByField([one + other for one, other in zip(self.every, more.every, strict=True)])


def each_field(mails: Iterable[ScannedMail]) -> Any:
    """A mail of which each field holds that of all these mails, in their order."""
    return (mails if isinstance(mails, ByField) else ByField([*zip(*mails, strict=True)])).every


#: A mail that cannot be read: its UID, and the reason in words.
Unread = tuple[int, str]


def read_at_length(raw: RawHeader, flags: str, now: float, is_sent: bool) -> ScannedMail | None:
    """What is kept of one mail, whatever its header looks like; None for our own weekly letter,
    which is no mail, and no sign of life in this mailbox. `now` is epoch seconds; `flags` are
    those of the mail, with blanks between.
    """
    headers = parse_headers(raw.header)
    if is_sent and OWN_MARK in headers.marks:
        # A draft of ours that was sent is the owner's own mail now, mark or no mark.
        marks = {name: text for name, text in headers.marks.items() if name != OWN_MARK}
        headers = replace(headers, marks=marks)
    if headers.marks.get(OWN_MARK) == MARK:
        return None
    kind, why = classify_message(headers)
    sender, sender_name = "", ""
    if headers.sender is not None:
        sender, sender_name = headers.sender.email, headers.sender.name
    written = None if headers.date is None else int(headers.date.timestamp())
    people = [("to", one.email, one.name) for one in headers.to]
    if headers.cc or headers.bcc:
        people += [("cc", one.email, one.name) for one in headers.cc]
        people += [("bcc", one.email, one.name) for one in headers.bcc]
    message_id, references = headers.message_id, headers.references
    about, is_reply = normalise_subject(headers.subject)
    ids = dict.fromkeys((message_id, *references)) if message_id else references
    return ScannedMail(
        raw.uid,
        flags,
        identity_key(message_id, sender, written, raw.header),
        content_key(sender, written, headers.subject, people),
        message_id,
        " ".join(references),
        headers.subject,
        subject_key(about),
        is_reply,
        resolve_time(written, raw.received_at, now),
        written,
        sender,
        sender_name,
        headers.recipients,
        tuple(people),
        headers.delivered_to,
        kind.value,
        why,
        headers.content_type,
        tuple(map(thread_key, ids)),
        bool(headers.delivered_to) or CHECKED in headers.marks,
    )
