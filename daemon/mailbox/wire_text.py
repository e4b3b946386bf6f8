"""The one choke point for text that goes to a server: what may stand in a command, and how.

imaplib and imapclient write a CR LF inside an argument as it is, so that the sender of a mail
could give the server commands of their own (mjs/imapclient#657). Nothing passes here unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from imapclient.imap_utf7 import decode as decode_utf7
from imapclient.imap_utf7 import encode as encode_utf7

from daemon.errors import UnsafeText

#: Longest list of UIDs in one command, in bytes; servers refuse or cut lines from 8 kB on.
MAX_UID_SET = 7500
_LINE_BREAKERS = re.compile("[\x00\r\n\ud800-\udfff]")
#: Controls, separators of lines, and marks that turn the reading direction around.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_PRINTABLE = re.compile(r"[\x20-\x7e]+")
_FLAG = re.compile(r"\\?[A-Za-z0-9$_.:+/-]{1,64}")


def checked(what: str, text: str) -> str:
    """`text`, which may go to a server; raises UnsafeText, which names `what` but not the text."""
    if _LINE_BREAKERS.search(text):
        raise UnsafeText(
            f"The {what} holds a line break, a NUL or half a character, and is not sent.",
            f"Correct the {what}.",
        )
    return text


def quoted(text: str) -> str:
    """An IMAP quoted string (RFC 3501 section 4.3) of text that was checked."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def folder_argument(folder: str) -> str:
    """A folder name as it goes to the server: modified UTF-7 (RFC 3501 section 5.1.3), quoted."""
    if not folder:
        raise UnsafeText("A folder without a name cannot be opened.", "Name the folder.")
    encoded: bytes = encode_utf7(checked("folder name", folder))
    return quoted(encoded.decode("ascii"))


def parse_folder_name(name: object) -> str | None:
    """The decoded name of a folder in a LIST answer, or None for one that cannot be named back.

    Names with controls are left out too: they could only be shown, opened or logged with harm.
    """
    if name is None:
        return "NIL"  # imapclient reads the atom as nil, but a mailbox always has a name
    if isinstance(name, str):
        return name  # imapclient reads digits as a number, and gives that as text
    if not isinstance(name, bytes) or not name:
        return None
    try:
        text: str = decode_utf7(name)
        if encode_utf7(text) != name:
            return None
    except (ValueError, LookupError):
        return None
    return None if _UNSHOWABLE.search(text) else text


def message_id_argument(message_id: str) -> str:
    """A Message-ID (without angle brackets) as the quoted value of a SEARCH."""
    checked("Message-ID", message_id)
    if not _PRINTABLE.fullmatch(message_id):
        raise UnsafeText("The Message-ID is empty or not plain ASCII, and is not searched for.")
    return quoted(f"<{message_id}>")


def flags_argument(flags: Iterable[str]) -> str:
    """A parenthesised list of flags."""
    flags = tuple(flags)
    for flag in flags:
        if not _FLAG.fullmatch(flag):
            raise UnsafeText("A flag is not an IMAP atom, and is not sent.")
    return f"({' '.join(flags)})"


def uid_sets(uids: Sequence[int]) -> Iterator[str]:
    """Ascending UIDs as IMAP sets with ranges (`3:17,20`), each short enough for one command."""
    pieces: list[str] = []
    length = 0
    for first, last in _runs(uids):
        piece = str(first) if first == last else f"{first}:{last}"
        if pieces and length + len(piece) >= MAX_UID_SET:
            yield ",".join(pieces)
            pieces, length = [], 0
        pieces.append(piece)
        length += len(piece) + 1
    if pieces:
        yield ",".join(pieces)


def _runs(uids: Sequence[int]) -> Iterator[tuple[int, int]]:
    if not uids:
        return
    first = last = uids[0]
    for uid in uids[1:]:
        if uid != last + 1:
            yield first, last
            first = uid
        last = uid
    yield first, last
