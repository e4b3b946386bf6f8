"""The socket under one IMAP session: how it is opened, and what bounds it in size (in time it is
`watchdog.py` that does).
"""

from __future__ import annotations

import imaplib
import ipaddress
import socket
import ssl

import imapclient

from daemon.mailbox.watchdog import Watchdog

#: Everything that a broken stream has been seen to raise inside imaplib and imapclient.
BROKEN = (
    imaplib.IMAP4.error, OSError, EOFError, ValueError, LookupError, TypeError,
    AttributeError, RecursionError, MemoryError,
)  # fmt: skip
#: Bytes that are kept of one literal; the rest is read and dropped, so memory stays flat.
MAX_LITERAL = 1 << 20
#: Bytes that are asked of the socket at once, and the longest line (imaplib's own limit).
_AT_ONCE, MAX_LINE = 1 << 17, 1_000_000


class Wire(imaplib.IMAP4):
    """imaplib over a socket that is watched, with Nagle off, TLS from the start where a context
    is given, and literals of bounded size. `sends` counts what was written.

    What has arrived lies in a buffer of our own, so that answers can be looked at as a whole
    (`fast_fetch.py`) before imaplib takes what is left, line by line.
    """

    def __init__(
        self,
        host: str,
        port: int,
        seconds: float,
        watchdog: Watchdog,
        context: ssl.SSLContext | None,
    ) -> None:
        self._seconds = seconds
        self._watchdog = watchdog
        self._context = context
        self.sends = 0
        self._buffer = bytearray()
        self._buffered: socket.socket | None = None
        super().__init__(host, port, timeout=seconds)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = self._connect_to_any()
        try:
            # imapclient writes a SEARCH in two pieces; Nagle would hold the second for 40 ms.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _keep_alive(sock)
            self._watchdog.watch(sock)
            if self._context is not None:
                return self._context.wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise
        return sock

    def _connect_to_any(self) -> socket.socket:
        """Like socket.create_connection, but all addresses together have one deadline."""
        problem: OSError = TimeoutError("timed out")
        for family, kind, protocol, _, address in socket.getaddrinfo(
            self.host, self.port, type=socket.SOCK_STREAM
        ):
            seconds = min(self._seconds, self._watchdog.remaining())
            if seconds <= 0:
                break
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(seconds)
                sock.connect(address)
                sock.settimeout(self._seconds)
                return sock
            except OSError as error:
                sock.close()
                problem = error
        raise problem

    @property
    def arrived(self) -> bytearray:
        """What has come and was not taken yet; whoever takes something deletes it there."""
        if self._buffered is not self.sock:
            # What came before TLS began was not said by whom we talk to now.
            self._buffered = self.sock
            self._buffer.clear()
        return self._buffer

    def receive(self) -> bool:
        """Wait until more has arrived; False at the end of the stream. Raises OSError."""
        buffer = self.arrived
        data = self.sock.recv(_AT_ONCE)
        buffer += data
        return bool(data)

    def readline(self) -> bytes:
        """One line with its end; what there is where the stream ends before."""
        buffer = self.arrived
        start = 0
        while (end := buffer.find(b"\n", start) + 1) == 0 and len(buffer) <= MAX_LINE:
            start = len(buffer)
            if not self.receive():
                end = start
                break
        if end > MAX_LINE or (not end and len(buffer) > MAX_LINE):
            raise self.error(f"got more than {MAX_LINE} bytes in one line")
        line = bytes(buffer[:end])
        del buffer[:end]
        return line

    def read(self, size: int) -> bytes:
        """A literal, of which at most MAX_LITERAL bytes are kept: a server may lie about it."""
        buffer = self.arrived
        kept = bytearray()
        left = size
        while left > 0 and (buffer or self.receive()):
            piece = buffer[:left]
            del buffer[: len(piece)]
            left -= len(piece)
            kept += piece[: MAX_LITERAL - len(kept)]
        return bytes(kept)

    def send(self, data: bytes) -> None:  # type: ignore[override]
        """Write, and remember that something was written."""
        self.sends += 1
        super().send(data)

    def _log(self, line: str) -> None:
        """imaplib keeps the last ten lines, a LOGIN among them, for a trace nobody asks for."""


class Client(imapclient.IMAPClient):  # type: ignore[misc]
    """imapclient on our Wire; its own trace of every line is off."""

    def __init__(
        self,
        host: str,
        port: int,
        seconds: float,
        watchdog: Watchdog,
        context: ssl.SSLContext | None,
    ) -> None:
        self._watchdog = watchdog
        super().__init__(
            host,
            port,
            ssl=context is not None,
            ssl_context=context,
            timeout=imapclient.SocketTimeout(connect=seconds, read=seconds),
        )
        self._imap.debug = 0
        self.normalise_times = False
        self.folder_encode = False

    def _create_IMAP4(self) -> Wire:
        return Wire(self.host, self.port, self._timeout.read, self._watchdog, self.ssl_context)

    @property
    def wire(self) -> Wire:
        """imaplib's side, for what imapclient has no door to (response codes, raw FETCH)."""
        wire: Wire = self._imap
        return wire


def _keep_alive(sock: socket.socket) -> None:
    """Let the kernel find out within five minutes that the other side is gone, which a session
    that sits in IDLE would not; it also keeps the way through a NAT open.
    """
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 150), ("TCP_KEEPINTVL", 30), ("TCP_KEEPCNT", 5)):
        if hasattr(socket, name):  # not on every system
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def is_this_computer(host: str) -> bool:
    """Whether a host can only be this computer: loopback, by number or as localhost."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
