"""A proxy before a server that lets a process die, or a connection break, at a chosen moment."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
from collections.abc import Callable

import pytest
from mailroom import Account
from port import Port

from daemon.errors import ConnectionLost

#: Asked before each piece is passed on: what came from the client and from the server so far, the
#: piece included. True: now is the moment.
Moment = Callable[[bytes, bytes], bool]


class KillingProxy(Port):
    """Passes everything on until `moment`; then it kills the process `pid`, or where there is none
    cuts the connection to the client. `deliver` says whether the piece of the moment still
    arrives, half of it (0.5), or not at all (0). With `hold` the rest is kept until `release`.
    """

    def __init__(
        self, port: int, moment: Moment, deliver: float = 0, *, hold: bool = False
    ) -> None:
        self._moment = moment
        self._deliver = deliver
        self._hold = hold
        self._held: Callable[[], None] = lambda: None
        self.pid = 0
        self.passed = 0
        self.happened = threading.Event()
        self._lock = threading.Lock()
        super().__init__(port)

    def release(self) -> None:
        """Let what was held arrive at the server, minutes after its sender has gone."""
        self._held()

    def _carry(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._target))
        seen = {"up": bytearray(), "down": bytearray()}
        threading.Thread(
            target=self._pass_on, args=("down", server, client, client, seen), daemon=True
        ).start()
        self._pass_on("up", client, server, client, seen)

    def _pass_on(
        self,
        name: str,
        source: socket.socket,
        target: socket.socket,
        client: socket.socket,
        seen: dict[str, bytearray],
    ) -> None:
        try:
            while data := source.recv(65536):
                with self._lock:
                    if self.happened.is_set():
                        return
                    self.passed += len(data)
                    seen[name] += data
                    if self._moment(bytes(seen["up"]), bytes(seen["down"])):
                        if self._hold:
                            data += _whatever_else(source)
                        self._strike(data, target, client)
                        return
                target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # one of the two has gone

    def _strike(self, data: bytes, target: socket.socket, client: socket.socket) -> None:
        self.happened.set()
        if self._hold:
            self._held = lambda: target.sendall(data)
        else:
            target.sendall(data[: int(len(data) * self._deliver)])
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
        self._listener.shutdown(socket.SHUT_RDWR)  # nobody comes through here again
        client.shutdown(socket.SHUT_RDWR)


def _whatever_else(source: socket.socket) -> bytes:
    """What still comes within a moment: a message and the line end after it are two pieces."""
    found = b""
    source.settimeout(0.2)
    try:
        while data := source.recv(65536):
            found += data
    except TimeoutError:
        pass
    return found


def after_bytes(count: int) -> Moment:
    """When so many bytes have passed, both ways together."""
    return lambda up, down: len(up) + len(down) >= count


def at_append(number: int) -> Moment:
    """When the client asks for its APPEND of this number."""
    return lambda up, down: len(_appends(up)) >= number


def at_go_ahead(number: int) -> Moment:
    """When the server says that the message of this APPEND may come."""
    return lambda up, down: len(_appends(up)) >= number and down.endswith(b"+ OK\r\n")


def at_message(number: int) -> Moment:
    """When the message of this APPEND comes."""

    def moment(up: bytes, down: bytes) -> bool:
        found = _appends(up)
        return len(found) >= number and len(up) > found[number - 1].end()

    return moment


def at_answer(number: int) -> Moment:
    """When the server says that it has this message."""
    return lambda up, down: down.count(b"APPENDUID") >= number


def _appends(up: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb" APPEND [^\r\n]*\r\n", up))


def once_cut(account: Account, size: int) -> None:
    """A pass whose connection is lost after so many bytes."""
    with (
        KillingProxy(account.server.port, after_bytes(size)) as proxy,
        pytest.raises(ConnectionLost),
    ):
        account.once(port=proxy.port)
