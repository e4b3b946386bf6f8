"""What the C library is told of memory (glibc only; another one does without)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

#: mallopt(3)
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
#: Bytes from which on a block lies outside the heap, and is given back as soon as it is free. Left
#: alone, glibc raises this to megabytes, and the heap is as large as the largest pass ever made it.
_LARGE = 64 * 1024


def share_one_heap() -> None:
    """Threads that are started from now on share the heap with this one: they take turns anyhow,
    and of two heaps each keeps what the other could use.
    """
    _call("mallopt", _M_ARENA_MAX, 1)


def keep_heap_small() -> None:
    """All threads share one heap, since a further one is never trimmed as far, and what is large
    lies outside it. To be called before there are threads.
    """
    share_one_heap()
    _call("mallopt", _M_MMAP_THRESHOLD, _LARGE)


def trim() -> None:
    """Return free pages to the system."""
    _call("malloc_trim", 0)


def _call(name: str, *values: int) -> None:
    if (function := _function(name)) is not None:
        function(*values)


@cache
def _function(name: str) -> Callable[..., int] | None:
    # Imported late: most commands neither start a thread nor stay.
    import ctypes

    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None
    return found
