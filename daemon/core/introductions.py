"""Decides who was introduced to whom in a mail, by whom, and what became of it: made by the owner,
received by them, or between others. And what came of asking the two first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from daemon.core.model import Evidence, Person
from daemon.core.names import plain_letters
from daemon.core.values import dataclass

Side = Literal["made", "received", "between"]
Answer = Literal["not_sent", "waiting", "agreed", "conditional", "declined"]

#: The `ref` of the owner, where they are one of the two.
OWNER = "owner"
#: What happens later than this after an introduction is no answer to it.
OUTCOME_DAYS = 180
#: Nobody has answered, but there is still time.
FRESH_DAYS = 7
#: What is older than this is no open matter.
OPEN_DAYS = 60
_MOST_PEOPLE = 3


class IntroductionState(StrEnum):
    """What became of an introduction, the furthest that is seen."""

    FRESH = "fresh"
    SILENT = "silent"
    ONE_ANSWERED = "one_answered"
    BOTH_ANSWERED = "both_answered"
    MET = "met"


class AskingState(StrEnum):
    """What became of asking first. A no of one ends it, and the other is never told; a yes on a
    condition is none yet: the owner reads it.
    """

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in it. `ref` is a person's, `owner`, or "" for an address that is nobody known."""

    address: str
    name: str = ""
    ref: str = ""

    @property
    def key(self) -> str:
        """What two addresses of one person share."""
        return self.ref or self.address

    @property
    def called(self) -> str:
        """The name, else the address."""
        return self.name or self.address


@dataclass(frozen=True, slots=True)
class PresentingMail:
    """A mail in which a detector read an introduction; `names` are those said in it."""

    message_ref: str
    message_id: str
    thread: str
    at: datetime
    sender: Party
    to: tuple[Party, ...]
    cc: tuple[Party, ...] = ()
    subject: str = ""
    quote: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaterMail:
    """A later mail of one of them. `met` are the words by which they tell that they met somebody,
    `names` the names in those.
    """

    message_ref: str
    message_id: str
    thread: str
    at: datetime
    sender: Party
    to: tuple[Party, ...]
    met: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that took place, the owner's copy of it in `message_ref`, and who was there."""

    at: datetime
    guests: tuple[Party, ...]
    message_ref: str = ""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two people, seldom three, presented to each other. `people` holds the owner where they
    received it; `answered` are those of them who wrote since, `last` their latest mail.
    `told_introducer` is when the owner wrote to the introducer after the two were in touch.
    """

    side: Side
    introducer: Party
    people: tuple[Party, ...]
    at: datetime
    state: IntroductionState
    message_ref: str
    message_id: str = ""
    thread: str = ""
    subject: str = ""
    answered: tuple[Party, ...] = ()
    last: LaterMail | None = None
    told_introducer: datetime | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def ref(self) -> str:
        """How it is called: `introduction:m12`."""
        return f"introduction:{self.message_ref}"

    @property
    def others(self) -> tuple[Party, ...]:
        """The people but for the owner."""
        return tuple(one for one in self.people if one.ref != OWNER)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the two who was asked whether they want to meet the other."""

    party: Party
    answer: Answer
    at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """Two people of whom at least one was asked before anything was sent to both. `other` is the
    second of them, where they are known still; `why` is a sentence that could stand in the mail to
    both, or "", and `language` the one that both write in.
    """

    first: Asked
    second: Asked | None
    pair: tuple[str, str]
    other: Person | None = None
    why: str = ""
    language: str = ""

    @property
    def state(self) -> AskingState:
        """Both must have said yes, and nobody no."""
        answers = [one.answer for one in (self.first, self.second) if one is not None]
        if "declined" in answers:
            return AskingState.DECLINED
        return AskingState.AGREED if answers == ["agreed"] * 2 else AskingState.WAITING


def introduction_waits(one: Introduction, now: datetime) -> str:
    """What is open about it, in words for the owner, or "" where nothing is."""
    age = now - one.at
    if age > timedelta(days=OPEN_DAYS):
        return ""
    if one.side == "received" and OWNER not in {each.ref for each in one.answered}:
        by = one.introducer.called
        return f"{by} introduced you, and you have not written yet"
    if one.side != "made":
        return ""
    if one.state is IntroductionState.FRESH:
        return "You introduced them a few days ago; there is still time"
    if one.state is IntroductionState.SILENT:
        return "You introduced them, and no mail shows what came of it; they may well have talked"
    if one.state is IntroductionState.ONE_ANSWERED:
        return "You introduced them, and one of them has written since"
    return ""


def asking_waits(one: Asking, now: datetime) -> str:
    """The same of a pair that was asked first; a no is never told."""
    if now - one.first.at > timedelta(days=OPEN_DAYS):
        return ""
    if one.state is AskingState.AGREED:
        return "Both said yes: introduce them"
    return "You asked them first, and wait for word" if one.state is AskingState.WAITING else ""


def is_named(party: Party, names: Iterable[str]) -> bool:
    """Whether one of these names is theirs: a word of their name, or of their address."""
    local = party.address.partition("@")[0].replace("_", ".").replace("-", ".")
    own = {plain_letters(word) for word in (*party.name.split(), *local.split("."))}
    return any(plain_letters(name) in own for name in names if len(name) > 1)


def resolve_people(mail: PresentingMail) -> tuple[Side, tuple[Party, ...]] | None:
    """Whose introduction it is and who is introduced; None where that is not plain.

    Names that are said must be those of the readers: who is only spoken of is not introduced.
    """
    to = {one.key: one for one in reversed(mail.to)}
    readers = {one.key: one for one in (*mail.to, *mail.cc) if one.key != mail.sender.key}
    others = [one for key, one in readers.items() if key != OWNER]
    nameless = all(not one.name or "@" in one.name for one in others)
    named = [one for one in others if is_named(one, mail.names)]
    if mail.sender.ref == OWNER:
        side: Side = "made"
        wanted = 2
    elif OWNER in to or (OWNER in readers and len(others) == 1):
        side, wanted = "received", 1
    else:
        side, wanted = "between", 2
    if len(others) == wanted and (named or nameless or not mail.names):
        people = others
    elif wanted < len(others) and len(named) >= wanted:
        people = named
    elif side == "made" and not mail.names:
        people = others
    else:
        return None
    if not wanted <= len(people) <= _MOST_PEOPLE:
        return None
    if side == "received":
        people = [readers[OWNER], *people]
    return side, tuple(people)


def infer_introductions(
    mails: Sequence[PresentingMail],
    later: Sequence[LaterMail],
    meetings: Sequence[HeldMeeting],
    now: datetime,
) -> tuple[Introduction, ...]:
    """All introductions until `now`, newest first; the same people in one thread count once."""
    found: dict[tuple[str, frozenset[str]], Introduction] = {}
    for mail in sorted(mails, key=lambda one: one.at):
        resolved = resolve_people(mail) if mail.at <= now else None
        if resolved is None:
            continue
        side, people = resolved
        key = (mail.thread, frozenset(one.key for one in people))
        if key not in found:
            found[key] = _follow(mail, side, people, later, meetings, now)
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.message_ref), reverse=True))


def _follow(
    mail: PresentingMail,
    side: Side,
    people: tuple[Party, ...],
    later: Sequence[LaterMail],
    meetings: Sequence[HeldMeeting],
    now: datetime,
) -> Introduction:
    """What the two wrote and did after it."""
    keys = {one.key for one in people}
    until = min(now, mail.at + timedelta(days=OUTCOME_DAYS))
    after = [one for one in later if mail.at < one.at <= until]
    theirs = [
        one
        for one in after
        if one.sender.key in keys
        and (one.thread == mail.thread or keys & {to.key for to in one.to} - {one.sender.key, OWNER}
             or (side == "received" and OWNER in {to.key for to in one.to}))
    ]  # fmt: skip
    written = {one.sender.key for one in theirs}
    answered = tuple(one for one in people if one.key in written)
    said = Evidence("the introduction", mail.at, mail.message_ref, mail.message_id, mail.quote)
    evidence = [said]
    evidence += [
        Evidence(f"{one.sender.called} wrote", one.at, one.message_ref,
                 one.message_id)
        for one in _first_of_each(theirs)
    ]  # fmt: skip
    met = _met(mail, people, after, [one for one in meetings if mail.at < one.at <= until])
    if met is not None:
        evidence.append(met)
        state = IntroductionState.MET
    elif len(answered) >= 2:
        state = IntroductionState.BOTH_ANSWERED
    elif answered:
        state = IntroductionState.ONE_ANSWERED
    elif now - mail.at <= timedelta(days=FRESH_DAYS):
        state = IntroductionState.FRESH
    else:
        state = IntroductionState.SILENT
    began = max((one.at for one in _first_of_each(theirs)), default=now)
    return Introduction(
        side=side,
        introducer=mail.sender,
        people=people,
        at=mail.at,
        state=state,
        message_ref=mail.message_ref,
        message_id=mail.message_id,
        thread=mail.thread,
        subject=mail.subject,
        answered=answered,
        last=max(theirs, key=lambda one: one.at, default=None),
        told_introducer=next(
            (
                one.at
                for one in sorted(after, key=lambda one: one.at)
                if one.sender.ref == OWNER
                and one.at > began
                and mail.sender.key in {to.key for to in one.to}
            ),
            None,
        ),
        evidence=tuple(evidence),
    )


def _first_of_each(mails: Iterable[LaterMail]) -> tuple[LaterMail, ...]:
    first: dict[str, LaterMail] = {}
    for one in sorted(mails, key=lambda one: one.at):
        first.setdefault(one.sender.key, one)
    return tuple(first.values())


def _met(
    mail: PresentingMail,
    people: Sequence[Party],
    after: Iterable[LaterMail],
    meetings: Iterable[HeldMeeting],
) -> Evidence | None:
    """The calendar or the words that say that they met."""
    keys = {one.key for one in people} - {OWNER}
    for held in meetings:
        if keys <= {one.key for one in held.guests}:
            return Evidence("they met, says the calendar", held.at, held.message_ref)
    for one in sorted(after, key=lambda one: one.at):
        if not one.met or one.sender.key not in {each.key for each in people}:
            continue
        others = [each for each in people if each.key != one.sender.key]
        # "We had a great call" in this thread means the other one.
        if one.thread == mail.thread or any(is_named(each, one.names) for each in others):
            return Evidence("they met", one.at, one.message_ref, one.message_id, one.met)
    return None
