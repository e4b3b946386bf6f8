"""Calendar parts and what became of meetings: tables, real oddities, hostile calendars."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from spent import assert_bounded, processor_seconds

from daemon.core.detectors.calendars import detect
from daemon.core.invitations import Meeting, Notice, read_meeting, write_meeting
from daemon.core.meetings import meetings_held, resolve_meetings
from daemon.core.model import ReadMessage
from daemon.core.recurrence import list_occurrences

ME, ANN, BO = "nora@owner.example", "ann@one.example", "bo@two.example"
EVE = "eve@evil.example"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
START = datetime(2026, 4, 20, 9, tzinfo=UTC)

BERLIN = """BEGIN:VTIMEZONE
TZID:Our Own Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(event: str, method: str = "REQUEST", before: str = "") -> bytes:
    text = (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nMETHOD:{method}\n{before}"
        f"BEGIN:VEVENT\nUID:u1\n{event.strip()}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n").encode()


def read(raw: bytes, at: datetime | None = None) -> list[Meeting]:
    found = detect(ReadMessage("", "", False, calendars=(raw,), at=at))
    meetings = [read_meeting(one.value) for one in found]
    assert all(one.kind == "meeting" for one in found)
    assert None not in meetings
    return [one for one in meetings if one is not None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART:20260701T100000Z", "2026-07-01T10:00:00+00:00"),
        ("DTSTART;TZID=Europe/Berlin:20260701T100000", "2026-07-01T10:00:00+02:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20260101T100000", "2026-01-01T10:00:00+01:00"),
        ('DTSTART;TZID="Eastern Standard Time":20260701T100000', "2026-07-01T10:00:00-04:00"),
        ("DTSTART;TZID=Our Own Zone:20260701T100000", "2026-07-01T10:00:00+02:00"),
        ("DTSTART;TZID=/some.example/2011/Europe/Berlin:20260101T100000",
         "2026-01-01T10:00:00+01:00"),
        ("DTSTART;TZID=(UTC-05:00) Bogota, Lima:20260701T100000", "2026-07-01T10:00:00-05:00"),
        ("DTSTART;VALUE=DATE:20260701", "2026-07-01T00:00:00+03:00"),
        ("DTSTART:20260701", "2026-07-01T00:00:00+03:00"),
        ("DTSTART:20260701T100000", "2026-07-01T10:00:00+03:00"),
    ],
)  # fmt: skip
def test_reads_times(line: str, expected: str) -> None:
    at = datetime.fromisoformat("2026-06-01T08:00:00+03:00")
    (meeting,) = read(calendar(line, before=BERLIN), at)
    assert meeting.start is not None
    assert meeting.start.isoformat() == expected
    assert meeting.all_day == ("T" not in line.rpartition(":")[2])


def test_reads_who_and_what() -> None:
    (meeting,) = read(
        calendar(
            "SEQUENCE:2\nSTATUS:CONFIRMED\nSUMMARY:Plans\\, and more\nDTSTART:20260701T100000Z\n"
            "DURATION:PT45M\nORGANIZER;CN=Ann:MAILTO:Ann@One.example\n"
            "ATTENDEE;CN=\"Bo, B\";PARTSTAT=ACCEPTED:mailto:\n bo@two.example\n"
            "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@one.example\n"
            "ATTENDEE;EMAIL=nora@owner.example:mailto:2_abcdef@imip.example\n"
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260708T100000Z\n"
            "BEGIN:VALARM\nTRIGGER:-PT5M\nSUMMARY:No\nEND:VALARM\n"
        )
    )  # fmt: skip
    assert meeting.method == "REQUEST"
    assert meeting.sequence == 2
    assert meeting.summary == "Plans, and more"
    assert meeting.organizer == ANN
    assert meeting.attendees == ((BO, "ACCEPTED"), (ME, "NEEDS-ACTION"))
    assert meeting.invited == 2
    assert meeting.rule == "FREQ=WEEKLY;COUNT=3"
    assert meeting.recurring
    assert meeting.end == datetime(2026, 7, 1, 10, 45, tzinfo=UTC)
    assert meeting.excluded == (datetime(2026, 7, 8, 10, tzinfo=UTC),)
    assert read_meeting(write_meeting(meeting)) == meeting


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\0" * 100, b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\nUID:1\nDTSTART:20260701T100000Z",
        calendar("DTSTART:20269901T100000Z"), calendar("SUMMARY:no time"),
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260701T100000Z\nEND:VEVENT\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR", b"<html></html>",
    ],
)  # fmt: skip
def test_broken_calendars_are_silent(raw: bytes) -> None:
    assert read(raw) == []


def test_one_broken_event_costs_no_other() -> None:
    whole = calendar("DTSTART:99999999T100000Z") + calendar("DTSTART:20260701T100000Z")
    assert len(read(whole)) == 1


def notice(
    method: str, day: int, sender: str, said: dict[str, str], *, sequence: int = 0,
    start: datetime = START, organizer: str = ANN, **more: object,
) -> Notice:  # fmt: skip
    meeting = Meeting(
        "u1", method, sequence, start=start, end=start + timedelta(hours=1), summary="Plans",
        organizer=organizer, attendees=tuple(said.items()), invited=len(said), **more,  # type: ignore[arg-type]
    )  # fmt: skip
    at = datetime(2026, 4, day, 8, tzinfo=UTC)
    return Notice(meeting, at, sender, outgoing=sender == ME, message=day)


ASKED = notice("REQUEST", 1, ANN, {ME: "NEEDS-ACTION", BO: "NEEDS-ACTION"})
MINE = notice("REQUEST", 1, ME, {ANN: "NEEDS-ACTION", BO: "NEEDS-ACTION"}, organizer=ME)
YES, NO = "ACCEPTED", "DECLINED"

CASES: list[tuple[str, list[Notice], str, tuple[str, ...]]] = [
    ("asked, no answer", [ASKED], "open", ()),
    ("the owner said yes", [ASKED, notice("REPLY", 2, ME, {ME: YES})], "held", (ANN,)),
    ("the owner said no", [ASKED, notice("REPLY", 2, ME, {ME: NO})], "declined", (ANN,)),
    ("the owner said perhaps", [ASKED, notice("REPLY", 2, ME, {ME: "TENTATIVE"})], "open", ()),
    ("changed their mind", [ASKED, notice("REPLY", 2, ME, {ME: NO}),
                            notice("REPLY", 3, ME, {ME: YES})], "held", (ANN,)),
    ("an update tells of others", [ASKED, notice("REQUEST", 3, ANN, {ME: YES, BO: YES})],
     "held", (ANN, BO)),
    ("mine, one came", [MINE, notice("REPLY", 2, BO, {BO: YES}, organizer=ME),
                        notice("REPLY", 2, ANN, {ANN: NO}, organizer=ME)], "held", (BO,)),
    ("mine, all declined", [MINE, notice("REPLY", 2, ANN, {ANN: NO}, organizer=ME)],
     "declined", ()),
    ("mine, nobody answered", [MINE], "open", ()),
    ("accepted after it was over", [MINE, notice("REPLY", 22, BO, {BO: YES}, organizer=ME)],
     "open", ()),
    ("another spoke for them", [MINE, notice("REPLY", 2, EVE, {BO: YES},
                                             organizer=ME)], "open", ()),
    ("cancelled in time", [ASKED, notice("REPLY", 2, ME, {ME: YES}),
                           notice("CANCEL", 19, ANN, {ME: YES}, sequence=1)], "cancelled", (ANN,)),
    ("cleared away afterwards", [ASKED, notice("REPLY", 2, ME, {ME: YES}),
                                 notice("CANCEL", 25, ANN, {ME: YES}, sequence=1)], "held", (ANN,)),
    ("cancelled, asked again", [ASKED, notice("CANCEL", 3, ANN, {}, sequence=1),
                                notice("REQUEST", 4, ANN, {ME: YES}, sequence=2)], "held", (ANN,)),
    ("moved, not accepted again", [
        ASKED, notice("REPLY", 2, ME, {ME: YES}),
        notice("REQUEST", 3, ANN, {ME: "NEEDS-ACTION"}, sequence=1,
               start=START + timedelta(days=1))], "open", ()),
    ("a late copy of the old one", [
        notice("REQUEST", 1, ANN, {ME: YES}, sequence=3),
        notice("REQUEST", 2, ANN, {ME: "NEEDS-ACTION"}, sequence=1,
               start=START + timedelta(days=300))], "held", (ANN,)),
    ("a proposal of another time", [MINE, notice("COUNTER", 2, BO, {BO: YES}, organizer=ME)],
     "open", ()),
    ("another called it off", [
        ASKED, notice("REPLY", 2, ME, {ME: YES}),
        notice("CANCEL", 19, EVE, {ME: YES})], "held", (ANN,)),
    ("another moved it", [
        ASKED, notice("REPLY", 2, ME, {ME: YES}),
        notice("REQUEST", 3, EVE, {ME: YES}, sequence=9, organizer=EVE,
               start=START + timedelta(days=1))], "held", (ANN,)),
    ("another says that they come", [notice("REQUEST", 1, BO, {ME: YES, BO: YES})], "open", ()),
    ("passed on by a guest, accepted", [
        notice("REQUEST", 1, BO, {ME: "NEEDS-ACTION", BO: YES}), notice("REPLY", 2, ME, {ME: YES})],
     "held", (ANN,)),
    ("only the answer is left", [notice("REPLY", 2, ME, {ME: YES})], "held", (ANN,)),
    ("asked from the web, answered by mail", [notice("REPLY", 2, BO, {BO: YES}, organizer=ME)],
     "held", (BO,)),
    ("asked from the web, all declined", [notice("REPLY", 2, BO, {BO: NO}, organizer=ME)],
     "declined", ()),
    ("only the cancellation is left", [notice("CANCEL", 2, ANN, {ME: YES})], "cancelled", (ANN,)),
    ("an answer that names everybody", [
        MINE, notice("REPLY", 2, BO, {ANN: YES, BO: YES}, organizer=ME)], "held", (BO,)),
    ("one is asked no longer", [
        MINE, notice("REPLY", 2, BO, {BO: YES}, organizer=ME),
        notice("REPLY", 2, ANN, {ANN: YES}, organizer=ME),
        notice("CANCEL", 3, ME, {BO: YES}, organizer=ME)], "held", (ANN,)),
    ("I called it off", [MINE, notice("CANCEL", 3, ME, {ANN: "NEEDS-ACTION", BO: "NEEDS-ACTION"},
                                      organizer=ME)], "cancelled", (ANN, BO)),
    ("in the future", [notice("REQUEST", 1, ANN, {ME: YES}, start=NOW + timedelta(days=2))],
     "coming", (ANN,)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "notices", "state", "people"), CASES, ids=lambda one: str(one)[:30]
)
def test_what_became_of_a_meeting(
    name: str, notices: list[Notice], state: str, people: tuple[str, ...]
) -> None:
    (known,) = resolve_meetings(notices, [ME], NOW)
    assert (known.state, known.people) == (state, people)
    assert len(meetings_held(notices, [ME], NOW)) == (state == "held")


def test_published_calendars_are_no_meetings() -> None:
    assert resolve_meetings([notice("PUBLISH", 1, ANN, {ME: YES})], [ME], NOW) == ()


def test_a_lecture_is_no_touch() -> None:
    many = {f"p{number}@x.example": YES for number in range(40)} | {ME: YES}
    (known,) = resolve_meetings([notice("REQUEST", 1, ANN, many)], [ME], NOW)
    assert known.state == "open"


def test_a_series_by_its_times() -> None:
    series = notice("REQUEST", 1, ANN, {ME: YES}, rule="FREQ=WEEKLY", start=START)
    series = Notice(series.meeting, START - timedelta(days=40), ANN)
    skipped = START + timedelta(days=7)
    off = notice("CANCEL", 22, ANN, {ME: YES}, sequence=1, instance=skipped, start=skipped)
    held = meetings_held([series, off], [ME], NOW)
    assert [one.start for one in held] == [START]
    assert held[0].recurring
    known = resolve_meetings([series, off], [ME], NOW)
    assert [one.state for one in known] == ["held", "cancelled"]


def test_a_series_that_was_moved_keeps_its_past() -> None:
    first = notice("REQUEST", 1, ANN, {ME: YES}, rule="FREQ=WEEKLY")
    moved = notice("REQUEST", 29, ANN, {ME: YES}, sequence=1, rule="FREQ=WEEKLY",
                   start=START + timedelta(days=10))  # fmt: skip
    held = meetings_held([first, moved], [ME], NOW)
    assert [one.start.day for one in held] == [20, 27, 30]


def test_a_series_called_off_is_called_off_once() -> None:
    series = notice("REQUEST", 1, ANN, {ME: YES}, rule="FREQ=DAILY")
    off = notice("CANCEL", 22, ANN, {ME: YES}, sequence=1)
    known = resolve_meetings([series, off], [ME], NOW)
    assert [one.state for one in known] == ["held", "held", "cancelled"]
    no = notice("REPLY", 2, ME, {ME: NO})
    assert [one.state for one in resolve_meetings([series, no], [ME], NOW)] == ["declined"]


def test_single_times_of_a_series_that_others_have() -> None:
    times = [START, START + timedelta(days=7)]
    asked = [notice("REQUEST", 1, ANN, {ME: YES}, instance=at, start=at) for at in times]
    assert [one.start for one in meetings_held(asked, [ME], NOW)] == times


def test_says_who_called_it_off_and_whose_word_it_is() -> None:
    yes = notice("REPLY", 2, ME, {ME: YES})
    (held,) = resolve_meetings([ASKED, yes], [ME], NOW)
    assert (held.called_off_by, held.called_off_at, held.confirmed) == ("", None, True)
    (told,) = resolve_meetings([notice("REQUEST", 1, ANN, {ME: YES})], [ME], NOW)
    assert (told.state, told.confirmed) == ("held", False)
    (off,) = resolve_meetings([ASKED, yes, notice("CANCEL", 9, ANN, {ME: YES})], [ME], NOW)
    assert (off.called_off_by, off.called_off_at) == ("person", datetime(2026, 4, 9, 8, tzinfo=UTC))
    (no,) = resolve_meetings([ASKED, notice("REPLY", 2, ME, {ME: NO})], [ME], NOW)
    assert no.called_off_by == "owner"
    (no,) = resolve_meetings([MINE, notice("REPLY", 2, ANN, {ANN: NO}, organizer=ME)], [ME], NOW)
    assert (no.called_off_by, no.declined) == ("person", (ANN,))


def test_what_is_kept_is_short_and_keeps_the_owner() -> None:
    others = "".join(
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{'x' * 90}{n}@{'y' * 100}.example\n" for n in range(60)
    )
    event = (
        f"UID:{'u' * 400}\nSUMMARY:{chr(34) * 400}\nDTSTART;TZID=Europe/Berlin:20260701T100000\n"
        f"ORGANIZER:mailto:{'o' * 99}@{'p' * 140}.example\nRRULE:FREQ=DAILY;BYDAY={'MO,' * 40}TU\n"
        f"{others}ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}\n"
        + "EXDATE:20260708T100000Z,20260709T100000Z\n"
        * 60
    )
    raw = calendar(event).replace(b"UID:u1\r\n", b"")
    for names in (frozenset({"nora", "ward"}), frozenset[str]()):
        (found,) = detect(ReadMessage("", "", False, names, calendars=(raw,)))
        assert len(found.value) <= 2_000
        assert len(found.quote) <= 200
        meeting = read_meeting(found.value)
        assert meeting is not None
        assert meeting.organizer
        assert meeting.invited == 61
        assert ((ME, "DECLINED") in meeting.attendees) == bool(names)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", ["0316"]),
        ("FREQ=DAILY;COUNT=3", ["0316", "0317", "0318"]),
        ("FREQ=WEEKLY;UNTIL=20260330T235959Z", ["0316", "0323", "0330"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["0316", "0330", "0413"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", ["0316", "0319", "0323", "0326"]),
        ("FREQ=MONTHLY;COUNT=2", ["0316", "0416"]),
        ("FREQ=MONTHLY;BYDAY=3MO;COUNT=3", ["0316", "0420", "0518"]),
        ("FREQ=SECONDLY", ["0316"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", ["0316"]),
        ("FREQ=DAILY;INTERVAL=0", ["0316"]),
        ("nonsense;;;", ["0316"]),
    ],
)
def test_series_that_people_use(rule: str, expected: list[str]) -> None:
    start = datetime.fromisoformat("2026-03-16T10:00:00+01:00")
    found = list_occurrences(start, rule, "Europe/Berlin", start + timedelta(days=70))
    assert [f"{at:%m%d}" for at in found] == expected
    # Ten o'clock stays ten o'clock when the clocks change.
    assert {at.hour for at in found} == {10}


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;BYDAY=MO", "FREQ=DAILY;INTERVAL=3;BYDAY=SU,MO", "FREQ=WEEKLY",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "FREQ=MONTHLY", "FREQ=DAILY;COUNT=400", "FREQ=YEARLY",
     "FREQ=DAILY;UNTIL=20220101T000000Z", "FREQ=DAILY;UNTIL=20180101T000000Z"],
)  # fmt: skip
def test_the_last_times_are_those_at_the_end_of_all(rule: str) -> None:
    start = datetime.fromisoformat("2020-03-16T10:00:00+01:00")
    every = list_occurrences(start, rule, "Europe/Berlin", NOW)
    assert list_occurrences(start, rule, "Europe/Berlin", NOW, last=60) == every[-60:]


def test_a_series_of_many_years_ends_today() -> None:
    start = datetime(1995, 1, 2, 9, tzinfo=UTC)
    assert list_occurrences(start, "FREQ=DAILY", "", NOW, last=3)[-1] == NOW.replace(hour=9)


def test_endless_series_are_bounded() -> None:
    start, end = datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    for rule in ("FREQ=DAILY", "FREQ=YEARLY;INTERVAL=9999"):
        assert processor_seconds(partial(list_occurrences, start, rule, "", end)) < 0.3


def test_values_that_are_no_meetings() -> None:
    for text in ("", "{", "[]", "{}", '{"uid":"1","method":"REQUEST","start":"x"}', "null"):
        assert read_meeting(text) is None
    assert json.loads(write_meeting(Meeting("u", "REPLY"))) == {"uid": "u", "method": "REPLY"}


EVENT = "DTSTART:20260701T100000Z\n"
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "attendees": lambda n: calendar(EVENT + "ATTENDEE:mailto:a@b.cc\n" * (n // 23)),
    "events": lambda n: calendar("DTSTART:20260701T100000Z") * (n // 130),
    "nesting": lambda n: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * (n // 13),
    "alarms": lambda n: calendar(EVENT + "BEGIN:VALARM\nEND:VALARM\n" * (n // 24)),
    "one line": lambda n: calendar(EVENT + "SUMMARY:" + "a" * n),
    "folds": lambda n: calendar(EVENT + "SUMMARY:a" + "\n a" * (n // 3)),
    "parameters": lambda n: calendar(EVENT + "ATTENDEE" + ";A=b" * (n // 4) + ":mailto:a@b.c"),
    "quotes": lambda n: calendar(EVENT + 'ATTENDEE;CN="' + '"' * n),
    "colons": lambda n: calendar("DTSTART;TZID=" + ":" * n + ":20260701T100000"),
    "zones": lambda n: calendar(EVENT, before=BERLIN * (n // len(BERLIN))),
    "changes of a zone": lambda n: calendar(
        "DTSTART;TZID=Z:20260701T100000\n",
        before="BEGIN:VTIMEZONE\nTZID:Z\n"
        + "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n" * (n // 128)
        + "END:VTIMEZONE\n",
    ),
    "a zone by the second": lambda n: calendar(
        "DTSTART;TZID=Our Own Zone:20260701T100000\nRRULE:FREQ=SECONDLY\n",
        before=BERLIN.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY"),
    ),
    "exceptions": lambda n: calendar(
        EVENT + "EXDATE:20260701T100000Z" + ",20260701T100000Z" * (n // 17)
    ),
    "events with attendees": lambda n: calendar(
        EVENT + "ATTENDEE:mailto:a@b.cc\n" * 100, before="",
    ) * (n // 2400),
    "exception lines": lambda n: calendar(EVENT + "EXDATE:20260701T100000Z\n" * (n // 24)),
    "rules": lambda n: calendar(EVENT + "RRULE:FREQ=DAILY;BYDAY=" + "MO," * (n // 3)),
    "rule lines": lambda n: calendar(EVENT + "RRULE:FREQ=SECONDLY\n" * (n // 20)),
    "durations": lambda n: calendar(EVENT + "DURATION:P" + "9" * n + "W"),
    "numbers": lambda n: calendar(EVENT + "SEQUENCE:" + "9" * n),
    "blank lines": lambda n: b"\n" * n + calendar(EVENT),
    "NUL": lambda n: b"\0" * n + calendar(EVENT),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_calendars_take_bounded_time(name: str) -> None:
    read(calendar("DTSTART;TZID=Our Own Zone:20260701T100000", before=BERLIN))  # tables are loaded
    assert_bounded(lambda size: partial(read, HOSTILE[name](size)))
