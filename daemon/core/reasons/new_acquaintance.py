"""Somebody new, whom the owner met or was introduced to: ask about them, then offer a hand, then
follow through, as three steps over the first weeks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.exchange import is_colleague
from daemon.core.model import Owner, Relationship, Suggestion

KIND = "new_acquaintance"
#: Each step: its name, from which day on, until which, and what to do.
STEPS = (
    ("ask", 4, 14, "Ask about them and their work"),
    ("offer", 14, 28, "Offer a hand: an introduction, something to read, an hour"),
    ("follow", 28, 45, "Come back to what they told you, and agree on a time"),
)
#: More than this many touches in the first weeks: they need no help to become acquainted.
MOST_TOUCHES = 8
#: Somebody whom the owner wrote to within so many days is being looked after.
LATELY_DAYS = 5


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The step that is due, for people whom the owner has truly met, both ways, and no colleagues:
    they see each other anyway.
    """
    standing, person = relationship.standing, relationship.person
    if standing is None or standing.met is None or person.first_seen is None:
        return None
    if relationship.gaps or not person.touches_out or not person.touches_in:
        return None
    if person.touches > MOST_TOUCHES or is_colleague(person, owner):
        return None
    day = (now - person.first_seen) / timedelta(days=1)
    step = next((one for one in STEPS if one[1] <= day < one[2]), None)
    if step is None:
        return None
    name, first, last, act = step
    begins_at = person.first_seen + timedelta(days=first)
    return Suggestion(
        kind=KIND,
        person=person,
        reason="you are newly acquainted, and it is your turn to make something of it",
        act=act,
        occasion=f"new:{person.first_seen.date().isoformat()}:{name}",
        score=42.0,
        evidence=(standing.met,),
        expires_at=person.first_seen + timedelta(days=last),
        address=person.addresses[0] if person.addresses else "",
        subject=relationship.last_subject,
        last_mail=person.last_touch,
        language=relationship.language,
        aspect=name,
        since=begins_at - timedelta(days=LATELY_DAYS) if name != "ask" else begins_at,
    )
