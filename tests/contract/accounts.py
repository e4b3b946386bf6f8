"""One empty mailbox on a server, and what a test does to it from both sides."""

from __future__ import annotations

import imaplib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from daemon.mailbox import ConnectionSettings, ImapMailbox, open_mailbox

MORNING = datetime(2024, 2, 29, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Account:
    """One empty mailbox on a server, and the ways that a test needs into it."""

    settings: ConnectionSettings
    has_special_use: bool

    def open(self, **changes: Any) -> ImapMailbox:
        """Log in as the product does."""
        return open_mailbox(replace(self.settings, **changes))

    def raw(self) -> imaplib.IMAP4:
        """Log in as somebody else does, who may change what the product may not."""
        other = imaplib.IMAP4(self.settings.host, self.settings.port, timeout=10)
        other.login(self.settings.user, self.settings.password)
        return other

    def fill(
        self, count: int, folder: str = "INBOX", flags: Sequence[str] = (), body: bytes = b"Hello"
    ) -> None:
        """Put `count` messages there, `<1@fill>` the first, an hour apart."""
        with self.open() as mailbox:
            for number in range(1, count + 1):
                raw = (
                    b"Message-ID: <%d@fill>\r\nFrom: Ann <ann@example.org>\r\nSubject: %d\r\n"
                    b"X-Other: not asked for\r\nContent-Type: text/plain\r\n\r\n%s\r\n"
                ) % (number, number, body)
                mailbox.append_message(folder, raw, flags, MORNING + timedelta(hours=number))

    def expunge(self, uids: Sequence[int], folder: str = "INBOX") -> None:
        """Remove messages for good, as the owner's mail program would."""
        other = self.raw()
        other.select(folder)
        other.uid("STORE", ",".join(map(str, uids)), "+FLAGS", r"(\Deleted)")
        other.expunge()
        other.logout()


def headers_of(mailbox: ImapMailbox) -> list[tuple[int, bytes]]:
    """What a scan of the inbox is given: (UID, header) of each message."""
    return [(raw.uid, raw.header) for batch in mailbox.fetch_headers("INBOX", 1) for raw in batch]
