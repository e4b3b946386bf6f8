"""Where threads that read mailboxes have things stored: they come to the counter one at a time,
and the one thread that has the store open serves them. There is never a second writer.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING, Any, cast

from daemon.core.values import dataclass
from daemon.store import Store

if TYPE_CHECKING:
    from daemon.store.scans import Scans


class Dropped(BaseException):
    """Nobody serves this thread any more. No Exception, so that no step takes it for a fault."""


class Counter:
    """Serves while a store is open for it; what comes at another time waits, and `ring` is told."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open: _Open | None = None

    def desk(self) -> QueuedDesk:
        """A place for one thread."""
        return QueuedDesk(self)

    @contextmanager
    def open_for(self, store: Store) -> Iterator[None]:
        """While this lasts, the calling thread may `serve_one`."""
        with self._lock:
            self._open = _Open(store)
        try:
            yield
        finally:
            with self._lock:
                self._open = None
                left = not self._calls.empty()
            if left:
                self._ring()

    def serve_one(self, seconds: float) -> bool:
        """Serve the next who comes within so many seconds; whether somebody came."""
        try:
            call = self._calls.get(timeout=seconds)
        except queue.Empty:
            return False
        if call is None:
            return True
        assert self._open is not None
        try:
            if not call.desk.left:
                call.answer.set_result(call.what(self._open))
                return True
            call.answer.set_exception(Dropped())
        except BaseException as error:
            call.answer.set_exception(error)
        return True

    def nudge(self) -> None:
        """From a reading thread: something has come of it. Whoever serves may look around."""
        with self._lock:
            if self._open is not None:
                self._calls.put(None)

    def ask(self, desk: QueuedDesk, what: Callable[[_Open], Any]) -> Any:
        """From a reading thread: have it done, and wait for the answer. Raises what it raises."""
        call = _Call(desk, what)
        with self._lock:
            self._calls.put(call)
            closed = self._open is None
        if closed:
            self._ring()
        while True:
            if desk.left:
                raise Dropped
            try:
                return call.answer.result(timeout=1.0)
            except TimeoutError:
                if call.answer.done():
                    raise  # the answer itself was one


class QueuedDesk:
    """The store, as far as reading a mailbox needs it, for a thread that must not touch it."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.left = False

    def leave(self) -> None:
        """Whatever this thread asks for from now on raises Dropped."""
        self.left = True

    def mailbox_id(self, name: str) -> int:
        """See Store."""
        number: int = self.ask(lambda now: now.store.mailbox_id(name))
        return number

    def scans(self, mailbox: str) -> Scans:
        """The same methods, each done by the thread that has the store."""
        return cast("Scans", _QueuedScans(self, mailbox))

    def ask(self, what: Callable[[_Open], Any]) -> Any:
        """See Counter."""
        return self._counter.ask(self, what)


class _QueuedScans:
    """Any method of Scans, by its name: what a scan writes is decided in one place, not here."""

    def __init__(self, desk: QueuedDesk, mailbox: str) -> None:
        self._desk = desk
        self._mailbox = mailbox

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            return self._desk.ask(
                lambda now: getattr(now.scans(self._mailbox), name)(*given, **named)
            )

        return call


@dataclass(slots=True)
class _Open:
    """A store that is open now, and its writers, which remember addresses."""

    store: Store
    writers: dict[str, Scans] = field(default_factory=dict)

    def scans(self, mailbox: str) -> Scans:
        if mailbox not in self.writers:
            self.writers[mailbox] = self.store.scans(mailbox)
        return self.writers[mailbox]


@dataclass(slots=True)
class _Call:
    desk: QueuedDesk
    what: Callable[[_Open], Any]
    answer: Future[Any] = field(default_factory=Future)
