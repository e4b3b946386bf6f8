"""Decides which meetings took place and with whom: asked, accepted, not cancelled, and over. What
was declined, cancelled or left open is known too, and is no touch (RFC 5546, section 3.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

from daemon.core.invitations import Meeting, Notice, read_meeting, write_meeting
from daemon.core.meeting_case import Case, Side, take_notice
from daemon.core.recurrence import list_occurrences
from daemon.core.values import dataclass

__all__ = [
    "KnownMeeting", "Meeting", "Notice", "meetings_held", "read_meeting", "resolve_meetings",
    "write_meeting",
]  # fmt: skip

MeetingState = Literal["held", "coming", "cancelled", "declined", "missed", "open"]

#: Above this many invited it is a lecture, and no contact with each of them.
MAX_INVITED = 15
#: Of a series no more than this many last times are told.
MAX_OCCURRENCES = 60
_USUAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """What became of one meeting, or of one time of a series. `people` are those who met the owner
    (`held`), who are expected (`coming`), or who would have come (`cancelled`, `declined`,
    `missed`); `declined` those who said no; `message` is the last mail of it. `called_off_by` says
    who cancelled, declined or missed it, in a mail of `called_off_at`. `confirmed` says that a mail
    of the owner's own (an invitation, an answer) stands behind it, and not only others' word.
    """

    uid: str
    state: MeetingState
    start: datetime
    end: datetime
    summary: str
    people: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    all_day: bool = False
    recurring: bool = False
    message: int = 0
    called_off_by: Side = ""
    called_off_at: datetime | None = None
    confirmed: bool = False


def meetings_held(
    notices: Iterable[Notice], owner: Collection[str], now: datetime
) -> tuple[KnownMeeting, ...]:
    """The meetings that took place, oldest first; `owner` are the owner's addresses."""
    return tuple(one for one in resolve_meetings(notices, owner, now) if one.state == "held")


def resolve_meetings(
    notices: Iterable[Notice], owner: Collection[str], now: datetime
) -> tuple[KnownMeeting, ...]:
    """What became of every meeting that the mails tell of, oldest first. The owner is there when
    they organised it or accepted; the organiser is there; everybody else when they accepted
    before its end. An answer or a cancellation tells of a meeting too where the invitation was
    never mailed (calendars of the web) or is gone.
    """
    cases: dict[str, Case] = {}
    for notice in sorted(notices, key=lambda one: one.at):
        take_notice(cases.setdefault(notice.meeting.uid, Case()), notice)
    found: list[KnownMeeting] = []
    for case in cases.values():
        found.extend(_resolve(case, frozenset(owner), now))
    return tuple(sorted(found, key=lambda one: (one.start, one.uid)))


def _resolve(case: Case, owner: frozenset[str], now: datetime) -> Iterator[KnownMeeting]:
    for number, base in enumerate(case.bases):
        meeting = base.meeting
        until = case.bases[number + 1].at if number + 1 < len(case.bases) else None
        if meeting.instance is not None:
            # Single times of a series that the owner was not asked to as a whole.
            for single, notice in sorted(case.moved.items()):
                yield _judge(case, notice.meeting, notice.meeting.start, single, owner, now)
            continue
        off_at: datetime | None = None
        for start in _starts(meeting, now):
            instance = start if meeting.recurring else None
            if until is not None and start + _length(meeting) > until:
                break
            if instance is not None and instance in meeting.excluded:
                continue
            told = case.moved[instance].meeting if instance in case.moved else meeting
            begins: datetime | None = start if told is meeting else told.start
            known = _judge(case, told, begins, instance, owner, now)
            # A series called off as a whole was called off once, not every week anew.
            if known.called_off_at is None or known.called_off_at != off_at:
                yield known
            off_at = known.called_off_at


def _starts(meeting: Meeting, now: datetime) -> list[datetime]:
    if meeting.start is None:
        return []
    horizon = now if meeting.recurring else datetime.max.replace(tzinfo=UTC)
    return list_occurrences(
        meeting.start, meeting.rule, meeting.zone, horizon, last=MAX_OCCURRENCES
    )


def _length(meeting: Meeting) -> timedelta:
    if meeting.start is not None and meeting.end is not None and meeting.end > meeting.start:
        return meeting.end - meeting.start
    return timedelta(days=1) if meeting.all_day else _USUAL


def _judge(
    case: Case, meeting: Meeting, start: datetime | None, instance: datetime | None,
    owner: frozenset[str], now: datetime,
) -> KnownMeeting:  # fmt: skip
    assert start is not None  # nothing without a time becomes the base of a case
    end = start + _length(meeting)
    answers = {email: case.answer(email, min(end, now), instance) for email in case.answers}
    own = [one for email, one in answers.items() if email in owner and one]
    others = {email: one for email, one in answers.items() if email not in owner and one}
    is_host = meeting.organizer in owner
    there = {email for email, one in others.items() if one.status == "ACCEPTED"}
    declined = {email for email, one in others.items() if one.status == "DECLINED"}
    if meeting.organizer and not is_host and meeting.organizer not in declined:
        there.add(meeting.organizer)
    is_small = meeting.invited <= MAX_INVITED
    comes = is_host or any(one.status == "ACCEPTED" for one in own)
    off = [one for one in case.cancelled if one.at < end and one.about in (None, instance)]
    refused = [one for one in own if one.status == "DECLINED"]
    state: MeetingState = "open"
    by: Side = ""
    at: datetime | None = None
    if off:
        state, by, at = "cancelled", off[0].by, off[0].at
        if is_host and not there:
            there = {email for email, _ in meeting.attendees} - owner - declined
    elif refused:
        state, by, at = "declined", "owner", refused[-1].at
    elif declined and not there:
        state, by, at = "declined", "person", max(others[email].at for email in declined)
    elif comes and there and is_small:
        state = "held" if end <= now else "coming"
    people = tuple(sorted(there)) if state != "open" and is_small else ()
    return KnownMeeting(
        meeting.uid, state, start, end, meeting.summary, people, tuple(sorted(declined)),
        meeting.all_day, meeting.recurring, case.last, by, at, case.confirmed,
    )  # fmt: skip
