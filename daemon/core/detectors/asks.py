"""Decides which sentences ask the recipient for something: questions, requests, proposals.

Found in English, German, French, Spanish, Dutch, Italian and Portuguese. Civil phrases that look
like questions, and offers to answer them, are no asks. What the turns of phrase call a request
must, where it is English, not be unlikely to the learned model either.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.ask_rules import read_cues
from daemon.core.parse.intent_model import SURE, reads_english, score_intent
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import words

NAME = "asks"
VERSION = 3
_MAX_FINDINGS = 5
_MAX_QUOTE = 200

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
    cues = read_cues(sentence)
    if cues.kind == "request" and reads_english(sentence) and score_intent(sentence, cues) < SURE:
        return "task"
    return cues.kind


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
