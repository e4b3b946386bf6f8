"""A second process that works on one lot after the other and does nothing else: it sees no network
and no store, and when it is lost, nothing is lost with it.
"""

from __future__ import annotations

import gc
import mmap
import os
import resource
import signal
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: What a lot consists of as it comes.
G = TypeVar("G")

#: Bytes of a place in memory that both share, where a lot lies first as it came and then as it was
#: worked on: five hundred headers take a third of a megabyte, and what no lot reaches takes
#: nothing. A lot that is larger is worked on at home.
ROOM = 4_000_000
#: Seconds without an answer after which it is taken for lost: the largest lot takes a tenth.
PATIENCE = 60.0
_TOO_LARGE = -1
_ENDING = {signal.SIGINT, signal.SIGTERM}


class SecondLost(Exception):
    """The second process has ended, or does not answer."""


class Trade(Protocol[G]):
    """What is done to every lot, in whichever process."""

    def pack(self, given: G) -> bytes:
        """A lot, for the way to the other process."""

    def unpack(self, packed: memoryview) -> G:
        """The same as it was given; nothing of it may refer to what was packed."""

    def work(self, given: G) -> bytes:
        """What comes of it, packed."""


class SecondProcess(Generic[G]):
    """Lots go in and come out worked on, in their order; for one thread. A copy of this process,
    since another start of Python takes longer, and more memory, than a copy that shares all.
    """

    def __init__(self, trade: Trade[G], places: int) -> None:
        """Start it; it may have so many lots in hand as it has `places`. Raises OSError where the
        system has no room.
        """
        # Imported late: only much mail needs it.
        import multiprocessing

        self._trade = trade
        self._shared = mmap.mmap(-1, places * ROOM)
        self._free = deque(range(places))
        self._under_way: deque[int] = deque()
        near, far = multiprocessing.Pipe()
        self._line = near
        self._process = multiprocessing.get_context("fork").Process(
            target=_serve, args=(far, self._shared, trade), name="beside", daemon=True
        )
        # Until it has set up its own, it must not act upon signals that are meant for us.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            self._process.start()
        except BaseException:
            near.close()
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            far.close()

    @property
    def has_room(self) -> bool:
        """Whether it can take one more lot before one is taken back."""
        return bool(self._free)

    def put(self, given: G) -> bool:
        """Hand a lot over; False where there is no room for it now, or never, as it is too large.
        Raises SecondLost.
        """
        if not self._free:
            return False
        packed = self._trade.pack(given)
        if len(packed) > ROOM:
            return False
        place = self._free.popleft()
        start = place * ROOM
        self._shared[start : start + len(packed)] = packed
        self._under_way.append(place)
        try:
            self._line.send((place, len(packed)))
        except OSError as error:
            raise SecondLost(str(error)) from error
        return True

    @property
    def has_answer(self) -> bool:
        """Whether it has worked on the oldest lot that it has in hand, or has ended."""
        return self._line.poll()

    def take(self) -> bytes | None:
        """What comes of the oldest lot that it has in hand, when it is worked on; None where that
        is too large. Raises SecondLost.
        """
        place = self._under_way.popleft()
        try:
            if not self._line.poll(PATIENCE):
                raise SecondLost("it does not answer")
            size: int = self._line.recv()
        except (OSError, EOFError) as error:
            raise SecondLost(f"it has ended ({type(error).__name__})") from error
        self._free.append(place)
        return None if size == _TOO_LARGE else self._shared[place * ROOM : place * ROOM + size]

    def close(self) -> None:
        """End it, whatever it has in hand."""
        self._line.close()
        self._process.kill()
        self._process.join()
        self._process.close()
        self._shared.close()


def _serve(line: Connection, shared: mmap.mmap, trade: Trade[Any]) -> None:
    """What the second process does, until the line is closed."""
    _stand_alone(line)
    with suppress(OSError, EOFError):
        while True:
            place, size = line.recv()
            start = place * ROOM
            with memoryview(shared) as view, view[start : start + size] as packed:
                given = trade.unpack(packed)
            done = trade.work(given)
            if len(done) <= ROOM:
                shared[start : start + len(done)] = done
            line.send(len(done) if len(done) <= ROOM else _TOO_LARGE)


def _stand_alone(line: Connection) -> None:
    """Let go of all that came along: connections and files of the other process, and its ways of
    dealing with signals. Looking for garbage in what both share would make it two.
    """
    gc.freeze()
    signal.set_wakeup_fd(-1)
    # Ctrl-C at a terminal is meant for the other process, which ends this one when it wants to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    kept = line.fileno()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(3, kept)
    os.closerange(kept + 1, most)
