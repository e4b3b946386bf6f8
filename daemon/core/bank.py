"""Decides what the owner gave a person and what they asked of them: the deposits and withdrawals of
the relationship bank. Only the owner's own acts are entries; what others ask is a chance to give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from daemon.core.model import Fact, Finding, Gap, Person, Touch
from daemon.core.promise_keeping import Promiser
from daemon.core.promises import Promise, PromiseState
from daemon.core.values import dataclass

EntryKind = Literal["deposit", "withdrawal"]

#: What each deposit weighs. By choice, not measured: what costs thought weighs more than courtesy.
DEPOSITS = {
    "introduction": 3.0,
    "help": 2.0,
    "article": 2.0,
    "gift": 2.0,
    "promise_kept": 1.5,
    "congratulation": 1.0,
    "answer": 0.5,
    "thanks": 0.25,
}
#: And what each ask does.
WITHDRAWALS = {
    "ask_introduction": 3.0,
    "ask_business": 3.0,
    "ask_favour": 2.0,
    "ask_time": 1.0,
}
#: Courtesies never add up to more than this: a hundred short answers earn no introduction.
SMALL = frozenset(("answer", "thanks"))
MOST_OF_SMALL = 1.5
#: Days in which half of it is forgotten, of what was given as of what was asked.
HALF_LIFE_DAYS = 180.0
#: "I will get back to you", kept, weighs no more than an answer.
_KEPT_REPLY = 0.5
#: A question that is answered later than this is not answered by it.
_ANSWER_WITHIN = timedelta(days=30)
_ASKS = frozenset(("ask", "task", "wants_back"))
_DELIVERED = ("delivers", "introduction")
_NO_ANSWER = frozenset(("closer", "promise"))


@dataclass(frozen=True, slots=True)
class BankMail:
    """One mail between the owner and a person. `people` counts the persons whom it is a touch with,
    `recipients` all in To and Cc; `findings` are empty where its words were not read; `thread` is
    the same value for all mails of one thread.
    """

    by: Promiser
    at: datetime
    message_ref: str
    message_id: str = ""
    thread: str = ""
    findings: tuple[Finding, ...] = ()
    people: int = 1
    recipients: int = 1


@dataclass(frozen=True, slots=True)
class History:
    """All that the bank knows of one person: mails, oldest first, other touches, what was promised
    either way, the open gaps, and facts, newest first.
    """

    person: Person
    mails: tuple[BankMail, ...] = ()
    touches: tuple[Touch, ...] = ()
    promises: tuple[Promise, ...] = ()
    gaps: tuple[Gap, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One thing that the owner gave or asked. `what` is a key of `DEPOSITS` or `WITHDRAWALS`,
    `weight` what it weighed on that day; `quote` stands in the mail `message_ref`, and both are
    empty where no mail says it.
    """

    at: datetime
    kind: EntryKind
    what: str
    message_ref: str
    message_id: str
    quote: str
    weight: float


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left of the deposits (`given`) and withdrawals (`asked`) at some moment; `earned` is
    the part of `given` that is more than courtesy. For verdicts only: no view shows these numbers.
    """

    given: float
    asked: float
    earned: float


def infer_entries(history: History, now: datetime) -> tuple[BankEntry, ...]:
    """The entries until `now`, newest first. One mail is one deposit and one withdrawal at most:
    what weighs most of it.
    """
    in_mails = (*_from_mails(history.mails), *_answers(history.mails))
    found = [(one.message_ref, one) for one in in_mails]
    found += [("", one) for one in _from_touches(history.touches)]
    found += _kept_promises(history)
    best: dict[tuple[str, str], BankEntry] = {}
    for number, (given_in, entry) in enumerate(found):
        if entry.at > now:
            continue
        key = (given_in or f"#{number}", entry.kind)
        if key not in best or best[key].weight < entry.weight:
            best[key] = entry
    # Thanks in the mail that asks are manners.
    asking = {ref for ref, kind in best if kind == "withdrawal"}
    kept = (one for one in best.values() if one.what != "thanks" or one.message_ref not in asking)
    return tuple(sorted(kept, key=lambda one: (one.at, one.message_ref), reverse=True))


def weigh_entries(entries: Iterable[BankEntry], now: datetime) -> Balance:
    """What is left of them, each half as heavy after `HALF_LIFE_DAYS`."""
    earned = small = asked = 0.0
    for one in entries:
        left = one.weight * 0.5 ** ((now - one.at) / timedelta(days=HALF_LIFE_DAYS))
        if one.kind == "withdrawal":
            asked += left
        elif one.what in SMALL:
            small += left
        else:
            earned += left
    return Balance(earned + min(small, MOST_OF_SMALL), asked, earned)


def _entry(mail: BankMail, what: str, quote: str) -> BankEntry:
    kind: EntryKind = "deposit" if what in DEPOSITS else "withdrawal"
    weight = DEPOSITS[what] if what in DEPOSITS else WITHDRAWALS[what]
    return BankEntry(mail.at, kind, what, mail.message_ref, mail.message_id, quote, weight)


def _from_mails(mails: Iterable[BankMail]) -> Iterator[BankEntry]:
    """What the owner's own words say. In mail to several people only an introduction is meant for
    each of them.
    """
    for mail in mails:
        if mail.by != "owner":
            continue
        for found in mail.findings:
            if found.kind == "introduction" or (found.kind, found.value) == _DELIVERED:
                if mail.recipients > 1:
                    yield _entry(mail, "introduction", found.quote)
            elif mail.people > 1:
                continue
            elif found.kind == "gift" and found.value in DEPOSITS:
                yield _entry(mail, found.value, found.quote)
            elif found.kind == "favour" and f"ask_{found.value}" in WITHDRAWALS:
                yield _entry(mail, f"ask_{found.value}", found.quote)


def _answers(mails: Iterable[BankMail]) -> Iterator[BankEntry]:
    """The owner's first word after an ask of theirs, in the same thread. To close or to promise is
    no answer yet.
    """
    waiting: dict[str, datetime] = {}
    for mail in sorted(mails, key=lambda one: one.at):
        kinds = {one.kind for one in mail.findings}
        if mail.by == "person":
            if kinds & _ASKS and mail.people == 1 and mail.thread:
                waiting.setdefault(mail.thread, mail.at)
            continue
        if kinds & _NO_ANSWER:
            continue
        asked_at = waiting.pop(mail.thread, None)
        if asked_at is not None and mail.at - asked_at <= _ANSWER_WITHIN:
            yield _entry(mail, "answer", "")


def _from_touches(touches: Iterable[Touch]) -> Iterator[BankEntry]:
    """What mail cannot see, as the owner has noted it."""
    for touch in touches:
        if touch.direction == "out" and (touch.kind in DEPOSITS or touch.kind in WITHDRAWALS):
            mail = BankMail("owner", touch.at, touch.message_ref)
            yield _entry(mail, touch.kind, touch.subject)


def _kept_promises(history: History) -> Iterator[tuple[str, BankEntry]]:
    """With the mail that kept each: that may be a gift of its own, and counts once. The words are
    those of the promise.
    """
    for one in history.promises:
        if one.made_by != "owner" or one.state is not PromiseState.KEPT or one.kept_at is None:
            continue
        mail = BankMail("owner", one.kept_at, one.message_ref, one.message_id)
        entry = _entry(mail, "promise_kept", one.quote)
        yield one.kept_by, replace(entry, weight=_KEPT_REPLY) if one.act == "reply" else entry
