"""What mail does not give again, as `export --format json` writes it and `import` reads it: what
the owner said, and what was placed in their mailbox. Everything is by address, Message-ID and
name of mailbox, which mean the same in every store.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from daemon.core.contacts.card import Card
from daemon.core.model import Direction
from daemon.errors import UsageError


class ArchivedFact(msgspec.Struct, frozen=True):
    kind: str
    value: str
    at: datetime


class ArchivedSnooze(msgspec.Struct, frozen=True):
    kind: str
    until: datetime
    at: datetime


class ArchivedPerson(msgspec.Struct, frozen=True):
    """`name` and `circle` are empty where mail may say them."""

    addresses: tuple[str, ...]
    name: str = ""
    circle: str = ""
    ignored: bool = False
    share_never: bool = False
    facts: tuple[ArchivedFact, ...] = ()
    snoozes: tuple[ArchivedSnooze, ...] = ()


class ArchivedTouch(msgspec.Struct, frozen=True):
    """`detector` is `owner` (logged) or `calendar` (imported)."""

    address: str
    kind: str
    at: datetime
    direction: Direction
    note: str = ""
    detector: str = "owner"


class ArchivedCorrection(msgspec.Struct, frozen=True):
    """About which mail, by Message-ID and sender; `quote_key` hashes the words of a promise."""

    about: str
    message_id: str
    sender: str
    quote_key: int
    said: str
    at: datetime


class ArchivedPlace(msgspec.Struct, frozen=True):
    """Where something was placed, or was to be, as the server counts; `accepted` is how often the
    server said that it had stored it without showing it since.
    """

    mailbox: str
    folder: str = ""
    uidvalidity: int | None = None
    uidnext_before: int | None = None
    uid: int | None = None
    accepted: int = 0


class ArchivedDraft(msgspec.Struct, frozen=True):
    """A draft and its fate. `person` and `other` are addresses, or empty; `evidence` is as
    `wellkeeper explain` tells it, without refs; `mime` is kept while its end is not known.
    """

    message_id: str
    kind: str
    occasion: str
    person: str
    other: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    reason: str
    evidence: tuple[dict[str, str | None], ...]
    state: str
    note: str
    place: ArchivedPlace
    reserved_at: datetime
    placed_at: datetime | None = None
    missing_since: datetime | None = None
    closed_at: datetime | None = None
    expires_at: datetime | None = None
    client_id: str = ""
    template: str | None = None
    changed: float | None = None
    mime: bytes | None = None


class ArchivedLetter(msgspec.Struct, frozen=True):
    """The weekly letter of one week, such as `2026-W48`."""

    week: str
    message_id: str
    state: str
    note: str
    place: ArchivedPlace
    reserved_at: datetime
    placed_at: datetime | None = None
    missing_since: datetime | None = None
    mime: bytes | None = None


class ArchivedNote(msgspec.Struct, frozen=True):
    """A mail, by Message-ID and sender, that was read as a note, so that it is read only once."""

    message_id: str
    sender: str
    at: datetime
    understood: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    told_at: datetime | None = None


class ArchivedSilence(msgspec.Struct, frozen=True):
    """Salted hashes of the addresses that were forgotten; nobody can read them out of it."""

    salt: bytes
    marks: tuple[bytes, ...]


class Archive(msgspec.Struct, frozen=True):
    wellkeeper: int = 1
    people: tuple[ArchivedPerson, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    not_a_person: tuple[str, ...] = ()
    touches: tuple[ArchivedTouch, ...] = ()
    corrections: tuple[ArchivedCorrection, ...] = ()
    drafts: tuple[ArchivedDraft, ...] = ()
    letters: tuple[ArchivedLetter, ...] = ()
    notes: tuple[ArchivedNote, ...] = ()
    forgotten: tuple[ArchivedSilence, ...] = ()
    cards: dict[str, tuple[Card, ...]] = {}
    #: When each card was imported, by source and key; now where it is not said.
    cards_at: dict[str, dict[str, datetime]] = {}


def write_archive(archive: Archive) -> bytes:
    """As JSON, to be read by people too."""
    return msgspec.json.format(msgspec.json.encode(archive), indent=2)


def read_archive(content: bytes) -> Archive:
    """Raises UsageError where it is no archive, or one of a newer wellkeeper."""
    try:
        archive = msgspec.json.decode(content, type=Archive)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"This is no JSON of `wellkeeper export`: {error}.",
            "Export it again with --format json.",
        ) from error
    if archive.wellkeeper != 1:
        raise UsageError("This was exported by a newer wellkeeper.", "Upgrade this one.")
    return archive
