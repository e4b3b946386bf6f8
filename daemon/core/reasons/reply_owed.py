"""They asked the owner something, and the answer is later than is usual between these two."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from daemon.core.durations import days_in_words
from daemon.core.exchange import contacts_since, is_colleague
from daemon.core.model import Circle, Evidence, Gap, Owner, Relationship, Suggestion
from daemon.core.parse.late import late_pattern
from daemon.core.parse.phone_turns import is_left_to_the_phone
from daemon.core.replies import ASKED_ALONE

KIND = "reply_owed"
#: After this many days an answer by mail is no answer any more: say nothing.
LAPSES_AFTER_DAYS = 28
#: What a colleague asked is settled sooner, by other ways than mail.
LAPSES_AMONG_COLLEAGUES_DAYS = 14
#: And sooner still, face to face, where one is in touch all the time.
LAPSES_AMONG_NEAR_COLLEAGUES_DAYS = 7
#: What is to be done for them, and not said at lunch.
_WANTS_DOING = late_pattern(
    r"\b(?:please|pls|plz|kindly|(?:can|could|will|would) (?:you|u)|i(?:['’]d| would) appreciate|"
    r"(?:send|give|get|let|show|tell) me|bitte|k[öo]nn(?:t?est|ten sie|en sie|t ihr)|kannst du|"
    r"s[’']il (?:te|vous) pla[iî]t|merci de|(?:peux|pourrais)-tu|(?:pouvez|pourriez)-vous|"
    r"por favor|(?:puedes?|podr[íi]as?))\b",
    re.IGNORECASE,
)
#: So many mails between two colleagues within a day are a talk; who stops has gone over to a desk.
_TALK_MAILS, _TALK_HOURS = 5, 24
#: Nobody apologises sooner than after so many working days.
_SORRY_AFTER_DAYS = 5
_CLOSENESS = {Circle.INNER: 15.0, Circle.CLOSE: 12.0, Circle.REGULAR: 8.0, Circle.WIDE: 0.0}


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The latest unanswered ask of this person that is overdue for the two of them."""
    overdue = [
        gap
        for gap in relationship.gaps
        if is_due(gap, now)
        and not gap.begun
        and not _overtaken(gap, relationship, owner, now)
        and not _left_to_a_talk(gap, relationship)
    ]
    if not overdue:
        return None
    return suggest_answer(max(overdue, key=lambda one: one.since), relationship)


def is_due(gap: Gap, now: datetime) -> bool:
    """Whether the owner's answer is later than usual, and not so late that none is waited for."""
    return (
        gap.waiting_on == "owner"
        and gap.age_days >= gap.expected_days
        and now - gap.since <= timedelta(days=LAPSES_AFTER_DAYS)
    )


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
        answered=gap.answers,
        language=relationship.language,
    )


def _left_to_a_talk(gap: Gap, relationship: Relationship) -> bool:
    """Whether they asked to be called, in that mail or in their last."""
    since = relationship.last_in is not None and relationship.last_in > gap.since
    return (
        gap.by_phone
        or is_left_to_the_phone(gap.quote)
        or (since and is_left_to_the_phone(relationship.last_subject))
    )


def _overtaken(gap: Gap, relationship: Relationship, owner: Owner, now: datetime) -> bool:
    """Whether they have talked on since, so that a belated answer by mail would surprise: the owner
    has written to them about something else, or they have without asking again. What colleagues
    asked several was somebody else's to answer, and what those who sit near asked in passing is
    answered in passing, unless they want something done for them.
    """
    if any(contacts_since(relationship.exchange, gap.since)):
        return True
    if not is_colleague(relationship.person, owner):
        return False
    of_several = gap.why.startswith("they asked") and gap.why != ASKED_ALONE
    if of_several or _was_a_talk(gap, relationship):
        return True
    near = relationship.person.circle in (Circle.INNER, Circle.CLOSE)
    days = LAPSES_AMONG_NEAR_COLLEAGUES_DAYS if near else LAPSES_AMONG_COLLEAGUES_DAYS
    return now - gap.since > timedelta(days=days) or (near and not _WANTS_DOING.search(gap.quote))


def _was_a_talk(gap: Gap, relationship: Relationship) -> bool:
    """Whether the question was one line of many that went to and fro."""
    known = relationship.exchange
    if known is None:
        return False
    first = gap.since - timedelta(hours=_TALK_HOURS)
    out, theirs = (
        sum(first <= at <= gap.since for at in times) for times in (known.out_at, known.in_at)
    )
    return min(out, theirs) >= 2 and out + theirs >= _TALK_MAILS
