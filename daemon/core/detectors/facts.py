"""Decides what a person tells about themselves: needs, offers, interests, events, a new job,
family, and where the two met. Whose fact it is: the sender's; in the owner's own mail only what
is said of "you". High precision: what is unsure is found as `perhaps_need` and `perhaps_offer`,
which only serve to find a pair.
"""

from __future__ import annotations

import re
from itertools import islice

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.fact_words import ABOUT_YOU, DANGLING, DENIED, ENDS, FACTS, FILLERS
from daemon.core.parse.keyed import Keyed, KeyedTable, words_of
from daemon.core.parse.likings import read_likings
from daemon.core.parse.links import may_link
from daemon.core.parse.need_features import is_trade, may_tell
from daemon.core.parse.need_reading import read_told
from daemon.core.parse.newcomers import read_newcomers
from daemon.core.parse.sentences import leave_out_quoted, split_sentences

NAME = "facts"
VERSION = 5
_MAX_FINDINGS, _MAX_LIKINGS = 5, 3
_MAX_QUOTE = 200
_MAX_VALUE = 60
#: Of the words that may name a thing, and those around them.
_MAX_WORDS = 240
_MAX_SENTENCE = 500
#: Nobody tells that much about themselves to that many.
_MAX_TEXT = 6_000
_MAX_RECIPIENTS = 10
_MAX_LINKS = 4

_CAPITAL = "(?-i:[A-ZÀ-Þ])"


def _keyed(table: str) -> tuple[Keyed, ...]:
    """One pattern a line; a line that begins with | or @ goes on with the one before."""
    joined = re.sub(r"\n\s*(?:@|(?=\|))", "", table)
    rules = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        for name, filler in FILLERS.items():
            line = line.replace(name, filler)
        rules.append(Keyed(line.replace("~", _CAPITAL)))
    return tuple(rules)


_FACTS = tuple((kind, KeyedTable(_keyed(table))) for kind, table in FACTS)
_ANY_FACT = KeyedTable.of(table for _, table in _FACTS)
_WANTED = ("need", "offer")
_ABOUT_YOU = tuple((kind, KeyedTable(_keyed(table))) for kind, table in ABOUT_YOU)
_ANY_ABOUT_YOU = KeyedTable.of(table for _, table in _ABOUT_YOU)
_DENIED = re.compile(DENIED, re.IGNORECASE)
_ENDS = re.compile(ENDS, re.IGNORECASE)
_DANGLING = re.compile(DANGLING, re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:–—]|\bbut\b|\baber\b|\bmais\b|\bpero\b|\band\b|\bund\b", re.IGNORECASE)
#: "I'm", "we have just": an event is told by what follows.
_SUBJECT = re.compile(
    r"^(?:i|we)(?:[’'](?:m|re|ve|ll be)| am| are| have| will be)?(?: just)? ", re.IGNORECASE
)
#: "Do you know a good plumber?" tells a need; other questions tell nothing.
_ASKS_FOR = re.compile(
    "know|recommend|think of|suggest|any(?:one|body)|kenn|wei[ßs]t|empfehl|conn"
    "|aur(?:ais|iez)|conoc|sabes",
    re.IGNORECASE,
)
#: Who is looked for is told by what follows.
_ANYBODY = frozenset(
    ("someone", "somebody", "people", "jemanden", "jemand", "quelqu'un", "a alguien")
)
_ANYONE = re.compile(r"(?:some|any)(?:one|body)(?: (?:in|among) (?:[\w-]+ ?){1,3})?", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def _value(kind: str, found: re.Match[str]) -> str:
    told = found.groupdict().get("value") or ""
    end = _ENDS.search(told)
    short = _DANGLING.sub("", told[: end.start()]) if end else told
    if short.lower().rstrip(" ,") in _ANYBODY or _ANYONE.fullmatch(short.strip()):
        short = told
    if kind == "event" or not short:
        at_end = bool(told) and found[0].endswith(told)
        short = _SUBJECT.sub("", found[0].removesuffix(told) + short if at_end else found[0])
    short = " ".join(short.split()).strip(" .,;:!?-–—'\"’”")
    # No word is cut in two.
    return short if len(short) <= _MAX_VALUE else short[: _MAX_VALUE + 1].rpartition(" ")[0]


def _read(sentence: str, outgoing: bool, is_wanting: bool = True) -> tuple[str, str] | None:
    """What the rules read in a sentence; needs and offers only where it `is_wanting`."""
    text = leave_out_quoted(sentence)
    is_question = text.rstrip(" \"”')").endswith("?")
    for kind, patterns in _ABOUT_YOU if outgoing else _FACTS:
        if is_question and kind != "need":
            continue
        # Two thirds of the rules are for these, and three sentences in four have no word of theirs.
        if kind in _WANTED and not is_wanting:
            continue
        for pattern in patterns.that_may_find(text):
            found = pattern.search(text)
            if found is None:
                continue
            clause_at = max(
                (one.end() for one in _CLAUSE.finditer(text, 0, found.start())), default=0
            )
            if is_question and not _ASKS_FOR.search(found[0]):
                continue
            if _DENIED.search(text, clause_at, found.start()):
                continue
            value = _value(kind, found)
            if len(value) > 2 and value.lower() not in _ANYBODY:
                return kind, value
    return None


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `need`, `offer`, `interest`, `event`, `met_at`, `family` and `new_job`;
    `quote` is the sentence, `value` what is needed, liked, where they met, in their own words
    (at most 60 characters). At most five, none twice. Besides what the learned model reads, at most
    four: `perhaps_need` and `perhaps_offer`, whose `value` are words that may name the thing, and
    behind "; " the words around these, both likeliest first; and at most three of
    `perhaps_likes` and `perhaps_goes`, whose `value` names a pastime or a gathering, and of
    `perhaps_new` and `perhaps_home`, whose `value` names a town.
    """
    text = message.new_text
    if message.kind is not MessageKind.PERSONAL or message.recipients > _MAX_RECIPIENTS:
        return ()
    if len(text) > _MAX_TEXT or (may_link(text) and len(_LINK.findall(text)) > _MAX_LINKS):
        return ()
    findings: dict[tuple[str, str], Finding] = {}
    all_said = split_sentences(text)
    sentences = [one for one in all_said if len(one) <= _MAX_SENTENCE and not one.startswith(">")]
    words = [words_of(one) for one in sentences]
    # The owner's own mail is asked for no needs and offers.
    hints = [not message.outgoing and may_tell(one) for one in words]
    ruled: dict[int, str] = {}
    # Three sentences in four have no word of any rule.
    may_tell_any = {*(_ANY_ABOUT_YOU if message.outgoing else _ANY_FACT).among(all_said)}
    for at, sentence in enumerate(sentences):
        if sentence not in may_tell_any:
            continue
        is_wanting = hints[at] or (not message.outgoing and any(map(is_trade, words[at])))
        said = _read(sentence, message.outgoing, is_wanting)
        if said is not None:
            quote = sentence
            # "The mare is lame. Do you know another vet?": what it is for was said before.
            both = f"{sentences[at - 1]} {sentence}" if at else sentence
            if said[0] == "need" and sentence.endswith("?") and len(both) <= _MAX_QUOTE:
                quote = both
            findings.setdefault(said, Finding(said[0], quote[:_MAX_QUOTE], said[1]))
            ruled[at] = said[0]
    shown = tuple(findings.values())[:_MAX_FINDINGS]
    if message.outgoing:
        return shown
    likings = (
        Finding(one.kind, one.quote, one.value)
        for one in (*read_likings(sentences, words), *read_newcomers(sentences, words))
    )
    return (*shown, *_learned(sentences, hints, ruled), *islice(likings, _MAX_LIKINGS))


def _learned(sentences: list[str], hints: list[bool], ruled: dict[int, str]) -> list[Finding]:
    """What the model reads: a phrase that is shown, unless a rule has read the sentence, and the
    words that serve to find a pair.
    """
    found = []
    for one in read_told(sentences, hints):
        plain = {ruled[at] for at in range(one.first, one.last + 1) if at in ruled}
        if one.kind not in plain and not plain.isdisjoint(_WANTED):
            continue  # what a rule has read as the one is not the other
        if one.phrase and not plain:
            found.append(Finding(one.kind, one.quote, one.phrase))
        words = f"{' '.join(one.names)[:_MAX_VALUE]}; {' '.join(one.around)}"
        found.append(Finding(f"perhaps_{one.kind}", one.quote, words[:_MAX_WORDS].strip("; ")))
    return found
