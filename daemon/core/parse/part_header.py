"""Decides what the header of one MIME part says, and undoes its transfer encoding (RFC 2045,
2231), however broken either is.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from binascii import a2b_qp
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from daemon.core.parse.charsets import decode_bytes

_MAX_PART_HEADER = 8_192
_FOLD = re.compile(rb"\r?\n[ \t]+")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*+)"|([^;\s]*))')
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


@lru_cache(maxsize=64)  # most mails say the same
def parse_parameters(value: str) -> tuple[str, Mapping[str, str]]:
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


def read_part_fields(header: bytes) -> Mapping[str, str]:
    """The Content-* fields of a part by their lower-cased names, unfolded."""
    return _read_fields(header[:_MAX_PART_HEADER])


@lru_cache(maxsize=64)
def _read_fields(header: bytes) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for line in _FOLD.sub(b" ", header).splitlines():
        name, colon, value = line.partition(b":")
        if colon and name[:8].lower() == b"content-":
            fields.setdefault(name.strip().lower().decode("latin-1"), decode_bytes(value).strip())
    return fields


def undo_transfer(data: bytes, encoding: str) -> bytes:
    """The bytes behind `encoding`, a Content-Transfer-Encoding value, as far as they go."""
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
