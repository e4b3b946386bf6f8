"""Decides whether a mail presents people to each other, asks somebody first, says yes or no to
that, thanks for an introduction, or tells that the two have met. Who they are is settled where the
recipients are known; here are only the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.introduction_words import (
    AGREES,
    AGREES_IF,
    ASKS_FIRST,
    DECLINES,
    MET,
    NOT_MET,
    NOT_PEOPLE,
    NOT_YET,
    PRESENTS,
    SUBJECT,
    THANKS,
)
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.sentences import leave_out_quoted, split_sentences
from daemon.core.parse.wordlists import one_of, words

NAME = "introductions"
VERSION = 2
_MAX_QUOTE = 200
_MAX_SENTENCES = 30
_MAX_SENTENCE = 500
#: Two people, three at most, are introduced; what goes to more is an announcement.
_MOST_RECIPIENTS = 5
_MOST_NAMES = 8
#: A yes or a no to a question is short.
_MAX_ANSWER_WORDS = 80
_MAX_ANSWER_SENTENCES = 2
#: Shouting is no name.
_CAPITAL = "(?-i:[A-ZÀ-Þ](?![A-ZÀ-Þ]{2}))"


def _keyed(table: str) -> Keyed:
    joined = re.sub(r"\n\s*(?:@|(?=\|))", "", table)
    return Keyed(one_of(joined).replace("~", _CAPITAL))


_PRESENTS, _SUBJECT, _ASKS_FIRST = map(_keyed, (PRESENTS, SUBJECT, ASKS_FIRST))
_THANKS, _MET, _AGREES, _DECLINES = map(_keyed, (THANKS, MET, AGREES, DECLINES))
_NOT_PEOPLE, _CONDITION = Keyed(NOT_PEOPLE), Keyed(AGREES_IF)
_NOT_YET, _NOT_MET = (re.compile(one, re.IGNORECASE) for one in (NOT_YET, NOT_MET))
_CLAUSE = re.compile(r"[.,;:!?–—]|\bbut\b|\band\b|\baber\b|\bmais\b|\bpero\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][\w'’-]{1,24}")
_NO_NAME = words("""
    I I'd I'm I've I'll Hi Hey Hello Dear Please Meet Introducing Connecting Introduction Intro
    The This That You Both Two He She They We It As Let Over Putting And To My Our For In On At
    With Thanks Thank Happy Glad Pleased Delighted Hallo Liebe Lieber Ich Hiermit Gern Gerne Das
    Hier Ihr Darf Guten Bonjour Je Cher Chère Chers Vous Madame Monsieur Hola Te Os Les Le
    Querido Querida Estimado Estimada Here Bcc Cc CC BCC Re Fwd Sie Der Die Und Est Es Nous Me
    Mr Mrs Ms Dr Herr Frau Vorstellung Kontakt Mise Présentation Presentación Contacto All
    Everyone Monday Tuesday Wednesday Thursday Friday So Since Good Great A An
""")


def _names(text: str) -> str:
    """The words with a capital that may be names, joined by ", "."""
    found = dict.fromkeys(one for one in _NAME.findall(text) if one not in _NO_NAME)
    return ", ".join(list(found)[:_MOST_NAMES])


def _presents(sentence: str) -> bool:
    if sentence.rstrip(" \"”')").endswith("?") or _NOT_PEOPLE.finds(sentence):
        return False
    found = _PRESENTS.search(sentence)
    if found is None:
        return False
    start = max((one.end() for one in _CLAUSE.finditer(sentence, 0, found.start())), default=0)
    return not _NOT_YET.search(sentence, start, found.start())


def _introduction(message: ReadMessage, sentences: tuple[str, ...]) -> Finding | None:
    if not 2 <= message.recipients <= _MOST_RECIPIENTS:
        return None
    said = next(filter(_presents, _PRESENTS.among(sentences)), "")
    subject = " ".join(message.subject.split())[:_MAX_QUOTE]
    if said:
        names = _names(f"{sentences[0][:80]} {said} {subject}")
    elif sentences and _SUBJECT.finds(subject):
        said, names = subject, _names(subject)
    else:
        return None
    return Finding("introduction", said[:_MAX_QUOTE], names)


def _answer(sentences: Sequence[str]) -> Finding | None:
    """A plain yes or no in the first words, or a yes on a condition; nothing where they say
    both.
    """
    said = sentences[:_MAX_ANSWER_SENTENCES]
    yes = next((one for one in said if _AGREES.finds(one)), "")
    no = next((one for one in said if _DECLINES.finds(one)), "")
    if bool(yes) == bool(no):
        return None
    on_condition = yes and any(
        _CONDITION.finds(one) for one in sentences[: _MAX_ANSWER_SENTENCES + 1]
    )
    kind = "agrees_if" if on_condition else "agrees" if yes else "declines"
    return Finding(kind, (yes or no)[:_MAX_QUOTE])


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings, one of each kind at most: `introduction` (`value`: the names that are said, joined
    by ", ", the owner's may be among them), `introduction_asked` (the same), `introduction_thanks`,
    `met_somebody`, and for short answers `agrees`, `agrees_if` or `declines`; `quote` is the
    sentence. What they mean depends on the thread: a `declines` answers whatever was asked there.
    """
    if message.kind is not MessageKind.PERSONAL or not message.new_text.strip():
        return ()
    sentences = tuple(
        [
            leave_out_quoted(one)
            for one in split_sentences(message.new_text)[:_MAX_SENTENCES]
            if len(one) <= _MAX_SENTENCE and not one.startswith((">", "&gt;"))
        ]
    )
    found: list[Finding] = []
    presented = _introduction(message, sentences)
    if presented is not None:
        found.append(presented)
    may_ask = presented is None and message.recipients == 1
    if may_ask and (asking := next(_ASKS_FIRST.find_among(sentences), "")):
        found.append(Finding("introduction_asked", asking[:_MAX_QUOTE], _names(asking)))
    for kind, pattern, denied in (
        ("introduction_thanks", _THANKS, None),
        ("met_somebody", _MET, _NOT_MET),
    ):
        for one in pattern.among(sentences):
            hit = pattern.search(one)
            if hit and not (denied and denied.search(one, 0, hit.start())):
                found.append(Finding(kind, one[:_MAX_QUOTE], _names(one)))
                break
    if not message.outgoing and len(message.new_text.split()) <= _MAX_ANSWER_WORDS:
        answer = _answer(sentences)
        if answer is not None:
            found.append(answer)
    return tuple(found)
