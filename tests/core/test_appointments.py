"""What did not come about with a person, by calendars and by words, and whether a word followed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.appointments import (
    MissedAppointment,
    list_missed,
    mark_missed,
    missed_in_a_row,
)
from daemon.core.meetings import KnownMeeting
from daemon.core.model import Touch

ANN, BO = "ann@one.example", "bo@two.example"
START = datetime(2026, 4, 1, 10, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def meeting(number: float, state: str, **more: object) -> KnownMeeting:
    start = day(number)
    return KnownMeeting(
        f"u{number}", state, start, start + timedelta(hours=1), "Plans",  # type: ignore[arg-type]
        **{"people": (ANN,), "message": 100 + int(number), **more},  # type: ignore[arg-type]
    )  # fmt: skip


def cancelled(number: float, told: float, by: str = "person") -> KnownMeeting:
    return meeting(number, "cancelled", called_off_by=by, called_off_at=day(told))


def word(number: float, who: str = "person", message: int = 0, kind: str = "missed_call",
         address: str = ANN) -> MissedAppointment:  # fmt: skip
    return MissedAppointment(
        day(number), address, who, "Sorry I missed our call.", message or 200 + int(number),  # type: ignore[arg-type]
        kind,  # type: ignore[arg-type]
    )  # fmt: skip


def touch(number: float, kind: str = "email", message: int = 0) -> Touch:
    direction = "both" if kind in ("meeting", "call", "coffee") else "in"
    return Touch("p1", day(number), kind, direction, f"m{message}" if message else "m900")  # type: ignore[arg-type]


def test_calendars_and_words_are_put_together() -> None:
    found = list_missed(
        [
            meeting(0, "held"),
            cancelled(10, 8),
            meeting(20, "declined", people=(), declined=(ANN,), called_off_by="person",
                    called_off_at=day(18)),
            meeting(25, "declined", people=(ANN,), declined=(BO,), called_off_by="owner",
                    called_off_at=day(24)),
            meeting(40, "cancelled", people=(BO,), called_off_by="owner", called_off_at=day(39)),
            meeting(41, "open"), meeting(42, "coming"),
        ],
        [word(30, "owner"), word(31, "person"), word(35, address=BO)],
        [ANN, "ann@private.example"],
    )  # fmt: skip
    assert [(one.at, one.kind, one.who_missed) for one in found] == [
        (day(10), "cancelled", "person"),
        (day(20), "declined", "person"),
        (day(25), "declined", "owner"),
        (day(30), "missed_call", "owner"),
    ]
    # Two apologies for one call: the last mail that speaks of it is known.
    assert found[-1].message == 231
    assert found[-1].known_at == day(31)
    assert found[0].known_at == day(8)
    assert found[0].quote == "Plans"


def test_a_word_about_a_meeting_is_no_second_appointment() -> None:
    found = list_missed([cancelled(10, 9.9)], [word(10.5)], [ANN])
    assert [(one.kind, one.message) for one in found] == [("cancelled", 210)]


def test_a_new_appointment_soon_after_is_a_second_one() -> None:
    assert len(list_missed([cancelled(12, 11)], [word(10)], [ANN])) == 2


ROWS: list[tuple[str, list[Touch], int, bool]] = [
    ("not a word", [], 2, True),
    ("only the mails that told of it", [touch(10, message=210), touch(20, message=220)], 2, True),
    ("they wrote since", [touch(21)], 2, False),
    ("they wrote between only", [touch(12)], 2, True),
    ("they met between", [touch(15, "meeting")], 1, True),
    ("they met since", [touch(25, "coffee")], 0, False),
    ("an article sent since", [touch(25, "article")], 2, False),
    ("they met before", [touch(1, "call")], 2, True),
]


@pytest.mark.parametrize(
    ("name", "touches", "count", "silent"), ROWS, ids=lambda one: str(one)[:30]
)
def test_missed_in_a_row(name: str, touches: list[Touch], count: int, silent: bool) -> None:
    missed = list_missed([], [word(10), word(20)], [ANN])
    row = missed_in_a_row(missed, touches)
    assert (len(row.appointments), row.is_silent) == (count, silent)


def test_a_word_after_a_cancellation_counts_before_the_day_itself() -> None:
    missed = list_missed([cancelled(20, 10)], [], [ANN])
    assert not missed_in_a_row(missed, [touch(12)]).is_silent
    assert missed_in_a_row(missed, [touch(9)]).is_silent


def test_nothing_missed_is_no_row() -> None:
    assert not missed_in_a_row((), [touch(1)]).is_silent


def test_words_correct_a_calendar() -> None:
    held = [meeting(0, "held"), meeting(7, "held")]
    (first, second) = mark_missed(held, [word(7.2, "owner")])
    assert first.state == "held"
    assert (second.state, second.called_off_by, second.called_off_at) == (
        "missed", "owner", day(7.2),
    )  # fmt: skip
    (story,) = list_missed([first, second], [word(7.2, "owner")], [ANN])
    assert (story.at, story.kind, story.who_missed) == (day(7), "missed_meeting", "owner")


@pytest.mark.parametrize(
    "said",
    [
        word(7.2, kind="unanswered_call"),  # "I tried to call you": after a meeting that was held
        word(6.9),  # before it began
        word(12),  # too late to be about it
        word(7.2, address=BO),  # somebody else's
    ],
)
def test_words_about_something_else_correct_nothing(said: MissedAppointment) -> None:
    held = (meeting(7, "held"),)
    assert mark_missed(held, [said]) == held


def test_of_several_only_who_was_missing_is_taken_out() -> None:
    held = (meeting(7, "held", people=(ANN, BO)),)
    (known,) = mark_missed(held, [word(7.2, "person")])
    assert (known.state, known.people) == ("held", (BO,))
    assert mark_missed(held, [word(7.2, "owner")]) == held
