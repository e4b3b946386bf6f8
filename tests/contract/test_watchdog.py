"""One thread watches over all operations of a connection, and cuts that alone whose time is up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from daemon.mailbox.watchdog import Watchdog


@pytest.fixture
def ours() -> Iterator[socket.socket]:
    """Our end of a connection on which nobody says anything."""
    mine, theirs = socket.socketpair()
    mine.settimeout(20)
    with mine, theirs:
        yield mine


def watching() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one.name == "watchdog"}


@pytest.fixture
def watchdog(ours: socket.socket) -> Iterator[Watchdog]:
    """One that watches over it, of which no operation runs."""
    watchdog = Watchdog(60.0)
    watchdog.watch(ours)
    yield watchdog
    watchdog.close()


def test_many_operations_share_one_thread_which_ends_with_the_connection(
    watchdog: Watchdog,
) -> None:
    others = watching()  # of connections of earlier tests, which may end at any moment
    seen = set()
    for _ in range(50):
        with watchdog.limit():
            (mine,) = watching() - others
            seen.add(mine)
    (mine,) = seen
    watchdog.close()
    mine.join(10)
    assert not mine.is_alive()


def test_a_short_operation_after_a_long_one_ends_by_its_own_time(
    watchdog: Watchdog, ours: socket.socket
) -> None:
    with watchdog.limit(60.0):
        pass
    with watchdog.limit(0.1):
        assert ours.recv(1) == b""  # cut long before the socket's own timeout
    assert watchdog.expired


def test_the_end_of_one_operation_does_not_cut_the_next(
    watchdog: Watchdog, ours: socket.socket
) -> None:
    with watchdog.limit(0.1):
        pass
    with watchdog.limit(20.0):
        time.sleep(0.4)
        assert watchdog.remaining() > 0
    assert not watchdog.expired
    with watchdog.limit(0.1):  # whether the thread has ended meanwhile or not
        assert ours.recv(1) == b""
    assert watchdog.expired


def test_nothing_is_cut_between_two_operations(watchdog: Watchdog) -> None:
    with watchdog.limit(0.1):
        pass
    time.sleep(0.4)
    assert not watchdog.expired
