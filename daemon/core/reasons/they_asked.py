"""They gave the owner alone something to do, and not a word has gone back since: no question waits,
but a sign that it is done or under way is due.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from daemon.core.durations import days_in_words
from daemon.core.exchange import is_colleague
from daemon.core.model import Circle, Owner, Relationship, Suggestion
from daemon.core.parse.late import late_pattern
from daemon.core.worktime import working_days_between

KIND = "they_asked"
#: Working days in which a task is quietly done, and in which it is forgotten by both.
LEAST_DAYS, MOST_DAYS = 4, 20
LAPSES_AFTER_DAYS = 30
#: Said so, it is meant for the owner to do; "let's talk next week" is not.
_SURELY = late_pattern(
    r"\b(?:please|pls|plz|bitte|s[’']il (?:te|vous) pla[iî]t|merci de|por favor)\b", re.IGNORECASE
)
#: What begins all that it finds in a text without accents.
_BEGINS = ("please", "pls", "plz", "bitte", "s'il", "merci de", "por favor")
_CLOSENESS = {Circle.INNER: 12.0, Circle.CLOSE: 9.0, Circle.REGULAR: 5.0}
#: Whose tasks are no errands.
CIRCLES = frozenset(_CLOSENESS)


def is_meant_to_be_done(quote: str) -> bool:
    """Whether these words give the owner something to do."""
    begins = [0]
    if quote.isascii():
        small = quote.lower()
        begins = [small.find(one) for one in _BEGINS if one in small]
    return bool(begins) and _SURELY.search(quote, min(begins)) is not None


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """Their latest task without a word since. Strangers' tasks are mostly errands: none."""
    standing, person = relationship.standing, relationship.person
    if standing is None or standing.task is None or standing.task.at is None:
        return None
    task, asked_at = standing.task, standing.task.at
    if not is_meant_to_be_done(task.quote):
        return None
    if is_colleague(person, owner):
        return None  # they see that it is done, or ask at lunch
    if person.circle not in CIRCLES or relationship.gaps or not person.touches_out:
        return None
    if not LEAST_DAYS <= working_days_between(asked_at, now, owner) <= MOST_DAYS:
        return None
    if relationship.last_in is not None and relationship.last_in > asked_at:
        return None  # they have written again: what they say now counts
    days = days_in_words((now - asked_at) / timedelta(days=1))
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"they asked you to do something {days} ago, and you have not written since",
        act="Say that it is done, or when it will be",
        occasion=f"task:{task.message_id or task.message_ref}",
        score=40.0 + _CLOSENESS[person.circle],
        evidence=(task,),
        reply_to=task.message_ref,
        expires_at=asked_at + timedelta(days=LAPSES_AFTER_DAYS),
        address=person.addresses[0] if person.addresses else "",
        last_mail=asked_at,
        question=task.quote,
        language=relationship.language,
        since=asked_at,
    )
