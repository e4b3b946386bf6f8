"""Where the corpora are and how their mails are read: loose files and compressed archives."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from daemon.core.mail import Body, Headers
from daemon.core.model import MessageKind, ReadMessage
from daemon.core.parse.body import MAX_BODY, parse_body
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("WELLKEEPER_CORPORA", ROOT.parent / "shared" / "data"))
_MAX_MAIL = 2_000_000
_NO_MAIL = (
    ".csv", ".json", ".jsonl", ".xml", ".md", ".ics", ".js", ".py", ".patch", ".sh", ".yml", ".png",
)  # fmt: skip


def read(path: Path) -> str:
    """A text file, whatever its bytes are."""
    return path.read_text("utf-8", "replace")


def archived(path: Path) -> Iterator[tuple[str, bytes]]:
    """`(name, bytes)` of each file in a compressed archive."""
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                yield member.name, content.read(_MAX_MAIL)


@cache
def archive(path: Path) -> dict[str, bytes]:
    """The same as a dictionary, kept for the next who asks."""
    return dict(archived(path))


def all_mail(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every mail of every set, by name."""
    for path in sorted(root.rglob("*")):
        if path.name.endswith((".tar.xz", ".tar.gz")):
            for name, raw in archived(path):
                if not name.endswith(_NO_MAIL):
                    yield f"{path.relative_to(root)}:{name}", raw
        elif path.is_file() and path.suffix not in _NO_MAIL and not path.name.startswith("LICENSE"):
            yield str(path.relative_to(root)), path.read_bytes()[:_MAX_MAIL]


class Mail(NamedTuple):
    """One mail, read as the daemon reads it."""

    headers: Headers
    kind: MessageKind
    body: Body
    message: ReadMessage


def split_mail(raw: bytes) -> tuple[bytes, bytes]:
    """`(header, text)`: the text as a server would give it, at most 64 kB of it."""
    raw = raw.replace(b"\r\n", b"\n").lstrip(b"\n")
    header, _, text = raw.partition(b"\n\n")
    return header, text[:MAX_BODY]


def read_mail(raw: bytes) -> Mail:
    """Headers, kind, body, and the message that detectors are given."""
    header, text = split_mail(raw)
    headers = parse_headers(header)
    kind, _ = classify_message(headers)
    name = headers.sender.name if headers.sender else ""
    body = parse_body(header, text, name)
    message = ReadMessage(
        subject=headers.subject,
        new_text=body.new_text,
        outgoing=False,
        direct_recipients=len(headers.to),
        recipients=headers.recipients,
        has_attachment=body.has_attachment,
        signature=body.signature,
        sender_name=name,
        sender_email=headers.sender.email if headers.sender else "",
        kind=kind,
        at=headers.date,
        calendars=body.calendars,
        reports=body.reports,
    )
    return Mail(headers, kind, body, message)
