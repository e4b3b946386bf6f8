"""Decides which lines of a calendar part are read at all: methods, zones and the few properties of
events that tell who meets whom and when. The rest, and what would cost time, is left out.
"""

from __future__ import annotations

import re

from daemon.core.values import dataclass

MAX_BYTES = 131_072
MAX_EVENTS = 20
_MAX_LINES = 8_000
_MAX_LINE = 2_000
#: Of all events together.
_MAX_ATTENDEES = 300
_MAX_EXCEPTIONS = 100
_MAX_ZONES = 5
_MAX_ZONE_LINES = 120

#: Some programs leave blank lines inside a folded one.
_FOLD = re.compile(r"(?<![\r\n])(?:\r?\n)++[ \t]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}(?=[;:])")
_KEPT = frozenset(
    ("UID", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "DURATION", "SUMMARY", "ORGANIZER",
     "ATTENDEE", "RRULE", "RECURRENCE-ID", "EXDATE", "DTSTAMP")
)  # fmt: skip
_KEPT_OF_ZONE = frozenset(
    ("BEGIN", "END", "TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE")
)
_TIMES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"))
#: A zone whose name holds a colon, or an apostrophe lost on the way, still ends before the digits.
_TIME = re.compile(
    r"([A-Z-]+)((?:;[^\n]{0,200}?)??)(?:;TZID=\"?([^\"\n]{1,120}?)\"?)?((?:;[A-Z]+=[A-Z-]+){0,3})"
    r":(\d{8}(?:T\d{6}Z?)?(?:,\d{8}(?:T\d{6}Z?)?){0,60})$",
    re.IGNORECASE,
)
#: `/vendor.example/anything/Europe/Berlin` (RFC 5545, section 3.2.19).
_VENDOR = re.compile(r"^(?:/.*)??/?((?:[A-Z][A-Za-z_]+/){1,2}[A-Z][A-Za-z_-]+)$")


@dataclass(frozen=True, slots=True)
class CalendarLines:
    """One VCALENDAR: its METHOD (upper-case), the zone it names for everything (X-WR-TIMEZONE),
    the lines of its VTIMEZONEs and, for each complete VEVENT, its lines.
    """

    method: str
    zone: str
    zones: str
    events: tuple[str, ...]


def split_calendar(raw: bytes) -> CalendarLines:
    """The lines of a text/calendar part that matter; at most 128 kB and 20 events. Never raises."""
    lines = _LINE_END.split(_FOLD.sub("", _decoded(raw[:MAX_BYTES])))[:_MAX_LINES]
    method = zone = ""
    zones: list[str] = []
    events: list[str] = []
    current: list[str] | None = None
    stack: list[str] = []
    attendees = exceptions = zone_count = 0
    said: set[str] = set()
    for line in lines:
        found = _NAME.match(line)
        if found is None:
            continue
        name = found[0].upper()
        if name == "BEGIN":
            kind = line[6:].strip().upper()
            if len(stack) < 8:
                stack.append(kind)
            if kind == "VEVENT":
                current, said = [], set()
            elif kind == "VTIMEZONE":
                zone_count += 1
        if "VTIMEZONE" in stack:
            if name in _KEPT_OF_ZONE and zone_count <= _MAX_ZONES and _is_yearly(name, line):
                zones.append(line[:200])
        elif stack[-1:] == ["VEVENT"] and current is not None and name in _KEPT:
            attendees += name == "ATTENDEE"
            exceptions += name == "EXDATE"
            if name == "ATTENDEE":
                is_wanted = attendees <= _MAX_ATTENDEES
            elif name == "EXDATE":
                is_wanted = exceptions <= _MAX_EXCEPTIONS
            else:
                is_wanted = name not in said  # said twice: the first counts
            if is_wanted:
                said.add(name)
                current.append(_mended(name, line[:_MAX_LINE]))
        elif stack[-1:] == ["VCALENDAR"] or not stack:
            if name == "METHOD":
                method = line.partition(":")[2].strip().upper()[:20]
            elif name == "X-WR-TIMEZONE":
                zone = line.partition(":")[2].strip()[:100]
        if name == "END":
            kind = line[4:].strip().upper()
            if kind in stack:
                while stack.pop() != kind:
                    pass
            if kind == "VEVENT" and current is not None:
                events.append("\n".join(current))
                current = None
                if len(events) == MAX_EVENTS:
                    break
    usable = len(zones) <= _MAX_ZONES * _MAX_ZONE_LINES
    return CalendarLines(method, zone, "\n".join(zones) if usable else "", tuple(events))


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Cut in the middle of a character, or an older charset.
        text = raw.decode("latin-1" if raw.count(b"\xc3") == 0 else "utf-8", "replace")
    return text.replace("\0", "")


def _is_yearly(name: str, line: str) -> bool:
    """Zones change once or twice a year; a zone that changes every second is an attack."""
    return name != "RRULE" or "FREQ=YEARLY" in line.upper()


def _mended(name: str, line: str) -> str:
    if name not in _TIMES:
        return line
    line = line.strip()
    found = _TIME.match(line)
    if found is None:
        return line
    if found[3] is None:
        # A day without saying so.
        is_day = "T" not in found[5].upper() and "VALUE" not in line.upper()
        return f"{found[1]};VALUE=DATE:{found[5]}" if is_day else line
    zone = found[3].strip()
    vendor = _VENDOR.match(zone)
    zone = vendor[1] if vendor else zone
    return f'{found[1]}{found[2]};TZID="{zone}"{found[4]}:{found[5]}'
