"""Two people whom the owner introduced two weeks ago, and nothing was seen of it since."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.introductions import Introduction, IntroductionState
from daemon.core.model import Evidence, Owner, Relationship, Suggestion

KIND = "introduction_follow_up"
#: Not before two weeks, and not when it is long forgotten.
LEAST_DAYS, MOST_DAYS = 14, 60


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """A light word to both: have they found each other? It goes out once, with the first of them,
    and blames nobody: they may well have talked where mail does not see it.
    """
    person = relationship.person
    silent = [one for one in relationship.introductions if _is_silent(one, relationship, now)]
    if not silent:
        return None
    from daemon.core.mail import Address  # late: few were introduced

    found = max(silent, key=lambda one: one.at)
    names = " and ".join(one.called for one in found.people)
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"you introduced {names}, and no mail shows what came of it",
        act="Ask both lightly, or let it go",
        occasion=f"follow-up:{found.message_id or found.message_ref}",
        score=35.0,
        evidence=(*found.evidence, Evidence("they may have talked without you; let it go if so")),
        reply_to=found.message_ref,
        expires_at=found.at + timedelta(days=MOST_DAYS),
        address=found.people[0].address,
        last_mail=found.at,
        language=relationship.language,
        quotes=False,
        detail=names,
        writes_to=tuple(Address(one.address, one.name) for one in found.people),
    )


def _is_silent(one: Introduction, relationship: Relationship, now: datetime) -> bool:
    return (
        one.side == "made"
        and one.people[0].ref == relationship.person.ref
        and one.state is IntroductionState.SILENT
        and timedelta(days=LEAST_DAYS) <= now - one.at <= timedelta(days=MOST_DAYS)
    )
