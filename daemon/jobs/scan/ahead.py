"""Reads ahead of whoever takes what is read, in a thread beside it: that waits for the network
while the store is written, and SQLite lets it run meanwhile.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from daemon.core.values import dataclass

T = TypeVar("T")

#: At most so many are read and not taken: that the server goes on while much is stored. A batch of
#: headers takes most of a megabyte; with twice as many a scan is no faster.
MOST_AHEAD = 8


@contextmanager
def read_ahead(source: Iterator[T], cut: Callable[[], None]) -> Iterator[Iterator[T]]:
    """What the source gives, in its order, read by a thread that has ended when this has; what the
    source raises is raised where it would have been. Where not all of it is taken, `cut` is
    called: it ends what the source is waiting for.
    """
    free = threading.Semaphore(MOST_AHEAD)
    is_wanted = True
    found: queue.SimpleQueue[T | _End] = queue.SimpleQueue()

    def read() -> None:
        error: BaseException | None = None
        try:
            free.acquire()
            for one in source:
                found.put(one)
                free.acquire()
                if not is_wanted:
                    break
        except BaseException as raised:
            error = raised
        found.put(_End(error))

    def take() -> Iterator[T]:
        while not isinstance(one := found.get(), _End):
            free.release()
            yield one
        thread.join()
        if one.error is not None:
            raise one.error

    thread = threading.Thread(target=read, name="read ahead", daemon=True)
    thread.start()
    try:
        yield take()
    finally:
        is_wanted = False
        free.release()
        if thread.is_alive():
            cut()
            thread.join()


@dataclass(slots=True)
class _End:
    """Stands behind the last one that was read."""

    error: BaseException | None
