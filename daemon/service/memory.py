"""Gives back what a pass has used: a daemon rests for most of its life."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from functools import _lru_cache_wrapper, cache

_M_ARENA_MAX = -8


#: Caches that may hold more than this are emptied. Their entries lie strewn among what the pass
#: threw away and keep whole arenas of Python's from being given back; smaller ones hold tables.
_SMALL_CACHE = 100


def release_memory() -> None:
    """Empty our large caches, collect what is no longer reachable, and return free pages to the
    system (glibc only).
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("daemon."):
            for value in vars(module).values():
                if isinstance(value, _lru_cache_wrapper):
                    size = value.cache_parameters()["maxsize"]
                    if size is not None and size > _SMALL_CACHE:
                        value.cache_clear()
    gc.collect()
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def use_one_arena() -> None:
    """All threads share one heap: they take turns anyhow, and each further one is never trimmed
    as far. To be called before there are threads (glibc only).
    """
    choose = _function("mallopt")
    if choose is not None:
        choose(_M_ARENA_MAX, 1)


@cache
def _function(name: str) -> Callable[..., int] | None:
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None  # another C library: it does without
    return found
