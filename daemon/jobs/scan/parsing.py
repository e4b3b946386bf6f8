"""Parses the headers of a scan, in batches of one folder."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from daemon.core.mail import FolderRole, RawHeader
from daemon.core.scan_batch import parse_batch
from daemon.core.scanned import ByField, ScannedMail, Unread
from daemon.core.short_way import forget_lines
from daemon.jobs.beside import Hands, Lot

#: From so many mails on a second process helps, and a thread reads ahead.
MUCH = 4_000
#: Batches that the second process may have in hand: it has work while much is stored.
PLACES = 16


class Batch(NamedTuple):
    """Some mails of a folder, ascending by UID."""

    mails: Sequence[RawHeader]
    role: FolderRole


Parsing = Hands[Batch]
Parsed = Lot[Batch]


class Headers:
    """What is done to a batch; `now` is as in `parse_batch`."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def pack(self, given: Batch) -> bytes:
        """See Trade."""
        return marshal.dumps((list(map(tuple, given.mails)), given.role.value))

    def unpack(self, packed: memoryview) -> Batch:
        """See Trade."""
        mails, role = _unmarshal(packed)
        return Batch(list(map(RawHeader._make, mails)), FolderRole(role))

    def work(self, given: Batch) -> bytes:
        """See Trade."""
        return pack(*parse_batch(given.mails, self._now, given.role))


@contextmanager
def begin_parsing(now: datetime) -> Iterator[Parsing]:
    """Batches go in and come out parsed, in their order."""
    try:
        with closing(Parsing(Headers(now), MUCH, PLACES)) as parsing:
            yield parsing
    finally:
        forget_lines()


def pack(mails: list[ScannedMail], unread: list[Unread]) -> bytes:
    """What `parse_batch` gave, for another process or for later: a third of the memory. Field by
    field of all mails, since that takes less time both ways.
    """
    return marshal.dumps((list(zip(*mails, strict=True)), unread))


def unpack(packed: bytes) -> tuple[ByField, list[Unread]]:
    """The same as it was given."""
    fields, unread = _unmarshal(packed)
    return ByField(fields), unread


def _unmarshal(packed: bytes | memoryview) -> Any:
    return marshal.loads(packed)  # noqa: S302 - by ourselves: nobody else can write there
