"""Which messages there are in the folder that is open: their UIDs, asked for in windows."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence

from daemon.core.mail import FolderStatus
from daemon.mailbox.connection import Connection
from daemon.mailbox.server_words import server_words

#: Messages that one SEARCH may list: imaplib reads lines of at most 1,000,000 bytes.
SEARCH_WINDOW = 50_000
_NUMBERS = re.compile(rb"[\d ]*")


class Uids:
    """SEARCH in one session. `status` is what EXAMINE told of the folder that is open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def to_fetch(
        self, status: FolderStatus | None, first: int, last: int | None, few: int
    ) -> Sequence[int]:
        """As `existing`; where no more than `few` can exist, all that can: those that do not
        are missing in what is fetched, and the server is asked once, not twice.
        """
        first = max(1, first)
        if status is not None and status.uidnext is not None:
            end = status.uidnext if last is None else min(status.uidnext, last + 1)
            if status.exists and end - first <= few:
                return range(first, end)
        return self.existing(status, first, last)

    def existing(
        self, status: FolderStatus | None, first: int, last: int | None = None
    ) -> array[int]:
        """The UIDs of the open folder from `first` to `last`, ascending; none where no folder is
        open.

        Windows are of sequence numbers, which have no holes, and go from the top down: an
        EXPUNGE meanwhile moves messages down, into windows that are still to come.
        """
        if status is None or not status.exists or (last is not None and last < first):
            return array("Q")
        if status.uidnext is not None and status.uidnext <= first:
            return array("Q")
        first = max(1, first)
        span = f"UID {first}:{'*' if last is None else last}"
        listed = [self._search(window + span) for window in _windows(status, first, last)]
        found = array("Q")
        for part in reversed(listed):
            # "n:*" names the last message even where its UID is below n (RFC 3501, sequence-set).
            found.extend(
                uid
                for uid in part
                if uid >= first
                and (last is None or uid <= last)
                and not (found and uid <= found[-1])
            )
        return found

    def with_header(self, name: str, value: str) -> list[int]:
        """The UIDs of the messages in the open folder whose field contains `value` (quoted)."""
        return self._search(f"HEADER {name} {value}")

    def _search(self, criteria: str) -> list[int]:
        with self._connection.guard():
            answer, data = self._connection.wire.uid("SEARCH", criteria)
            if answer != "OK":
                words = server_words(data[0] or b"")
                raise self._connection.lost(f"refused to search ({words})")
            lines = [line for line in data if line]
            if not all(_NUMBERS.fullmatch(line) for line in lines):
                raise ValueError("a search answer without numbers")
            return sorted(int(number) for line in lines for number in line.split())


def _windows(status: FolderStatus, first: int, last: int | None) -> Iterable[str]:
    """The sequence numbers to search one after the other; one empty text means all of them."""
    end = last if last is not None else status.uidnext
    if status.exists <= SEARCH_WINDOW or (end is not None and end - first < SEARCH_WINDOW):
        return [""]
    return [
        f"{max(1, top - SEARCH_WINDOW + 1)}:{top} "
        for top in range(status.exists, 0, -SEARCH_WINDOW)
    ]
