"""One question about all folders at once (LIST with STATUS, RFC 5819): has anything changed?

On a held connection the answer takes a server milliseconds, however much mail there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from imapclient.response_parser import parse_response

from daemon.core.mail import FolderMark
from daemon.mailbox.connection import Connection
from daemon.mailbox.fetch_answer import Piece
from daemon.mailbox.server_words import server_words
from daemon.mailbox.wire_text import parse_folder_name

#: Without the first there is no such question; without the second a change of flags goes unseen.
_NEEDED = frozenset({"LIST-STATUS", "CONDSTORE"})
_KEYS = (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES", b"HIGHESTMODSEQ")
_ASKED = b" ".join(_KEYS).decode()
#: The lines of a LIST, which come in any order: with the same ones there are the same folders.
Listed = frozenset[Piece | None]
#: A line as nearly all servers write it. A name of digits alone is read by imapclient, as the list
#: of folders is.
_LINE = re.compile(
    rb'(?:"((?!\d+")(?:[^"\\]|\\["\\])+)"|((?!\d+ |NIL )[^]\x00-\x20\x7f-\xff(){%*"\\]+)) '
    rb"\(((?:[A-Z]+ \d+ ?)+)\)"
)
_OF_MAIL = re.compile(rb"(?i)\\(?:un)?marked ?")
_ESCAPED = re.compile(rb"\\(.)")


def look_at_folders(
    connection: Connection, *, is_fresh: bool = False
) -> tuple[tuple[FolderMark, ...] | None, Listed]:
    """What the server says of every folder that can be opened, by name; None where it cannot
    vouch that a folder with the same numbers is unchanged. And how it lists them all. `is_fresh`:
    what is open was opened just now.
    """
    if not connection.capabilities >= _NEEDED:
        return None, frozenset()
    with connection.guard():
        wire = connection.wire
        if not is_fresh:
            wire.noop()  # of the folder that is open, some tell what was when they last spoke of it
        answer, data = wire._simple_command("LIST", '""', '"*"', f"RETURN (STATUS ({_ASKED}))")
        listed = wire._untagged_response(answer, [None], "LIST")[1]
        told = wire._untagged_response(answer, [None], "STATUS")[1]
        if answer != "OK":
            raise connection.lost(f"does not tell of its folders: {server_words(data[0] or b'')}")
        return _read_marks(told), frozenset(map(_as_listed, listed))


def _as_listed(piece: Piece | None) -> Piece | None:
    """A line without what it tells of the mail in a folder."""
    return _OF_MAIL.sub(b"", piece) if isinstance(piece, bytes) else piece


def _read_marks(told: Iterable[Piece | None]) -> tuple[FolderMark, ...] | None:
    """The answers, each a line, or two pieces where the name came as a literal."""
    marks: list[FolderMark] = []
    pieces: list[Piece] = []
    for piece in told:
        if piece is None:
            continue
        pieces.append(piece)
        if isinstance(piece, tuple):
            continue
        name, told_of = _read_line(pieces)
        pieces = []
        if not told_of.get(b"HIGHESTMODSEQ"):
            return None  # this folder keeps no count of changes
        # A name that cannot be shown is one mark among others: it is only compared.
        folder = parse_folder_name(str(name) if isinstance(name, int) else name) or repr(name)
        marks.append(FolderMark(folder, *(told_of[key] for key in _KEYS)))
    return tuple(sorted(marks, key=lambda one: one.name))


def _read_line(pieces: list[Piece]) -> tuple[Any, dict[bytes, int]]:
    """The name as imapclient has it, and what is told of it."""
    plain = _LINE.fullmatch(pieces[0]) if isinstance(pieces[0], bytes) else None
    if plain is not None:
        words = plain[3].split()
        name = plain[2] or _ESCAPED.sub(rb"\1", plain[1])
        return name, dict(zip(words[::2], map(int, words[1::2]), strict=True))
    name, numbers = parse_response(pieces)
    return name, {
        key.upper(): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)
    }
