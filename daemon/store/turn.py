"""Whose turn it is at the store: one writes at a time, one daemon lives on it, and the turns are
counted.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from daemon.errors import StoreBusy
from daemon.store.engine import store_error
from daemon.store.opening import path_of


def lock(url: str) -> IO[str]:
    """Take the store for writing, or raise StoreBusy at once. Held until the file is closed.

    flock, not a pid file: it ends with the process, however that dies. The file counts the turns,
    so that one who comes again can tell whether anybody wrote in between (`turn_of`).
    """
    path = path_of(url)
    taken = _take(path, "lock", f"Another wellkeeper is working on the store {path}.")
    turn = turn_of(url) + 1
    try:
        taken.seek(0)
        taken.truncate()
        taken.write(str(turn))
        taken.flush()
    except OSError as error:
        taken.close()
        raise store_error(error, path) from error
    return taken


def turn_of(url: str) -> int:
    """The number of the turn of whoever has the store for writing, or had it last; 0 at first."""
    path = path_of(url)
    try:
        words = path.with_name(f"{path.name}.lock").read_text("ascii")
        return int(words)
    except (OSError, ValueError):
        return 0


def lock_for_service(url: str) -> IO[str]:
    """Be the one daemon of this store, or raise StoreBusy. It writes under `lock` like all others,
    so that commands which write find their turn between two of its passes.
    """
    path = path_of(url)
    return _take(path, "service", f"A wellkeeper daemon runs on the store {path} already.")


def service_runs(url: str) -> bool:
    """Whether a daemon runs on this store now."""
    path = path_of(url)
    try:
        descriptor = os.open(path.with_name(path.name + ".service"), os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _take(path: Path, suffix: str, taken: str) -> IO[str]:
    name = path.with_name(f"{path.name}.{suffix}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(name, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise store_error(error, path) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise StoreBusy(taken, "Wait for it, or stop it.") from error
    return os.fdopen(descriptor, "r+")
