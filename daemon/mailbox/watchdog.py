"""What bounds an operation on a connection in time. A read timeout does not bound a server that
sends one byte a second, so the socket is shut from outside when an operation takes too long.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Watchdog:
    """Ends the operation that takes longer than `seconds`, by shutting a twin of its socket.

    The twin (a duplicate of the descriptor) reaches the connection whatever wraps it, also in
    the middle of a TLS handshake, and leaves the state of the TLS object alone.

    One thread watches over many operations: a pass has dozens, of milliseconds each, and a thread
    for each took a tenth of it. It ends where it wakes up and nothing is under way.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.expired = False
        self._twin: socket.socket | None = None
        self._changed = threading.Condition()
        #: When the time of the running operation is up; None while none runs.
        self._ends_at: float | None = None
        #: When the thread looks again; None where there is none.
        self._looks_at: float | None = None

    def watch(self, sock: socket.socket) -> None:
        """From now on this is the connection to shut."""
        self._twin = sock.dup()

    def remaining(self) -> float:
        """Seconds that the running operation still has, never below zero."""
        ends_at = self._ends_at
        return 0.0 if ends_at is None else max(0.0, ends_at - time.monotonic())

    @contextmanager
    def limit(self, seconds: float | None = None) -> Iterator[None]:
        """Everything inside has `seconds`, or the time that was given at the start."""
        ends_at = time.monotonic() + (self.seconds if seconds is None else seconds)
        with self._changed:
            self._ends_at = ends_at
            if self._looks_at is None:
                self._looks_at = ends_at
                threading.Thread(target=self._sit, name="watchdog", daemon=True).start()
            elif ends_at < self._looks_at:
                self._look_at(ends_at)
        try:
            yield
        finally:
            with self._changed:
                self._ends_at = None

    def _look_at(self, moment: float) -> None:
        """Have the thread look earlier than it meant to, whether it sleeps already or not yet."""
        self._looks_at = moment
        self._changed.notify()

    def _sit(self) -> None:
        """Sleep until the time of what runs is up, and bite if it runs still.

        It sleeps first and looks then: an operation may be over before its thread begins, and
        the next one finds it there.
        """
        with self._changed:
            while self._looks_at is not None:
                self._changed.wait(self._looks_at - time.monotonic())
                if self._ends_at is None:
                    self._looks_at = None
                elif self._ends_at <= time.monotonic():
                    self._looks_at = None
                    self.expired = True
                    self._shut()
                else:
                    self._looks_at = self._ends_at

    def cut(self) -> None:
        """Cut the connection now, from any thread; whoever uses it finds out by itself."""
        with self._changed:
            self._shut()

    def _shut(self) -> None:
        if self._twin is not None:
            try:
                self._twin.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the other side was faster

    def close(self) -> None:
        """Cut the connection, whatever state it is in, and let go of it."""
        with self._changed:
            self._shut()
            if self._twin is not None:
                self._twin.close()
            self._twin = None
            if self._looks_at is not None:
                self._look_at(0.0)
