"""What the owner said, as `export --format json` writes it and `import` reads it. Everything is by
address, which means the same in every store.
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


class ArchivedPerson(msgspec.Struct, frozen=True):
    """`name` and `circle` are empty where mail may say them."""

    addresses: tuple[str, ...]
    name: str = ""
    circle: str = ""
    ignored: bool = False
    share_never: bool = False
    facts: tuple[ArchivedFact, ...] = ()


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


class Archive(msgspec.Struct, frozen=True):
    wellkeeper: int = 1
    people: tuple[ArchivedPerson, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    not_a_person: tuple[str, ...] = ()
    touches: tuple[ArchivedTouch, ...] = ()
    corrections: tuple[ArchivedCorrection, ...] = ()
    cards: dict[str, tuple[Card, ...]] = {}


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
