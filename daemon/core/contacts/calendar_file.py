"""Decides which meetings of an exported calendar took place, by the rules of meetings in mail."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import datetime

from daemon.core.detectors import calendars
from daemon.core.meetings import (
    MAX_INVITED,
    KnownMeeting,
    Notice,
    read_meeting,
    resolve_meetings,
)
from daemon.core.model import ReadMessage
from daemon.core.values import dataclass

_EVENT = re.compile(rb"^BEGIN:VEVENT\s*?$.*?^END:VEVENT\s*?$\n?", re.M | re.S)
_ZONE = re.compile(rb"^BEGIN:VTIMEZONE\s*?$.*?^END:VTIMEZONE\s*?$\n?", re.M | re.S)
_GUESS = re.compile(rb"^X-WR-TIMEZONE:[^\r\n]{1,100}\r?\n", re.M)
_MAX_EVENTS = 50_000


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """How many events a calendar held, and those that were meetings with others."""

    events: int
    meetings: tuple[KnownMeeting, ...]
    problems: tuple[str, ...] = ()


def parse_calendar(content: bytes, owner: Collection[str], now: datetime) -> CalendarFile:
    """`owner` are the owner's addresses. What stands in the owner's calendar without their answer
    counts as theirs only where they organised it or accepted.
    """
    events = _EVENT.findall(content)[:_MAX_EVENTS]
    head = b"".join(_GUESS.findall(content)[:1] + _ZONE.findall(content)[:5])
    notices: list[Notice] = []
    problems: list[str] = []
    for event in events:
        read = list(_read(head + event, owner, now))
        notices.extend(read)
        if not read:
            what = re.search(rb"^SUMMARY[^:\r\n]*:([^\r\n]{0,60})", event, re.M)
            name = what[1].decode("utf-8", "replace").strip() if what else "without a summary"
            problems.append(f"an event that cannot be read: {name}")
    held = [
        one
        for one in resolve_meetings(notices, owner, now)
        if one.state == "held" and one.people and len(one.people) <= MAX_INVITED
    ]
    return CalendarFile(len(events), tuple(held), tuple(problems))


def _read(event: bytes, owner: Collection[str], now: datetime) -> Iterator[Notice]:
    part = b"BEGIN:VCALENDAR\nMETHOD:REQUEST\n" + event + b"END:VCALENDAR\n"
    names = frozenset(email.partition("@")[0] for email in owner)
    message = ReadMessage("", "", outgoing=True, owner_names=names, at=now, calendars=(part,))
    for found in calendars.detect(message):
        meeting = read_meeting(found.value)
        if meeting is not None and meeting.start is not None:
            by_owner = meeting.organizer in owner
            yield Notice(meeting, meeting.start, meeting.organizer, by_owner)
