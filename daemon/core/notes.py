"""Decides what the owner tells in a note to themselves ("coffee with Jane Doe yesterday, she is
looking for a bookkeeper"): touches and facts of whom, and what was not understood. Cautious: a name
that fits two, a day to come or a clause without a known meaning is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from datetime import date

from daemon.core.model import Person
from daemon.core.names import plain_letters
from daemon.core.parse.harmless import clean_line, clean_text
from daemon.core.parse.note_sentences import (
    DAY_TO_COME,
    DENIED,
    FACTS,
    NOT_THERE,
    TOUCHES,
    ends_of,
)
from daemon.core.parse.past_days import find_past_day
from daemon.core.values import dataclass

_MAX_TEXT, _MAX_SENTENCES, _MAX_SENTENCE, _MAX_WORDS = 4_000, 30, 400, 60
_MAX_QUOTE, _MAX_VALUE = 200, 200
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_CLAUSE = re.compile(
    r"\s*[,;]\s*|\s+(?:and|und|et|y|en)\s+(?=(?:she|he|they|her|his|their|sie|er|elle|il|ze|hij)\b)"
    r"|\s+(?:but|aber|mais|pero|maar)\s+",
    re.IGNORECASE,
)
#: A line that long may have been broken by the mail program: what follows belongs to it.
_WRAPPED = re.compile(r"(?<=[^\n]{55}[^.!?\n])[ \t]*\n(?=\S)")
_WHO_THEN = re.compile(r"\b(?:who|she|he|they|sie|er|elle|il|ella|ze|hij)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_OF_THEIRS = re.compile(r"[’']s$")
_SUBJECT = re.compile(r"\s*log\b\s*[:,-]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotedTouch:
    """A touch that the note tells of."""

    person: Person
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class NotedFact:
    """A fact that the note tells of; `kind` is one that `wellkeeper fact` takes."""

    person: Person
    kind: str
    value: str


@dataclass(slots=True)
class Note:
    """What was read in a note; `not_understood` are its words, at most 200 characters each, with
    the reason in brackets where there is one to give; `undated` are touches whose day is not said.
    """

    touches: list[NotedTouch] = field(default_factory=list)
    facts: list[NotedFact] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    undated: list[NotedTouch] = field(default_factory=list)

    def add_touch(self, touch: NotedTouch, *, dated: bool) -> None:
        """One more touch; where the note names its day elsewhere ("log: lunch with Will", "we met
        yesterday"), it is the same one.
        """
        same = (touch.person, touch.kind)
        alike = [one for one in self.touches if (one.person, one.kind) == same]
        if touch in alike or (alike and not dated):
            return
        self.touches = [one for one in self.touches if one not in alike or one not in self.undated]
        self.touches.append(touch)
        if not dated:
            self.undated.append(touch)

    def understood(self) -> tuple[str, ...]:
        """Each touch and fact in words."""
        touches = (
            f"{one.kind.capitalize()} with {one.person.name}, {one.day.day} {one.day:%B %Y}"
            for one in self.touches
        )
        facts = (f"{one.person.name}, {one.kind}: {one.value}" for one in self.facts)
        return (*touches, *facts)


def is_note_subject(subject: str) -> bool:
    """Whether a mail to oneself with this subject is a note."""
    return _SUBJECT.match(subject) is not None


def parse_note(subject: str, text: str, people: Iterable[Person], today: date) -> Note:
    """Read a note. `today` is the day on which it was written; what follows `log` in the subject
    is part of it.
    """
    begin = _SUBJECT.match(subject)
    whole = f"{subject[begin.end() :] if begin else ''}\n{text[:_MAX_TEXT]}"
    names = _Names(people)
    note = Note()
    who: tuple[Person, ...] = ()
    told = _SENTENCE_END.split(_WRAPPED.sub(" ", clean_text(whole)))
    for sentence in list(filter(_WORD.search, told))[:_MAX_SENTENCES]:
        who = _read_sentence(sentence[:_MAX_SENTENCE], names, who, today, note)
    return note


def _read_sentence(
    sentence: str, names: _Names, before: tuple[Person, ...], today: date, note: Note
) -> tuple[Person, ...]:
    """Read one sentence into `note`; whom it was about. "She" is whoever was named last."""
    day = _find_day(sentence, today)
    no_touch = any(said.search(sentence) for said in (DAY_TO_COME, NOT_THERE))
    who = before
    for clause in filter(_WORD.search, _CLAUSE.split(sentence)):
        named, problem = names.find(clause)
        if problem:
            note.not_understood.append(f"{_quote(clause)} ({problem})")
            continue
        who = named or who
        denied = DENIED.search(clause) is not None
        kind = next((kind for kind, said in TOUCHES if said.search(clause)), "")
        touched = bool(kind and who and not no_touch and not denied)
        if touched:
            for one in named or who:
                note.add_touch(NotedTouch(one, kind, day or today), dated=day is not None)
        # "Ran into Bob" tells no interest: beside a touch only "who ..." begins a fact.
        begin = _WHO_THEN.search(clause) if touched else _WORD.search(clause)
        facts = _facts(clause[begin.start() :]) if begin and not denied else ()
        if facts and len(who) == 1:
            found = (NotedFact(who[0], *one) for one in facts)
            note.facts += [one for one in found if one not in note.facts]
        elif not touched and (named or not _only_a_day(clause, today)):
            why = "" if who else " (about whom?)"
            note.not_understood.append(_quote(clause) + (" (of whom?)" if facts and who else why))
    return who


def _quote(clause: str) -> str:
    return clean_line(clause.strip(" .!"), _MAX_QUOTE)


def _facts(clause: str) -> tuple[tuple[str, str], ...]:
    for kind, said in FACTS:
        if found := said.search(clause):
            value = ends_of(found["value"])
            if len(value) > 2:
                return ((kind, value[:_MAX_VALUE]),)
    return ()


# -- days --------------------------------------------------------------------------------------


def _find_day(sentence: str, today: date) -> date | None:
    """The past day that the sentence names: of all runs of up to four words the longest."""
    words = [(one.start(), one.end()) for one in re.finditer(r"[\w’'./-]+", sentence)][:_MAX_WORDS]
    for length in (4, 3, 2, 1):
        for at in range(len(words) - length + 1):
            run = sentence[words[at][0] : words[at + length - 1][1]].rstrip(".")
            # "sat", "sun", "mon" are words too.
            if length == 1 and len(run) < 5:
                continue
            if day := find_past_day(run, today):
                return day
    return None


def _only_a_day(clause: str, today: date) -> bool:
    return find_past_day(clause.strip(" .!"), today) is not None


# -- people ------------------------------------------------------------------------------------


class _Names:
    """Whom names in a sentence mean."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_word: dict[str, list[tuple[Person, tuple[str, ...]]]] = {}
        for person in people:
            words = _words(person.name)
            for word in dict.fromkeys(words):
                if len(word) > 1:
                    self._by_word.setdefault(word, []).append((person, words))

    def find(self, clause: str) -> tuple[tuple[Person, ...], str]:
        """Everybody who is named, and why that is not sure where it is not. A whole name counts
        before a part of one; a part counts only where it is written with a capital.
        """
        found = list(_WORD.finditer(clause))[:_MAX_WORDS]
        folded = _words(clause)[:_MAX_WORDS]
        people: dict[str, Person] = {}
        at = 0
        while at < len(found):
            known = self._by_word.get(folded[at], []) if at < len(folded) else []
            whole = [
                (one, words)
                for one, words in known
                if len(words) > 1 and folded[at : at + len(words)] == words
            ]
            if whole:
                longest = max(len(words) for _, words in whole)
                fitting = [one for one, words in whole if len(words) == longest]
                at += longest
            else:
                capital = found[at][0][:1].isupper()
                fitting = [one for one, _ in known] if capital else []
                at += 1
            if len(fitting) > 1 and not any(one.ref in people for one in fitting):
                return (), f"fits {len(fitting)} people: {', '.join(o.name for o in fitting[:4])}"
            for one in fitting[:1]:
                people.setdefault(one.ref, one)
        return tuple(people.values()), ""


def _words(text: str) -> tuple[str, ...]:
    """The words as names are compared; Bob's is Bob."""
    return tuple(
        plain_letters(_OF_THEIRS.sub("", one[0])).casefold() for one in _WORD.finditer(text)
    )
