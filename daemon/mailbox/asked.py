"""What is asked about messages, word for word, and what the jobs are given of the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from daemon.core.mail import PlacedMessage, RawHeader, RawText
from daemon.core.parse.message_ids import parse_message_id
from daemon.mailbox.fetch_answer import Fetched

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
TEXTS = (
    "(UID BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE CONTENT-TRANSFER-ENCODING MIME-VERSION)] "
    f"BODY.PEEK[TEXT]<0.{MAX_TEXT}>)"
)
PLACED = "(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
_MESSAGE_ID = re.compile(rb"(?im)^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)")

#: Messages that were told, each with its UID.
_Told = Iterable[tuple[int, Fetched]]


def read_headers(told: _Told, refused: Mapping[int, str]) -> tuple[RawHeader, ...]:
    """The answers to HEADERS, ascending by UID; among them what the server would not give, with
    its words.
    """
    headers = [
        RawHeader(uid, fetched.header[:MAX_HEADER], fetched.flags or (), fetched.received_at)
        for uid, fetched in told
        if fetched.header is not None
    ]
    if refused:
        headers.extend(RawHeader(uid, b"", problem=words) for uid, words in refused.items())
        headers.sort(key=lambda one: one.uid)
    return tuple(headers)


def read_texts(told: _Told) -> tuple[RawText, ...]:
    """The answers to TEXTS."""
    return tuple(
        RawText(uid, fetched.header[:MAX_HEADER], (fetched.text or b"")[:MAX_TEXT])
        for uid, fetched in told
        if fetched.header is not None
    )


def read_placed(told: _Told) -> tuple[PlacedMessage, ...]:
    """The answers to PLACED."""
    return tuple(
        PlacedMessage(uid, _message_id(fetched.header), fetched.flags or (), fetched.size or 0)
        for uid, fetched in told
        if fetched.header is not None
    )


def _message_id(header: bytes) -> str:
    """The Message-ID of a header that was fetched for it alone; of several the first counts."""
    found = _MESSAGE_ID.search(header[:MAX_HEADER])
    return parse_message_id(found[1].decode("utf-8", "replace")) if found else ""
