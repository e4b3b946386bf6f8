"""Decides which sentences ask the recipient for something: questions, requests, proposals.

Found in English, German, French, Spanish, Dutch, Italian and Portuguese. Civil phrases that look
like questions, and offers to answer them, are no asks. What the turns of phrase call a request
must, where it is English, not be unlikely to the learned model either.
"""

from __future__ import annotations

import re
from itertools import pairwise

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.ask_rules import (
    has_lost_letters,
    is_small_talk,
    is_worded_as_question,
    read_cues,
)
from daemon.core.parse.intent_model import SURE, reads_english, score_intent
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.sentences import MAX_TEXT, split_sentences
from daemon.core.parse.wordlists import one_of, phrases, words

NAME = "asks"
VERSION = 6
_MAX_FINDINGS = 5
_MAX_QUOTE = 200
#: In sentences: what is longer is no letter to somebody.
_LONG = 40
#: What stands in advertisements and the like, and never in a letter.
_CIRCULAR = phrases("""
    [image]
    unsubscribe
    from this mailing list
    from our mailing list
    privacy policy
    terms of service
    view this email in
    having trouble viewing
    while supplies last
""")
_AT_THE_BEGINNING = 5
_AT_THE_END = 10

#: "Jay, please look at it" in a mail to several people is Jay's to answer.
_TO_SOMEBODY = re.compile(
    r"(?:^|[,;.] |\b(?:or|and) )([A-Z][a-zß-ÿ]{1,20})(?:[,:]? (?i:please|pls|bitte)"
    r"|, (?:can|could|would|will|do|did) you|[,:] you(?:'re| are| may| might| should| need))\b"
)
_ONLY_NAMES = re.compile(r"\W*([A-Z][a-zß-ÿ]+(?:\s?[/,&]\s?[A-Z][a-zß-ÿ]+)*)\W*$")
_NO_NAMES = words("""
    also and so then but if when once again yes no ok okay well hi hello thanks sorry otherwise
    finally first second next just now today tomorrow here attached danke also und dann wenn
    note reminder update action question price when where why how what who all everyone team guys
    folks others comments thoughts really agreed
""")


#: It asks for words that are to come when there are any, not for one now.
_FROM_NOW_ON = Keyed(
    r"\bkeep (?:me|us) (?:posted|informed|updated|advised|apprised|in the (?:loop|picture))\b|"
    r"\bhalt\w* (?:sie )?(?:mich|uns) auf dem laufenden|\btiens-moi au courant|"
    r"\btenez-(?:moi|nous) au courant|\bmant[ée]n(?:me|nos|ganme|game) (?:al tanto|informad[oa]s?)"
)
#: Behind a question: it was no question, or needs no answer any more.
_TAKEN_BACK = re.compile(
    r"\W*"
    + one_of(r"""
    (?:because|nothing|nobody|no one|none|never ?mind|no need|forget it)\b
    i(?:['’]d|['’]ve| had| have)?(?: already)? (?:asked|told) you\b
    (?:that|this|it) was (?:a joke|rhetorical)|just (?:kidding|joking)|(?:found|got) it\b
    (?:weil|niemand|nichts|hat sich erledigt|schon gut)\b
    (?:parce que|laisse tomber|laissez tomber)\b
    (?:porque|nadie|nada|olvídalo)\b
    """),
    re.IGNORECASE,
)


def _is_taken_back(following: str) -> bool:
    """Whether the sentence behind a question answers it or waves it away."""
    return bool(_TAKEN_BACK.match(following)) and not following.rstrip().endswith(("?", "？"))


def _is_for_another(sentence: str, message: ReadMessage) -> bool:
    """Whether the sentence calls somebody by name who is not the owner."""
    if message.outgoing or not message.owner_names or message.recipients < 2:
        return False
    names = set(_TO_SOMEBODY.findall(sentence))
    if (alone := _ONLY_NAMES.match(sentence)) and re.search("[/,&]", alone[1]):
        names.update(re.findall(r"\w+", alone[1]))
    called = {name.lower() for name in names} - _NO_NAMES
    return bool(called) and not called & message.owner_names


def _classify(sentence: str) -> str:
    """`question`, `request`, `task` (to be done, not answered), or empty."""
    cues = read_cues(sentence)
    if cues.kind and _FROM_NOW_ON.finds(sentence):
        return "task"
    if cues.kind == "request" and reads_english(sentence) and score_intent(sentence, cues) < SURE:
        return "task"
    return cues.kind


def _where_asks_stand(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """All of a letter; of an essay, a story or a circular its beginning and its end."""
    if len(sentences) <= _LONG:
        return sentences
    return sentences[:_AT_THE_BEGINNING] + sentences[-_AT_THE_END:]


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `ask` (an answer is expected; `value` says `question` or `request`) and
    `task` (something is to be done, and no word is owed); `quote` is the sentence.
    """
    small = message.new_text[:MAX_TEXT].lower()
    if any(map(small.__contains__, _CIRCULAR)):
        return ()
    findings: list[Finding] = []
    lost = has_lost_letters(message.new_text[:MAX_TEXT])
    sentences = _where_asks_stand(split_sentences(message.new_text))
    for sentence, following in pairwise([*sentences, ""]):
        kind = _classify(sentence)
        if kind == "question" and _is_taken_back(following):
            continue
        if kind == "question" and message.outgoing and is_small_talk(sentence):
            continue
        if kind == "question" and lost and not is_worded_as_question(sentence):
            continue
        if kind and not _is_for_another(sentence, message):
            found = Finding("task" if kind == "task" else "ask", sentence[:_MAX_QUOTE], kind)
            findings.append(found)
            if len(findings) == _MAX_FINDINGS:
                break
    return tuple(findings)
