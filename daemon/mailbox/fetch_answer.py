"""How a FETCH answer is read: from what imaplib collected to one record a message.

imapclient's parser walks every byte in Python (0.12 ms a message). The shapes that servers send
for our questions are read with one regular expression instead; any other shape goes to imapclient.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from imapclient.response_parser import parse_fetch_response

from daemon.core.values import dataclass

#: What imaplib hands over: a line, or the part of a line before a literal with that literal.
Piece = bytes | tuple[bytes, bytes]

_START = re.compile(rb"\d+ \(")
_ITEM = re.compile(
    rb" ?(?:UID (?P<uid>\d{1,10})|FLAGS \((?P<flags>[^()]*)\)|RFC822\.SIZE (?P<size>\d{1,18})"
    rb'|INTERNALDATE (?:"(?P<date>[^"]*)"|NIL)|MODSEQ \(\d+\)'
    rb"|BODY\[(?P<section>HEADER\.FIELDS|TEXT)[^\]]*\](?:<\d+>)? "
    rb'(?:\{(?P<literal>\d+)\}|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<nil>NIL)))',
    re.IGNORECASE | re.DOTALL,
)
_DAY = re.compile(rb" ?(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_ZONE = re.compile(rb"([+-])(\d\d)(\d\d)")
_MONTHS = {
    name: month
    for month, name in enumerate(
        (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
         b"dec"),
        1,
    )
}  # fmt: skip
#: ` 09:30:` and `05 `, in seconds; a leap second is the one before it.
_CLOCK = {b" %02d:%02d:" % divmod(n, 60): 60 * n for n in range(1_440)}
_SECOND = {b"%02d " % n: min(n, 59) for n in range(100)}
_EPOCH = date(1970, 1, 1).toordinal()
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


@dataclass(slots=True)
class Fetched:
    """What a server told about one message; None is what it did not tell, or told as NIL.
    `received_at` is in epoch seconds.
    """

    uid: int | None = None
    flags: tuple[str, ...] | None = None
    size: int | None = None
    dated: bool = False
    received_at: int | None = None
    header: bytes | None = None
    text: bytes | None = None

    @property
    def has_part(self) -> bool:
        """Whether any of its text was told."""
        return self.header is not None or self.text is not None

    def take(self, section: str, part: bytes) -> None:
        """Keep what a section says, HEADER.FIELDS or TEXT."""
        if section.upper().startswith("TEXT"):
            self.text = part
        else:
            self.header = part

    def add(self, other: Fetched) -> None:
        """Take over what a second answer about the same message says."""
        self.flags = self.flags if other.flags is None else other.flags
        self.size = self.size if other.size is None else other.size
        if other.dated:
            self.dated, self.received_at = True, other.received_at
        self.header = self.header if other.header is None else other.header
        self.text = self.text if other.text is None else other.text


def parse_fetch_answer(pieces: Iterable[Piece | None]) -> dict[int, Fetched]:
    """The messages of a FETCH answer by UID; answers without a UID are news nobody asked for.

    Raises ValueError (imapclient's errors among others) on what cannot be read.
    """
    messages: dict[int, Fetched] = {}
    for group in _groups(pieces):
        for fetched in _parse_group(group):
            if fetched.uid is None:
                if fetched.has_part:
                    raise ValueError("a message without its UID")
                continue
            known = messages.setdefault(fetched.uid, fetched)
            if known is not fetched:
                known.add(fetched)
    return messages


def parse_internal_date(text: bytes) -> int | None:
    """An INTERNALDATE (RFC 3501, date-time) in epoch seconds, or None where it is none."""
    try:
        return _day(text[:-15]) + _CLOCK[text[-15:-8]] + _SECOND[text[-8:-5]] - _zone(text[-5:])
    except (LookupError, ValueError):
        return None


@lru_cache(maxsize=8_192)
def _day(text: bytes) -> int:
    """Where a day like `29-Feb-2024` begins in UTC, in epoch seconds; raises LookupError or
    ValueError.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError("no day")
    day = date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    return (day.toordinal() - _EPOCH) * 86_400


@lru_cache(maxsize=128)
def _zone(text: bytes) -> int:
    """An offset in seconds; raises ValueError."""
    found = _ZONE.fullmatch(text)
    offset = 60 * (60 * int(found[2]) + int(found[3])) if found else 86_400
    if found is None or offset >= 86_400:
        raise ValueError("no zone")
    return -offset if found[1] == b"-" else offset


def _groups(pieces: Iterable[Piece | None]) -> Iterator[list[Piece]]:
    """imaplib's flat list, cut into one list an answer: each ends with a line without literal."""
    group: list[Piece] = []
    for piece in pieces:
        if piece is None:
            continue
        group.append(piece)
        if isinstance(piece, bytes):
            yield group
            group = []
    if group:
        raise ValueError("an answer without its end")


def _parse_group(group: list[Piece]) -> list[Fetched]:
    text = b"".join(piece if isinstance(piece, bytes) else piece[0] for piece in group)
    literals = iter([piece[1] for piece in group if not isinstance(piece, bytes)])
    start = _START.match(text)
    if start is None:
        return _parse_unusual(group)
    fetched, position, end = Fetched(), start.end(), len(text)
    while position < end - 1:
        item = _ITEM.match(text, position)
        if item is None:
            return _parse_unusual(group)
        position = item.end()
        _take(fetched, item, literals)
    if text[position:] != b")" or next(literals, None) is not None:
        return _parse_unusual(group)
    return [fetched]


def _take(fetched: Fetched, item: re.Match[bytes], literals: Iterator[bytes]) -> None:
    """Move one item of the answer into the record."""
    if item["uid"]:
        fetched.uid = int(item["uid"])
    elif item["flags"] is not None:
        fetched.flags = parse_flags(item["flags"])
    elif item["size"]:
        fetched.size = int(item["size"])
    elif item["section"]:
        section = item["section"].decode("ascii")
        if item["literal"]:
            literal = next(literals, None)
            if literal is None:
                raise ValueError("a literal that does not follow")
            fetched.take(section, literal)
        elif item["nil"] is None:
            fetched.take(section, _ESCAPED.sub(rb"\1", item["quoted"]))
    elif item["date"] is not None:
        fetched.dated = True
        fetched.received_at = parse_internal_date(item["date"])
    elif item[0].lstrip()[:12].upper() == b"INTERNALDATE":
        fetched.dated = True


def _parse_unusual(group: list[Piece]) -> list[Fetched]:
    """The same by imapclient, for extensions and shapes nobody asked for."""
    found = []
    for key, values in parse_fetch_response(group, normalise_times=False).items():
        # Where there was no UID, imapclient's key is the sequence number: then it says nothing.
        fetched = Fetched(uid=key if _names_uid(group) else None)
        for raw_name, value in values.items():
            name = raw_name.decode("ascii", "replace").upper()
            if name == "FLAGS" and isinstance(value, tuple):
                fetched.flags = _flags(value)
            elif name == "RFC822.SIZE" and isinstance(value, int):
                fetched.size = value
            elif name == "INTERNALDATE":
                fetched.dated = True
                aware = isinstance(value, datetime) and value.tzinfo is not None
                fetched.received_at = int(value.timestamp()) if aware else None
            elif name.startswith(("BODY[HEADER.FIELDS", "BODY[TEXT")) and value is not None:
                fetched.take(name[5:], value if isinstance(value, bytes) else b"%d" % value)
        found.append(fetched)
    return found


def _names_uid(group: list[Piece]) -> bool:
    lines = (piece if isinstance(piece, bytes) else piece[0] for piece in group)
    return any(re.search(rb"[( ]UID \d", line, re.IGNORECASE) for line in lines)


@lru_cache(maxsize=512)
def parse_flags(text: bytes) -> tuple[str, ...]:
    """The flags of a message, from what stands between the parentheses."""
    return _flags(text.split())


def _flags(flags: Iterable[object]) -> tuple[str, ...]:
    r"""Flags as text, without `\Recent`, which tells of a session and not of a message."""
    texts = (
        flag.decode("ascii", "replace") if isinstance(flag, bytes) else str(flag) for flag in flags
    )
    return tuple(text for text in texts if text != "\\Recent")
