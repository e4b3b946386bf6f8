"""Decides which encoding the bytes of an address book are in."""

from __future__ import annotations

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode_text(content: bytes) -> tuple[str, str]:
    """(text, problem): UTF-8 or UTF-16 where it says or shows so; else the old encoding of
    Windows, which is told, for then letters may be wrong.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), ""
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return content.decode("utf-16-le", "replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return (
            content.decode("cp1252", "replace"),
            f"line {line}: not UTF-8; read as Windows-1252, so letters with accents may be wrong",
        )
