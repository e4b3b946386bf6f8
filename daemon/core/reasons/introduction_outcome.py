"""An introduction that the owner received came to something, and the introducer does not know."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.introductions import Introduction, IntroductionState
from daemon.core.model import Owner, Relationship, Suggestion

KIND = "introduction_outcome"
#: Earlier there is little to tell, and later nobody remembers.
LEAST_DAYS, MOST_DAYS = 14, 75
_CAME_TO_SOMETHING = (IntroductionState.BOTH_ANSWERED, IntroductionState.MET)


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """A word to the introducer about what came of it."""
    person = relationship.person
    told = [one for one in relationship.introductions if _untold(one, relationship, now)]
    if not told or relationship.gaps:
        return None
    found = max(told, key=lambda one: one.at)
    names = " and ".join(one.called for one in found.others)
    met = found.state is IntroductionState.MET
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"{person.name} introduced you to {names}, you two have "
        f"{'met' if met else 'written to each other'}, and {person.name} has not heard of it",
        act="Tell them what came of it",
        occasion=f"outcome:{found.message_id or found.message_ref}",
        score=44.0,
        evidence=found.evidence,
        expires_at=found.at + timedelta(days=MOST_DAYS),
        address=person.addresses[0] if person.addresses else "",
        last_mail=found.at,
        language=relationship.language,
        aspect="met" if met else "wrote",
        detail=names,
    )


def _untold(one: Introduction, relationship: Relationship, now: datetime) -> bool:
    age = now - one.at
    return (
        one.side == "received"
        and one.introducer.ref == relationship.person.ref
        and one.state in _CAME_TO_SOMETHING
        and one.told_introducer is None
        and timedelta(days=LEAST_DAYS) <= age <= timedelta(days=MOST_DAYS)
    )
