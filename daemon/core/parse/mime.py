"""Decides which parts of a message are its words: MIME walked within bounds, transfer encodings
undone, cut or broken parts read as far as they go (RFC 2045, 2046, 2231, 3676).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from daemon.core.parse.charsets import decode_bytes
from daemon.core.parse.part_header import parse_parameters, read_part_fields, undo_transfer
from daemon.core.values import dataclass

MAX_DEPTH = 20
MAX_PARTS = 100
#: So many calendars, and so many reports, of so many bytes each are kept.
MAX_MACHINE_PARTS = 4
_MAX_MACHINE_PART = 65_536
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_CALENDARS = ("text/calendar", "application/ics", "text/x-vcalendar")
_REPORTS = (
    "message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
    "message/feedback-report", "text/rfc822-headers", "message/global-headers",
)  # fmt: skip
_RETURNED = ("message/rfc822", "message/global", "message/partial", "text/rfc822")
#: Parts that carry no words and no file of the author's.
_SIGNATURES = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
)


@dataclass(frozen=True, slots=True)
class TextPart:
    """One part that is words: `subtype` is plain or html; `alternative` names the group of
    alternatives it stands in (0 for none).
    """

    subtype: str
    text: str
    alternative: int = 0


@dataclass(slots=True)
class Parts:
    """What was met on the walk. Inline images of a layout and signatures are no attachments.
    `returned` holds the headers of attached mails, which may be what a report is about.
    """

    texts: list[TextPart] = field(default_factory=list)
    calendars: list[bytes] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    returned: list[bytes] = field(default_factory=list)
    in_report: bool = False
    has_attachment: bool = False
    has_message: bool = False
    is_cut: bool = False
    seen: int = 0
    groups: int = 0
    problems: list[str] = field(default_factory=list)


def _split_parts(data: bytes, boundary: bytes) -> tuple[list[bytes], bool]:
    """`(parts, closed)` between the delimiter lines (RFC 2046, section 5.1.1)."""
    pieces = re.split(
        rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)",
        data,
        maxsplit=MAX_PARTS,
    )
    parts: list[bytes] = []
    for closing, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if closing:
            return parts, True
        parts.append(piece[2:] if piece.startswith(b"\r\n") else piece[1:])
    return parts, False


def _guess_boundary(data: bytes) -> str:
    found = re.search(rb"(?m)^--([^\s]{1,70})[ \t]*\r?$", data[:4096])
    return found[1].decode("latin-1") if found else ""


def _walk(fields: Mapping[str, str], data: bytes, parts: Parts, depth: int, group: int) -> None:
    parts.seen += 1
    content_type, parameters = parse_parameters(fields.get("content-type", "text/plain"))
    if content_type.startswith("multipart/"):
        _walk_multipart(content_type, parameters, data, parts, depth, group)
        return
    disposition, placed = parse_parameters(fields.get("content-disposition", ""))
    name = placed.get("filename") or parameters.get("name", "")
    if _keep_machine_part(content_type, name, fields, data, parts):
        return
    if content_type.startswith("message/"):
        parts.has_message = parts.has_message or content_type == "message/rfc822"
        parts.has_attachment = parts.has_attachment or disposition == "attachment"
        return
    is_text = content_type in ("text/plain", "text/html", "text", "", "text/enriched")
    if not is_text or disposition == "attachment":
        is_layout = content_type.startswith("image/") and "content-id" in fields
        if disposition == "attachment" or not (
            is_layout or content_type.startswith("text/") or content_type in _SIGNATURES
        ):
            parts.has_attachment = True
        return
    data = undo_transfer(data, fields.get("content-transfer-encoding", ""))
    text = decode_bytes(data, parameters.get("charset", ""))
    subtype = "html" if content_type == "text/html" else "plain"
    if parameters.get("format", "").lower() == "flowed" and subtype == "plain":
        text = join_flowed(text, parameters.get("delsp", "").lower() == "yes")
    parts.texts.append(TextPart(subtype, text, group))


def _keep_machine_part(
    content_type: str, name: str, fields: Mapping[str, str], data: bytes, parts: Parts
) -> bool:
    """Whether a part was written for a machine: a calendar (RFC 6047), what a report says
    (RFC 3464, 8098), or the header of the mail it is about (RFC 6522).
    """
    is_file = content_type in ("application/octet-stream", "text/plain", "")
    if content_type in _CALENDARS or (is_file and name.lower().endswith(".ics")):
        kept = parts.calendars
    elif content_type in _REPORTS or (parts.in_report and content_type in _RETURNED):
        kept = parts.reports
    elif content_type in _RETURNED:
        kept = parts.returned
    else:
        return False
    if len(kept) < MAX_MACHINE_PARTS:
        data = undo_transfer(data, fields.get("content-transfer-encoding", ""))
        if content_type in _RETURNED:
            end = _BLANK_LINE.search(data)
            data = data[: end.start()] if end else data
        kept.append(data[:_MAX_MACHINE_PART])
    return kept is not parts.returned


def _walk_multipart(
    content_type: str,
    parameters: Mapping[str, str],
    data: bytes,
    parts: Parts,
    depth: int,
    group: int,
) -> None:
    if depth >= MAX_DEPTH:
        parts.problems.append("nested too deep")
        return
    boundary = parameters.get("boundary", "")[:200] or _guess_boundary(data)
    pieces, closed = (
        _split_parts(data, boundary.encode("utf-8", "replace")) if boundary else ([], False)
    )
    if not pieces:
        if depth == 0 and data.strip():
            parts.problems.append("no parts found")
            parts.texts.append(TextPart("plain", decode_bytes(data)))
        return
    parts.is_cut = parts.is_cut or not closed
    parts.in_report = parts.in_report or content_type == "multipart/report"
    if content_type == "multipart/alternative" and not group:
        parts.groups += 1
        group = parts.groups
    for piece in pieces:
        if parts.seen >= MAX_PARTS:
            parts.problems.append("too many parts")
            return
        if piece.startswith((b"\n", b"\r\n")):
            header, body = b"", piece.partition(b"\n")[2]
        else:
            end = _BLANK_LINE.search(piece)
            header, body = (piece[: end.start()], piece[end.end() :]) if end else (piece, b"")
        fields = read_part_fields(header)
        if content_type == "multipart/digest":
            fields = {"content-type": "message/rfc822", **fields}
        _walk(fields, body, parts, depth + 1, group)


def join_flowed(text: str, delete_space: bool = False) -> str:
    """Lines of format=flowed joined into paragraphs, quote marks kept (RFC 3676, section 4)."""
    joined: list[str] = []
    open_quote: str | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        content = line.lstrip(">")
        quote = line[: len(line) - len(content)]
        if content.startswith(" "):
            content = content[1:]
        is_soft = content.endswith(" ") and content != "-- "
        piece = content[:-1] if is_soft and delete_space else content
        if open_quote == quote and content != "-- " and joined:
            joined[-1] += piece
        else:
            joined.append(f"{quote} {piece}" if quote else piece)
        open_quote = quote if is_soft else None
    return "\n".join(joined)


def walk_parts(mime_header: bytes, data: bytes) -> Parts:
    """All parts of a body down to 20 levels and 100 parts; never raises. `mime_header` holds the
    Content-* fields of the message, `data` its (possibly cut) body.
    """
    parts = Parts()
    _walk(read_part_fields(mime_header), data, parts, 0, 0)
    return parts
