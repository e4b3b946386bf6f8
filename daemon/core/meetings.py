"""Decides which meetings took place and with whom: asked, accepted, not cancelled, and over. What
was declined, cancelled or left open is known too, and is no touch (RFC 5546, section 3.2).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from daemon.core.people import organisation_domain
from daemon.core.recurrence import list_occurrences

MeetingState = Literal["held", "coming", "cancelled", "declined", "open"]

#: Above this many invited it is a lecture, and no contact with each of them.
MAX_INVITED = 15
#: Of a series no more than this many last times are told.
MAX_OCCURRENCES = 60
_USUAL = timedelta(hours=1)
_MAX_ATTENDEES = 50


@dataclass(frozen=True, slots=True)
class Meeting:
    """One VEVENT of one mail. Times are aware; an all-day event begins at midnight. `attendees`
    maps addresses to PARTSTAT, rooms left out, at most 50 of the `invited`; `rule` is the RRULE,
    `zone` its IANA zone; `instance` is the time of a series that alone is meant; `floating` says
    that the zone is a guess.
    """

    uid: str
    method: str
    sequence: int = 0
    status: str = ""
    start: datetime | None = None
    end: datetime | None = None
    all_day: bool = False
    summary: str = ""
    organizer: str = ""
    attendees: tuple[tuple[str, str], ...] = ()
    invited: int = 0
    rule: str = ""
    zone: str = ""
    instance: datetime | None = None
    excluded: tuple[datetime, ...] = ()
    floating: bool = False

    @property
    def recurring(self) -> bool:
        """Whether it is a series."""
        return bool(self.rule)


@dataclass(frozen=True, slots=True)
class Notice:
    """One mail about a meeting: when it was written, by whom, and whether by the owner."""

    meeting: Meeting
    at: datetime
    sender: str = ""
    outgoing: bool = False
    message: int = 0


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """What became of one meeting, or of one time of a series. `people` are those who met the owner
    (`held`), or who are expected; `declined` those who said no; `message` is the last mail of it.
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


def write_meeting(meeting: Meeting) -> str:
    """A meeting as the compact JSON that a finding keeps; empty fields are left out."""
    value: dict[str, Any] = {"uid": meeting.uid, "method": meeting.method}
    for name in ("sequence", "status", "all_day", "summary", "organizer", "invited", "rule",
                 "zone", "recurring", "floating"):  # fmt: skip
        if got := getattr(meeting, name):
            value[name] = got
    for name in ("start", "end", "instance"):
        at: datetime | None = getattr(meeting, name)
        if at is not None:
            value[name] = at.isoformat()
    if meeting.attendees:
        value["attendees"] = dict(meeting.attendees[:_MAX_ATTENDEES])
    if meeting.excluded:
        value["excluded"] = [at.isoformat() for at in meeting.excluded]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_meeting(text: str) -> Meeting | None:
    """The meeting in a finding's value, or None where it is none."""
    try:
        value = json.loads(text)
        times: dict[str, Any] = {
            name: datetime.fromisoformat(value[name])
            for name in ("start", "end", "instance")
            if name in value
        }
        plain = {
            name: value[name]
            for name in ("sequence", "status", "all_day", "summary", "organizer", "invited",
                         "rule", "zone", "floating")
            if name in value
        }  # fmt: skip
        return Meeting(
            uid=value["uid"],
            method=value["method"],
            attendees=tuple(value.get("attendees", {}).items()),
            excluded=tuple(datetime.fromisoformat(at) for at in value.get("excluded", ())),
            **times,
            **plain,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


@dataclass(slots=True)
class _Case:
    """All that was said about one UID, in the order in which it was said."""

    base: Notice | None = None
    moved: dict[datetime, Notice] = field(default_factory=dict)
    answers: dict[str, list[tuple[datetime, datetime | None, str]]] = field(default_factory=dict)
    cancelled: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    last: int = 0

    def answer(self, email: str, until: datetime, instance: datetime | None) -> str:
        """The last answer of somebody by `until`, to that time of a series or to all of it."""
        said = ""
        for at, about, status in self.answers.get(email, ()):
            if at <= until and about in (None, instance):
                said = status
        return said


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
    before its end.
    """
    cases: dict[str, _Case] = {}
    for notice in sorted(notices, key=lambda one: one.at):
        _take(cases.setdefault(notice.meeting.uid, _Case()), notice)
    found: list[KnownMeeting] = []
    for case in cases.values():
        if case.base is not None:
            found.extend(_resolve(case, case.base, frozenset(owner), now))
    return tuple(sorted(found, key=lambda one: (one.start, one.uid)))


def _take(case: _Case, notice: Notice) -> None:
    meeting = notice.meeting
    if meeting.method == "CANCEL" or (
        meeting.method == "REQUEST" and meeting.status == "CANCELLED"
    ):
        case.cancelled.append((notice.at, meeting.instance))
        case.last = notice.message
    elif meeting.method == "REQUEST" and meeting.start is not None:
        _take_request(case, notice, meeting)
    elif meeting.method == "REPLY":
        for email, status in meeting.attendees[:1]:
            if _may_answer(notice, email):
                case.answers.setdefault(email, []).append((notice.at, meeting.instance, status))
                case.last = notice.message


def _take_request(case: _Case, notice: Notice, meeting: Meeting) -> None:
    known = case.base.meeting if case.base is not None else None
    if known is not None and meeting.instance is None and meeting.sequence < known.sequence:
        return  # an older invitation that came late
    is_moved = known is not None and meeting.instance is None and meeting.start != known.start
    for email, status in meeting.attendees:
        # A new time asks everybody again; an update without one repeats what they said.
        if status != "NEEDS-ACTION" or is_moved:
            case.answers.setdefault(email, []).append((notice.at, meeting.instance, status))
    if meeting.instance is not None:
        case.moved[meeting.instance] = notice
    if meeting.instance is None or case.base is None:
        case.base = notice
        # Asked again after it was called off: it takes place after all.
        case.cancelled = [one for one in case.cancelled if one[1] is not None]
    case.last = notice.message


def _may_answer(notice: Notice, email: str) -> bool:
    """Whether this mail may speak for that attendee: themselves, or their own office."""
    if notice.outgoing or not notice.sender or notice.sender == email:
        return True
    own = organisation_domain(email)
    return bool(own) and own == organisation_domain(notice.sender)


def _resolve(case: _Case, base: Notice, owner: frozenset[str], now: datetime) -> list[KnownMeeting]:
    meeting = base.meeting
    assert meeting.start is not None
    length = _length(meeting)
    # One time of a series without the series: that time alone.
    rule = meeting.rule if meeting.instance is None else ""
    horizon = now if rule else datetime.max.replace(tzinfo=UTC)
    starts = list_occurrences(meeting.start, rule, meeting.zone, horizon)[-MAX_OCCURRENCES:]
    found = []
    for start in starts:
        instance = start if rule else meeting.instance
        if instance is not None and instance in meeting.excluded:
            continue
        notice = case.moved.get(instance, base) if instance is not None else base
        if notice is not base and notice.meeting.start is not None:
            told, begins, takes = notice.meeting, notice.meeting.start, _length(notice.meeting)
        else:
            told, begins, takes = meeting, start, length
        found.append(_judge(case, told, begins, begins + takes, instance, owner, now))
    return found


def _length(meeting: Meeting) -> timedelta:
    if meeting.start is not None and meeting.end is not None and meeting.end > meeting.start:
        return meeting.end - meeting.start
    return timedelta(days=1) if meeting.all_day else _USUAL


def _judge(
    case: _Case, meeting: Meeting, start: datetime, end: datetime,
    instance: datetime | None, owner: frozenset[str], now: datetime,
) -> KnownMeeting:  # fmt: skip
    until = min(end, now)
    answers = {email: case.answer(email, until, instance) for email in case.answers}
    others = {email: said for email, said in answers.items() if email not in owner}
    own = [said for email, said in answers.items() if email in owner and said]
    is_host = meeting.organizer in owner
    there = [email for email, said in others.items() if said == "ACCEPTED"]
    if meeting.organizer and not is_host and others.get(meeting.organizer) != "DECLINED":
        there.append(meeting.organizer)
    declined = tuple(sorted(email for email, said in others.items() if said == "DECLINED"))
    is_off = any(at < end and about in (None, instance) for at, about in case.cancelled)
    comes = is_host or "ACCEPTED" in own
    state: MeetingState
    if is_off:
        state = "cancelled"
    elif "DECLINED" in own or (not there and declined):
        state = "declined"
    elif not comes or not there or meeting.invited > MAX_INVITED:
        state = "open"
    else:
        state = "held" if end <= now else "coming"
    people = tuple(sorted(set(there))) if state in ("held", "coming") else ()
    return KnownMeeting(
        meeting.uid, state, start, end, meeting.summary, people, declined, meeting.all_day,
        meeting.recurring, case.last,
    )  # fmt: skip
