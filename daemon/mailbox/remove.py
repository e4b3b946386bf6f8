"""The one way in which a message is ever removed: a draft of our own, that nobody has touched.

What is asked of the server names that one UID and nothing else: UID EXPUNGE (RFC 4315), never
EXPUNGE or CLOSE, which would remove what the owner has marked as deleted. A server without it
keeps the draft, and the owner throws it away.
"""

from __future__ import annotations

import imaplib
import re

from daemon.core.mail import DRAFT_MARK, OWN_MARK
from daemon.core.parse.message_ids import parse_message_id
from daemon.core.values import dataclass
from daemon.mailbox.connection import Connection
from daemon.mailbox.fetch_answer import Fetched
from daemon.mailbox.reader import FolderReader
from daemon.mailbox.wire_text import folder_argument

_ITEMS = f"(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID {OWN_MARK.upper()})])"
_ID = re.compile(rb"(?im)^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)")
_OURS = re.compile(rf"(?im)^{OWN_MARK}[ \t]*:[ \t]*{DRAFT_MARK}\b".encode())
#: The flags that our own APPEND gave; one more or less says that somebody has had it in hand.
_OWN_FLAGS = frozenset(("\\draft", "\\seen"))


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft as it was placed: where, under which Message-ID (without brackets), how large.
    `begun` says that its removal was, by us: a connection that died in between left it marked.
    """

    folder: str
    uidvalidity: int
    uid: int
    message_id: str
    size: int
    begun: bool = False


def remove_own_draft(connection: Connection, reader: FolderReader, draft: OwnDraft) -> bool:
    """Remove it where it is still the very message that was placed; whether it was removed.

    Raises ConnectionLost or FolderMissing; then it may be gone or not, and nothing else is.
    """
    if not {"UIDPLUS", "IMAP4REV2"} & connection.capabilities:
        return False
    if reader.examine(draft.folder).uidvalidity != draft.uidvalidity:
        return False
    found = dict(reader.fetch(draft.folder, [draft.uid], _ITEMS)).get(draft.uid)
    if found is None or not _is_untouched(found, draft):
        return False
    removed = _expunge(connection, folder_argument(draft.folder), draft)
    # Another EXAMINE leaves the folder without the EXPUNGE that CLOSE would bring.
    reader.examine(draft.folder)
    return removed


def _expunge(connection: Connection, argument: str, draft: OwnDraft) -> bool:
    uid = str(draft.uid)
    with connection.guard():
        wire = connection.wire
        try:
            answer, _ = wire.select(argument)
        except imaplib.IMAP4.readonly:
            return False
        told = wire.untagged_responses.get("UIDVALIDITY", [b""])[-1]
        if answer != "OK" or told != str(draft.uidvalidity).encode():
            return False
        answer, _ = wire.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)")
        if answer == "OK":
            answer, _ = wire.uid("EXPUNGE", uid)
        return bool(answer == "OK")


def _is_untouched(found: Fetched, draft: OwnDraft) -> bool:
    header = found.header or b""
    told = _ID.search(header)
    return (
        told is not None
        and parse_message_id(told[1].decode("utf-8", "replace")) == draft.message_id
        and _OURS.search(header) is not None
        and found.size == draft.size
        and {flag.lower() for flag in found.flags or ()} - _ignored(draft) == _OWN_FLAGS
    )


def _ignored(draft: OwnDraft) -> set[str]:
    return {"\\recent", "\\deleted"} if draft.begun else {"\\recent"}
