"""What somebody does, by their offers, title and organisation, and where that stands."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from daemon.core.model import Evidence, Fact
from daemon.core.pairs.matching import Vocabulary, tokenise
from daemon.core.pairs.who import Profile, called, evidence_of
from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass

#: A need that is older than this has found its end without us.
NEED_DAYS = 240
_CUSTOMERS = late_pattern(r"\b(?:for|für|pour|para)\s[^.,;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trade:
    """One thing that somebody does, and how it is said in a sentence. `tokens` are the words of all
    that was said of it, `itself` those of what was cut out of that.
    """

    profile: Profile
    kind: str
    value: str
    tokens: frozenset[str]
    fact: Fact | None = None
    itself: frozenset[str] = frozenset()


def trades_of(profile: Profile, words: Vocabulary) -> list[Trade]:
    """All that they do."""
    person = profile.person
    said: list[tuple[str, str, Fact | None]] = [
        (fact.kind, fact.value, fact) for fact in profile.facts if fact.kind == "offer"
    ]
    said += [("title", person.title, None), ("organisation", person.organisation, None)]
    found = []
    for kind, value, fact in said:
        # The whole sentence of an offer tells more than what was cut out of it; whom it is for is
        # no trade.
        text = f"{value}. {fact.quote}" if fact is not None else value
        tokens = tokenise(without_customers(text), words)
        if tokens:
            found.append(Trade(profile, kind, value, tokens, fact, tokenise(value, words)))
    return found


def without_customers(text: str) -> str:
    """Without the words that say whom a trade is for."""
    return _CUSTOMERS.sub(" ", text)


def is_fresh(need: Fact, now: datetime) -> bool:
    """Whether a need may still be one."""
    return timedelta(0) <= now - need.at < timedelta(days=NEED_DAYS)


def evidence_for(one: Profile, need: Fact, trade: Trade) -> tuple[Evidence, Evidence]:
    """Where the need of one was read, and what the other does."""
    who = trade.profile.person
    if trade.fact is not None:
        does = evidence_of(who, trade.fact)
    else:
        does = Evidence(f"{called(who)}: {trade.kind}, {trade.value}")
    return evidence_of(one.person, need), does
