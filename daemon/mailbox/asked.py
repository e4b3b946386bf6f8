"""What is asked about messages, word for word and so many at a time, and what is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daemon.core.mail import PlacedMessage, RawHeader, RawText
from daemon.core.parse.message_ids import parse_message_id
from daemon.mailbox.reader import FolderReader

#: The header fields that a scan needs; the order is that of the question.
HEADER_FIELDS = (
    "MESSAGE-ID", "IN-REPLY-TO", "REFERENCES", "SUBJECT", "DATE", "FROM", "SENDER", "REPLY-TO",
    "TO", "CC", "BCC", "DELIVERED-TO", "X-ORIGINAL-TO", "LIST-ID", "LIST-UNSUBSCRIBE",
    "LIST-POST", "PRECEDENCE", "AUTO-SUBMITTED", "X-AUTO-RESPONSE-SUPPRESS", "X-AUTOREPLY",
    "X-AUTORESPOND", "X-FAILED-RECIPIENTS", "FEEDBACK-ID", "RETURN-PATH", "CONTENT-TYPE",
    "X-SPAM-FLAG", "X-WELLKEEPER", "ENVELOPE-TO", "X-DELIVERED-TO", "AUTHENTICATION-RESULTS",
)  # fmt: skip
MAX_HEADER = 256 * 1024
MAX_TEXT = 64 * 1024

HEADERS = f"(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS ({' '.join(HEADER_FIELDS)})])"
_TEXTS = (
    "(UID BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE CONTENT-TRANSFER-ENCODING MIME-VERSION)] "
    f"BODY.PEEK[TEXT]<0.{MAX_TEXT}>)"
)
_PLACED = "(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
_MESSAGE_ID = re.compile(rb"(?im)^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)")


def ask_headers(
    reader: FolderReader, folder: str, uids: Sequence[int], batch: int
) -> Iterator[tuple[RawHeader, ...]]:
    """The headers of these messages, ascending by UID, so many at a time; among them what the
    server would not give, with its words.
    """
    for start in range(0, len(uids), batch):
        told = reader.fetch(folder, uids[start : start + batch], HEADERS)
        refused = dict(reader.refused)
        if start + batch < len(uids):
            reader.ask_ahead(folder, uids[start + batch : start + 2 * batch], HEADERS)
        headers = [
            RawHeader(uid, fetched.header[:MAX_HEADER], fetched.flags or (), fetched.received_at)
            for uid, fetched in told
            if fetched.header is not None
        ]
        if refused:
            headers.extend(RawHeader(uid, b"", problem=words) for uid, words in refused.items())
            headers.sort(key=lambda one: one.uid)
        if headers:
            yield tuple(headers)


def ask_texts(
    reader: FolderReader, folder: str, uids: Sequence[int], batch: int, then: str
) -> Iterator[tuple[RawText, ...]]:
    """The bodies of these messages, so many at a time. If another folder is asked for `then`, the
    server opens it while the last of them are in hand.
    """
    for start in range(0, len(uids), batch):
        told = reader.fetch(folder, uids[start : start + batch], _TEXTS)
        reader.ask_ahead(folder, uids[start + batch : start + 2 * batch], _TEXTS)
        if then and start + batch >= len(uids):
            reader.open_ahead(then)
        texts = tuple(
            RawText(uid, fetched.header[:MAX_HEADER], (fetched.text or b"")[:MAX_TEXT])
            for uid, fetched in told
            if fetched.header is not None
        )
        if texts:
            yield texts


def ask_placed(reader: FolderReader, folder: str, uids: Sequence[int]) -> tuple[PlacedMessage, ...]:
    """What stands under these UIDs."""
    return tuple(
        PlacedMessage(uid, _message_id(fetched.header), fetched.flags or (), fetched.size or 0)
        for uid, fetched in reader.fetch(folder, uids, _PLACED)
        if fetched.header is not None
    )


def _message_id(header: bytes) -> str:
    """The Message-ID of a header that was fetched for it alone; of several the first counts."""
    found = _MESSAGE_ID.search(header[:MAX_HEADER])
    return parse_message_id(found[1].decode("utf-8", "replace")) if found else ""
