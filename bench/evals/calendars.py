"""Calendars: whether every valid one is read, as soon and as right as icalendar alone reads it."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

from bench.corpora import all_mail, split_mail
from bench.measure import Exact, Miss, Row, evaluates, folded
from daemon.core.detectors import calendars
from daemon.core.meetings import Meeting, read_meeting
from daemon.core.model import ReadMessage
from daemon.core.parse.body import parse_body

#: So many events of one calendar are read; mail has one, a published calendar thousands.
_EVENTS = 20


@dataclass(slots=True)
class _Tally:
    """What happened to the calendars of one set; `readable` counts those with an event that has
    a UID and a time and that icalendar alone reads.
    """

    calendars: int = 0
    crashed: list[Miss] = field(default_factory=list)
    peer_failed: int = 0
    read: Exact = field(default_factory=Exact)
    starts: Exact = field(default_factory=Exact)
    more: int = 0
    seconds: float = 0.0
    peer_seconds: float = 0.0

    def rows(self, name: str) -> Iterator[Row]:
        crashed = len(self.crashed)
        shown = f"{crashed} of {self.calendars}"
        yield Row(f"{name}_crashed", crashed, shown, 0, at_most=True, misses=self.crashed)
        yield self.read.row(f"{name}_read", aim=1.0)
        yield self.starts.row(f"{name}_starts_as_icalendar", aim=1.0)
        yield Row(f"{name}_read_where_icalendar_fails", self.more, f"{self.more}")
        shown = f"{self.peer_failed} of {self.calendars}"
        yield Row(f"{name}_crashed[icalendar]", self.peer_failed, shown)
        of_each = 1e6 / max(1, self.calendars)
        yield Row(f"{name}_us", self.seconds * of_each, f"{self.seconds * of_each:.0f} us")
        of_peer = self.peer_seconds * of_each
        yield Row(f"{name}_us[icalendar]", of_peer, f"{of_peer:.0f} us")


def _detect(raw: bytes) -> list[Meeting]:
    found = calendars.detect(ReadMessage("", "", outgoing=False, calendars=(raw,)))
    return [one for one in (read_meeting(each.value) for each in found) if one is not None]


def _peer_events(raw: bytes) -> list[tuple[str, Any]]:
    """`(UID, start)` of the events that icalendar alone reads, as it tells them."""
    return [
        (folded(str(event.get("UID"))), event.decoded("DTSTART"))
        for whole in Calendar.from_ical(raw, multiple=True)
        for event in whole.walk("VEVENT")
        if event.get("UID") and _has_time(event)
    ]


def _has_time(event: Any) -> bool:
    try:
        return isinstance(event.decoded("DTSTART"), date)
    except (KeyError, ValueError):  # none, or broken beyond reading
        return False


def _same_moment(ours: Meeting, theirs: Any) -> bool:
    """Whether both say the same time; where the zone is a guess of ours, the clock must agree."""
    if ours.start is None:
        return False
    if not isinstance(theirs, datetime):
        return isinstance(theirs, date) and ours.start.date() == theirs
    if theirs.tzinfo is None:
        return ours.start.replace(tzinfo=None) == theirs
    return ours.start == theirs


def _tally(items: Iterator[tuple[str, bytes]]) -> _Tally:
    tally = _Tally()
    warnings.simplefilter("ignore")  # icalendar tells of every zone that it guesses
    _detect(b"BEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nEND:VEVENT\n")  # tables are loaded
    for name, raw in items:
        tally.calendars += 1
        ours: list[Meeting] = []
        started = time.process_time()
        try:
            ours = _detect(raw)
        except Exception as problem:  # what is counted here
            tally.crashed.append((name, repr(problem), "no exception"))
        tally.seconds += time.process_time() - started
        theirs: list[tuple[str, Any]] | None = None
        started = time.process_time()
        try:
            theirs = _peer_events(raw)
        except Exception:  # what is counted here
            tally.peer_failed += 1
        tally.peer_seconds += time.process_time() - started
        _compare(tally, name, ours, theirs)
    return tally


def _compare(
    tally: _Tally, name: str, ours: list[Meeting], theirs: list[tuple[str, Any]] | None
) -> None:
    if theirs is None:
        tally.more += bool(ours)
        return
    if not theirs:
        return
    tally.read.add(name, "read" if ours else "not read", "read")
    for uid, start in theirs[:_EVENTS]:
        same = any(one.uid == uid and _same_moment(one, start) for one in ours)
        got = ", ".join(str(one.start) for one in ours if one.uid == uid)
        tally.starts.add(f"{name} {uid}", str(start) if same else got, str(start))


@evaluates("Calendars: loose .ics files", "calendar_ics")
def measure_files(root: Path) -> Iterator[Row]:
    files = ((str(path.relative_to(root)), path.read_bytes()) for path in root.rglob("*.ics"))
    yield from _tally(iter(sorted(files))).rows("calendar_ics")


@evaluates("Calendars: in mails", "calendar_mails")
def measure_mails(root: Path) -> Iterator[Row]:
    parts = [
        (f"{name} part {number}", part)
        for name, raw in all_mail(root)
        for number, part in enumerate(parse_body(*split_mail(raw)).calendars)
    ]
    yield from _tally(iter(parts)).rows("calendar_mails")
