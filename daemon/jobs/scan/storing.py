"""Takes what was parsed of one folder into the store, so many mails at a time, and says there when
the folder is read to its end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from daemon.core.mail import FolderStatus, RawHeader
from daemon.core.scanned import ByField, Unread
from daemon.core.values import dataclass
from daemon.jobs.scan.parsing import Parsed, unpack
from daemon.store.scans import FolderCursor, Part, Scans

log = logging.getLogger(__name__)

#: About so many mails are stored in one transaction, which ends with a wait for the disk and writes
#: each page that was changed. Of the table of threads' keys these are nearly all, so that with more
#: mails to come more are stored at once; what waits is packed.
STORED_AT_ONCE, _MOST_AT_ONCE, _PART_OF_ALL = 4_000, 16_000, 64
#: So many are unpacked at once.
_UNPACKED = 1_000


class _Batch(NamedTuple):
    """What is to be stored of one; `uid` is that of its last mail, `size` how many came."""

    found: bytes
    uid: int
    size: int


@dataclass(slots=True)
class FolderScan:
    """One folder on its way into the store. The next one may be read while the last mails of it
    are still parsed. `read`, `new` and `skipped` count mails: those that came, those that are new
    to us, and those that could not be read.
    """

    scans: Scans
    cursor: FolderCursor
    status: FolderStatus
    now: datetime
    read: int = 0
    new: int = 0
    skipped: int = 0
    #: Whether it is read to its end; and whether that is noted in the store.
    is_complete: bool = False
    is_noted: bool = False
    _at_once: int = 0
    _waiting: list[_Batch] = field(default_factory=list)
    #: Of the last batch that came, and of the last one that is parsed.
    _uid_read: int = 0
    _uid_parsed: int = 0
    _is_over: bool = False
    _to_its_end: bool = False

    def begin(self, coming: int) -> None:
        """So many mails are to come, as far as is known."""
        self.scans.expect(coming)
        self._at_once = min(_MOST_AT_ONCE, max(STORED_AT_ONCE, coming // _PART_OF_ALL))

    def expect(self, batch: Sequence[RawHeader]) -> None:
        """A batch has come, and will be added when it is parsed."""
        self.read += len(batch)
        self._uid_read = batch[-1].uid

    def add(self, parsed: Parsed) -> None:
        """Take the next batch, and store what waits when it is enough. Whoever was interrupted
        gives the same batch again: storing it twice does no harm, leaving it out would.
        """
        assert parsed.found is not None
        uid = parsed.given.mails[-1].uid
        if not self._waiting or self._waiting[-1].uid != uid:
            self._waiting.append(_Batch(parsed.found, uid, len(parsed.given.mails)))
        if sum(one.size for one in self._waiting) >= self._at_once:
            self.record()
        self._uid_parsed = uid
        self._settle()

    def end(self, *, to_its_end: bool) -> None:
        """No more comes; whether the folder is read to its end: noted when all is stored."""
        self._is_over, self._to_its_end = True, to_its_end
        self._settle()

    def _settle(self) -> None:
        """Store the rest, once all is parsed that has come."""
        if self._is_over and self._uid_parsed == self._uid_read:
            self.record(self.status if self._to_its_end else None)
            self.is_complete = self._to_its_end

    def record(self, end: FolderStatus | None = None) -> None:
        """Store what waits and move the cursor; to the `end` of the folder, where these are the
        last ones.
        """
        if not self._waiting:
            return
        unread: list[Unread] = []
        self.new += self.scans.record(
            self.cursor, self._parts(unread), self._waiting[-1].uid, self.now, end
        )
        self.is_noted = end is not None
        for uid, reason in unread:
            log.info("message %d was skipped: %s", uid, reason)
        self.skipped += len(unread)
        self._waiting.clear()

    def _parts(self, unread: list[Unread]) -> Iterator[Part]:
        """What waits, some of it at a time; what could not be read is also noted in `unread`."""
        mails = ByField([])
        skipped: list[Unread] = []
        for one in self._waiting:
            found, not_read = unpack(one.found)
            mails += found
            skipped += not_read
            if len(mails) >= _UNPACKED:
                yield mails, skipped
                unread += skipped
                mails, skipped = ByField([]), []
        yield mails, skipped
        unread += skipped
