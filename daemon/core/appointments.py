"""Decides which appointments with a person did not come about, by calendars and by words, and
whether there was any word since: for that person's story, never as a score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from daemon.core.values import dataclass

if TYPE_CHECKING:
    from daemon.core.meetings import KnownMeeting
    from daemon.core.model import Touch

WhoMissed = Literal["", "owner", "person", "both"]
AppointmentKind = Literal[
    "missed_call", "missed_meeting", "unanswered_call", "cancelled", "declined"
]  # fmt: skip

#: Words so soon after an appointment are about it; two apologies so close are about the same one.
_ABOUT = timedelta(days=3)
#: Kinds of touches in which both were there.
_ENCOUNTERS = frozenset(("meeting", "call", "coffee"))


@dataclass(frozen=True, slots=True)
class MissedAppointment:
    """One appointment with one person that did not come about: when it was to be (`at`; for words
    the time of the mail), the person's `address`, who missed it or called it off ("" where nobody
    knows), the words or the meeting's summary, the last mail that told of it (`message`), and when
    that was (`told_at`, None for a word as it was found).
    """

    at: datetime
    address: str
    who_missed: WhoMissed
    quote: str
    message: int
    kind: AppointmentKind = "missed_meeting"
    told_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """When it was known that it would not come about, or had not."""
        return self.told_at or self.at


@dataclass(frozen=True, slots=True)
class MissedRow:
    """The appointments missed one after the other up to now, oldest first, and the first word
    between the two since the last of them was missed (None: not a word).
    """

    appointments: tuple[MissedAppointment, ...] = ()
    word_since: datetime | None = None

    @property
    def is_silent(self) -> bool:
        """Whether there was one at least, and not a word since."""
        return bool(self.appointments) and self.word_since is None


def list_missed(
    meetings: Iterable[KnownMeeting], said: Iterable[MissedAppointment], emails: Collection[str]
) -> tuple[MissedAppointment, ...]:
    """What did not come about with the person of these addresses, oldest first: `meetings` as
    resolved, `said` what the detector `missed` found in mail of or to that person. What is told
    twice, by a calendar and by words or by both sides, is one.
    """
    known = [one for meeting in meetings for one in _of_meeting(meeting, emails)]
    told = [replace(one, told_at=None) for one in said if one.address in emails]
    found: list[MissedAppointment] = []
    for one in sorted([*known, *told], key=lambda each: (each.at, each.message)):
        if found and _is_same(found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return tuple(found)


def _of_meeting(meeting: KnownMeeting, emails: Collection[str]) -> list[MissedAppointment]:
    if meeting.state not in ("cancelled", "declined", "missed"):
        return []
    guests = meeting.people
    if meeting.state == "declined" and meeting.called_off_by != "owner":
        guests = meeting.declined
    kind: AppointmentKind = "missed_meeting"
    if meeting.state in ("cancelled", "declined"):
        kind = "cancelled" if meeting.state == "cancelled" else "declined"
    return [
        MissedAppointment(
            meeting.start, email, meeting.called_off_by, meeting.summary, meeting.message, kind,
            meeting.called_off_at,
        )
        for email in guests
        if email in emails
    ][:1]  # fmt: skip


def _is_same(before: MissedAppointment, after: MissedAppointment) -> bool:
    """Whether the later one is a word about the earlier; two calendars tell of two."""
    return after.told_at is None and after.at - before.at <= _ABOUT


def _joined(before: MissedAppointment, word: MissedAppointment) -> MissedAppointment:
    """The earlier one, with the mail that spoke of it last."""
    known_at = max(before.known_at, word.at)
    who: WhoMissed = before.who_missed or word.who_missed
    return replace(before, told_at=known_at, who_missed=who, message=word.message)


def missed_in_a_row(missed: Sequence[MissedAppointment], touches: Iterable[Touch]) -> MissedRow:
    """The appointments of one person (as `list_missed` gives them) that were missed since the two
    last met or spoke, and the first touch after the last of them that is not itself the mail that
    told of one. Two in a row without a word: `len(row.appointments) >= 2 and row.is_silent`.
    """
    between = sorted(touches, key=lambda one: one.at)
    met = [one.at for one in between if one.kind in _ENCOUNTERS]
    row = tuple(one for one in missed if not met or one.at > met[-1])
    if not row:
        return MissedRow()
    telling = {f"m{one.message}" for one in missed if one.message}
    last = max(one.known_at for one in row)
    words = [one.at for one in between if one.at > last and one.message_ref not in telling]
    return MissedRow(row, words[0] if words else None)


def mark_missed(
    meetings: Iterable[KnownMeeting], said: Iterable[MissedAppointment]
) -> tuple[KnownMeeting, ...]:
    """The meetings, corrected by words: one that calendars call held is `missed` where within three
    days after its beginning a mail says so, and it was with that person alone; of more people, only
    the person who was not there is taken out. Each word corrects the last meeting before it; a
    call that nobody answered says nothing of meetings.
    """
    found = list(meetings)
    appointments = (one for one in said if one.kind != "unanswered_call")
    for one in sorted(appointments, key=lambda each: each.at):
        candidates = [
            number
            for number, meeting in enumerate(found)
            if meeting.state == "held"
            and one.address in meeting.people
            and timedelta(0) <= one.at - meeting.start <= _ABOUT
        ]
        if not candidates:
            continue
        number = max(candidates, key=lambda each: found[each].start)
        meeting = found[number]
        others = tuple(email for email in meeting.people if email != one.address)
        if others and one.who_missed == "person":
            found[number] = replace(meeting, people=others)
        elif not others and one.who_missed:
            side: Literal["", "owner", "person"] = (
                "" if one.who_missed == "both" else one.who_missed
            )
            found[number] = replace(
                meeting, state="missed", called_off_by=side, called_off_at=one.at
            )
    return tuple(found)
