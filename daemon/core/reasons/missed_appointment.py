"""An appointment did not come about, and there was not a word between the two since: forgive it, or
own it, and offer another time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.model import Evidence, Owner, Relationship, Suggestion

KIND = "missed_appointment"
#: Days after it became known; earlier the other may still write, later it is history.
LEAST_DAYS, MOST_DAYS = 1, 21
_WHO = {
    "owner": "you could not make it",
    "person": "they could not make it",
    "both": "neither of you made it",
}
_KINDS = frozenset(("missed_call", "missed_meeting", "cancelled", "declined"))


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """Another time for the last of the appointments missed in a row, while it is fresh."""
    standing, person = relationship.standing, relationship.person
    if standing is None or not standing.missed.is_silent:
        return None
    missed = standing.missed.appointments[-1]
    lapses_at = missed.known_at + timedelta(days=MOST_DAYS)
    if missed.kind not in _KINDS or relationship.gaps or not person.touches_out:
        return None
    if not max(missed.at, missed.known_at) + timedelta(days=LEAST_DAYS) <= now <= lapses_at:
        return None
    what = "a call" if missed.kind == "missed_call" else "an appointment"
    often = len(standing.missed.appointments)
    times = f", the last of {often} in a row" if often > 1 else ""
    ref = f"m{missed.message}" if missed.message else ""
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"{what} between you did not come about{times}"
        + (f" ({_WHO[missed.who_missed]})" if missed.who_missed else "")
        + ", and there was not a word since",
        act="No reproach: offer another time",
        occasion=f"missed:{missed.at.date().isoformat()}",
        score=52.0,
        evidence=(Evidence("it did not come about", missed.at, ref, "", missed.quote),),
        expires_at=lapses_at,
        address=missed.address or (person.addresses[0] if person.addresses else ""),
        last_mail=missed.at,
        language=relationship.language,
        aspect=missed.who_missed,
        detail="call" if missed.kind == "missed_call" else "meeting",
        since=missed.known_at,
    )
