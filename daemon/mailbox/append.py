"""How a message is put into a folder, and what each way to fail means for "exactly once".

Only a tagged NO or BAD proves that nothing was stored. Once the first byte of the message may
have left, a dead connection leaves it open (AppendUnclear); before that it was merely lost.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from daemon.core.mail import AppendResult
from daemon.errors import AppendRefused, AppendUnclear, ConnectionLost, FolderMissing, MailboxError
from daemon.mailbox.connection import Connection
from daemon.mailbox.server_words import bad_words, response_code, server_words
from daemon.mailbox.wire import Wire
from daemon.mailbox.wire_text import flags_argument, folder_argument

_APPENDUID = re.compile(rb"\[APPENDUID (\d+) (\d+)\]", re.IGNORECASE)
_MOST = 2**32 - 1
_NO_FOLDER = frozenset({"TRYCREATE", "NONEXISTENT"})


def append(
    connection: Connection, folder: str, raw: bytes, flags: Sequence[str], at: datetime
) -> AppendResult:
    """APPEND (RFC 3501 section 6.3.11) with INTERNALDATE `at` (aware).

    Raises FolderMissing, AppendRefused, AppendUnclear, ConnectionLost or UnsafeText.
    """
    if at.tzinfo is None:
        raise ValueError("an INTERNALDATE needs a time zone")
    mailbox, flag_list = folder_argument(folder), flags_argument(flags)
    date = imaplib.Time2Internaldate(at.astimezone(UTC))
    wire: Wire | None = None
    before = 0
    try:
        with connection.guard():
            wire = connection.wire
            before = wire.sends
            try:
                answer, words = wire.append(mailbox, flag_list, date, raw)
            except imaplib.IMAP4.error as error:
                if (refused := bad_words(error)) is None:
                    raise
                answer, words = "BAD", [refused.encode()]
    except ConnectionLost as error:
        # The first thing that is sent is the command line, the second is the message.
        if wire is None or wire.sends - before < 2:
            raise
        raise AppendUnclear(
            f"It is not known whether the message arrived in {folder}: {error.message}",
            "It will be looked for by its Message-ID before anything is sent again.",
        ) from error
    if answer != "OK":
        raise _refusal(folder, server_words(words[0] if words else b""))
    placed = _APPENDUID.search(words[0] or b"") if words else None
    numbers = (int(placed[1]), int(placed[2])) if placed else (0, 0)
    if not all(0 < one <= _MOST for one in numbers):
        return AppendResult(None, None)  # not told, or no number to ask for later
    return AppendResult(*numbers)


def _refusal(folder: str, words: str) -> MailboxError:
    code = response_code(words)
    if code in _NO_FOLDER:
        return FolderMissing(
            f"The folder {folder} does not exist ({words}).",
            "Create it, or name another folder in the configuration.",
        )
    if code == "OVERQUOTA":
        return AppendRefused(
            f"The mailbox is full: the server refused a message for {folder} ({words}).",
            "Delete mail or ask for more space; it will be tried again.",
        )
    return AppendRefused(
        f"The server refused a message for {folder}: {words or 'without a reason'}.",
        "Check whether this account may write to that folder; it will be tried again.",
    )
