"""Carries bytes between a client process and a server, up to one byte at which something happens.

One thread, one loop: what happens at byte N happens at byte N, however busy the machine is.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass

#: What may happen at the byte: both sides get FIN, or RST; the client is killed; nothing more is
#: said to anybody; one bit of the byte is turned; the rest waits for `release`; so it does while
#: the client is killed.
HOWS = ("fin", "rst", "kill", "stall", "flip", "hold", "kill and hold")
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Fault:
    """`way` is `up` (to the server) or `down`; `at` counts the bytes that still pass, from the
    client's mark on where `from_mark` (see Carrier).
    """

    way: str = "up"
    at: int = -1
    how: str = "fin"
    tls: bool = False
    from_mark: bool = False


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
            sources = [*self._pairs] if not self._mute else []
            ready, _, _ = select.select(
                [ends, self._listener, *sources], [], [], max(0, deadline - time.monotonic())
            )
            if not ready:
                return False
            for one in ready:
                if one is self._listener:
                    self._accept()
                elif one in self._pairs:
                    self._pass_on(one, pid)
            if ends in ready:
                return True

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
        self._pairs[client] = ("up", server)
        self._pairs[server] = ("down", client)

    def _pass_on(self, source: socket.socket, pid: int) -> None:
        way, target = self._pairs[source]
        try:
            data = source.recv(65536)
        except OSError:
            data = b""
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
        if not (waits and before <= fault.at < before + len(data)):
            self._send(target, data, source)
            return
        self.happened = True
        self._strike(data, fault.at - before, source, target, pid)

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
        self._send(target, data[:cut], source)
        if how == "kill":
            os.kill(pid, signal.SIGKILL)
        elif how == "stall":
            self._mute = True
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
