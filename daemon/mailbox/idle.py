"""IDLE (RFC 2177): waits on a connection of its own until a folder grows, and says only that."""

from __future__ import annotations

import imaplib
import re
import select
import ssl
import time

from daemon.mailbox.connection import Connection
from daemon.mailbox.login import ConnectionSettings
from daemon.mailbox.reader import FolderReader
from daemon.mailbox.server_words import server_words

#: Seconds that one IDLE may last. RFC 2177 has servers give up after 30 minutes; some do sooner.
RENEW_SECONDS = 25 * 60.0
_GREW = re.compile(rb"\* \d+ (?:EXISTS|RECENT)\b", re.IGNORECASE)
_BYE = re.compile(rb"\* BYE\b", re.IGNORECASE)
_TOLD = ("EXISTS", "RECENT")


class FolderWatch:
    """A session that waits for one folder to grow. For one thread; `interrupt` is for any."""

    def __init__(self, connection: Connection, folder: str) -> None:
        """Open the folder read-only; raises FolderMissing or ConnectionLost."""
        self._connection = connection
        self.status = FolderReader(connection).examine(folder)
        with connection.guard():
            connection.wire.untagged_responses.clear()

    @property
    def can_wait(self) -> bool:
        """Whether the server offers IDLE at all."""
        return "IDLE" in self._connection.capabilities

    def wait(self, seconds: float = RENEW_SECONDS) -> bool:
        """Sit in IDLE for at most `seconds`; whether mail has arrived. Returns at the first sign,
        and too early with False where the connection woke us with nothing to say, but lives.

        Raises ConnectionLost.
        """
        connection = self._connection
        ends = time.monotonic() + seconds
        with connection.guard(seconds + connection.settings.deadline_seconds):
            self._begin()
            # What is told before IDLE has begun, no poll sees.
            grew = self._was_told() or self._listen(ends)
        with connection.guard():
            # A dead connection looks like one that has something to say: this finds out.
            _, said = connection.client.idle_done()
            grew = grew or self._was_told()
            connection.wire.untagged_responses.clear()
        return grew or any(str(part, "ascii", "replace") in _TOLD for one in said for part in one
                           if isinstance(part, bytes))  # fmt: skip

    def interrupt(self) -> None:
        """Make a `wait` that another thread sits in end with ConnectionLost, now."""
        self._connection.interrupt()

    def close(self) -> None:
        """Log out if that is still possible; never raises."""
        self._connection.close()

    def _begin(self) -> None:
        """Like imapclient's `idle`, which takes mail that was told of at this moment for a fault
        (RFC 3501 section 7 lets a server say so at any time).
        """
        wire = self._connection.wire
        tag = wire._command("IDLE")
        while wire._get_response() is not None:
            if (refused := wire.tagged_commands.get(tag)) is not None:
                words = server_words(refused[1][-1] or b"")
                raise self._connection.lost(f"refused to wait ({words})")
        self._connection.client._idle_tag = tag

    def _was_told(self) -> bool:
        """Whether growth was told among what was read while something else was waited for."""
        return any(name in self._connection.wire.untagged_responses for name in _TOLD)

    def _listen(self, ends: float) -> bool:
        """Whether growth was told before `ends` (monotonic seconds)."""
        poller = select.poll()
        poller.register(self._connection.wire.sock, select.POLLIN)
        # What came together with the answer to IDLE lies in a buffer where no poll sees it.
        lines = self._arrived()
        while True:
            bye = next((line for line in lines if _BYE.match(line)), None)
            if bye is not None:
                raise self._connection.lost(f"cut the connection, saying: {server_words(bye[6:])}")
            if any(_GREW.match(line) for line in lines):
                return True
            left = ends - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                return False
            lines = self._arrived()
            if not lines:
                return False  # not to be asked again: a dead connection would spin here for ever

    def _arrived(self) -> list[bytes]:
        """The whole lines that have come, without waiting for more."""
        wire = self._connection.wire
        lines: list[bytes] = []
        seconds = wire.sock.gettimeout()
        wire.sock.setblocking(False)
        try:
            while True:
                lines.append(wire._get_line())
        except (BlockingIOError, ssl.SSLWantReadError):
            return lines
        except imaplib.IMAP4.abort as error:
            if "EOF" not in str(error):  # imaplib says EOF for "nothing yet" as well
                raise
            return lines
        finally:
            wire.sock.settimeout(seconds)


def open_watch(settings: ConnectionSettings, folder: str = "INBOX") -> FolderWatch:
    """Connect, log in and open the folder.

    Raises ConnectionLost, CertificateRefused, LoginRejected, FolderMissing, ConfigError.
    """
    connection = Connection(settings)
    try:
        return FolderWatch(connection, folder)
    except BaseException:
        connection.close()
        raise
