"""Where the mail of a domain lies, as the domain itself says: SRV records (RFC 6186), and the
autoconfig file that mail programs read. Only the owner's own domain and name server are asked.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import struct
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from daemon.core.values import dataclass
from daemon.mailbox.login import Security
from daemon.mailbox.tls import tls_context

_SECONDS = 3.0
_MOST = 1 << 16
_HOST = re.compile(r"^(?!-)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.?$")
_SRV = 33
_INCOMING = re.compile(r'<incomingServer\s+type="imap"\s*>(.*?)</incomingServer>', re.S | re.I)
_SOCKETS: dict[str, Security] = {"SSL": "tls", "STARTTLS": "starttls"}


@dataclass(frozen=True, slots=True)
class Found:
    """One IMAP server that a domain names. Never one without TLS."""

    host: str
    port: int
    security: Security


def find_servers(domain: str) -> tuple[Found, ...]:
    """What the domain says, the best first; nothing where it says nothing or is not reached."""
    return (*find_by_srv(domain, name_server()), *find_by_autoconfig(domain))


def find_by_srv(domain: str, server: tuple[str, int] | None) -> tuple[Found, ...]:
    """`_imaps._tcp`, then `_imap._tcp` with STARTTLS, each by priority and weight."""
    found: list[Found] = []
    security: Security
    for service, security in (("_imaps", "tls"), ("_imap", "starttls")):
        if server is None:
            break
        try:
            records = sorted(_ask_srv(f"{service}._tcp.{domain}", server))
        except (OSError, ValueError, struct.error, IndexError):
            continue
        found += [Found(host, port, security) for _, _, port, host in records]
    return tuple(found)


def find_by_autoconfig(domain: str) -> tuple[Found, ...]:
    """The file that the domain keeps for mail programs."""
    for url in (
        f"https://autoconfig.{domain}/mail/config-v1.1.xml",
        f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
    ):
        try:
            request = urllib.request.Request(url)  # noqa: S310
            context = tls_context(None)
            with urllib.request.urlopen(request, timeout=_SECONDS, context=context) as answer:  # noqa: S310
                found = parse_autoconfig(answer.read(_MOST).decode("utf-8", "replace"))
        except (OSError, ValueError, http.client.HTTPException):
            continue
        if found:
            return found
    return ()


def parse_autoconfig(text: str) -> tuple[Found, ...]:
    """The IMAP servers in such a file. It is searched, not parsed: a parser would have to be kept
    from its entities, and four words are all that is wanted.
    """
    found = []
    for block in _INCOMING.findall(text[:_MOST]):
        said = dict(re.findall(r"<(hostname|port|socketType)>\s*([^<\s]{1,253})\s*<", block))
        security = _SOCKETS.get(said.get("socketType", "").upper())
        host, port = said.get("hostname", ""), said.get("port", "")
        if security and _HOST.match(host) and port.isascii() and port.isdigit() and len(port) < 6:
            found.append(Found(host, int(port), security))
    return tuple(found)


def name_server(path: Path = Path("/etc/resolv.conf")) -> tuple[str, int] | None:
    """The name server that this machine uses."""
    try:
        words = [line.split() for line in path.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return None
    return next(((one[1], 53) for one in words if len(one) > 1 and one[0] == "nameserver"), None)


def _ask_srv(name: str, server: tuple[str, int]) -> Iterator[tuple[int, int, int, str]]:
    """(priority, -weight, port, host) of each record; a query of RFC 1035 and RFC 2782 by UDP."""
    number = os.urandom(2)
    labels = b"".join(
        bytes([len(part)]) + part for part in name.encode("idna").rstrip(b".").split(b".")
    )
    question = labels + b"\0" + struct.pack(">HH", _SRV, 1)
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.settimeout(_SECONDS)
        sock.connect(server)
        sock.send(number + struct.pack(">HHHHH", 0x0100, 1, 0, 0, 0) + question)
        answer = sock.recv(4096)
    if answer[:2] != number or answer[12 : 12 + len(question)] != question:
        raise ValueError("an answer to another question")
    (count,) = struct.unpack_from(">H", answer, 6)
    at = 12 + len(question)
    for _ in range(min(count, 20)):
        _, at = _read_name(answer, at)
        kind, _, _, length = struct.unpack_from(">HHIH", answer, at)
        at += 10
        if kind == _SRV:
            priority, weight, port = struct.unpack_from(">HHH", answer, at)
            host, _ = _read_name(answer, at + 6)
            if port and _HOST.match(host):  # "." means: there is no such service
                yield priority, -weight, port, host
        at += length


def _read_name(answer: bytes, at: int) -> tuple[str, int]:
    """A name of RFC 1035 section 4.1.4, and where what follows it begins."""
    labels: list[str] = []
    after = -1
    for _ in range(64):  # pointers may run in a circle
        length = answer[at]
        if length >= 0xC0:
            after = at + 2 if after < 0 else after
            at = (length & 0x3F) << 8 | answer[at + 1]
        elif length:
            labels.append(answer[at + 1 : at + 1 + length].decode("ascii"))
            at += 1 + length
        else:
            return ".".join(labels), at + 1 if after < 0 else after
    raise ValueError("an endless name")
