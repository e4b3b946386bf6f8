"""They asked the owner something, and the answer is later than is usual between these two."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from daemon.core.durations import days_in_words
from daemon.core.exchange import contacts_since, is_colleague
from daemon.core.model import Circle, Evidence, Gap, Owner, Relationship, Suggestion
from daemon.core.replies import ASKED_ALONE

KIND = "reply_owed"
#: After this many days an answer by mail is no answer any more: say nothing.
LAPSES_AFTER_DAYS = 35
#: Who asks to be called is not answered by mail, and whether it was done mail does not tell.
_BY_PHONE = re.compile(
    r"\b(?:call|phone|ring) me\b|\bcall (?:us|back)\b|"
    r"\bgive (?:me|us) an? (?:call|ring|buzz|shout)\b|"
    r"\bruf\w* (?:sie )?(?:mich|uns)\b|\bappele[zr]?[ -](?:moi|nous)|\bappelle[ -](?:moi|nous)|"
    r"\brappele?le?z?[ -]moi|\bll[aá]m[ae](?:me|nos)\b",
    re.IGNORECASE,
)
#: Nobody apologises sooner than after so many working days.
_SORRY_AFTER_DAYS = 5
#: Who has written so many times since, about other things, has found the answer elsewhere.
_TALKED_ON = 2
_CLOSENESS = {Circle.INNER: 15.0, Circle.CLOSE: 12.0, Circle.REGULAR: 8.0, Circle.WIDE: 0.0}


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The latest unanswered ask of this person that is overdue for the two of them."""
    overdue = [
        gap
        for gap in relationship.gaps
        if gap.waiting_on == "owner"
        and not gap.begun
        and gap.age_days >= gap.expected_days
        and now - gap.since <= timedelta(days=LAPSES_AFTER_DAYS)
        and not _BY_PHONE.search(gap.quote)
        and not _overtaken(gap, relationship, owner)
    ]
    if not overdue:
        return None
    return suggest_answer(max(overdue, key=lambda one: one.since), relationship)


def suggest_answer(gap: Gap, relationship: Relationship) -> Suggestion:
    """The answer to one open question, whether it is due or not."""
    person = relationship.person
    lateness = min(2.0, gap.age_days / max(gap.expected_days, 1.0) - 1.0)
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"{person.name or gap.address} is waiting for your answer, "
        f"{days_in_words(gap.age_days, 'working day')} now",
        act=f"Answer “{gap.subject or 'their mail'}”",
        occasion=f"message:{gap.message_id or gap.message_ref}",
        score=60.0 + 10.0 * lateness + _CLOSENESS[person.circle],
        evidence=(Evidence(gap.why, gap.since, gap.message_ref, gap.message_id, gap.quote),),
        reply_to=gap.message_ref,
        expires_at=gap.since + timedelta(days=LAPSES_AFTER_DAYS),
        address=gap.address,
        subject=gap.subject,
        last_mail=gap.since,
        question=gap.quote,
        is_late=gap.age_days >= max(_SORRY_AFTER_DAYS, 2 * gap.expected_days),
        language=relationship.language,
    )


def _overtaken(gap: Gap, relationship: Relationship, owner: Owner) -> bool:
    """Whether they have talked on since, so that a belated answer by mail would surprise: the owner
    has written to them about something else, or they have, several times. Colleagues who write
    again at all have met or telephoned, and what they asked several was somebody else's to answer.
    """
    ours, theirs = contacts_since(relationship.exchange, gap.since)
    if not is_colleague(relationship.person, owner):
        return ours > 0 or theirs >= _TALKED_ON
    of_several = gap.why.startswith("they asked") and gap.why != ASKED_ALONE
    return ours > 0 or theirs > 0 or of_several
