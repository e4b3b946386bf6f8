"""Decides what a mail about a meeting changes: who may ask, answer and call off, which word is the
last, and that a series which was moved keeps its past (RFC 5546, section 3.2).
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import Literal, NamedTuple

from daemon.core.domains import organisation_domain
from daemon.core.invitations import Notice
from daemon.core.values import dataclass

Side = Literal["", "owner", "person"]


class Answer(NamedTuple):
    """What somebody said, when, about which time of a series (None: about all of it)."""

    at: datetime
    about: datetime | None
    status: str


class CalledOff(NamedTuple):
    """When a meeting, or one time of a series (`about`), was called off, and from which side."""

    at: datetime
    about: datetime | None
    by: Side


@dataclass(slots=True)
class Case:
    """All that was said about one UID, in the order in which it was said. `bases` are the
    invitations that it rests on: one, and before it those of a series that was moved since.
    `is_hearsay` says that no invitation was seen, only an answer or a cancellation.
    """

    bases: list[Notice] = field(default_factory=list)
    is_hearsay: bool = False
    moved: dict[datetime, Notice] = field(default_factory=dict)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    cancelled: list[CalledOff] = field(default_factory=list)
    last: int = 0
    confirmed: bool = False

    def answer(self, email: str, until: datetime, instance: datetime | None) -> Answer | None:
        """The last answer of somebody by `until`, to that time of a series or to all of it."""
        told = [
            one
            for one in self.answers.get(email, ())
            if one.at <= until and one.about in (None, instance)
        ]
        return told[-1] if told else None


def take_notice(case: Case, notice: Notice) -> None:
    """Let one more mail count; they must come in the order in which they were written."""
    meeting = notice.meeting
    host = case.bases[-1].meeting.organizer if case.bases else meeting.organizer
    is_hosts = not host or _speaks_for(notice, host)
    is_request = meeting.method == "REQUEST"
    if meeting.method == "REPLY":
        _take_reply(case, notice)
    elif meeting.method == "CANCEL" or (is_request and meeting.status == "CANCELLED"):
        if is_hosts:
            _take_cancel(case, notice)
    elif is_request and (is_hosts or not case.bases or case.is_hearsay):
        # Somebody else may pass an invitation on, but not change it.
        _take_request(case, notice, is_hosts)


def _speaks_for(notice: Notice, email: str) -> bool:
    """Whether this mail may speak for somebody: it is the owner's, their own or their office's."""
    if notice.outgoing or notice.sender == email:
        return True
    own = organisation_domain(email)
    return bool(own) and own == organisation_domain(notice.sender)


def _take_reply(case: Case, notice: Notice) -> None:
    meeting = notice.meeting
    for email, status in meeting.attendees:
        if len(meeting.attendees) > 1 and email != notice.sender:
            continue  # only whoever writes answers
        if _speaks_for(notice, email):
            answer = Answer(notice.at, meeting.instance, status)
            case.answers.setdefault(email, []).append(answer)
            case.last = notice.message
            case.confirmed |= notice.outgoing
            _take_hearsay(case, notice)


def _take_hearsay(case: Case, notice: Notice) -> None:
    if notice.meeting.start is None or (case.bases and not case.is_hearsay):
        return
    case.bases, case.is_hearsay = [notice], True
    if notice.meeting.instance is not None:
        case.moved[notice.meeting.instance] = notice


def _take_cancel(case: Case, notice: Notice) -> None:
    meeting = notice.meeting
    asked = {email for email, _ in case.bases[-1].meeting.attendees} if case.bases else set()
    named = {email for email, _ in meeting.attendees}
    case.last = notice.message
    if notice.outgoing and meeting.status != "CANCELLED" and named and asked - named:
        # Only these are asked no longer (RFC 5546, section 3.2.5).
        for email in named:
            answer = Answer(notice.at, meeting.instance, "REMOVED")
            case.answers.setdefault(email, []).append(answer)
        return
    by: Side = "owner" if notice.outgoing else "person"
    case.cancelled.append(CalledOff(notice.at, meeting.instance, by))
    _take_hearsay(case, notice)


def _take_request(case: Case, notice: Notice, is_hosts: bool) -> None:
    meeting = notice.meeting
    if meeting.start is None:
        return
    known = case.bases[-1].meeting if case.bases and not case.is_hearsay else None
    is_whole = meeting.instance is None
    if known is not None and is_whole and meeting.sequence < known.sequence:
        return  # an older invitation that came late
    is_moved = known is not None and is_whole and meeting.start != known.start
    for email, status in meeting.attendees if is_hosts else ():
        # A new time asks everybody again; an update without one repeats what they said.
        if status != "NEEDS-ACTION" or is_moved:
            answer = Answer(notice.at, meeting.instance, status)
            case.answers.setdefault(email, []).append(answer)
    if meeting.instance is not None:
        case.moved[meeting.instance] = notice
    if is_whole or known is None:
        keeps_past = is_moved and known is not None and known.recurring
        case.bases = [*(case.bases if keeps_past else ()), notice]
        case.is_hearsay = False
        # Asked again after it was called off: it takes place after all.
        case.cancelled = [one for one in case.cancelled if one.about is not None]
    case.last = notice.message
    case.confirmed |= notice.outgoing
