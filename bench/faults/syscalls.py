"""Stops a process at its Nth call that writes (to a file or the network) and kills it there, or
lets the call fail with a full disk or a broken one. By ptrace, so nothing has to be installed.

Linux on x86-64 only; elsewhere `available()` says no, and the report says that it was not tried.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import time
from dataclasses import dataclass, field

_TRACEME, _CONT, _PEEKUSER, _POKEUSER, _SYSCALL, _SETOPTIONS = 0, 7, 3, 6, 24, 0x4200
_OPTIONS = 0x1 | 0x8 | 0x100000  # mark calls, follow threads, end with us
_WALL = 0x40000000
#: Where a register lies in the user area, in bytes.
_ORIG_RAX, _RAX, _RDI, _RDX, _RSI = 15 * 8, 10 * 8, 14 * 8, 12 * 8, 13 * 8
#: Calls that change something outside the process.
WRITES = {
    1: "write", 18: "pwrite64", 20: "writev", 44: "sendto", 46: "sendmsg", 74: "fsync",
    75: "fdatasync", 77: "ftruncate", 82: "rename", 87: "unlink", 285: "fallocate",
    257: "openat",
}  # fmt: skip
FULL = ("write", "pwrite64", "writev", "ftruncate", "fallocate", "openat", "rename")
BROKEN = ("write", "pwrite64", "writev", "ftruncate", "fsync", "fdatasync", "openat", "unlink")
_O_CREAT = 0o100

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.restype = ctypes.c_long
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def available() -> bool:
    """Whether this machine can do it."""
    return platform.system() == "Linux" and platform.machine() == "x86_64"


def _ptrace(request: int, pid: int, address: int = 0, data: int = 0) -> int:
    ctypes.set_errno(0)
    found = int(_libc.ptrace(request, pid, address, data))
    if found == -1 and ctypes.get_errno():
        raise OSError(ctypes.get_errno(), f"ptrace {request}")
    return found


def let_be_traced() -> None:
    """In the child: stop, and wait for whoever watches."""
    _ptrace(_TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


@dataclass(slots=True)
class Traced:
    """How a watched process ended, and the names of its writing calls in their order; `mark` is the
    file descriptor that must be written to before calls count.
    """

    status: int | None = None
    calls: list[str] = field(default_factory=list)
    struck: bool = False
    mark: int | None = None


def watch(
    pid: int, at: int = -1, how: str = "", seconds: float = 60, mark: int | None = None
) -> Traced:
    """Watch a child that called `let_be_traced`. At its writing call number `at` (from 0): `before`
    and `after` kill it there, `ENOSPC` and `EIO` and `EPIPE` let the call fail so. With `mark`
    calls count from the one after the child has written to that file descriptor.
    """
    found = Traced(mark=mark)
    os.waitpid(pid, _WALL)
    _ptrace(_SETOPTIONS, pid, 0, _OPTIONS)
    _ptrace(_SYSCALL, pid)
    inside: dict[int, bool] = {}
    failing: set[int] = set()
    killing: set[int] = set()
    deadline = time.monotonic() + seconds
    while True:
        who, status = os.waitpid(-1, _WALL)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if who == pid:
                found.status = os.waitstatus_to_exitcode(status)
                return found
            continue
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        stopped, passed_on = os.WSTOPSIG(status), 0
        try:
            if stopped == signal.SIGTRAP | 0x80:
                entering = not inside.get(who, False)
                inside[who] = entering
                if entering:
                    _enter(found, who, pid, at, how, failing, killing)
                elif who in failing:
                    failing.discard(who)
                    _ptrace(_POKEUSER, who, _RAX, -getattr(errno, how))
                elif who in killing:
                    os.kill(pid, signal.SIGKILL)
            elif stopped not in (signal.SIGTRAP, signal.SIGSTOP):
                passed_on = stopped
            _ptrace(_SYSCALL, who, 0, passed_on)
        except OSError:
            continue  # it has just died


def _enter(
    found: Traced, who: int, pid: int, at: int, how: str, failing: set[int], killing: set[int]
) -> None:
    name = WRITES.get(_ptrace(_PEEKUSER, who, _ORIG_RAX))
    if name is None:
        return
    if name == "openat" and not _ptrace(_PEEKUSER, who, _RDX) & _O_CREAT:
        return
    target = _ptrace(_PEEKUSER, who, _RDI)
    if name.startswith("write") and target in (1, 2):
        return
    if found.mark is not None:
        if name == "write" and target == found.mark:
            found.mark = None
        return
    number = len(found.calls)
    found.calls.append(name)
    if number != at:
        return
    found.struck = True
    if how == "before":
        os.kill(pid, signal.SIGKILL)
    elif how == "after":
        killing.add(who)
    else:
        failing.add(who)
        _ptrace(_POKEUSER, who, _ORIG_RAX, -1)
