"""Decides which pages two people have shown each other: the links in their letters, as they would
be passed on, so that nobody is sent what they know already.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.links import clean_link, may_link, trim_link

NAME = "links"
VERSION = 2
_MAX_FINDINGS, _MAX_TRIED = 8, 40
_MAX_RECIPIENTS = 10
_LINK = re.compile(r"\bhttps?://[^\s<>\"]{6,1990}", re.IGNORECASE)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `link`, whose `value` is the link as `clean_link` gives it; at most eight,
    none of mass mail.
    """
    if message.kind is not MessageKind.PERSONAL or message.recipients > _MAX_RECIPIENTS:
        return ()
    if not may_link(message.new_text):
        return ()
    found: dict[str, None] = {}
    for at, one in enumerate(_LINK.finditer(message.new_text)):
        if at == _MAX_TRIED or len(found) == _MAX_FINDINGS:
            break
        link = clean_link(trim_link(one[0]))
        if link:
            found[link] = None
    return tuple(Finding("link", value=one) for one in found)
