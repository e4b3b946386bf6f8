"""They did what the owner had asked for, and have not heard from them since: thanks are owed."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.durations import days_in_words
from daemon.core.model import Owner, Relationship, Suggestion

KIND = "thanks_owed"
#: Thanks within two days need no reminder, after three weeks they are odd.
LEAST_DAYS, MOST_DAYS = 2, 21


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """Thanks for the latest of what they did, while it is fresh."""
    standing, person = relationship.standing, relationship.person
    if standing is None or standing.kindness is None or standing.kindness.at is None:
        return None
    done, at = standing.kindness, standing.kindness.at
    lapses_at = at + timedelta(days=MOST_DAYS)
    if relationship.gaps or not person.touches_out or now < at + timedelta(days=LEAST_DAYS):
        return None
    if now > lapses_at:
        return None
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"they did what you had asked for, {days_in_words((now - at) / timedelta(days=1))} "
        "ago, and you have not written since",
        act="Thank them, and say what came of it",
        occasion=f"kindness:{done.message_id or done.message_ref}",
        score=45.0,
        evidence=(done,),
        reply_to=done.message_ref,
        expires_at=lapses_at,
        address=person.addresses[0] if person.addresses else "",
        last_mail=at,
        language=relationship.language,
        since=at,
    )
