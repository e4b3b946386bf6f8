"""Mail as bytes: header fields and parts written out as clients do, CRLF, the same every time.

By hand and not by `email.message`, because the point is to look like the mail of many programs.
"""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
from collections.abc import Sequence
from datetime import datetime
from email.header import Header

from daemon.core.values import dataclass

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SampleMessage:
    """One message of the sample mailbox: where it lies, since when, and its bytes with CRLF."""

    folder: str
    received_at: datetime
    flags: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME part. `encoding` is 7bit, 8bit, quoted-printable or base64; a part with `parts`
    is a multipart and has no text. `label` is the charset it claims, when that is not `charset`.
    """

    content_type: str
    text: str = ""
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    label: str = ""
    parameters: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()


def build_token(key: str, length: int = 16) -> str:
    """Hex digits that are always the same for the same key, at most 64."""
    return hashlib.sha256(key.encode()).hexdigest()[:length]


def build_number(key: str, below: int) -> int:
    """A number from 0 to `below` - 1, always the same for the same key."""
    return int(build_token(key, 12), 16) % below


def build_uuid(key: str) -> str:
    """Something shaped like a UUID, made of the key alone."""
    hexes = build_token(key, 32)
    return f"{hexes[:8]}-{hexes[8:12]}-4{hexes[13:16]}-a{hexes[17:20]}-{hexes[20:]}"


def build_message(fields: Fields, part: Part, key: str) -> bytes:
    """A whole message; `key` seeds the boundaries."""
    lines = [build_field(name, value) for name, value in fields]
    head, body = _render(part, key)
    return ("\r\n".join([*lines, *head]) + "\r\n\r\n").encode("utf-8") + body


def build_field(name: str, value: str) -> str:
    """One header field, folded; what is not ASCII becomes encoded words (RFC 2047)."""
    if name in {"Subject", "Thread-Topic"} and not value.isascii():
        value = Header(value, "utf-8", maxlinelen=74, header_name=name).encode(linesep="\r\n")
    elif name == "References":
        value = "\r\n ".join(value.split())
    elif name in {"To", "Cc"}:
        value = ",\r\n ".join(re.split(r",\s+", value))
    return f"{name}: {value}"


def build_address(name: str, email: str, charset: str = "utf-8") -> str:
    """`Name <email>`, the name encoded where it must be."""
    if not name:
        return email
    if not name.isascii():
        name = Header(name, charset, maxlinelen=200).encode()
    elif re.search(r'[,.@()<>:;"]', name):
        name = f'"{name}"'
    return f"{name} <{email}>"


def _render(part: Part, key: str) -> tuple[list[str], bytes]:
    extra = [build_field(name, value) for name, value in part.fields]
    if part.parts:
        boundary = f"=_{build_token(key + part.content_type, 24)}"
        kind = f'Content-Type: {part.content_type};\r\n boundary="{boundary}"{part.parameters}'
        pieces = []
        for number, inner in enumerate(part.parts):
            head, body = _render(inner, f"{key}.{number}")
            joined = "\r\n".join([f"--{boundary}", *head]).encode("utf-8")
            pieces.append(joined + b"\r\n\r\n" + body)
        return [kind, *extra], b"\r\n".join([*pieces, f"--{boundary}--\r\n".encode()])
    kind = f"Content-Type: {part.content_type}"
    if part.content_type.startswith("text/"):
        kind += f'; charset="{part.label or part.charset}"'
    head = [kind + part.parameters, f"Content-Transfer-Encoding: {part.encoding}", *extra]
    return head, _encode(part)


def _encode(part: Part) -> bytes:
    data = "\r\n".join(part.text.split("\n")).encode(part.charset, "replace")
    if part.encoding == "base64":
        return b"\r\n".join(base64.encodebytes(data).split(b"\n"))
    if part.encoding == "quoted-printable":
        encoded = quopri.encodestring(data.replace(b"\r\n", b"\n"))
        return encoded.replace(b"\n", b"\r\n") + b"\r\n"
    return data + b"\r\n"
