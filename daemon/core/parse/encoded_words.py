"""Decides what the encoded words of a header say (RFC 2047, and how it is broken in real mail)."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from binascii import a2b_qp, unhexlify

from daemon.core.parse.charsets import decode_bytes

#: Words with spaces inside are against section 2, and common. No `?` may stand inside.
_WORD = re.compile(r"=\?([^?\s]{1,64})\?([bBqQ])\?([^?]*)\?=")
_QP = re.compile(rb"=([0-9A-Fa-f]{2})")
#: Where the standard library would take something else for broken than we do.
_ODD_QP = re.compile(rb"==|=\Z|[\r\n]")
_BETWEEN = re.compile(r"\s*\Z")


def _decode_payload(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        if not _ODD_QP.search(data):
            return a2b_qp(data, header=True)
        data = data.replace(b"_", b" ")
        return _QP.sub(lambda found: unhexlify(found[1]), data)
    data = data.rstrip(b"= \t")
    try:
        return b64decode(data + b"=" * (-len(data) % 4))
    except (Base64Error, ValueError):
        return b64decode(data[: len(data) // 4 * 4] + b"====", validate=False)


def _decode_word(word: re.Match[str]) -> bytes:
    try:
        return _decode_payload(word[2], word[3])
    except (Base64Error, ValueError):
        return word[0].encode("utf-8", "replace")


def _charset(word: re.Match[str]) -> str:
    """What it says of its charset (RFC 2231, section 5: `charset*language`)."""
    return word[1].split("*", 1)[0].lower()


def decode_words(text: str) -> str:
    """`text` with its encoded words decoded; the blanks between two of them fall (section 6.2).

    Neighbours of one charset are joined before decoding, because mailers cut characters in two.
    A word that cannot be read stays as it stands. The caller bounds the length of `text`.
    """
    if "=?" not in text:
        return text
    if word := _WORD.fullmatch(text):
        return decode_bytes(_decode_word(word), _charset(word))  # the usual
    parts: list[str] = []
    pending: list[bytes] = []
    charset = ""
    at = 0
    for word in _WORD.finditer(text):
        said = _charset(word)
        between = text[at : word.start()]
        adjacent = at > 0 and _BETWEEN.match(between) is not None
        if pending and not (adjacent and said == charset):
            parts.append(decode_bytes(b"".join(pending), charset))
            pending = []
        if not adjacent:
            parts.append(between)
        charset = said
        pending.append(_decode_word(word))
        at = word.end()
    if pending:
        parts.append(decode_bytes(b"".join(pending), charset))
    parts.append(text[at:])
    return "".join(parts)
