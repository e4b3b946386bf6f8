"""Decides how the owner greets, addresses and takes leave of one person in a mail, and at what
length they write, so that drafts can do the same; and how the person addresses the owner.
"""

from __future__ import annotations

import re

from daemon.core.mail import MessageKind
from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.address_forms import read_address_form
from daemon.core.parse.languages import detect_language
from daemon.core.parse.manners import read_greeting, read_leave

NAME = "voice"
VERSION = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """In a mail to one person: `addresses` ("de familiar", "fr polite"), with the line that shows
    it. In the owner's own besides: `greets` ("Hi Kim,"), `leaves` ("Best wishes,") and `signs`
    ("Nora"), as they are written, and `length` in words ("42"). One of each at most.
    """
    if message.recipients != 1 or message.kind is not MessageKind.PERSONAL:
        return ()
    form = read_address_form(message.new_text, detect_language(message.new_text))
    found = [Finding("addresses", form.quote, f"{form.language} {form.form}")] if form else []
    if not message.outgoing:
        return tuple(found)
    leave, name = read_leave(message.signature)
    said = (("greets", read_greeting(message.new_text)), ("leaves", leave), ("signs", name))
    found += [Finding(kind, words, words) for kind, words in said if words]
    length = len(_WORD.findall(message.new_text))
    return (*found, Finding("length", "", str(length))) if length > 1 else tuple(found)
