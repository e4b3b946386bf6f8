"""Decides how the owner greets and takes leave in a mail to one person, so that drafts can do the
same.
"""

from __future__ import annotations

from daemon.core.mail import MessageKind
from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.manners import read_greeting, read_leave

NAME = "voice"
VERSION = 1


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """In the owner's own mail to one person: `greets` ("Hi Kim,"), `leaves` ("Best wishes,") and
    `signs` ("Nora"), as they are written, one of each at most.
    """
    if not message.outgoing or message.recipients != 1:
        return ()
    if message.kind is not MessageKind.PERSONAL:
        return ()
    leave, name = read_leave(message.signature)
    said = (("greets", read_greeting(message.new_text)), ("leaves", leave), ("signs", name))
    return tuple(Finding(kind, words, words) for kind, words in said if words)
