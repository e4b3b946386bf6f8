"""Carries bytes between a client process and a server, up to one byte at which something happens.

One thread, one loop: what happens at byte N happens at byte N, however busy the machine is.
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

#: What may happen at the byte: both sides get FIN, or RST; the client is killed; nothing more is
#: said to anybody; one bit of the byte is turned; random bytes come between (`insert`) or in the
#: place of what was said (`replace`); the rest comes byte by byte for a while; it waits for
#: `release`; so it does while the client is killed.
HOWS = ("fin", "rst", "kill", "stall", "flip", "insert", "replace", "drip", "hold",
        "kill and hold")  # fmt: skip
_RESET = struct.pack("ii", 1, 0)
#: Seconds from one byte to the next; the bytes of a drip, after which the rest comes at once.
_PACE = 0.001
_DRIPS = 200
#: The most bytes of garbage.
_GARBAGE = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """`way` is `up` (to the server) or `down`; `at` counts the bytes that still pass, from the
    client's mark on where `from_mark` (see Carrier), or from the end of the first match of
    `pattern` (a regular expression over what passed that way, in plain text) where there is one.
    """

    way: str = "up"
    at: int = -1
    how: str = "fin"
    tls: bool = False
    from_mark: bool = False
    pattern: bytes = b""


class Carrier:
    """A port before a server's port. `carry` runs until the client process has ended.

    `mark` is the reading end of a pipe, non-blocking: once the client has written a byte into its
    other end, `passed` counts anew.
    """

    def __init__(self, port: int, fault: Fault, mark: int = -1) -> None:
        self._target = port
        self._fault = fault
        self._mark = mark
        self._counts = not fault.from_mark
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.passed = {"up": 0, "down": 0}
        self.happened = False
        self._mute = False
        self._pairs: dict[socket.socket, tuple[str, socket.socket]] = {}
        self._held: tuple[socket.socket, bytearray] | None = None
        self._slow: tuple[socket.socket, bytearray] | None = None
        self._drips = 0
        self._seen = bytearray()
        self._place = -1 if fault.pattern else fault.at

    def carry(self, pid: int, seconds: float = 60) -> int | None:
        """Carry until the process `pid` ends; its exit code (negative: by that signal), or None
        where it had to be killed after `seconds`.
        """
        ends = os.pidfd_open(pid)
        try:
            if self.carry_until(ends, pid, seconds):
                return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        finally:
            os.close(ends)

    def carry_until(self, ends: int, pid: int = 0, seconds: float = 60) -> bool:
        """Carry until the descriptor `ends` can be read; False where that is not so in time."""
        deadline = time.monotonic() + seconds
        while True:
            sources: list[Any] = [*self._pairs] if not self._mute else []
            left = max(0, deadline - time.monotonic())
            wait = min(left, _PACE) if self._slow else left
            ready, _, _ = select.select([ends, self._listener, *sources], [], [], wait)
            if not ready:
                if not left:
                    return False
                self._drip()
            for one in ready:
                if one is self._listener:
                    self._accept()
                elif one in self._pairs:
                    self._pass_on(one, pid)
            if ends in ready:
                return True

    def _drip(self) -> None:
        """One byte more, until it has lasted."""
        if self._slow is None or not self._slow[1]:
            return
        target, rest = self._slow
        self._drips -= 1
        with suppress(OSError):  # whoever waited has gone
            target.sendall(rest[:1])
        del rest[:1]
        if self._drips <= 0:
            self._hurry()

    def _hurry(self) -> None:
        assert self._slow is not None
        (target, rest), self._slow = self._slow, None
        with suppress(OSError):
            target.sendall(rest)

    def release(self) -> None:
        """What was held arrives at the server, which gets a moment to act upon it."""
        if self._held is None:
            return
        target, rest = self._held
        self._held = None
        try:
            target.sendall(rest)
            target.settimeout(5)
            seen = b""
            while b" OK " not in seen and (data := target.recv(65536)):
                seen += data
        except OSError:
            pass  # it had given up waiting

    def close(self) -> None:
        """Let go of everything."""
        for one in self._pairs:
            one.close()
        if self._held is not None:
            self._held[0].close()
        self._listener.close()

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.create_connection(("127.0.0.1", self._target))
        for one in (client, server):  # a piece that is sent is a piece that arrives
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._pairs[client] = ("up", server)
        self._pairs[server] = ("down", client)

    def _pass_on(self, source: socket.socket, pid: int) -> None:
        way, target = self._pairs[source]
        try:
            data = source.recv(65536)
        except OSError:
            data = b""
        if self._slow is not None and target is self._slow[0]:
            if data:
                self._slow[1].extend(data)
                return
            self._hurry()
        if not data:
            self._end(source, target)
            return
        if self._held is not None and target is self._held[0]:
            self._held[1].extend(data)
            return
        self._look_for_mark()
        fault, before = self._fault, self.passed[way]
        self.passed[way] += len(data)
        waits = self._counts and not self.happened and way == fault.way
        if waits and fault.pattern:
            self._look_for_pattern(data)
        ends = before + len(data) + bool(fault.pattern)
        if not (waits and self._place >= 0 and self._place < ends):
            self._send(target, data, source)
            return
        self.happened = True
        self._strike(data, max(0, self._place - before), source, target, pid)

    def _look_for_pattern(self, data: bytes) -> None:
        """A pattern that is one with what comes next (a look ahead) may end before this piece."""
        self._seen += data
        if self._place < 0 and (found := re.search(self._fault.pattern, self._seen)):
            self._place = found.end() + self._fault.at

    def _look_for_mark(self) -> None:
        """The mark was written before whatever was sent after it: no piece is counted wrongly."""
        if self._mark < 0:
            return
        with suppress(BlockingIOError):
            if os.read(self._mark, 1):
                self.passed, self._counts, self._mark = {"up": 0, "down": 0}, True, -1

    def _strike(
        self, data: bytes, cut: int, source: socket.socket, target: socket.socket, pid: int
    ) -> None:
        how = self._fault.how
        if how == "flip":
            bent = bytearray(data)
            bent[cut] ^= 1 << (cut % 7)
            self._send(target, bytes(bent), source)
            return
        if how in ("insert", "replace"):
            chance = random.Random(cut)
            garbage = chance.randbytes(chance.randint(1, _GARBAGE))
            rest = data[cut + (len(garbage) if how == "replace" else 0) :]
            self._send(target, data[:cut] + garbage + rest, source)
            return
        self._send(target, data[:cut], source)
        if how == "kill":
            os.kill(pid, signal.SIGKILL)
        elif how == "stall":
            self._mute = True
        elif how == "drip":
            self._slow, self._drips = (target, bytearray(data[cut:])), _DRIPS
        elif how in ("hold", "kill and hold"):
            if how == "kill and hold":
                os.kill(pid, signal.SIGKILL)
            self._held = (target, bytearray(data[cut:]))
            self._settle(source)
            self._pairs.pop(source, None)
            self._pairs.pop(target, None)
            source.close()
        else:
            for one in (source, target):
                if how == "rst":
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self._end(source, target)

    def _settle(self, source: socket.socket) -> None:
        """What the client still says of the same message belongs to what is held."""
        assert self._held is not None
        source.settimeout(0.15)
        try:
            while data := source.recv(65536):
                self._held[1].extend(data)
        except OSError:
            pass

    def _send(self, target: socket.socket, data: bytes, source: socket.socket) -> None:
        try:
            target.sendall(data)
        except OSError:
            self._end(source, target)

    def _end(self, one: socket.socket, other: socket.socket) -> None:
        for sock in (one, other):
            self._pairs.pop(sock, None)
            sock.close()
