"""Somebody has introduced the owner to another, and the owner has not written to that one yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.durations import days_in_words
from daemon.core.introductions import OWNER, Introduction
from daemon.core.model import Owner, Relationship, Suggestion
from daemon.core.names import first_name

KIND = "introduction_received"
#: An introduction that lay longer has lapsed; then a word to the introducer would come first.
LAPSES_AFTER_DAYS = 30
#: Nothing comes before it: two people wait for it at once.
SCORE = 99.0


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """A quick answer to whom the owner was introduced to, with thanks to this person, the
    introducer, who goes to Bcc.
    """
    person = relationship.person
    waiting = [one for one in relationship.introductions if _waits(one, relationship, now)]
    if not waiting:
        return None
    from daemon.core.mail import Address  # late: few were introduced

    found = max(waiting, key=lambda one: one.at)
    others = found.others
    wrote = found.last if found.last is not None and found.last.sender.ref != OWNER else None
    names = " and ".join(one.called for one in others)
    age = days_in_words(max(1.0, (now - found.at) / timedelta(days=1)))
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"{person.name} introduced you to {names} {age} ago, and you have not written yet",
        act=f"Write to {names}, and thank {person.name}, who moves to Bcc",
        occasion=f"introduced:{found.message_id or found.message_ref}",
        score=SCORE,
        evidence=found.evidence,
        # Who has written first is answered; else the introduction itself.
        reply_to=wrote.message_ref if wrote else found.message_ref,
        expires_at=found.at + timedelta(days=LAPSES_AFTER_DAYS),
        address=others[0].address,
        last_mail=wrote.at if wrote else found.at,
        language=relationship.language,
        detail=first_name(person.name, found.introducer.address) or person.name,
        quotes=wrote is None,
        writes_to=tuple(Address(one.address, one.name) for one in others),
        bcc=(Address(found.introducer.address, person.name),),
    )


def _waits(one: Introduction, relationship: Relationship, now: datetime) -> bool:
    return (
        one.side == "received"
        and one.introducer.ref == relationship.person.ref
        and bool(relationship.person.touches_out)
        and now - one.at <= timedelta(days=LAPSES_AFTER_DAYS)
        and OWNER not in {each.ref for each in one.answered}
    )
