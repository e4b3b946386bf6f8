"""The owner has asked somebody close for favours, and has given nothing back since: give, before
the next ask.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.durations import days_in_words
from daemon.core.exchange import is_colleague
from daemon.core.model import Circle, Owner, Relationship, Suggestion

KIND = "no_deposit_lately"
#: Days after the ask: sooner it would look like a payment, later it is forgotten.
LEAST_DAYS, MOST_DAYS = 21, 120
#: Somebody whom the owner wrote to within so many days is in no need of another mail.
LATELY_DAYS = 10
_CLOSENESS = {Circle.INNER: 12.0, Circle.CLOSE: 8.0, Circle.REGULAR: 4.0}


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """Something for them, where the last entry in the relationship bank is an ask."""
    standing, person = relationship.standing, relationship.person
    if standing is None or standing.last_asked is None or standing.last_asked.at is None:
        return None
    asked, asked_at, given = standing.last_asked, standing.last_asked.at, standing.last_given
    if is_colleague(person, owner):
        return None  # they ask each other all day long
    if person.circle not in _CLOSENESS or relationship.gaps or not person.touches_in:
        return None
    if given is not None and given.at is not None and given.at >= asked_at:
        return None
    age = (now - asked_at) / timedelta(days=1)
    if not LEAST_DAYS <= age <= MOST_DAYS:
        return None
    need = next((one for one in standing.facts if one.kind == "need"), None)
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"you asked them for something {days_in_words(age)} ago, "
        "and have given nothing since",
        act="Give something, and ask for nothing",
        occasion=f"asked:{asked.message_id or asked_at.date().isoformat()}",
        score=20.0 + _CLOSENESS[person.circle],
        evidence=tuple(one for one in (asked, given) if one is not None),
        expires_at=asked_at + timedelta(days=MOST_DAYS),
        address=person.addresses[0] if person.addresses else "",
        subject=relationship.last_subject,
        last_mail=person.last_touch,
        language=relationship.language,
        question=need.quote if need else "",
        since=now - timedelta(days=LATELY_DAYS),
    )
