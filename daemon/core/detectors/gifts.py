"""Decides what the owner gave somebody in a mail of theirs: something to read, congratulations,
thanks for what was done, help. Thanks in advance and civil phrases are no gifts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.ask_rules import read_cues
from daemon.core.parse.gift_words import FOR_HELP, GIFTS, NOT_GIVEN, READING
from daemon.core.parse.keyed import Keyed, KeyedTable
from daemon.core.parse.links import may_link
from daemon.core.parse.sentences import leave_out_quoted, split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "gifts"
VERSION = 1
_MAX_QUOTE = 200
_MAX_SENTENCE = 400
_MAX_SENTENCES = 40
#: "Thanks for your help" below more words than this closes a request.
_MAX_LEAD_WORDS = 8


def _keyed(table: str) -> Keyed:
    joined = re.sub(r"\n\s*(?:@|(?=\|))", "", table).replace("#", READING)
    return Keyed(one_of(joined).replace("~", "(?-i:[A-ZÀ-Þ])"))


_RULES = tuple((value, _keyed(table)) for value, table in GIFTS)
_ANY = KeyedTable([pattern for _, pattern in _RULES])
_NOT_GIVEN = _keyed(NOT_GIVEN)
_FOR_HELP = _keyed(FOR_HELP)
_READING = Keyed(rf"\b{READING}\b")
_LINK = re.compile(r"\bhttps?://[^\s<>]{4,}|\bwww\.[^\s<>]{4,}", re.IGNORECASE)


def _read(sentence: str) -> str:
    """What the sentence gives, or empty."""
    text = leave_out_quoted(sentence)
    is_question = text.rstrip(" \"”')").endswith("?")
    for value, pattern in _RULES:
        found = pattern.search(text)
        # "Congratulations, when do you start?" gives; "did you find the article?" does not.
        if found and (not is_question or (value == "congratulation" and found.start() < 20)):
            return "" if _NOT_GIVEN.finds(text) else value
    return ""


def _count_words(sentences: Sequence[str]) -> int:
    return sum(len(one.split()) for one in sentences)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `gift` in the owner's own mail; `value` is `article`, `congratulation`,
    `thanks` or `help`, each once at most; `quote` is the sentence.
    """
    if not message.outgoing or message.kind is not MessageKind.PERSONAL:
        return ()
    sentences = split_sentences(message.new_text)[:_MAX_SENTENCES]
    if not _ANY.among(sentences):
        return ()
    carries = message.has_attachment or (
        may_link(message.new_text) and _LINK.search(message.new_text) is not None
    )
    found: dict[str, Finding] = {}
    for place, sentence in enumerate(sentences):
        if len(sentence) > _MAX_SENTENCE or sentence.startswith((">", "&gt;")):
            continue
        value = _read(sentence)
        if value == "article" and not carries and not _READING.finds(sentence):
            value = ""
        # What is thanked for after a request, or in closing, is not done yet.
        if value == "thanks" and (
            (_FOR_HELP.finds(sentence) and _count_words(sentences[:place]) > _MAX_LEAD_WORDS)
            or any(read_cues(said).kind for said in sentences[: place + 1])
        ):
            value = ""
        if value:
            found.setdefault(value, Finding("gift", sentence[:_MAX_QUOTE], value))
    return tuple(found.values())
