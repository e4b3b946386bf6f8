"""Decides whether a message delivers something (a file, a link, an introduction, a report of what
was done), or says that something has come: the evidence by which promises are kept.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.delivery_words import AGAIN, NOT_HERE, SAYINGS
from daemon.core.parse.keyed import Keyed, KeyedTable
from daemon.core.parse.links import may_link
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "deliveries"
VERSION = 1
_MAX_QUOTE = 200


def _patterns(table: str) -> Keyed:
    joined = re.sub(r"\n\s*(?:@|(?=\|))", "", table)
    return Keyed(one_of(joined).replace("~", "(?-i:[A-ZÀ-Þ])"))


_RULES = {_patterns(table): (kind, value) for kind, value, table in SAYINGS}
_TABLE = KeyedTable(tuple(_RULES))
_NOT_HERE = re.compile(NOT_HERE, re.IGNORECASE)
_AGAIN = re.compile(AGAIN, re.IGNORECASE)
_LINK = re.compile(r"\bhttps?://[^\s<>]{6,}|\bwww\.[^\s<>]{6,}", re.IGNORECASE)


def _read(sentence: str) -> tuple[str, str] | None:
    for pattern in _TABLE.that_may_find(sentence):
        kind, value = _RULES[pattern]
        found = pattern.search(sentence)
        if found is None or _NOT_HERE.search(sentence[: found.start()]):
            continue
        if value == "promised" and _AGAIN.search(sentence):
            continue
        return kind, value
    return None


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `delivers` (`value`: `promised`, `introduction`, `attachment`, `link`,
    `words` or `done`) and `receives` (`words`), one of each value at most; `quote` is the sentence,
    or empty for an attachment that is there without being named.
    """
    if message.kind is not MessageKind.PERSONAL and message.kind is not MessageKind.LIST_POST:
        return ()
    found: dict[tuple[str, str], Finding] = {}
    said_all = split_sentences(message.new_text)
    # A link delivers without any of the words.
    for sentence in said_all if may_link(message.new_text) else _TABLE.among(said_all):
        if sentence.startswith(">") or sentence.rstrip(" \"”')").endswith("?"):
            continue
        said = _read(sentence)
        if said is not None:
            found.setdefault(said, Finding(said[0], sentence[:_MAX_QUOTE], said[1]))
        elif may_link(sentence) and _LINK.search(sentence):
            quote = sentence[:_MAX_QUOTE]
            found.setdefault(("delivers", "link"), Finding("delivers", quote, "link"))
    if message.has_attachment:
        found.setdefault(("delivers", "attachment"), Finding("delivers", "", "attachment"))
    return tuple(found.values())
