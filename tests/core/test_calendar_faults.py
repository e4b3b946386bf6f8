"""FAULTS.md, for calendars: broken, cut, absurd, hostile and forged ones. Whatever comes: no
exception, nothing harmful kept, nothing claimed that is not there, bounded time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spent import processor_seconds

from daemon.core.detectors.calendars import detect
from daemon.core.invitations import Meeting, Notice, read_meeting
from daemon.core.meetings import resolve_meetings
from daemon.core.model import Finding, ReadMessage

ME, ANN = "nora@owner.example", "ann@one.example"
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

WHOLE = f"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:u1
DTSTART;TZID=Europe/Berlin:20260420T100000
DTEND;TZID=Europe/Berlin:20260420T110000
SUMMARY:Plans
ORGANIZER:mailto:{ANN}
ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ME}
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


def read(*raw: bytes) -> tuple[Finding, ...]:
    return detect(ReadMessage("", "", False, calendars=raw, at=NOW))


def resolve(*findings: Finding) -> list[str]:
    meetings = [read_meeting(one.value) for one in findings]
    notices = [Notice(one, NOW - timedelta(days=30), ANN) for one in meetings if one]
    assert len(notices) == len(findings)
    return [one.state for one in resolve_meetings(notices, [ME], NOW)]


def assert_harmless(findings: tuple[Finding, ...]) -> None:
    for one in findings:
        assert not HARMFUL.search(one.quote), repr(one.quote)
        assert not HARMFUL.search(one.value), repr(one.value)
        assert "\\u00" not in one.value  # nor written as an escape
        assert len(one.quote) <= 200
        assert len(one.value) <= 2_000


def test_the_whole_one_is_read() -> None:
    assert resolve(*read(WHOLE)) == ["held"]


def test_cut_anywhere_it_tells_the_same_or_nothing() -> None:
    (whole,) = read(WHOLE)
    for length in range(len(WHOLE)):
        assert read(WHOLE[:length]) in ((), (whole,))


def test_a_flipped_bit_costs_no_more_than_its_event() -> None:
    for position in range(len(WHOLE)):
        for bit in (0, 5, 7):
            raw = bytearray(WHOLE)
            raw[position] ^= 1 << bit
            found = read(bytes(raw))
            assert_harmless(found)
            resolve(*found)


@pytest.mark.parametrize(
    "harm",
    ["\0", "\r", "\x1b[2J", "\u202e", "\u200b", "\u2028", "\x85", "\ufeff", "\u2066", "\x7f",
     "\\nBcc: a@b.cc\\n", "{{ 7*7 }}", "<script>", "%s", "\ud83d"],
)  # fmt: skip
@pytest.mark.parametrize(
    "name", [b"SUMMARY:", b"UID:", b"ORGANIZER:mailto:", b"PARTSTAT=", b"TZID="]
)
def test_harmful_characters_are_not_kept(harm: str, name: bytes) -> None:
    raw = WHOLE.replace(name, name + b"a" + harm.encode("utf-8", "surrogatepass") + b"b")
    found = read(raw)
    assert_harmless(found)
    resolve(*found)


@pytest.mark.parametrize("when", ["00010101", "16010101", "19700101", "20991231", "99991231"])
@pytest.mark.parametrize("rule", [b"", b"RRULE:FREQ=DAILY\r\n", b"RRULE:FREQ=YEARLY\r\n"])
def test_absurd_dates_stop_nothing(when: str, rule: bytes) -> None:
    raw = WHOLE.replace(b"20260420", when.encode()).replace(b"SUMMARY", rule + b"SUMMARY")
    states = set(resolve(*read(raw), *read(WHOLE.replace(b"UID:u1", b"UID:u2"))))
    # The sound meeting beside it stands, and nothing of another age was held.
    assert "held" in states
    if when in ("00010101", "99991231"):
        assert read(raw) == ()


@pytest.mark.parametrize("hour", ["013000", "023000", "033000"])
def test_hours_that_the_clock_skips_or_repeats(hour: str) -> None:
    for day in (b"20260329", b"20251026"):
        raw = WHOLE.replace(b"20260420", day).replace(b"T100000", b"T" + hour.encode())
        assert len(read(raw)) == 1


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "latin-1"])
def test_charsets(charset: str) -> None:
    text = WHOLE.decode().replace("Plans", "Gespräch über Pläne")
    (found,) = read(text.encode(charset))
    assert found.quote == "Gespräch über Pläne"


def test_a_broken_part_costs_no_other() -> None:
    assert len(read(b"\xff\xfe\0" * 100, b"", WHOLE.replace(b"u1", b"u2"), WHOLE)) == 2


def test_forged_calendars_tell_nothing_of_others() -> None:
    (found,) = read(WHOLE)
    meeting = read_meeting(found.value)
    assert meeting is not None
    forged = Notice(meeting, NOW - timedelta(days=30), "eve@evil.example")
    assert [one.state for one in resolve_meetings([forged], [ME], NOW)] == ["open"]


def test_many_long_series_are_resolved_in_bounded_time() -> None:
    start = datetime(2000, 1, 1, 9, tzinfo=UTC)
    notices = [
        Notice(
            Meeting(f"u{number}", "REQUEST", start=start, organizer=ANN, invited=1,
                    attendees=((ME, "ACCEPTED"),), rule="FREQ=DAILY", zone="Europe/Berlin"),
            start, ANN,
        )
        for number in range(40)
    ]  # fmt: skip
    assert len(resolve_meetings(notices, [ME], NOW)) <= 40 * 60
    assert processor_seconds(partial(resolve_meetings, notices, [ME], NOW)) < 1


PIECES = st.sampled_from(
    [b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n",
     b"BEGIN:VTIMEZONE\r\n", b"END:VTIMEZONE\r\n", b"BEGIN:STANDARD\r\n", b"END:STANDARD\r\n",
     b"TZID:Z\r\n", b"TZOFFSETFROM:+0100\r\n", b"TZOFFSETTO:+9999\r\n", b"METHOD:REQUEST\r\n",
     b"METHOD:CANCEL\r\n", b"UID:u\r\n", b"DTSTART:20260420T100000Z\r\n", b"DTSTART;TZID=Z:",
     b"DTSTART;VALUE=DATE:20260420\r\n", b"20260420T250000\r\n", b"DTEND:20260419T100000Z\r\n",
     b"DURATION:-P9999W\r\n", b"RRULE:FREQ=WEEKLY;UNTIL=20260229\r\n", b"RRULE:", b"EXDATE:,,\r\n",
     b"RECURRENCE-ID:20260420T100000Z\r\n", b"RECURRENCE-ID;RANGE=THISANDFUTURE:2026\r\n",
     b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:nora@owner.example\r\n", b"ATTENDEE:\r\n",
     b"ORGANIZER:mailto:ann@one.example\r\n", b"SEQUENCE:-1\r\n", b"SEQUENCE:99999999999\r\n",
     b"X-WR-TIMEZONE:../../etc/passwd\r\n", b"TZID=../../../etc/passwd:", b" folded\r\n", b"\r\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=25).map(b"".join))
def test_any_calendar_is_read(raw: bytes) -> None:
    for one in (raw, b"BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u\n" + raw + WHOLE):
        found = read(one)
        assert_harmless(found)
        resolve(*found)
