"""A proxy before a server that keeps the messages of some APPENDs to itself and says OK to them, or
hands them on as another server would store them.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from port import Port

#: A message and how often it came before (by its Message-ID) → what the server gets; None: nothing.
Change = Callable[[bytes, int], bytes | None]
_APPEND = re.compile(rb"(\S+) APPEND [^\r\n]*\{(\d+)\}\r\n")
_ID = re.compile(rb"(?im)^message-id: *<(.*)>")


class Swallower(Port):
    """Use it as a context manager. `kept` are the messages that the server never saw; `told` is
    what is said to them in brackets, such as an APPENDUID.
    """

    def __init__(self, port: int, change: Change, told: bytes = b"") -> None:
        self._change = change
        self._told = told
        self.came: list[bytes] = []
        self.kept: list[bytes] = []
        super().__init__(port)

    def most_of_one(self) -> int:
        """How often the same draft was sent, at most."""
        return max((self.came.count(one) for one in self.came), default=0)

    def _carry(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._target))
        threading.Thread(target=_pump, args=(server, client), daemon=True).start()
        self._listen(client, server)

    def _listen(self, client: socket.socket, server: socket.socket) -> None:
        """What the client says, an APPEND held until its message is here."""
        try:
            while data := client.recv(65536):
                if found := _APPEND.fullmatch(data):
                    client.sendall(b"+ OK\r\n")
                    size = int(found[2])
                    message = b""
                    while len(message) < size + 2:
                        message += client.recv(65536)
                    self._answer(client, server, data, found[1], message[:size])
                else:
                    server.sendall(data)
        except OSError:
            pass  # one of the two has gone
        for one in (client, server):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _answer(
        self, client: socket.socket, server: socket.socket, line: bytes, tag: bytes, message: bytes
    ) -> None:
        named = _ID.search(message)
        assert named is not None
        changed = self._change(message, self.came.count(named[1]))
        self.came.append(named[1])
        if changed is None:
            self.kept.append(message)
            client.sendall(tag + b" OK " + self._told + b" Append completed.\r\n")
            return
        # A literal that the server takes without being asked (RFC 7888), so that it says one thing.
        line = re.sub(rb"\{\d+\}", b"{%d+}" % len(changed), line)
        server.sendall(line + changed + b"\r\n")


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # one of the two has gone
