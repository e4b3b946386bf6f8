"""Decides whether a sentence asks the owner by name ("Kim, can you ...", "any thoughts, Kim?",
"@Kim"): among many, that makes it theirs to answer. What is only to be done ("Kim, please file
it") asks for no word.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "addressed"
VERSION = 1
_MAX_QUOTE = 200
_MAX_SENTENCES, _MAX_SENTENCE = 200, 1_000

_NAME = r"[^\W\d_][\w'’-]{1,24}"
#: Up to four names at the beginning: "Kim,", "Mike/Joe,", "Phil...Kim any", "Kim and Bob: ".
_BETWEEN = r"(?:\s?[/,&]\s?|\s?\.{2,4}\s?|\s(?:and|or|und|oder|et|ou|y|o|e|en)\s)"
_CALLED_FIRST = re.compile(
    rf"\W{{0,3}}(?:(?:[Ss]o|[Aa]nd|[Aa]lso|[Hh]i|[Hh]ey)\s)?((?:{_NAME}{_BETWEEN}){{0,3}}{_NAME})"
    r"(?:\s{0,2}(?:[,:;–—]|--?\s|\.{2,4})|\s(?=any\s|please\s|(?:can|could|would|will) you\b))"
)
_CALLED_LAST = re.compile(
    rf",\s({_NAME}(?:\s(?:and|or|und|et|y|e)\s{_NAME})?)\s?[?？]{{1,3}}\W{{0,3}}$"
)
_AT_SIGN = re.compile(rf"(?<![\w.])@({_NAME})")
_WORD = re.compile(_NAME)
_ASKS = Keyed(
    r"[?？]|\b"
    + one_of(r"""
    (?:let (?:me|us) know|thoughts|comments|confirm|advise)
    (?:can|could|would|will) (?:you|u)
    (?:kannst|könn(?:t|test|ten|en) (?:du|sie|ihr)|würd(?:est|en|et)|(?:sag|gib) \w+ bescheid)
    (?:merci de me|peux-tu|pouvez-vous|pourr(?:ais-tu|iez-vous)|dis-moi|dites-moi)
    (?:puedes?|podrías?|dime|avísame|puoi|potresti|fammi sapere|kun je|kunt u|zou je|poderia)
""")
    + r"\b"
)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """At most one finding of kind `asked_owner`; `quote` is the sentence. Mail of the owner's own
    asks nobody by their name.
    """
    if message.outgoing or not message.owner_names:
        return ()
    small = message.new_text.casefold()
    if not any(map(small.__contains__, message.owner_names)):
        return ()  # nobody is asked by a name that is not there
    sentences = split_sentences(message.new_text)[:_MAX_SENTENCES]
    for sentence in _ASKS.find_among(sentences, _MAX_SENTENCE):
        head, tail = sentence[:120], sentence[-80:]
        called: list[str] = []
        if first := _CALLED_FIRST.match(head):
            called += _WORD.findall(first[1])
        if last := _CALLED_LAST.search(tail):
            called += _WORD.findall(last[1])
        called += _AT_SIGN.findall(sentence[:_MAX_SENTENCE])
        if any(name.casefold() in message.owner_names and name[:1].isupper() for name in called):
            return (Finding("asked_owner", sentence[:_MAX_QUOTE]),)
    return ()
