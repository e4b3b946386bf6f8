"""How folders are read: opened read-only, now or ahead, their UIDs listed in windows (`uids.py`),
messages fetched in sets (`fetching.py`).

Every command is bounded: in time by the connection's deadline, in size by windows of the SEARCH
and sets of the FETCH.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from contextlib import suppress

from daemon.core.mail import FolderMark, FolderStatus
from daemon.errors import FolderMissing, UnsafeText
from daemon.mailbox.connection import Connection
from daemon.mailbox.fetch_answer import Fetched
from daemon.mailbox.fetching import Fetcher
from daemon.mailbox.server_words import server_words
from daemon.mailbox.uids import Uids
from daemon.mailbox.wire_text import folder_argument

_TOLD = ("EXISTS", "UIDVALIDITY", "UIDNEXT", "HIGHESTMODSEQ")


class FolderReader:
    """The one folder that is open in a session, and questions about its messages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._status: FolderStatus | None = None
        self._fresh = False
        self._uidvalidities: dict[str, int] = {}
        self._told: dict[str, FolderStatus] = {}
        self._opening: tuple[str, bytes] | None = None
        self._fetcher = Fetcher(connection)
        self._uids = Uids(connection)

    def examine(self, folder: str) -> FolderStatus:
        """Open a folder read-only and tell its state; raises FolderMissing."""
        status = self._examine(folder)
        self._uidvalidities[folder] = status.uidvalidity
        self._fresh = True
        return status

    def reopen(self, folder: str) -> FolderStatus:
        """The folder as it is now: what `examine` just said, or a new EXAMINE.

        Raises ConnectionLost where its UIDVALIDITY is another than this session saw before:
        then every UID that the caller holds is void.
        """
        fresh, self._fresh = self._fresh, False
        if fresh and (opened := self.opened(folder)) is not None:
            return opened
        status = self._examine(folder)
        if self._uidvalidities.setdefault(folder, status.uidvalidity) != status.uidvalidity:
            with self._connection.guard():
                raise self._connection.lost("numbered a folder anew while it was read")
        return status

    def unchanged(self, mark: FolderMark) -> FolderStatus | None:
        """What EXAMINE last told of this folder in this session, where a look just now tells the
        same: then there is no need to ask again.
        """
        told = self._told.get(mark.name)
        return None if told is None or mark != _mark_of(told) else told

    def has_changed(self, mark: FolderMark) -> bool:
        """Whether EXAMINE last told something else of this folder in this session."""
        told = self._told.get(mark.name)
        return told is not None and mark != _mark_of(told)

    def opened(self, folder: str) -> FolderStatus | None:
        """What EXAMINE told of the folder that is open, if it is this one."""
        return self._status if self._status is not None and self._status.name == folder else None

    def go_on(self, folder: str) -> None:
        """Ask on in the folder that is open, if it is this one, without opening it anew."""
        self._fresh = self._fresh or self.opened(folder) is not None

    def hold_open(self, folder: str) -> bool:
        """Have this folder open, if it still can be: of one that is open a server can tell at once
        whether anything has changed, of a closed one with 100,000 mails in a tenth of a second.
        Whether it was opened just now.
        """
        self._end_opening()  # it may have been asked for some time ago
        if self.opened(folder) is None:
            with suppress(FolderMissing, UnsafeText):
                self._examine(folder)
                return True
        return False

    def fetch(self, folder: str, uids: Sequence[int], items: str) -> list[tuple[int, Fetched]]:
        """See Fetcher; the folder is opened where it is not open."""
        if self.opened(folder) is None:
            self.reopen(folder)
        return self._fetcher.fetch(folder, uids, items)

    def ask_ahead(self, folder: str, uids: Sequence[int], items: str) -> None:
        """See Fetcher; of a folder that is not open nothing is asked."""
        if self.opened(folder) is not None:
            self._fetcher.ask_ahead(folder, uids, items)

    @property
    def refused(self) -> dict[int, str]:
        """See Fetcher."""
        return self._fetcher.refused

    def open_ahead(self, folder: str) -> None:
        """Have the server open the folder that will be asked for next while we work on what we
        have. What it says is read when it is asked for, or before anything else goes to it.
        """
        if self.opened(folder) is not None:
            return
        argument = folder_argument(folder)
        with self._connection.guard():
            self._status, self._fresh = None, False
            wire = self._connection.wire
            wire.untagged_responses, wire.is_readonly = {}, True  # as `select` does
            self._opening = folder, wire._command("EXAMINE", argument)
        self._connection.unanswered = self._read_opening

    def _end_opening(self) -> None:
        """Where a folder was asked for ahead, wait for the answer: any guard reads it first."""
        if self._opening is not None:
            with self._connection.guard():
                pass

    def _read_opening(self) -> None:
        """Take the answer off the line; to be used in a guard. Where the folder cannot be opened,
        or is numbered anew, whoever asks for it finds out by asking.
        """
        self._connection.unanswered = None
        opening, self._opening = self._opening, None
        if opening is None:
            return
        folder, tag = opening
        wire = self._connection.wire
        answer, _ = wire._command_complete("EXAMINE", tag)
        wire.state = "SELECTED" if answer == "OK" else "AUTH"
        if answer == "OK":
            status = self._read_status(folder)
            if self._uidvalidities.get(folder) == status.uidvalidity:
                self._status = self._told[folder] = status

    def expire(self) -> None:
        """What `examine` said may be old now: we have put something into a folder ourselves."""
        self._fresh = False

    def uids_to_fetch(self, first: int, last: int | None, few: int) -> Sequence[int]:
        """See Uids; of the open folder."""
        return self._uids.to_fetch(self._status, first, last, few)

    def existing_uids(self, first: int, last: int | None = None) -> array[int]:
        """See Uids; of the open folder."""
        return self._uids.existing(self._status, first, last)

    def search_header(self, name: str, value: str) -> list[int]:
        """See Uids; of the open folder."""
        return self._uids.with_header(name, value)

    def _examine(self, folder: str) -> FolderStatus:
        argument = folder_argument(folder)
        if self._opening is not None and self._opening[0] == folder:
            self._end_opening()
            if self._status is not None:
                return self._status
        with self._connection.guard():
            self._status, self._fresh = None, False
            wire = self._connection.wire
            answer, data = wire.select(argument, readonly=True)
            if answer != "OK":
                words = server_words(data[0] or b"")
                self._connection.deny_later(words)
                raise FolderMissing(
                    f"The folder {folder} cannot be opened: {words or 'no reason given'}.",
                    "See `wellkeeper check` for the folders there are.",
                )
            self._status = self._told[folder] = self._read_status(folder)
        return self._status

    def _read_status(self, folder: str) -> FolderStatus:
        """What the answer to EXAMINE told; to be used in a guard."""
        told = {
            name: int(str(values[-1], "ascii"))
            for name, values in self._connection.wire.untagged_responses.items()
            if name in _TOLD and values and isinstance(values[-1], bytes)
        }
        if "UIDVALIDITY" not in told or "EXISTS" not in told:
            raise ValueError("a folder without UIDVALIDITY or EXISTS")
        return FolderStatus(
            folder,
            told["UIDVALIDITY"],
            told["EXISTS"],
            told.get("UIDNEXT"),
            told.get("HIGHESTMODSEQ"),
        )


def _mark_of(status: FolderStatus) -> FolderMark:
    """By what a look knows again that this is its state."""
    uidnext, modseq = status.uidnext or 0, status.highestmodseq or 0
    return FolderMark(status.name, status.uidvalidity, uidnext, status.exists, modseq)
