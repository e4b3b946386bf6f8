"""Decides which sentences ask the recipient for something: questions, requests, proposals.

Found in English, German, French, Spanish, Dutch, Italian and Portuguese. Civil phrases that look
like questions, and offers to answer them, are no asks.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.ask_cues import COURTESIES, IDLE_QUESTIONS, REPORTED, REQUESTS, WANTS_WORDS
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import words

NAME = "asks"
VERSION = 2
_MAX_FINDINGS = 5
_MAX_QUOTE = 200

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_QUESTION = re.compile(
    r"[?？][\"'”’»)\]!?*_.]{0,4}$|[?？]\s*(?:[:;]-?[)D]|[\U0001f300-\U0001faff])"
)

_IDLE = re.compile(rf"^\W*{IDLE_QUESTIONS}\W*[?？]\W*$", re.IGNORECASE)
_COURTESY = re.compile(COURTESIES, re.IGNORECASE)
_REPORTED = re.compile(REPORTED, re.IGNORECASE)
_REQUEST = re.compile(REQUESTS, re.IGNORECASE)
_WANTS_WORDS = re.compile(WANTS_WORDS, re.IGNORECASE)


#: "Jay, please look at it" in a mail to several people is Jay's to answer.
_TO_SOMEBODY = re.compile(
    r"(?:^|[,;] )([A-Z][a-zß-ÿ]{1,20})"
    r"(?:,? (?:please|pls|bitte)|, (?:can|could|would|will|do|did) you)\b"
)
_NO_NAMES = words("""
    also and so then but if when once again yes no ok okay well hi hello thanks sorry otherwise
    finally first second next just now today tomorrow here attached danke also und dann wenn
""")


def _is_for_another(sentence: str, message: ReadMessage) -> bool:
    """Whether the sentence calls somebody by name who is not the owner."""
    if message.outgoing or not message.owner_names or message.recipients < 2:
        return False
    called = {name.lower() for name in _TO_SOMEBODY.findall(sentence)} - _NO_NAMES
    return bool(called) and not called & message.owner_names


def _classify(sentence: str) -> str:
    """`question`, `request`, `task` (to be done, not answered), or empty."""
    text = _URL.sub("", sentence).strip()
    if len(text) < 4:
        return ""
    if _QUESTION.search(text):
        if _IDLE.match(text) or not any(map(str.isalpha, text)):
            return ""
        return "question"
    if _COURTESY.search(text) or _REPORTED.search(text):
        return ""
    if not _REQUEST.search(text):
        return ""
    return "request" if _WANTS_WORDS.search(text) else "task"


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `ask` (an answer is expected; `value` says `question` or `request`) and
    `task` (something is to be done, and no word is owed); `quote` is the sentence.
    """
    findings: list[Finding] = []
    for sentence in split_sentences(message.new_text):
        kind = _classify(sentence)
        if kind and not _is_for_another(sentence, message):
            found = Finding("task" if kind == "task" else "ask", sentence[:_MAX_QUOTE], kind)
            findings.append(found)
            if len(findings) == _MAX_FINDINGS:
                break
    return tuple(findings)
