"""The one worker: does what is due, one thing after the other, each at most once at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from daemon.service.progress import Stopped

log = logging.getLogger(__name__)


class Worker:
    """A thread with a list of what is due, which does each in a thread of its own and waits for it
    (see `_run`). A name that is due already is not put there twice; one
    that becomes due while it is being done is done once more, so that no wake-up is ever lost.
    """

    def __init__(self, tasks: Mapping[str, Callable[[], None]]) -> None:
        """A task deals with its own failures; what it lets through is only logged."""
        self._tasks = tasks
        self._due: dict[str, None] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    @property
    def waiting(self) -> bool:
        """Whether something else is due, or it is to stop: a task that may end should."""
        return bool(self._due) or self._stopping

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def due(self, name: str) -> None:
        """Do this task as soon as its turn comes; from any thread."""
        with self._changed:
            self._due.setdefault(name)
            self._changed.notify()

    def stop(self, seconds: float) -> bool:
        """Do nothing more; whether the task in hand ended within `seconds`."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _next(self) -> str | None:
        with self._changed:
            while not self._due and not self._stopping:
                self._changed.wait()
            if self._stopping:
                return None
            name = next(iter(self._due))
            del self._due[name]
            return name

    def _run(self) -> None:
        """Each task in a thread of its own, one after the other: the C library keeps a little of
        every size that a thread has given back, strewn over as many pages, until the thread ends.
        """
        while (name := self._next()) is not None:
            task = threading.Thread(target=self._do, args=(name,), name=name, daemon=True)
            task.start()
            task.join()

    def _do(self, name: str) -> None:
        try:
            self._tasks[name]()
        except Stopped:
            log.info("%s: stopped between two steps", name)
        except Exception:
            log.exception("%s failed", name)
