"""Reading ahead in a thread: what comes is the same, in its order, bounded; and whatever ends the
scan ends the thread with it.
"""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from killer import KillingProxy
from mailroom import NOW, Account

from daemon.errors import ConnectionLost
from daemon.jobs.beside import hands
from daemon.jobs.once import open_sessions
from daemon.jobs.scan import batches, folders, folders_to_read, parsing, scan_mailbox
from daemon.jobs.scan.ahead import MOST_AHEAD, read_ahead
from daemon.store import open_store


def readers() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "read ahead"]


def never() -> None:
    pytest.fail("all was read: there is nothing to cut")


def test_all_of_it_in_its_order() -> None:
    with read_ahead(iter(range(100)), never) as found:
        assert list(found) == list(range(100))
        assert not readers()
    with read_ahead(iter(()), never) as found:
        assert list(found) == []


def test_what_it_raises_comes_after_what_was_read() -> None:
    def source() -> Iterator[int]:
        yield 1
        yield 2
        raise ConnectionLost("The mail server cut the connection.", "")

    with read_ahead(source(), never) as found:
        assert next(found) == 1 and next(found) == 2
        with pytest.raises(ConnectionLost):
            next(found)
        assert not readers()


def test_no_more_is_read_than_may_lie_there() -> None:
    asked = 0
    waits = threading.Event()

    def source() -> Iterator[int]:
        nonlocal asked
        while True:
            asked += 1
            if asked == MOST_AHEAD:
                waits.set()
            yield asked

    with read_ahead(source(), lambda: None) as found:
        assert waits.wait(20)
        for taken in range(1, 50):
            assert next(found) == taken
            assert asked <= taken + MOST_AHEAD
    assert not readers()


def test_what_waits_for_the_network_is_cut() -> None:
    near, far = socket.socketpair()
    with near, far:

        def source() -> Iterator[bytes]:
            while data := near.recv(1):
                yield data

        with read_ahead(source(), lambda: near.shutdown(socket.SHUT_RDWR)) as found:
            far.sendall(b"a")
            assert next(found) == b"a"
        assert not readers()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ahead, and beside a second process, from the first mail on; in small batches."""
    monkeypatch.setattr(parsing, "MUCH", 1)
    monkeypatch.setattr(folders, "MUCH", 1)
    monkeypatch.setattr(hands, "_cores", lambda: 2)
    monkeypatch.setattr(batches, "BATCH", 7)


class Stopped(BaseException):
    """As a KeyboardInterrupt is, at a place of our choosing."""


@pytest.mark.usefixtures("at_once")
def test_a_scan_that_is_stopped_keeps_what_was_read_and_leaves_no_thread(
    sample: Account, account: Account
) -> None:
    account.put_sample()
    read = 0

    def told(folder: str, done: int, total: int) -> None:
        nonlocal read
        read = done
        assert readers()
        if done >= 28:
            raise Stopped

    config = account.config()
    with (
        open_store(config.store.url, config.owner.as_owner()) as store,
        open_sessions(config, store) as (session,),
    ):
        wanted = folders_to_read(session.folders, session.settings.folders)
        with pytest.raises(Stopped):
            scan_mailbox(session.mailbox, store.scans("main"), wanted, NOW, told)
        assert not readers()
        # The connection may have been cut in the middle of an answer: it is opened anew.
        session.mailbox.reconnect()
        assert session.mailbox.examine("INBOX").exists
    assert account.sql("SELECT count(*), max(uid) FROM location") == [(read, read)]
    Account(account.server, account.user, account.folder, 0).once()
    assert account.picture() == sample.picture()


def test_little_mail_starts_no_thread(account: Account) -> None:
    account.put_sample()
    told = []
    config = account.config()
    with (
        open_store(config.store.url, config.owner.as_owner()) as store,
        open_sessions(config, store) as (session,),
    ):
        wanted = folders_to_read(session.folders, session.settings.folders)
        scan_mailbox(
            session.mailbox, store.scans("main"), wanted, NOW, lambda *_: told.append(readers())
        )
    assert told and not any(told)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_command_that_waits_for_a_server(
    account: Account, number: signal.Signals
) -> None:
    """The server says nothing more in the middle of a folder; its time is not waited for."""
    count = parsing.MUCH + 2_000
    account.put("INBOX", *(
        f"From: p{n}@x.example\r\nMessage-ID: <{n}@x.example>\r\n\r\n\r\n".encode()
        for n in range(count)
    ))  # fmt: skip
    stalled, over = threading.Event(), threading.Event()

    def stall(up: bytes, down: bytes) -> bool:
        if down.count(b"HEADER.FIELDS") < 1_500:
            return False
        stalled.set()
        return over.wait(60)

    with ExitStack() as stack:
        proxy = stack.enter_context(KillingProxy(account.server.port, stall))
        stack.callback(over.set)
        child = account.start_child(port=proxy.port)
        assert stalled.wait(60)
        child.send_signal(number)
        told = child.communicate(timeout=25)
    assert child.returncode != 0 and b"Traceback" not in told[1]
    if number is signal.SIGINT:
        assert 500 <= account.sql("SELECT count(*) FROM location")[0][0] < 1_500
