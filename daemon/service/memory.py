"""Gives back what a pass has used: a daemon rests for most of its life."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import _lru_cache_wrapper, cache

from daemon.core.detectors import all_detectors
from daemon.core.reasons import all_reasons
from daemon.core.worktime import public_holidays

#: mallopt(3)
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
#: Bytes from which on a block lies outside the heap, and is given back as soon as it is free. Left
#: alone, glibc raises this to megabytes, and the heap is as large as the largest pass ever made it.
_LARGE = 64 * 1024
#: Libraries that are needed for a moment once a year or once an invitation, and are megabytes of
#: tables. What was computed with them stays; they are imported anew where they are needed again.
_PASSING = ("holidays", "icalendar", "dateutil")


def release_memory() -> None:
    """Empty our caches, let go of passing libraries, collect what is no longer reachable, and
    return free pages to the system (glibc only).

    All caches that have a limit: the entries of the large ones lie strewn among what the pass
    threw away and keep its pages; the tables in the small ones (the list of public suffixes) are
    two megabytes that are read again in a tenth of a second, when mail has come. What is to stay
    is a `cache` without a limit.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("daemon."):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper) and _has_limit(value):
                    value.cache_clear()
    for name in list(sys.modules):
        if name.partition(".")[0] in _PASSING:
            del sys.modules[name]
    gc.collect()
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def _has_limit(cached: _lru_cache_wrapper[object]) -> bool:
    return cached.cache_parameters()["maxsize"] is not None


def keep_heap_small() -> None:
    """All threads share one heap: they take turns anyhow, and each further one is never trimmed
    as far. What is large lies outside it. To be called before there are threads (glibc only).
    """
    choose = _function("mallopt")
    if choose is not None:
        choose(_M_ARENA_MAX, 1)
        choose(_M_MMAP_THRESHOLD, _LARGE)


def preload(country: str, year: int) -> None:
    """Load what the passes will and what stays: now it lies together, later it would lie strewn
    among what a pass throws away.
    """
    all_detectors()
    all_reasons()
    for one in range(year - 2, year + 2):
        public_holidays(country, one)
    release_memory()


@cache
def _function(name: str) -> Callable[..., int] | None:
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None  # another C library: it does without
    return found
