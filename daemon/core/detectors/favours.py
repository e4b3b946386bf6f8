"""Decides what the owner asks of somebody for themselves: time, a favour, an introduction,
business. The questions and tasks of everyday work are none of these.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.favour_words import FAVOURS, NOT_ASKED
from daemon.core.parse.keyed import Keyed, KeyedTable
from daemon.core.parse.sentences import leave_out_quoted, split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "favours"
VERSION = 1
_MAX_QUOTE = 200
_MAX_SENTENCE = 600
_MAX_SENTENCES = 60


def _keyed(table: str) -> Keyed:
    return Keyed(one_of(re.sub(r"\n\s*(?:@|(?=\|))", "", table)))


_RULES = tuple((value, _keyed(table)) for value, table in FAVOURS)
_ANY = KeyedTable([pattern for _, pattern in _RULES])
_NOT_ASKED = _keyed(NOT_ASKED)


def _read(sentence: str) -> str:
    """What the sentence asks for, or empty."""
    text = leave_out_quoted(sentence)
    value = next((value for value, pattern in _RULES if pattern.finds(text)), "")
    return "" if value and _NOT_ASKED.finds(text) else value


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `favour` in the owner's own mail; `value` is `introduction`, `business`,
    `favour` or `time`, each once at most; `quote` is the sentence.
    """
    if not message.outgoing or message.kind is not MessageKind.PERSONAL:
        return ()
    found: dict[str, Finding] = {}
    for sentence in _ANY.among(split_sentences(message.new_text)[:_MAX_SENTENCES]):
        if len(sentence) > _MAX_SENTENCE or sentence.startswith((">", "&gt;")):
            continue
        value = _read(sentence)
        if value:
            found.setdefault(value, Finding("favour", sentence[:_MAX_QUOTE], value))
    return tuple(found.values())
