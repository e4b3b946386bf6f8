"""A second process that parses batches of headers and does nothing else: it sees no network and no
store, and when it is lost, nothing is lost with it.
"""

from __future__ import annotations

import marshal
import mmap
import os
import resource
import signal
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from daemon.core.mail import FolderRole, RawHeader
from daemon.core.scan_batch import parse_batch
from daemon.core.scanned import ScannedMail, Unread

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: Batches that it may have in hand, so that it has work while the store is written; each lies in a
#: place of its own in memory that both share, first as it came and then parsed.
PLACES = 16
#: Bytes of a place: five hundred headers take a third of a megabyte, and what none of them reaches
#: takes nothing. A batch that is larger is parsed at home.
ROOM = 4_000_000
#: Seconds without an answer after which it is taken for lost: the largest batch takes a tenth.
PATIENCE = 60.0
_TOO_LARGE = -1
_ENDING = {signal.SIGINT, signal.SIGTERM}


class SecondLost(Exception):
    """The second process has ended, or does not answer."""


class SecondProcess:
    """Batches go in and come out parsed, in their order; for one thread. A copy of this process,
    since another start of Python takes longer, and more memory, than a copy that shares all.
    """

    def __init__(self, now: datetime) -> None:
        """Start it; `now` is as in `parse_batch`. Raises OSError where the system has no room."""
        # Imported late: only large mailboxes need it, once.
        import multiprocessing

        self._shared = mmap.mmap(-1, PLACES * ROOM)
        self._free = deque(range(PLACES))
        self._under_way: deque[int] = deque()
        near, far = multiprocessing.Pipe()
        self._line = near
        self._process = multiprocessing.get_context("fork").Process(
            target=_serve, args=(far, self._shared, now), name="parse", daemon=True
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
        """Whether it can take one more batch before one is taken back."""
        return bool(self._free)

    def put(self, batch: Sequence[RawHeader], role: FolderRole) -> bool:
        """Hand a batch of one folder over; False where there is no room for it now, or never, as
        it is too large. Raises SecondLost.
        """
        if not self._free:
            return False
        packed = marshal.dumps(list(map(tuple, batch)))
        if len(packed) > ROOM:
            return False
        place = self._free.popleft()
        start = place * ROOM
        self._shared[start : start + len(packed)] = packed
        self._under_way.append(place)
        try:
            self._line.send((place, len(packed), role.value))
        except OSError as error:
            raise SecondLost(str(error)) from error
        return True

    @property
    def has_answer(self) -> bool:
        """Whether it has parsed the oldest batch that it has in hand, or has ended."""
        return self._line.poll()

    def take(self) -> bytes | None:
        """The oldest batch that it has in hand, when it is parsed: packed, see `unpack`; None where
        that is too large. Raises SecondLost.
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


def _serve(line: Connection, shared: mmap.mmap, now: datetime) -> None:
    """What the second process does, until the line is closed."""
    _stand_alone(line)
    with suppress(OSError, EOFError):
        while True:
            place, size, role = line.recv()
            start = place * ROOM
            with memoryview(shared) as view:
                batch = list(map(RawHeader._make, _unmarshal(view[start : start + size])))
            packed = pack(*parse_batch(batch, now, FolderRole(role)))
            if len(packed) <= ROOM:
                shared[start : start + len(packed)] = packed
            line.send(len(packed) if len(packed) <= ROOM else _TOO_LARGE)


def _stand_alone(line: Connection) -> None:
    """Let go of all that came along: connections and files of the other process, and its ways of
    dealing with signals.
    """
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


def pack(mails: list[ScannedMail], unread: list[Unread]) -> bytes:
    """What `parse_batch` gave, for another process or for later: a third of the memory. Field by
    field of all mails, since that takes less time both ways.
    """
    return marshal.dumps((list(zip(*mails, strict=True)), unread))


def unpack(packed: bytes) -> tuple[list[ScannedMail], list[Unread]]:
    """The same as it was given."""
    fields, unread = _unmarshal(packed)
    return list(map(ScannedMail._make, zip(*fields, strict=True))), unread


def _unmarshal(packed: bytes | memoryview) -> Any:
    return marshal.loads(packed)  # noqa: S302 - by ourselves: nobody else can write there
