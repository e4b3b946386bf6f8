"""A server without UIDPLUS (RFC 4315), made of one that has it: Dovecot tells the UID of a message
that was appended whatever it is told to announce, so the answer code is taken out on its way.

In a process of its own: whoever forks children to be killed must not have threads beside.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

_CODE = re.compile(rb"\[APPENDUID \d+ \d+\] ")
_ROOT = Path(__file__).parents[2]


class Stripper:
    """A port before a server's port, until `close`."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.faults.stripper", str(port)],
            cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def close(self) -> None:
        """Nobody comes through here any more."""
        self._process.kill()
        self._process.communicate()


def serve(target: int) -> None:
    """Tell the port, and pass everything on until whoever began this has gone."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=_accept, args=(listener, target), daemon=True).start()
    sys.stdin.read()


def _accept(listener: socket.socket, port: int) -> None:
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(("127.0.0.1", port))
        for source, target, strips in ((client, server, False), (server, client, True)):
            threading.Thread(target=_pass_on, args=(source, target, strips), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, strips: bool) -> None:
    try:
        while data := source.recv(65536):
            while strips and b"[APPENDUID" in data and not data.endswith(b"\r\n"):
                data += source.recv(65536)
            target.sendall(_CODE.sub(b"", data) if strips else data)
    except OSError:
        pass  # one of the two has gone
    finally:
        for one in (source, target):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


if __name__ == "__main__":
    serve(int(sys.argv[1]))
