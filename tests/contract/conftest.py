"""The servers that the mailbox contract runs on, and a scripted one for what real ones don't do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from accounts import Account
from dovecot import Dovecot
from scripted import ScriptedServer

from daemon.demo.embedded import EmbeddedServer
from daemon.mailbox import ConnectionSettings


@pytest.fixture(params=["dovecot", "embedded"])
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    """An empty mailbox on each implementation in turn."""
    if request.param == "dovecot":
        server: Dovecot = request.getfixturevalue("dovecot")
        yield Account(server.settings(), True)
        return
    with EmbeddedServer("ann", "pass") as embedded:
        host, port = embedded.address
        yield Account(ConnectionSettings(host, port, "ann", "pass", "none"), False)


@pytest.fixture
def dovecot_account(dovecot: Dovecot) -> Account:
    """An empty mailbox on Dovecot, for what only a real server does."""
    return Account(dovecot.settings(), True)


@pytest.fixture
def scripted() -> Iterator[ScriptedServer]:
    """A server that says what the test tells it to, and remembers what it was told."""
    with ScriptedServer() as server:
        yield server
