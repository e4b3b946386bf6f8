"""Decides what a text/calendar part says: which meeting, when, who is asked, who answered what.
A calendar that cannot be read says nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any

from daemon.core.invitations import MAX_ATTENDEES, Meeting, write_meeting
from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.calendar_lines import CalendarLines, split_calendar
from daemon.core.parse.harmless import clean_line

if TYPE_CHECKING:
    from icalendar import Event

NAME = "calendars"
VERSION = 1

_MAX_PARTS = 4
_MAX_FINDINGS = 20
_MAX_EXCLUDED = 50
_METHODS = frozenset(
    ("REQUEST", "REPLY", "CANCEL", "PUBLISH", "COUNTER", "DECLINECOUNTER", "ADD", "REFRESH")
)
_ADDRESS = re.compile(r"[^\s@<>,;:\"'\\]{1,100}@[^\s@<>,;:\"'\\]{1,149}$")
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])\s?(\d{1,2}):?(\d{2})?", re.IGNORECASE)
#: Outside of these no zone can be told, and adding an hour may fail.
_YEARS = range(1600, 2200)
_THINGS = frozenset(("ROOM", "RESOURCE"))


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `meeting`, one for each event: `value` is the JSON of
    `meetings.write_meeting`, `quote` its summary.
    """
    findings: dict[str, Finding] = {}
    for part in message.calendars[:_MAX_PARTS]:
        lines = split_calendar(part)
        for event in _parse_events(lines):
            try:
                meeting = _read_event(event, lines, message)
            except Exception:  # whatever a library or a sender makes of dates: silence
                meeting = None
            if meeting is not None:
                value = write_meeting(meeting)
                findings.setdefault(value, Finding("meeting", _text(event, "SUMMARY", 200), value))
    return tuple(findings.values())[:_MAX_FINDINGS]


def _parse_events(lines: CalendarLines) -> list[Event]:
    """Each event by itself, so that a broken one costs no other."""
    if not lines.events:
        return []
    # Imported here because it costs a tenth of a second that mail without calendars never needs.
    from icalendar import Calendar

    found: list[Event] = []
    for event in lines.events:
        text = f"BEGIN:VCALENDAR\n{lines.zones}\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
        try:
            read = Calendar.from_ical(text.replace("\n\n", "\n").replace("\n", "\r\n")).events
        except Exception:  # broken beyond what it mends: silence
            read = []
        found.extend(read)
    return found


def _read_event(event: Event, lines: CalendarLines, message: ReadMessage) -> Meeting | None:
    uid = _text(event, "UID", 255)
    method = lines.method if lines.method in _METHODS else "PUBLISH"
    floating = _guess_zone(lines, message.at)
    start, all_day, was_floating = _time(event.get("DTSTART"), floating)
    if not uid or (start is None and method not in ("REPLY", "CANCEL")):
        return None
    attendees = _attendees(event)
    return Meeting(
        uid=uid,
        method=method,
        sequence=_number(_text(event, "SEQUENCE", 12)),
        status=_text(event, "STATUS", 20).upper(),
        start=start,
        end=_end(event, start, floating),
        all_day=all_day,
        summary=_text(event, "SUMMARY", 120),
        organizer=_address(event.get("ORGANIZER")),
        attendees=_owner_first(attendees, message)[:MAX_ATTENDEES],
        invited=len(attendees),
        rule=_rule(event),
        zone=_zone_name(event),
        instance=_time(event.get("RECURRENCE-ID"), floating)[0],
        excluded=_excluded(event, floating),
        floating=was_floating,
    )


def _text(event: Event, name: str, limit: int) -> str:
    value = event.get(name, "")
    if isinstance(value, list):  # said twice: the first counts
        value = value[0]
    return clean_line(str(value), limit)


def _zone_name(event: Event) -> str:
    """The IANA name of the zone in which an event repeats, or ""."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    start = event.get("DTSTART")
    key = getattr(getattr(getattr(start, "dt", None), "tzinfo", None), "key", "")
    return str(key or WINDOWS_TO_OLSON.get(str(getattr(start, "params", {}).get("TZID", "")), ""))


def _guess_zone(lines: CalendarLines, at: datetime | None) -> tzinfo:
    """The zone of times that have none: the calendar's, else the one that the mail was sent in."""
    from zoneinfo import ZoneInfo

    try:
        if lines.zone:
            return ZoneInfo(lines.zone)
    except (KeyError, ValueError, OSError):
        pass
    return at.tzinfo if at is not None and at.tzinfo is not None else UTC


def _time(value: Any, floating: tzinfo) -> tuple[datetime | None, bool, bool]:
    """`(moment, all day, zone guessed)` of a property, or None where it has no time."""
    if isinstance(value, list):
        value = value[0]
    moment = _content(value)
    if isinstance(moment, date) and moment.year not in _YEARS:
        return None, False, False
    if isinstance(moment, datetime):
        if moment.tzinfo is None or moment.utcoffset() is None:
            named = _OFFSET.search(str(getattr(value, "params", {}).get("TZID", "")))
            return moment.replace(tzinfo=_fixed(named) if named else floating), False, True
        return moment, False, False
    if isinstance(moment, date):
        return datetime(moment.year, moment.month, moment.day, tzinfo=floating), True, False
    return None, False, False


def _content(value: Any) -> Any:
    """What a property with a time holds, or None: a broken one raises here, and only here."""
    try:
        return getattr(value, "dt", None)
    except Exception:
        return None


def _fixed(named: re.Match[str]) -> tzinfo:
    """A zone that only its name describes: "(UTC-05:00) Bogota, Lima"."""
    minutes = int(named[2]) * 60 + int(named[3] or 0)
    sign = -1 if named[1] == "-" else 1
    return timezone(sign * timedelta(minutes=min(minutes, 14 * 60)))


def _end(event: Event, start: datetime | None, floating: tzinfo) -> datetime | None:
    end = _time(event.get("DTEND"), floating)[0]
    if end is None and start is not None:
        length = _content(event.get("DURATION"))
        if isinstance(length, timedelta) and timedelta(0) < length < timedelta(days=366):
            return start + length
    return end if start is None or end is None or end >= start else None


def _attendees(event: Event) -> dict[str, str]:
    """Everybody who is asked, with their PARTSTAT; no rooms, no projectors."""
    said = event.get("ATTENDEE", [])
    found: dict[str, str] = {}
    for one in said if isinstance(said, list) else [said]:
        params = getattr(one, "params", {})
        email = _address(one)
        if email and str(params.get("CUTYPE", "")).upper() not in _THINGS:
            found[email] = clean_line(str(params.get("PARTSTAT", "NEEDS-ACTION")), 20).upper()
    return found


def _owner_first(attendees: dict[str, str], message: ReadMessage) -> tuple[tuple[str, str], ...]:
    """The attendees with the writer and whoever bears the owner's name first: of many, only the
    first are kept.
    """
    names = [name for name in message.owner_names if len(name) > 2]

    def is_wanted(email: str) -> bool:
        local = email.partition("@")[0]
        return email == message.sender_email or any(name in local for name in names)

    return tuple(sorted(attendees.items(), key=lambda one: not is_wanted(one[0])))


def _address(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None:
        return ""
    # The real address, where the value is a forwarding one (RFC 7986, section 6.2).
    for said in (getattr(value, "params", {}).get("EMAIL", ""), value):
        text = re.sub(r"^mailto:\s*", "", clean_line(str(said), 300), flags=re.IGNORECASE)
        if _ADDRESS.match(text):
            return text.lower()
    return ""


def _rule(event: Event) -> str:
    rule = event.get("RRULE")
    if isinstance(rule, list):
        rule = rule[0]
    if rule is None:
        return ""
    written = clean_line((rule.to_ical() or b"").decode("utf-8", "replace"), 1_000)
    # A rule cut short would be another rule.
    return written if len(written) <= 150 else ""


def _excluded(event: Event, floating: tzinfo) -> tuple[datetime, ...]:
    said = event.get("EXDATE", [])
    found: list[datetime] = []
    for one in said if isinstance(said, list) else [said]:
        for day in getattr(one, "dts", ())[:_MAX_EXCLUDED]:
            at = _time(day, floating)[0]
            if at is not None:
                found.append(at)
    return tuple(sorted(found[:_MAX_EXCLUDED]))


def _number(text: str) -> int:
    return min(int(text), 2**31 - 1) if text.isdecimal() and text.isascii() else 0
