"""Decides which parts of a message are its words: MIME walked within bounds, transfer encodings
undone, cut or broken parts read as far as they go (RFC 2045, 2046, 2231, 3676).
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from binascii import a2b_qp
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from daemon.core.parse.charsets import decode_bytes

MAX_DEPTH = 20
MAX_PARTS = 100
_MAX_PART_HEADER = 8_192
_FOLD = re.compile(rb"\r?\n[ \t]+")
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*+)"|([^;\s]*))')
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
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
    """What was met on the walk. Inline images of a layout and signatures are no attachments."""

    texts: list[TextPart] = field(default_factory=list)
    has_attachment: bool = False
    has_message: bool = False
    is_cut: bool = False
    seen: int = 0
    groups: int = 0
    problems: list[str] = field(default_factory=list)


def parse_parameters(value: str) -> tuple[str, dict[str, str]]:
    """`(type, parameters)` of a Content-Type or Content-Disposition value, both lower-cased but
    for the parameters' values; continued and encoded parameters are joined (RFC 2231).
    """
    main = value.partition(";")[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, str]] = {}
    for found in _PARAMETER.finditer(value[:4000]):
        name = found[1].lower()
        said = found[2].replace("\\", "") if found[2] is not None else found[3]
        base, star, rest = name.partition("*")
        if not star:
            plain.setdefault(base, said)
            continue
        if name.endswith("*") and said.count("'") >= 2 and rest in ("", "0*"):
            charset, _, encoded = said.split("'", 2)
            said = decode_bytes(unquote_to_bytes(encoded), charset)
        number = rest.rstrip("*")
        pieces.setdefault(base, {})[
            int(number) if number.isdecimal() and len(number) < 4 else 0
        ] = said
    for base, numbered in pieces.items():
        plain.setdefault(base, "".join(numbered[number] for number in sorted(numbered)))
    return main, plain


def _read_fields(header: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in _FOLD.sub(b" ", header[:_MAX_PART_HEADER]).splitlines():
        name, colon, value = line.partition(b":")
        if colon and name[:8].lower() == b"content-":
            fields.setdefault(name.strip().lower().decode("latin-1"), decode_bytes(value).strip())
    return fields


def _undo_transfer(data: bytes, encoding: str) -> bytes:
    encoding = encoding.strip().lower()
    if encoding == "quoted-printable":
        return a2b_qp(data)
    if encoding == "base64":
        # A list's footer in plain text may stand below the encoded words.
        packed = _NOT_BASE64.sub(b"", data.partition(b"=")[0])
        try:
            return b64decode(packed[: len(packed) // 4 * 4] + _last_group(packed))
        except (Base64Error, ValueError):
            return b""
    return data


def _last_group(packed: bytes) -> bytes:
    rest = packed[len(packed) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


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


def _walk(fields: dict[str, str], data: bytes, parts: Parts, depth: int, group: int) -> None:
    parts.seen += 1
    content_type, parameters = parse_parameters(fields.get("content-type", "text/plain"))
    if content_type.startswith("multipart/"):
        _walk_multipart(content_type, parameters, data, parts, depth, group)
        return
    disposition, _ = parse_parameters(fields.get("content-disposition", ""))
    if content_type.startswith("message/") and content_type != "message/delivery-status":
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
    data = _undo_transfer(data, fields.get("content-transfer-encoding", ""))
    text = decode_bytes(data, parameters.get("charset", ""))
    subtype = "html" if content_type == "text/html" else "plain"
    if parameters.get("format", "").lower() == "flowed" and subtype == "plain":
        text = join_flowed(text, parameters.get("delsp", "").lower() == "yes")
    parts.texts.append(TextPart(subtype, text, group))


def _walk_multipart(
    content_type: str, parameters: dict[str, str], data: bytes, parts: Parts, depth: int, group: int
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
        fields = _read_fields(header)
        if content_type == "multipart/digest":
            fields.setdefault("content-type", "message/rfc822")
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
    _walk(_read_fields(mime_header), data, parts, 0, 0)
    return parts
