"""Signals, and whatever else wakes the main thread, through one pipe.

A handler that set an Event could meet the lock of that Event held by the very thread it
interrupted; a pipe has no such moment.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOP = frozenset({signal.SIGTERM, signal.SIGINT})
_ALL = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1)


class Bell:
    """The main thread waits at it; any thread may ring it."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)

    def ring(self) -> None:
        """Let the main thread look around."""
        try:
            os.write(self._write, b"\0")
        except BlockingIOError:
            pass  # it has been rung often enough

    def wait(self, seconds: float) -> frozenset[int]:
        """Until it is rung, for at most `seconds`; the signals that came."""
        if not select.select([self._read], [], [], seconds)[0]:
            return frozenset()
        return frozenset(os.read(self._read, 4096)) - {0}

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this lasts, signals ring the bell and do nothing else. Main thread only."""
        before = {number: signal.signal(number, _nothing) for number in _ALL}
        old = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(old)
            for number, handler in before.items():
                signal.signal(number, handler)


def _nothing(number: int, frame: object) -> None:
    """Its number has gone into the pipe already."""
