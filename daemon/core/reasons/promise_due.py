"""The owner said that they would do something for this person, the day has come, and nothing shows
that it was done: time to follow through.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from daemon.core.durations import days_in_words
from daemon.core.model import Circle, Owner, Relationship, Suggestion
from daemon.core.promises import LAPSES_AFTER_DAYS, Promise
from daemon.core.worktime import zone_of

KIND = "promise_due"
_CLOSENESS = {Circle.INNER: 12.0, Circle.CLOSE: 10.0, Circle.REGULAR: 6.0, Circle.WIDE: 0.0}
_MAX_WHAT = 90
#: What hangs on something else may never have become due.
_DEPENDS = re.compile(
    r"\b(?:if|unless|once|as soon as|when(?:ever)? (?:you|we|they|i)|falls|sobald|wenn|dès que|"
    r"si|en cuanto|cuando)\b",
    re.IGNORECASE,
)


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The promise of the owner that is due, the latest made where there are several."""
    standing = relationship.standing
    if standing is None:
        return None
    certain = [one for one in standing.promises if not _DEPENDS.search(one.quote)]
    if not certain:
        return None
    promise = max(certain, key=lambda one: (one.made_at, one.ref))
    zone = zone_of(owner)
    due_at = datetime.combine(promise.due_by, time(), zone)
    lapses_at = due_at + timedelta(days=LAPSES_AFTER_DAYS[promise.act])
    person = relationship.person
    days = max(0.0, (now - due_at) / timedelta(days=1))
    number = promise.ref.rpartition(":")[2]
    when = "today" if days < 1 else f"{days_in_words(days)} ago"
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"you promised to “{promise.what}”, and it was due {when}",
        act="Do it, or name the day on which it comes",
        occasion=f"promise:{promise.message_id or promise.message_ref}:{number}",
        score=62.0 + min(8.0, days) + _CLOSENESS[person.circle],
        evidence=promise.evidence,
        reply_to=promise.message_ref,
        quotes=False,
        expires_at=lapses_at,
        address=person.addresses[0] if person.addresses else "",
        last_mail=promise.made_at,
        question=promise.quote,
        is_late=days >= 3,
        language=relationship.language,
        detail=_fit(promise),
        # A mail to them after the day may have kept it in words that nobody can tell.
        since=due_at,
    )


def _fit(promise: Promise) -> str:
    """What was promised, where it can stand after "I said that I would"; else ""."""
    what = promise.what.strip()
    odd = any(mark in what for mark in '"“”()[]<>;:?!…')
    whole = what[:1].islower() and len(what.split()) >= 2 and len(what) <= _MAX_WHAT
    return what if whole and not odd else ""
