"""Decides whose mail did not arrive: dead addresses, and those that may be reached later."""

from __future__ import annotations

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.charsets import decode_bytes
from daemon.core.parse.delivery_reports import find_undelivered, tells_failure
from daemon.core.parse.harmless import clean_line

NAME = "bounces"
VERSION = 2
_MAX_FINDINGS = 10
_MAX_QUOTE = 200
#: People quote reports to one another; only machines write them.
_WRITTEN_BY_MACHINES = (
    MessageKind.BOUNCE, MessageKind.NOTIFICATION, MessageKind.BULK, MessageKind.AUTO_REPLY,
)  # fmt: skip


def may_report(kind: MessageKind, outgoing: bool) -> bool:
    """Whether mail of this kind may tell whom a system could not reach."""
    return not outgoing and kind in _WRITTEN_BY_MACHINES


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `bounced` (`value` is the address where nobody is) and `bounce_temporary`
    (the mail is late, or came back for a reason that may pass: a full mailbox, a filter); `quote`
    is what the report says.
    """
    if not message.reports or not may_report(message.kind, message.outgoing):
        return ()
    if message.kind is not MessageKind.BOUNCE and not _begins_with_failure(message.reports):
        return ()
    return tuple(
        Finding(
            "bounced" if one.dead else "bounce_temporary",
            clean_line(one.said, _MAX_QUOTE),  # a report is as hostile as any mail
            one.email,
        )
        for one in find_undelivered(message.reports, message.sender_email)[:_MAX_FINDINGS]
    )


def _begins_with_failure(reports: tuple[bytes, ...]) -> bool:
    return any(tells_failure(decode_bytes(one[:2_000]), within=600) for one in reports)
