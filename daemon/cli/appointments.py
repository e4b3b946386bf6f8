"""The appointments on a person's page: which came about, which were missed, and whether a word was
said since.
"""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from daemon.cli.screen import Screen
from daemon.cli.words import day
from daemon.core.appointments import MissedAppointment, MissedRow
from daemon.core.meetings import KnownMeeting

_SHOWN = 5
_BECAME = {
    "held": "you met",
    "coming": "coming",
    "cancelled": "cancelled",
    "declined": "declined",
    "missed": "missed",
    "open": "never settled",
}
_MISSED = {
    "missed_call": "a call was missed",
    "missed_meeting": "a meeting was missed",
    "unanswered_call": "a call was not answered",
    "cancelled": "a meeting was cancelled",
    "declined": "a meeting was declined",
}


def show_appointments(
    screen: Screen,
    meetings: Sequence[tuple[KnownMeeting, str]],
    missed: MissedRow,
    zone: ZoneInfo,
) -> None:
    """The latest meetings, then what was missed since the two last met."""
    if meetings:
        screen.title("Appointments")
    for one, said in meetings[:_SHOWN]:
        became = "they said no" if said == "declined" else _BECAME[one.state]
        when = day(one.start, zone)
        screen.line(f"m{one.message}, {when}, {became}: {one.summary or '(no title)'}", 2)
    if missed.appointments:
        screen.title(_missed_title(missed, zone))
    for gone in missed.appointments:
        screen.line(f"m{gone.message}, {day(gone.at, zone)}, {missed_words(gone)}", 2)


def missed_words(one: MissedAppointment) -> str:
    """`a call was missed: “…”`"""
    return _MISSED[one.kind] + (f": “{one.quote}”" if one.quote else "")


def _missed_title(missed: MissedRow, zone: ZoneInfo) -> str:
    if missed.word_since is not None:
        since = day(missed.word_since, zone)
        return f"Missed since you last met; there was a word since, on {since}"
    if len(missed.appointments) > 1:
        return f"Missed {len(missed.appointments)} times in a row, and not a word since"
    return "Missed, and not a word since"
