"""Decides how the owner greets, addresses and takes leave of one person in a mail, and at what
length they write, so that drafts can do the same; and how the person addresses the owner.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.address_forms import read_address_form
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.languages import detect_language
from daemon.core.parse.manners import is_bare_name, read_greeting, read_leave

NAME = "voice"
VERSION = 4
_MAX_QUOTE = 80
#: A mail that goes to one, with some more in copy, is still written to that one.
_MAX_IN_COPY = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """In a mail to one person, whoever stands in copy: `signs` ("Nora"), and where nobody does
    `addresses` ("de familiar", "fr polite"), with the line that shows it. In the owner's own
    besides: `greets` ("Hi Kim,"; of "Kim," the quote is the whole line) and `leaves` ("Best
    wishes,"), as they are written, and `length` in words ("42"). One of each at most.
    """
    if message.direct_recipients != 1 or message.recipients > 1 + _MAX_IN_COPY:
        return ()
    if message.kind is not MessageKind.PERSONAL:
        return ()
    found = []
    if message.recipients == 1:  # "vous" to several is no form of address
        form = read_address_form(message.new_text, detect_language(message.new_text))
        found = [Finding("addresses", form.quote, f"{form.language} {form.form}")] if form else []
    leave, name = read_leave(message.signature)
    if name:
        found.append(Finding("signs", name, name))
    if not message.outgoing:
        return tuple(found)
    if greeting := read_greeting(message.new_text):
        bare = is_bare_name(greeting)
        quote = _first_line(message.new_text) if bare else greeting
        found.append(Finding("greets", quote, greeting))
    if leave:
        found.append(Finding("leaves", leave, leave))
    length = len(_WORD.findall(message.new_text))
    return (*found, Finding("length", "", str(length))) if length > 1 else tuple(found)


def _first_line(text: str) -> str:
    first = next(line.strip() for line in text[:500].split("\n") if line.strip())
    return clean_line(first, _MAX_QUOTE)
