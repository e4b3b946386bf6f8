"""Gives back what a pass has used: a daemon rests for most of its life."""

from __future__ import annotations

import ctypes
import gc
import logging
from collections.abc import Callable
from functools import cache

log = logging.getLogger(__name__)
_M_ARENA_MAX = -8


def release_memory() -> None:
    """Collect what is no longer reachable, and return free pages to the system (glibc only)."""
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
