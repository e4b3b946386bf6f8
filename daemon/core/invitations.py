"""Decides how an invitation, an answer or a cancellation in one mail is written down: the types,
and the compact JSON that a finding keeps, always short enough for the store.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from daemon.core.values import dataclass

#: What the store keeps of a value, in characters.
MAX_VALUE = 2_000
#: More are a lecture, of which nobody wants to know who came.
MAX_ATTENDEES = 20

_PLAIN = ("sequence", "status", "all_day", "summary", "organizer", "invited", "rule", "zone",
          "floating")  # fmt: skip
_TIMES = ("start", "end", "instance")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One VEVENT of one mail. Times are aware; an all-day event begins at midnight. `attendees`
    maps addresses to PARTSTAT, rooms left out, at most 20 of the `invited`, the owner first where
    known; `rule` is the RRULE, `zone` its IANA zone; `instance` is the time of a series that alone
    is meant; `floating` says that the zone is a guess. `uid`, `summary` and `rule` are at most 255,
    120 and 150 characters, an address 250.
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


def write_meeting(meeting: Meeting) -> str:
    """A meeting as the compact JSON that a finding keeps, at most 2,000 characters: empty fields
    are left out, and so are the last of too many attendees and the oldest exceptions.
    """
    value: dict[str, Any] = {"uid": meeting.uid, "method": meeting.method}
    for name in _PLAIN:
        if got := getattr(meeting, name):
            value[name] = got
    for name in _TIMES:
        at: datetime | None = getattr(meeting, name)
        if at is not None:
            value[name] = at.isoformat()
    room = MAX_VALUE - len(_compact(value)) - len(',"attendees":{},"excluded":[]')
    attendees: dict[str, str] = {}
    for email, status in meeting.attendees[:MAX_ATTENDEES]:
        room -= len(_compact(email)) + len(_compact(status)) + 2
        if room < 0:
            break
        attendees[email] = status
    excluded: list[str] = []
    for at in sorted(meeting.excluded, reverse=True):
        room -= len(at.isoformat()) + 3
        if room < 0:
            break
        excluded.insert(0, at.isoformat())
    if attendees:
        value["attendees"] = attendees
    if excluded:
        value["excluded"] = excluded
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_meeting(text: str) -> Meeting | None:
    """The meeting in a finding's value, or None where it is none."""
    try:
        value = json.loads(text)
        times: dict[str, Any] = {
            name: datetime.fromisoformat(value[name]) for name in _TIMES if name in value
        }
        plain = {name: value[name] for name in _PLAIN if name in value}
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
