"""Servers that keep one waiting: one that never says a word, one behind a gate that lets bytes
through drop by drop until it is opened; and one whose line is cut at a certain command.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading

from port import Port


class Silent:
    """Accepts and says nothing; or, with `cut`, hangs up at once. `calls` counts who came."""

    def __init__(self, *, cut: bool = False) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._cut = cut
        self._held: list[socket.socket] = []
        self.calls = 0
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                one, _ = self._listener.accept()
                self.calls += 1
                if self._cut:
                    one.close()
                else:
                    self._held.append(one)

    def close(self) -> None:
        """Hang up on all."""
        for one in (self._listener, *self._held):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


class Dripping(Port):
    """A port before a server's: what the server says comes quickly for `free` bytes a connection,
    then one byte every tenth of a second, until `opened` is set.
    """

    def __init__(self, target: int, free: int = 0) -> None:
        self._free = free
        self.opened = threading.Event()
        self.dripped = 0
        super().__init__(target)

    def _carry(self, client: socket.socket) -> None:
        passed = 0
        server = socket.create_connection(("127.0.0.1", self._target))
        with client, server, contextlib.suppress(OSError):
            while True:
                for source in select.select([client, server], [], [])[0]:
                    slow = source is server and passed >= self._free
                    slow = slow and not self.opened.is_set()
                    data = source.recv(1 if slow else 4096)
                    if not data:
                        return
                    if slow:
                        self.dripped += 1
                        self.opened.wait(0.1)
                    if source is server:
                        passed += len(data)
                    (server if source is client else client).sendall(data)

    def close(self) -> None:
        """Take no more; what is open goes on quickly to its end."""
        self.opened.set()
        super().close()


class Cutting(Port):
    """A port before a server's: hangs up where the client says `words`, and on all who come after
    that, until `mended` is set. `cuts` counts the first.
    """

    def __init__(self, target: int, words: bytes) -> None:
        self._words = words
        self.mended = threading.Event()
        self.cuts = 0
        super().__init__(target)

    def break_again(self) -> None:
        """As in the beginning."""
        self.cuts = 0
        self.mended.clear()

    def _carry(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._target))
        with client, server, contextlib.suppress(OSError):
            while self.mended.is_set() or not self.cuts:
                for source in select.select([client, server], [], [])[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    if source is client and self._words in data and not self.mended.is_set():
                        self.cuts += 1
                        return
                    (server if source is client else client).sendall(data)
