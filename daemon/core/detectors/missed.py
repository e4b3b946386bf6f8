"""Decides whether a mail tells of a call or an appointment that did not come about, and from whose
side. "Miss you", a missed deadline and a missed mail are none; neither is what might have been.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.keyed import Keyed, KeyedTable
from daemon.core.parse.missed_words import (
    BOTH_MISSED,
    BY_PHONE,
    IN_WRITING,
    PIECES,
    READER_MISSED,
    UNANSWERED,
    UNSURE,
    WRITER_MISSED,
)
from daemon.core.parse.sentences import split_sentences

NAME = "missed"
VERSION = 2
_MAX_FINDINGS = 3
#: More are a round, where nobody knows who missed whom.
_MAX_RECIPIENTS = 3
_MAX_SENTENCE = 300

_BOTH = Keyed(BOTH_MISSED)
_WRITER = Keyed(WRITER_MISSED)
_READER = Keyed(READER_MISSED)
_MISSED = KeyedTable((_BOTH, _WRITER, _READER))
_UNSURE = re.compile(UNSURE, re.IGNORECASE)
_UNANSWERED = re.compile(UNANSWERED, re.IGNORECASE)
_PHONE = re.compile(BY_PHONE, re.IGNORECASE)
_IN_WRITING = re.compile(IN_WRITING, re.IGNORECASE)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `missed_call`, `missed_meeting` (both were to be there) or `unanswered_call`
    (somebody called, and no appointment is known of): `value` is who missed it (`owner`, `person`,
    or `both` where they missed each other), `quote` the sentence.
    """
    if message.recipients > _MAX_RECIPIENTS:
        return ()
    writer, reader = ("owner", "person") if message.outgoing else ("person", "owner")
    findings: list[Finding] = []
    for sentence in _MISSED.among(split_sentences(message.new_text), _MAX_SENTENCE):
        said = sentence[:_MAX_SENTENCE]
        if not _has_piece(said.lower()):
            continue
        for pattern, who in ((_BOTH, "both"), (_WRITER, writer), (_READER, reader)):
            found = pattern.search(sentence, _MAX_SENTENCE)
            if found is None or _is_doubtful(said, found.end()):
                continue
            findings.append(Finding(_kind(found[0]), sentence[:200], who))
            break
        if len(findings) == _MAX_FINDINGS:
            break
    return tuple(findings)


def _kind(words: str) -> str:
    if _UNANSWERED.search(words):
        return "unanswered_call"
    return "missed_call" if _PHONE.search(words) else "missed_meeting"


def _has_piece(said: str) -> bool:
    return any(map(said.__contains__, PIECES))


def _is_doubtful(sentence: str, end: int) -> bool:
    """Whether what ends there is asked, wished for or feared, or was no more than a mail."""
    rest = sentence[end:]
    is_asked = sentence.endswith("?") and not re.search(r"[,;–—-] ", rest)
    return is_asked or bool(_UNSURE.search(sentence[:end]) or _IN_WRITING.search(rest))
