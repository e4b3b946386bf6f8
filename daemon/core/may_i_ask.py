"""Decides whether the owner has earned asking a person for something: go ahead, give first, or
reconnect first, why, and what there is to give. Cautious; where little is known it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from daemon.core.bank import SMALL, BankEntry, History, infer_entries, weigh_entries
from daemon.core.durations import days_in_words
from daemon.core.model import Circle, Evidence
from daemon.core.promises import PromiseState
from daemon.core.reasons.promise_due import binds
from daemon.core.values import dataclass

Verdict = Literal["go ahead", "give first", "reconnect first"]

#: Days without a word from them after which one says hello before one asks.
QUIET_DAYS = {Circle.INNER: 60, Circle.CLOSE: 90, Circle.REGULAR: 180, Circle.WIDE: 270}
#: Who writes seldom may be quiet for so many of their usual pauses.
_PAUSES = 2.0
#: So much of what was given must be left over what was asked.
_LEAST_SURPLUS = 0.5
#: What is left of an ask that is forgotten.
_FORGOTTEN = 0.25
#: Days in which one does not ask twice, unless something was given in between.
_BREATH_DAYS = 14
#: Days of contact, each way and in the last half year, that make two who are in touch.
_LIVELY = 3
_LIVELY_DAYS = 180
#: Fewer entries than this say little.
_THIN = 2
_MOST_CHANCES = 4
#: How old in days a fact may be of which something can be made.
_FRESH_DAYS = {"need": 180, "new_job": 90, "event": 60, "family": 60, "interest": 730}

#: What an entry is called, after "you gave" or "you asked for".
WORDS = {
    "introduction": "an introduction",
    "help": "help",
    "article": "something to read",
    "gift": "a gift",
    "promise_kept": "what you had promised",
    "congratulation": "congratulations",
    "answer": "an answer",
    "thanks": "thanks",
    "ask_introduction": "an introduction",
    "ask_business": "business",
    "ask_favour": "a favour",
    "ask_time": "time",
}


@dataclass(frozen=True, slots=True)
class Chance:
    """Something that the owner could give this person now, and what it rests on."""

    what: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class MayIAsk:
    """The answer. `why` are sentences; `evidence` the mails that they rest on; `give` what to give,
    the most urgent first; `is_thin` says that mail shows too little to be sure.
    """

    verdict: Verdict
    why: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    give: tuple[Chance, ...]
    is_thin: bool


def may_i_ask(history: History, now: datetime) -> MayIAsk:
    """Whether the owner may ask this person for something at `now`."""
    entries = infer_entries(history, now)
    chances = tuple(_chances(history, entries, now))[:_MOST_CHANCES]
    verdict, why, shown = _decide(history, entries, now)
    solid = [one for one in entries if one.what not in SMALL]
    # What one owes and how long two were silent is known, however little else is.
    is_known = bool(_owed(history) or (verdict == "reconnect first" and history.person.touches_in))
    is_thin = len(solid) < _THIN and not is_known
    if verdict != "go ahead" and not chances:
        chances = (Chance("Ask how they are, and listen for what they need"),)
    evidence = tuple(_evidence(one) for one in shown)
    return MayIAsk(verdict, tuple(why), evidence, chances, is_thin)


def _decide(
    history: History, entries: Sequence[BankEntry], now: datetime
) -> tuple[Verdict, list[str], Sequence[BankEntry]]:
    """The verdict, why, and the entries that it rests on."""
    silence = _silence(history, now)
    if silence:
        return "reconnect first", [silence], ()
    owed = _owed(history)
    if owed:
        return "give first", owed, ()
    balance = weigh_entries(entries, now)
    asks = [one for one in entries if one.kind == "withdrawal"]
    gifts = [one for one in entries if one.kind == "deposit"]
    if balance.asked < _FORGOTTEN:
        if balance.earned >= _LEAST_SURPLUS:
            best = [one for one in gifts if one.what not in SMALL]
            why = f"You last gave {_said(best[0], now)}, and have asked for nothing lately."
            return "go ahead", [why], best[:3]
        if _is_lively(history, now):
            why = "You are in touch both ways, and you have asked for nothing lately."
            return "go ahead", [why], gifts[:3]
        why = "Mail does not show that you gave them anything lately."
        return "give first", [why], gifts[:3]
    last = asks[0]
    since = [one for one in gifts if one.at > last.at and one.what != "thanks"]
    why = f"You asked for {_said(last, now)}"
    if (now - last.at) / timedelta(days=1) <= _BREATH_DAYS and not since:
        return "give first", [f"{why}, and have given nothing since."], asks[:3]
    if balance.given - balance.asked >= _LEAST_SURPLUS:
        gift = max(gifts, key=lambda one: (one.weight, one.at))
        why = f"{why}, and what you gave outweighs it: {_said(gift, now)}, for one."
        return "go ahead", [why], [gift, *asks[:2]]
    if len(asks) > 1:
        why = f"{why}, not for the first time"
    if not since:
        return "give first", [f"{why}; mail shows nothing given since but thanks."], asks[:3]
    return "give first", [f"{why}; what you gave weighs less."], asks[:3]


def _said(entry: BankEntry, now: datetime) -> str:
    """`a favour (6 weeks ago)`."""
    days = (now - entry.at) / timedelta(days=1)
    return f"{WORDS[entry.what]} ({days_in_words(days)} ago)" if days >= 1 else WORDS[entry.what]


def _silence(history: History, now: datetime) -> str:
    """Why the two should first be in touch again, or ""."""
    heard = _contacts(history, now)
    person = history.person
    if not heard and person.touches_in + person.touches_both == 0:
        return "Nothing from them is known yet, so there is nothing to build on."
    if not heard:
        return "You have not been in touch for years."
    limit = max(QUIET_DAYS[person.circle], _PAUSES * (person.cadence_days or 0.0))
    days = (now - max(heard)) / timedelta(days=1)
    if days <= limit:
        return ""
    own = (one.at for one in history.mails if one.by == "owner" and one.at <= now)
    if (now - max((*heard, *own))) / timedelta(days=1) <= limit:
        return f"You last heard from them {days_in_words(days)} ago."
    return f"The last word between you is {days_in_words(days)} old."


def _contacts(history: History, now: datetime) -> list[datetime]:
    """When they wrote, or the two met."""
    mails = [one.at for one in history.mails if one.by == "person"]
    met = [one.at for one in history.touches if one.direction in ("in", "both")]
    return [at for at in (*mails, *met) if at <= now]


def _owed(history: History) -> list[str]:
    """What the owner should bring before they ask: an answer, a promise."""
    owed = [
        f"They wait for your answer to “{gap.subject}”."
        for gap in history.gaps
        if gap.waiting_on == "owner" and not gap.begun and gap.age_days >= gap.expected_days
    ]
    owed += [
        f"You said that you would do this: “{one.what}”."
        for one in history.promises
        if one.made_by == "owner" and one.state is PromiseState.DUE and binds(one)
    ]
    return owed


def _is_lively(history: History, now: datetime) -> bool:
    since = now - timedelta(days=_LIVELY_DAYS)
    theirs = {at.date() for at in _contacts(history, now) if at > since}
    own = {one.at.date() for one in history.mails if one.by == "owner" and since < one.at <= now}
    return min(len(theirs), len(own)) >= _LIVELY


def _chances(history: History, entries: Sequence[BankEntry], now: datetime) -> Iterator[Chance]:
    """What could be given, what is owed first."""
    for gap in history.gaps:
        if gap.waiting_on == "owner" and not gap.begun:
            evidence = Evidence("they asked", gap.since, gap.message_ref, gap.message_id, gap.quote)
            yield Chance(f"Answer “{gap.subject}”", evidence)
    for one in history.promises:
        is_open = one.state in (PromiseState.DUE, PromiseState.OPEN)
        if one.made_by == "owner" and is_open and binds(one):
            yield Chance(f"Do what you promised: “{one.what}”", one.evidence[0])
    congratulated = [one.at for one in entries if one.what == "congratulation"]
    for kind, act in (
        ("new_job", "Congratulate them on the new job"),
        ("event", "Say a word about it: {}"),
        ("family", "Ask after the family: {}"),
        ("need", "Help them to find what they need: {}"),
        ("interest", "Send them something about {}"),
    ):
        for fact in history.facts:
            age = (now - fact.at) / timedelta(days=1)
            if fact.kind != kind or not 0 <= age <= _FRESH_DAYS[kind]:
                continue
            if kind in ("new_job", "event") and any(at >= fact.at for at in congratulated):
                continue
            said = Evidence("they said", fact.at, fact.message_ref, fact.message_id, fact.quote)
            yield Chance(act.format(fact.value), said)
            break


def _evidence(entry: BankEntry) -> Evidence:
    verb = "you gave" if entry.kind == "deposit" else "you asked for"
    what = f"{verb} {WORDS[entry.what]}"
    return Evidence(what, entry.at, entry.message_ref, entry.message_id, entry.quote)
