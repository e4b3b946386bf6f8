"""Decides which characters of foreign mail may go on: text of one line, or of many, without
anything that could end a header, move a cursor, or turn the reading direction around.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.core.parse.late import late_pattern

#: C0 and C1 controls, line and paragraph separators, direction marks and overrides, zero-width
#: characters, the soft hyphen, byte-order marks, lone surrogates, tag characters.
_HARMFUL = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_BREAKS = "\t\n\x0b\x0c\r\x85\u2028\u2029"
#: Zero-width joiners and non-joiners are needed by emoji and by some scripts, yet not by names
#: and subjects that must be compared: they fall with the rest.
_HARMFUL_ANYWHERE = late_pattern(f"[{_HARMFUL}]+")
_NOT_ONE_LINE = late_pattern(f"[{_HARMFUL}{_BREAKS}]")
_BREAK = late_pattern(f"[{_BREAKS}]+")
_LINE_END = late_pattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = late_pattern(r"\s{2,}|[^\S ]")
#: Harmful, and printable all the same: a joiner of graphemes, and two fillers without a face.
_UNSEEN = frozenset("\u034f\u115f\u1160")


def clean_line(text: str, limit: int) -> str:
    """One line without controls, direction marks or zero-width characters, of at most `limit`
    characters; runs of white space become one space.
    """
    if not text.isprintable() or not (text.isascii() or _UNSEEN.isdisjoint(text)):
        if _NOT_ONE_LINE.search(text):
            text = _HARMFUL_ANYWHERE.sub("", _BREAK.sub(" ", text))
        text = _SPACES.sub(" ", text)
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rstrip()


def clean_lines(texts: Sequence[str], limit: int) -> list[str]:
    """`clean_line` of each: of thousands one look at all of them tells that none has to change."""
    joined = f"|{'|'.join(texts)}|"
    is_clean = (
        joined.isprintable()
        and (joined.isascii() or not any(one in joined for one in _UNSEEN))
        and not any(space in joined for space in ("  ", "| ", " |"))
        and max(map(len, texts), default=0) <= limit
    )
    return list(texts) if is_clean else [clean_line(one, limit) for one in texts]


def clean_text(text: str) -> str:
    """Text of many lines, each ended by a line feed, tabs kept, the same characters taken out."""
    plain = text.replace("\r\n", "\n")
    seen = plain.replace("\n", "").replace("\t", "").replace("\xa0", "")
    if seen.isprintable() and (seen.isascii() or not any(map(seen.__contains__, _UNSEEN))):
        return plain  # of most mails, in a tenth of the time
    text = _LINE_END.sub("\n", text)
    return _HARMFUL_ANYWHERE.sub("", text)


def is_harmless(text: str) -> bool:
    """Whether `clean_line` would leave the characters of `text` as they are (spaces aside)."""
    return _NOT_ONE_LINE.search(text) is None
