"""The servers that the mailbox contract runs on, and a scripted one for what real ones don't do."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dovecot import Dovecot
from scripted import ScriptedServer

from daemon.demo.embedded import EmbeddedServer
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


@pytest.fixture(params=["dovecot", "embedded"])
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    """An empty mailbox on each implementation in turn."""
    if request.param == "dovecot":
        server: Dovecot = request.getfixturevalue("dovecot")
        yield Account(server.settings(), True)
        return
    with EmbeddedServer("ann", "pass") as embedded:
        host, port = embedded.address
        yield Account(ConnectionSettings(host, port, "ann", "pass", "none", None, 10, 20), False)


@pytest.fixture
def dovecot_account(dovecot: Dovecot) -> Account:
    """An empty mailbox on Dovecot, for what only a real server does."""
    return Account(dovecot.settings(), True)


@pytest.fixture
def scripted() -> Iterator[ScriptedServer]:
    """A server that says what the test tells it to, and remembers what it was told."""
    with ScriptedServer() as server:
        yield server
