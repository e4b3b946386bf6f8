"""Decides in which language a message is written; silent about what machines write."""

from __future__ import annotations

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.languages import detect_language

NAME = "language"
VERSION = 1
_MAX_QUOTE = 80
_WRITTEN_BY_PEOPLE = (MessageKind.PERSONAL, MessageKind.LIST_POST, MessageKind.AUTO_REPLY)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """One finding `language` with an ISO 639-1 code as `value` ("en", "de", "fr", ...); `quote`
    is how the text begins. Silent about what machines write.
    """
    if message.kind not in _WRITTEN_BY_PEOPLE:
        return ()
    language = detect_language(message.new_text)
    if not language:
        return ()
    return (Finding("language", " ".join(message.new_text[:200].split())[:_MAX_QUOTE], language),)
