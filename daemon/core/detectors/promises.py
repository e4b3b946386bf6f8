"""Decides in which sentences the writer says that they will do something: what, and by when.

Whose promise it is follows from whose mail it is. Questions, offers, hopes, conditions, refusals,
politeness and what others will do are no promises; where unsure, nothing is found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse import promise_cues as cues
from daemon.core.parse.due_dates import DueDate, find_due_date, find_due_dates
from daemon.core.parse.keyed import Keyed, KeyedTable
from daemon.core.parse.promise_words import FOREIGN, Foreign
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import one_of
from daemon.core.values import dataclass

NAME = "promises"
VERSION = 1
_MAX_FINDINGS = 5
_MAX_QUOTE = 200
_MAX_WHAT = 80
_MAX_SENTENCE = 600

#: Written by machines, or by nobody knows whom: nothing is promised in these.
_NO_WORD = (
    MessageKind.BULK, MessageKind.NOTIFICATION, MessageKind.BOUNCE, MessageKind.CALENDAR,
    MessageKind.AUTO_REPLY, MessageKind.DOUBTFUL,
)  # fmt: skip


_SOME_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class _Promised:
    """A promise in a text: where it begins, where its verb does, and whether only a day makes it
    one.
    """

    start: int
    verb: int
    act: str
    needs_day: bool = False


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MAY_PROMISE = _compile(r"ll\b|\bwill\b|\bshall\b|going to|gonna|\bi\b|\bfollow\b|\bme\b")
_QUOTED = re.compile(r"[\"“„«][^\"”“»]{1,300}[\"”“»]?|https?://\S+|\S+@\S+")
_SUBJECT = Keyed(cues.SUBJECT)
_NO_SUBJECT = Keyed(cues.NO_SUBJECT)
_CONTINUED = Keyed(cues.CONTINUED)
_LET_ME = Keyed(cues.LET_ME)
_WITH_DAY = Keyed(cues.WITH_DAY)
_YOU_WILL = Keyed(cues.YOU_WILL)
_FOLLOWS = Keyed(cues.FOLLOWS)
_PROMISES = KeyedTable((_SUBJECT, _NO_SUBJECT, _CONTINUED, _LET_ME, _WITH_DAY, _YOU_WILL, _FOLLOWS))
_FOREIGN = tuple(
    (one, Keyed("|".join(part for _, act, _ in one.acts for part in act.parts.values())))
    for one in FOREIGN
)
_ANY_FOREIGN = KeyedTable([any_act for _, any_act in _FOREIGN])
_ACTS = tuple((act, _compile(verbs + r"\b")) for act, verbs in cues.ACTS)
#: In a sentence without what stands between quotation marks stands no word more.
_ANY = KeyedTable.of((_PROMISES, _ANY_FOREIGN))
_COMMA = re.compile(r"[,.;:!?]")
_MAX_LEAD = 12
_GERUND = _compile(r"(?:be\s)?([a-z-]{2,12})ing\b")
_NOT_SAID = _compile(rf"\b{cues.NOT_SAID}\s*$")
_CONDITION = _compile(cues.CONDITION)
_DEPENDS = _compile(cues.DEPENDS)
_REPORTS = _compile(cues.REPORTS)
_NEVER = _compile(cues.NEVER)
_INVITES = _compile(cues.INVITES)
_ANYTHING = _compile(cues.ANYTHING)
_ONCE_KNOWN = _compile(cues.ONCE_KNOWN)
_COMPLETES = _compile(r"have|finish|complete")
_INTENDS = _compile(r"going to|gonna")
_LAST_SUBJECT = _compile(r"\b(i|i[’']m|i[’']ve|we|he|she|they|who|which)\b")
_TO_YOU = _compile(r"\byour?s?\b|\byou[’']|\bu\b")
_WE_DO = _compile(r"(?:check|look into|find out|take care|investigate|work on|fix)")
_CLAUSE_END = re.compile(
    r"(?<!\d)\.(?=\s+[^\W\d]|\s*$)|[;!?…]|\.\.| [-–—]{1,2} "
    r"|, (?=(?:i|we|once|if|when|as soon|so)\b)"
    r"|,? (?:but|because|since|although|though|so that|otherwise|which)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:…]|\.\.|\bbut\b| [-–—]{1,2} |\bso\b,?", re.IGNORECASE)


def _act_at(text: str, start: int) -> tuple[str, int]:
    """`(act, end)` of the verb that stands there; the act is empty where it is none of ours."""
    for act, verbs in _ACTS:
        found = verbs.match(text, start)
        if found:
            return act, found.end()
    return "", start


def _act_of(text: str, found: re.Match[str]) -> tuple[str, int]:
    """The same for what follows "will", where "be sending" stands for "send"."""
    act, end = _act_at(text, found.end())
    gerund = _GERUND.match(text, found.end()) if not act else None
    if gerund is None:
        return act, end
    stem = gerund[1]
    for plain in (stem, stem + "e", stem[:-1]):
        act, end = _act_at(plain + text[gerund.end() :], 0)
        if act:
            return act, end - len(plain) + gerund.end()
    return "", found.end()


def _is_meant(text: str, start: int, act: str, end: int) -> bool:
    """Whether nothing before or after takes the promise back."""
    clause_at = max((found.end() for found in _BREAK.finditer(text, 0, start)), default=0)
    before, after = text[clause_at:start], text[end:]
    if _NOT_SAID.search(before):
        return False
    # "If I hear anything I'll let you know", and the other way round, is told either way.
    told_once_known = act == "reply" and (
        _ONCE_KNOWN.match(after) is not None
        or (_REPORTS.search(before) is not None and not _DEPENDS.search(before))
    )
    if not told_once_known and (_CONDITION.search(before) or _INVITES.search(before)):
        return False
    if _NEVER.search(text[start:]):
        return False
    depends = _DEPENDS.search(after)
    return not depends or (
        act == "reply" and _REPORTS.match(depends[0]) is not None and "if you" not in depends[0]
    )


def _english(text: str) -> Iterator[_Promised]:
    """Each promise that an English sentence makes."""
    for found in _SUBJECT.finditer(text):
        act, end = _act_of(text, found)
        if not act and found["who"].lower() == "i" and _ANYTHING.match(text, found.end()):
            act, end = "other", found.end()
        clause = text[found.end() : _clause_end(text, end)]
        speaks_to_you = _TO_YOU.search(clause) is not None
        needs_day = False
        if act and found["who"].lower() == "we":
            concerns_you = speaks_to_you or act in ("reply", "introduce")
            if not concerns_you and not (act == "other" and _WE_DO.match(clause)):
                act = ""
        elif act == "other" and _INTENDS.search(found[0]):
            # "I'm going to paint it" is a plan, unless it is for the reader.
            needs_day = not speaks_to_you
        if act and _is_meant(text, found.start(), act, end):
            yield _Promised(found.start(), found.end(), act, needs_day)
    for pattern in (_NO_SUBJECT, _CONTINUED, _LET_ME):
        for found in pattern.finditer(text):
            act, end = _act_of(text, found)
            if not act or not _is_meant(text, found.start(), act, end):
                continue
            if pattern is _CONTINUED and not _is_mine(text[: found.start()]):
                continue
            yield _Promised(found.start(), found.end(), act)
    for found in _FOLLOWS.finditer(text):
        yield _Promised(found.start(), found.start(), "send")
    for found in _WITH_DAY.finditer(text):
        act, end = _act_of(text, found)
        if act == "other" and not _COMPLETES.match(text, found.end()):
            continue
        if act and _is_meant(text, found.start(), act, end):
            yield _Promised(found.start(), found.end(), act, needs_day=True)
    for found in _YOU_WILL.finditer(text):
        act = "reply" if "hear" in found[0].lower() else "send"
        if _is_meant(text, found.start(), act, found.end()):
            yield _Promised(found.start(), found.start(), act, needs_day=True)


def _is_mine(before: str) -> bool:
    """Whether the last one who does something in these words is the writer."""
    subjects = _LAST_SUBJECT.findall(before)
    return bool(subjects) and subjects[-1].lower()[:2] in ("i", "i'", "i’", "we")


def _foreign(text: str, delivers: bool) -> Iterator[_Promised]:
    """The promise that a sentence makes in another language, at most one a language."""
    if not _ANY_FOREIGN.may_find(text):
        return
    for language, any_act in _FOREIGN:
        if not any_act.may_find(text):
            continue
        if language.hint.finds(text) and not language.refuses.finds(text):
            found = _in(language, text, delivers or language.delivers.search(text) is not None)
            if found:
                yield found


def _in(language: Foreign, text: str, delivers: bool) -> _Promised | None:
    for act, pattern, certainty in language.acts:
        found = pattern.search(text)
        if found is None or language.condition.search(text[: found.start()]):
            continue
        if language.depends.search(text, found.end()):
            continue
        is_open = certainty == "open" or language.later.search(text) is not None
        if certainty == "sure" or (is_open and not delivers):
            return _Promised(found.start(), _clause_start(text, found.start()), act)
        if _due(text, found.start(), found.start(), _SOME_DAY, "") and not delivers:
            return _Promised(found.start(), _clause_start(text, found.start()), act)
    return None


def _due(text: str, start: int, verb: int, at: date, region: str) -> DueDate | None:
    """The day that is said with the promise: in its clause, or right before it."""
    for before in find_due_dates(text[:start], at, region):
        # "On Monday, I'll": nothing but the day between the last comma and the promise.
        lead = _COMMA.split(text[: before.start])[-1]
        if len(lead) <= _MAX_LEAD and not text[before.end : start].strip(" ,–-"):
            return before
    found = find_due_date(text[verb : _clause_end(text, verb)], at, region)
    return DueDate(found.day, found.start + verb, found.end + verb) if found else None


def _clause_start(text: str, before: int) -> int:
    return max((found.end() for found in _CLAUSE_END.finditer(text, 0, before)), default=0)


def _clause_end(text: str, start: int) -> int:
    found = _CLAUSE_END.search(text, start)
    return found.start() if found else len(text)


def _what(text: str, start: int, due: DueDate | None) -> str:
    """The words of the act, without the day."""
    end = _clause_end(text, start)
    words = text[start:end]
    if due and start <= due.start < end:
        words = _LEADS_TO_DAY.sub("", text[start : due.start]) + " " + text[due.end : end]
    words = _BEING.sub("", " ".join(words.split()).replace(" ,", ","))
    return words.strip(" ,.-–—:")[:_MAX_WHAT].rstrip()


_BEING = _compile(r"^be (?=[a-z-]+ing\b)")
_LEADS_TO_DAY = _compile(
    r"\s"
    + one_of(r"""
    (?:by|on|until|till|before|at|no later than|sometime|some time|no later then)
    (?:bis|am|bis zum|spätestens|bis spätestens|vor|im|in der)
    (?:d[’']ici(?: à)?|avant|le|au plus tard|dans)
    (?:el|antes del|para el|a más tardar|hasta el)
    (?:entro|op|voor|tegen|até|na)
""")
    + r"\s*$"
)


def _read(sentence: str, message: ReadMessage) -> Finding | None:
    if len(sentence) > _MAX_SENTENCE or sentence.startswith((">", "&gt;")):
        return None
    if sentence.rstrip(" \"”')").endswith("?"):
        return None
    text = _QUOTED.sub(" … ", sentence)
    delivers = message.has_attachment or text != sentence
    may_promise = _PROMISES.may_find(text) and _MAY_PROMISE.search(text)
    promised = list(_english(text)) if may_promise else []
    for one in promised or _foreign(text, delivers):
        # Without a date of writing a day cannot be told, but that there is one can be.
        due = _due(text, one.start, one.verb, message.at or _SOME_DAY, message.region)
        if one.needs_day and due is None:
            continue
        value = {"what": _what(text, one.verb, due)}
        if due is not None and message.at is not None:
            value["due"] = due.day.isoformat()
        value["act"] = one.act
        return Finding("promise", sentence[:_MAX_QUOTE], json.dumps(value, ensure_ascii=False))
    return None


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `promise`; `quote` is the sentence, `value` JSON with `what` (words), `due`
    (ISO date, only where the words name a day) and `act` (`send`, `call`, `introduce`, `reply` or
    `other`). At most five.
    """
    if message.kind in _NO_WORD:
        return ()
    findings: list[Finding] = []
    for sentence in _ANY.among(split_sentences(message.new_text)):
        found = _read(sentence, message)
        if found is not None:
            findings.append(found)
            if len(findings) == _MAX_FINDINGS:
                break
    return tuple(findings)
