"""Mail as it comes from a server, before anybody thought about it: folders, headers, texts.

What `mailbox` hands up and `core.parse` reads. Nothing here knows people or relationships.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from daemon.core.values import dataclass


class FolderRole(StrEnum):
    """What a folder is for, by RFC 6154 attribute, else by its (localised) name."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"
    ARCHIVE = "archive"
    ALL = "all"
    JUNK = "junk"
    TRASH = "trash"
    OTHER = "other"


#: The field of what Wellkeeper has written itself, its name as parsed headers have it, and what it
#: says in drafts.
MARK_HEADER = "X-Wellkeeper"
OWN_MARK = MARK_HEADER.lower()
DRAFT_MARK = "draft"

#: Folders whose mail is never read (a draft is not yet said, trash and junk are not evidence).
UNREAD_ROLES = frozenset({FolderRole.JUNK, FolderRole.TRASH, FolderRole.DRAFTS})


@dataclass(frozen=True, slots=True)
class FolderInfo:
    """One folder of LIST. `name` is decoded text; `by_attribute` says how its role was known."""

    name: str
    role: FolderRole
    selectable: bool = True
    by_attribute: bool = False
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderMark:
    """By what a folder is known to be unchanged: while all numbers are the same, no mail has come
    or gone, and no flag has changed (RFC 7162).
    """

    name: str
    uidvalidity: int
    uidnext: int
    messages: int
    modseq: int


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """What EXAMINE said. `uidnext` and `highestmodseq` are None where the server is silent."""

    name: str
    uidvalidity: int
    exists: int
    uidnext: int | None = None
    highestmodseq: int | None = None


class RawHeader(NamedTuple):
    """One message of a header scan. `received_at` is INTERNALDATE in epoch seconds, or None.

    `header` holds the header fields as they came (bytes, CRLF), at most 256 kB of them;
    `problem` is why the server would not give the message, whose header is then empty.
    """

    uid: int
    header: bytes
    flags: tuple[str, ...] = ()
    received_at: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RawText:
    """The beginning of one body: its MIME header fields and at most 64 kB of BODY[TEXT]."""

    uid: int
    mime_header: bytes
    text: bytes


@dataclass(frozen=True, slots=True)
class AppendResult:
    """Where an appended message went; `uid` is None where the server has no UIDPLUS."""

    uidvalidity: int | None
    uid: int | None


@dataclass(frozen=True, slots=True)
class PlacedMessage:
    """What stands in a folder of ours under one UID: flags and the Message-ID it carries."""

    uid: int
    message_id: str
    flags: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of an address header: `email` lower-cased, `name` decoded and made harmless."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Headers:
    """The parsed header of one message; every text is decoded, one line, without controls.

    Message-IDs stand without angle brackets. `date` is aware, or None where it was absent or
    unreadable. `references` has at most 20 entries, oldest first, In-Reply-To included last.
    `sender` is None unless From held exactly one usable mailbox.
    `recipients` counts To and Cc before any cap. `marks` holds the lower-cased names of the
    header fields that say a machine or a list wrote this (list-id, list-unsubscribe,
    auto-submitted, ...) with their values, at most 200 characters each.
    `problems` names what was odd, in words, for the log of skipped and mended things.
    """

    message_id: str = ""
    references: tuple[str, ...] = ()
    in_reply_to: str = ""
    subject: str = ""
    date: datetime | None = None
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    recipients: int = 0
    delivered_to: tuple[str, ...] = ()
    content_type: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The words of one message. `new_text` is what its author wrote now, without quoted mail,
    signature and disclaimer; `has_attachment` is True where a part other than text was seen;
    `forwarded` says that mail of others follows below the new words; `quoted_at` is when the mail
    that is quoted first says that it was written (perhaps in another zone). `calendars` and
    `reports` hold text/calendar parts and the machine's part of a bounce, decoded from their
    transfer encoding.
    """

    new_text: str = ""
    signature: str = ""
    calendars: tuple[bytes, ...] = ()
    reports: tuple[bytes, ...] = ()
    has_attachment: bool = False
    forwarded: bool = False
    truncated: bool = False
    quoted_at: datetime | None = None
    problems: tuple[str, ...] = ()
