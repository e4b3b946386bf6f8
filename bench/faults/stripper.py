"""A server without UIDPLUS (RFC 4315), made of one that has it: Dovecot tells the UID of a message
that was appended whatever it is told to announce, so the answer code is taken out on its way.
"""

from __future__ import annotations

import re
import socket
import threading

_CODE = re.compile(rb"\[APPENDUID \d+ \d+\] ")


class Stripper:
    """A port before a server's port, until `close`; `stripped` counts the codes taken out."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.stripped = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Nobody comes through here any more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            for source, target, strips in ((client, server, False), (server, client, True)):
                threading.Thread(
                    target=self._pass_on, args=(source, target, strips), daemon=True
                ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, strips: bool) -> None:
        try:
            while data := source.recv(65536):
                while strips and b"[APPENDUID" in data and not data.endswith(b"\r\n"):
                    data += source.recv(65536)
                if strips:
                    data, times = _CODE.subn(b"", data)
                    self.stripped += times
                target.sendall(data)
        except OSError:
            pass  # one of the two has gone
        finally:
            for one in (source, target):
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
