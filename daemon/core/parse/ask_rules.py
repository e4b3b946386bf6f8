"""Decides by turns of phrase, in seven languages, whether a sentence asks for something."""

from __future__ import annotations

import re
from typing import NamedTuple

from daemon.core.parse.ask_cues import COURTESIES, REPORTED, REQUESTS, WANTS_WORDS
from daemon.core.parse.idle_words import IDLE_QUESTIONS, RHETORIC, SMALL_TALK
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.late import late_pattern
from daemon.core.parse.wordlists import one_of

#: Links, and doubts: "noon (?)".
_NO_WORDS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\(\s{0,3}[?？]{1,5}\s{0,3}\)")
_IN_NO_WORDS = ("://", "www.", "@", "(")
_QUESTION = re.compile(
    r"[?？][\"'”’»)\]!?*_.]{0,4}$|[?？]\s*(?:[:;]-?[)D]|[\U0001f300-\U0001faff])"
)
#: A mark that a broken character set or a doubt left behind: "Juan Jos?" "Calpine: Pete ?".
#: What may stand behind such a mark, besides blanks.
_AT_END = "?？)"
_LOOSE_MARK = re.compile(r"(?:\S\s+|[.,)\]'\"])[?？][?？\s)]*$|[?？][.!]$")
_VERB = (
    "(?:is|are|was|were|am|do|does|did|have|has|had|can|could|will|would|shall|should|may|might)"
)
_SUBJECT = "(?:the|this|that|these|those|there|it|i|you|u|we|he|she|they|any|anyone|your|our|my)"
_ASKING = re.compile(
    one_of(rf"""
    ^\W*(?:[\w']+\W+){{0,3}}?(?:what|when|where|which|who|whom|whose|why|how)(?:'s)?\b
    ^\W*(?:(?:and|but|so|also|then|or|\w{{1,30}},|\w{{1,30}} -+) )?{_VERB}(?:n't)? \w+
    \b{_VERB}(?:n't)? {_SUBJECT}\b
    \b(?:any|anyone|anybody|anything)\b
    (?:^\W*|, )was\b
    \b(?:wer|wen|wem|wann|wo|wohin|woher|wie|warum|wieso|welche[rsmn]?|wieviel)\b
    \b(?:ist|sind|hast|habt|haben|kannst|könnt|können|gibt|geht|passt|soll|sollen|wird|werden)\b
    \b(?:qui|que|quoi|quand|où|comment|pourquoi|quel(?:le)?s?|combien|est-ce|qu)\b
    \b\w+-(?:vous|tu|nous|on|il|elle|ils|elles|je|ce)\b
    \b(?:vous|tu|on (?:peut|se|y|va|fait|a)|d[’']accord|possible|ça)\b
    \b(?:qué|quién|cuándo|dónde|cómo|cuál|cuánto|puedes|podrías|podemos|hay)\b
    """),
    re.IGNORECASE,
)
_BROKEN_MARK = re.compile(r"\b(?!(?:inc|corp|co|ltd|no|etc|jr|sr|\w)\.)\w+\.[?？]$", re.IGNORECASE)
#: `"Is it so?" she said` and a story's end: asked by somebody, of somebody else.
_TOLD_QUESTION = re.compile(r"[?？][\"”»]\W*$")
#: Quoted lines, also where a client escaped the mark.
_QUOTED = re.compile(r"\s*(?:>|&gt;)")
#: Handed on to do: what comes back is the thing done, and no word to the writer.
_DELEGATED = Keyed(
    r"\b(?:can|could|will|would) (?:you|u) (?:\w+ ){0,2}(?:(?:take care of|deal with|look after)\b"
    r"|(?:send|forward|pass|circulate|distribute) (?:this|that|it|these|them|the \w+)"
    r"(?: \w+){0,2} to (?!me\b|us\b|my\b|our\b|both\b))"
)
#: A remark with a question mark: "they're back down?", "I called it?"
_REMARK = re.compile(r"(?:^|[,;] ?)(?:i|they|he|she)(?:['’](?:m|re|ve|s|d|ll))? \w+", re.IGNORECASE)
_YOU = re.compile(
    r"\b(?:you|your|yours|u|ur|y['’]all)\b|\b(?:right|ok|okay|yes|no|correct)\W*$", re.IGNORECASE
)
_IDLE, _RHETORIC, _SMALL_TALK = (
    late_pattern(rf"^\W*{words}\W*[?？]\W*$", re.IGNORECASE)
    for words in (IDLE_QUESTIONS, RHETORIC, SMALL_TALK)
)
#: A talk that was pasted: who says it, and behind that what they say.
_SPOKEN = late_pattern(
    r"\W{0,3}[^\W\d_][\w.,'’() -]{1,40}?(?<!\bI)(?<!\b[Ww]e)(?<!\bich)(?<!\bwir)(?<!\bj[e'’])\s"
    r"(?:says|said|wrote|writes|asks|asked|sagt|sagte|schrieb|schreibt|fragt|fragte|dit|écrit"
    r"|a (?:dit|écrit)|dice|dijo|escribió|scrive|ha scritto|schreef|zegt|disse|escreveu)\s?:\s"
)
_COURTESY = Keyed(COURTESIES)
_REPORTED = Keyed(REPORTED)
_REQUEST = Keyed(REQUESTS)
_WANTS_WORDS = Keyed(WANTS_WORDS)


class Cues(NamedTuple):
    """What the patterns saw in one sentence. `kind` is `question`, `request`, `task` (to be done,
    not answered), or empty; the others say which table matched.
    """

    kind: str
    request: bool = False
    courtesy: bool = False
    reported: bool = False
    idle: bool = False


_NOTHING = Cues("")


def _is_broken(text: str) -> bool:
    return text.endswith((".?", ".？")) and _BROKEN_MARK.search(text) is not None


def _is_loose(text: str) -> bool:
    """Whether the question mark at the end asks nothing."""
    end = len(text)
    while end and (text[end - 1] in _AT_END or text[end - 1].isspace()):
        end -= 1
    # Nothing that begins further before these can reach the end.
    return bool(_LOOSE_MARK.search(text, max(0, end - 2))) and not _ASKING.search(text)


#: "it?s", "Jos?_": an apostrophe or an accented letter that was lost on the way.
_MARK_INSIDE = re.compile(r"[?\ufffd](?<=[^\W\d_].)[^\W\d_]")
_LOST_LETTER = re.compile(r"(?<![\w/=&?.])[^\W\d_]+[?\ufffd][^\W\d_]+\b")


def has_lost_letters(text: str) -> bool:
    """Whether question marks stand where letters were lost, so that one at the end of a sentence
    may be a letter too; addresses of pages do not count.
    """
    return _MARK_INSIDE.search(text) is not None and _LOST_LETTER.search(text) is not None


def is_worded_as_question(sentence: str) -> bool:
    """Whether the words of a sentence ask, whatever mark stands behind them."""
    return bool(_ASKING.search(sentence))


def _is_remark(text: str) -> bool:
    """Whether it only says something that the reader need not confirm."""
    return bool(_REMARK.search(text)) and not _ASKING.search(text) and not _YOU.search(text)


def _is_idle(text: str) -> bool:
    """Whether it is a whole question that nobody answers."""
    return bool(_IDLE.match(text) or _RHETORIC.match(text))


def is_small_talk(sentence: str) -> bool:
    """Whether it is a question by which somebody is kind, and for whose answer they do not wait."""
    return bool(_SMALL_TALK.match(sentence))


def read_cues(sentence: str) -> Cues:
    """The cues of one sentence of at most 2,000 characters; in time linear to it."""
    text = sentence.strip()
    if any(map(text.__contains__, _IN_NO_WORDS)):
        text = _NO_WORDS.sub("", text).strip()
    if len(text) < 4:
        return _NOTHING
    if _QUOTED.match(text):
        return _NOTHING
    has_mark = "?" in text or "？" in text
    if has_mark and (_TOLD_QUESTION.search(text) or _is_broken(text) or _SPOKEN.match(text)):
        return _NOTHING
    if has_mark and _QUESTION.search(text) and not _is_loose(text):
        idle = _is_idle(text) or not any(map(str.isalpha, text)) or _is_remark(text)
        if not idle and _DELEGATED.finds(text):
            return Cues("task", request=True)
        return Cues("" if idle else "question", idle=idle)
    if not _REQUEST.finds(text):  # so few do that the other tables are seldom asked
        return _NOTHING
    courtesy, reported = _COURTESY.finds(text), _REPORTED.finds(text)
    if courtesy or reported:
        return Cues("", courtesy=courtesy, reported=reported)
    return Cues("request" if _WANTS_WORDS.finds(text) else "task", request=True)
