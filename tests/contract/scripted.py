"""A TCP server that follows a script, for the faults that no well-behaved server shows."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from daemon.mailbox import ConnectionSettings

CAPABILITY = b"IMAP4rev1 UIDPLUS AUTH=PLAIN"


class Talk:
    """One connection of the scripted server."""

    def __init__(self, sock: socket.socket, received: bytearray) -> None:
        self._sock = sock
        self._file = sock.makefile("rb")
        self._received = received

    def say(self, *lines: bytes) -> None:
        """Send lines, each with its CR LF."""
        self._sock.sendall(b"".join(line + b"\r\n" for line in lines))

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._sock.sendall(data)

    def drip(self, data: bytes, every: float) -> None:
        """Send one byte at a time until the other side has had enough."""
        for byte in data:
            self._sock.sendall(bytes([byte]))
            time.sleep(every)

    def hear(self, *words: bytes) -> tuple[bytes, bytes]:
        """The tag and the rest of the next command line, which must contain `words`."""
        line = self._file.readline()
        self._received += line
        tag, _, rest = line.rstrip(b"\r\n").partition(b" ")
        assert all(word in rest.upper() for word in words), (words, line)
        return tag, rest

    def hear_bytes(self, count: int) -> bytes:
        """Exactly that many bytes, or fewer where the other side has gone."""
        data = self._file.read(count)
        self._received += data
        return data

    def greet(self, capability: bytes = CAPABILITY, greeting: bytes = b"* OK hello") -> None:
        """The greeting, and the CAPABILITY that imaplib asks for at once."""
        self.say(greeting)
        tag, _ = self.hear(b"CAPABILITY")
        self.say(b"* CAPABILITY " + capability, tag + b" OK done")

    def let_in(self, capability: bytes = CAPABILITY) -> None:
        """Greeting and login."""
        self.greet(capability)
        tag, _ = self.hear(b"LOGIN")
        self.say(tag + b" OK [CAPABILITY " + capability + b"] in")

    def examine(self, exists: int = 1) -> None:
        """Answer an EXAMINE."""
        tag, _ = self.hear(b"EXAMINE")
        self.say(
            b"* %d EXISTS" % exists,
            b"* OK [UIDVALIDITY 7] valid",
            tag + b" OK [READ-ONLY] open",
        )

    def search(self, *uids: int) -> None:
        """Answer a UID SEARCH."""
        tag, _ = self.hear(b"UID SEARCH")
        self.say(b"* SEARCH" + b"".join(b" %d" % uid for uid in uids), tag + b" OK done")

    def say_goodbye(self) -> None:
        """Answer a LOGOUT."""
        tag, _ = self.hear(b"LOGOUT")
        self.say(b"* BYE gone", tag + b" OK done")

    def wait(self) -> None:
        """Say nothing until the other side has gone."""
        while data := self._file.read1(4096):
            self._received += data


class ScriptedServer:
    """Runs one script for each connection; what clients sent is in `received`, what went wrong
    in the scripts in `problems`.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.received = bytearray()
        self.problems: list[BaseException] = []
        self._threads: list[threading.Thread] = []

    def settings(self, **changes: Any) -> ConnectionSettings:
        """How to reach it; impatient, so that stalls end soon."""
        values: dict[str, Any] = {
            "user": "ann", "password": "secret-word", "security": "none",
            "timeout_seconds": 5.0, "deadline_seconds": 5.0, **changes,
        }  # fmt: skip
        return ConnectionSettings("127.0.0.1", self.port, **values)

    def play(self, *scripts: Callable[[Talk], None]) -> ScriptedServer:
        """Serve as many connections as there are scripts, one after the other."""
        thread = threading.Thread(target=self._serve, args=(scripts,), daemon=True)
        thread.start()
        self._threads.append(thread)
        return self

    def finish(self) -> bytes:
        """Wait for the scripts, raise what went wrong in them; what the clients sent."""
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive(), "the script did not end"
        if self.problems:
            raise self.problems[0]
        return bytes(self.received)

    def commands(self) -> list[bytes]:
        """The command words that were sent, UID commands with their second word."""
        return re.findall(rb"(?m)^\S+ ((?:UID )?[A-Z]+)", bytes(self.received))

    def __enter__(self) -> ScriptedServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.close()

    def _serve(self, scripts: tuple[Callable[[Talk], None], ...]) -> None:
        for script in scripts:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            with sock:
                try:
                    script(Talk(sock, self.received))
                except ConnectionError:
                    pass  # the client went away, as it should
                except BaseException as problem:
                    self.problems.append(problem)


class CuttingProxy:
    """Stands before a real server and cuts each connection after so many bytes of an answer."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.allowed = 0
        self.passed = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            threading.Thread(target=self._upwards, args=(client, server), daemon=True).start()
            self.passed = 0
            with client, server:
                while self.passed < self.allowed:
                    data = server.recv(min(4096, self.allowed - self.passed))
                    if not data:
                        break
                    client.sendall(data)
                    self.passed += len(data)
                for sock in (client, server):
                    try:
                        sock.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass  # it has gone by itself

    def _upwards(self, client: socket.socket, server: socket.socket) -> None:
        try:
            while data := client.recv(4096):
                server.sendall(data)
        except OSError:
            pass  # cut, as it should be
