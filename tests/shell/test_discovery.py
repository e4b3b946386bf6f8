"""Finding the server of a domain: SRV answers as bytes from a name server of our own, hostile ones
among them, and autoconfig files.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from daemon.mailbox.discovery import Found, find_by_srv, name_server, parse_autoconfig

Answer = Callable[[bytes], bytes | None]
POINTER = b"\xc0\x0c"


@pytest.fixture
def dns() -> Iterator[Callable[[Answer], tuple[str, int]]]:
    """A name server that answers each query by a function."""
    sockets: list[socket.socket] = []

    def start(answer: Answer) -> tuple[str, int]:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind(("127.0.0.1", 0))
        sockets.append(sock)

        def serve() -> None:
            while True:
                try:
                    query, who = sock.recvfrom(4096)
                except OSError:
                    return
                if (reply := answer(query)) is not None:
                    sock.sendto(reply, who)

        threading.Thread(target=serve, daemon=True).start()
        host, port = sock.getsockname()
        return str(host), int(port)

    yield start
    for sock in sockets:
        sock.close()


def name(text: str) -> bytes:
    return b"".join(bytes([len(one)]) + one.encode() for one in text.split(".")) + b"\0"


def reply(query: bytes, *records: tuple[int, int, int, bytes]) -> bytes:
    header = query[:2] + struct.pack(">HHHHH", 0x8180, 1, len(records), 0, 0)
    body = b""
    for priority, weight, port, host in records:
        data = struct.pack(">HHH", priority, weight, port) + host
        body += POINTER + struct.pack(">HHIH", 33, 1, 60, len(data)) + data
    return header + query[12:] + body


def test_records_come_by_priority_and_weight(dns: Callable[[Answer], tuple[str, int]]) -> None:
    def answer(query: bytes) -> bytes:
        if b"_imaps" in query:
            return reply(
                query, (20, 0, 993, name("backup.example.org")),
                (10, 1, 993, name("b.example.org")), (10, 9, 1993, name("a.example.org")),
            )  # fmt: skip
        return reply(query, (0, 0, 143, name("plain.example.org")))

    assert find_by_srv("example.org", dns(answer)) == (
        Found("a.example.org", 1993, "tls"),
        Found("b.example.org", 993, "tls"),
        Found("backup.example.org", 993, "tls"),
        Found("plain.example.org", 143, "starttls"),
    )


@pytest.mark.parametrize(
    "answer",
    [
        lambda query: reply(query),  # no records
        lambda query: reply(query, (0, 0, 0, b"\0")),  # "." says that there is no such service
        lambda query: b"\0\0" + reply(query, (0, 0, 993, name("evil.example")))[2:],
        lambda query: query[:2] + b"\xff" * 10 + query[12:],  # 65535 records, none there
        lambda query: reply(query, (0, 0, 993, name("evil.example")))[:-5],
        lambda query: reply(query, (0, 0, 993, struct.pack(">H", 0xC000 | 12 + len(query)))),
        lambda query: reply(query, (0, 0, 993, name("a b/c"))),
        lambda query: b"",
        lambda query: b"\xc0" * 600,
    ],
)
def test_no_answer_harms(dns: Callable[[Answer], tuple[str, int]], answer: Answer) -> None:
    assert find_by_srv("example.org", dns(answer)) == ()


def test_a_name_server_that_is_silent_is_not_waited_for_long(
    dns: Callable[[Answer], tuple[str, int]],
) -> None:
    assert find_by_srv("example.org", dns(lambda query: None)) == ()
    assert find_by_srv("example.org", None) == ()


def test_autoconfig() -> None:
    text = """<clientConfig version="1.1"><emailProvider id="example.org">
      <incomingServer type="pop3"><hostname>pop.example.org</hostname><port>995</port>
        <socketType>SSL</socketType></incomingServer>
      <incomingServer type="imap"><hostname>imap.example.org</hostname><port>993</port>
        <socketType>SSL</socketType></incomingServer>
      <incomingServer type="imap"><hostname>imap2.example.org</hostname><port>143</port>
        <socketType>STARTTLS</socketType></incomingServer>
      <incomingServer type="imap"><hostname>open.example.org</hostname><port>143</port>
        <socketType>plain</socketType></incomingServer>
    </emailProvider></clientConfig>"""
    assert parse_autoconfig(text) == (
        Found("imap.example.org", 993, "tls"),
        Found("imap2.example.org", 143, "starttls"),
    )
    for bad in ("", "<html>404</html>", '<incomingServer type="imap">' * 5000, "x" * 200_000):
        assert parse_autoconfig(bad) == ()


def test_the_name_server_of_this_machine(tmp_path: Path) -> None:
    file = tmp_path / "resolv.conf"
    file.write_text("# nameserver 1.1.1.1\nsearch example.org\nnameserver 192.0.2.1\n")
    assert name_server(file) == ("192.0.2.1", 53)
    assert name_server(tmp_path / "none") is None
