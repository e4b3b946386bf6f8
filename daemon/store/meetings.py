"""The meetings that calendars in the mail tell of, and the touches that were held."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from daemon.core.appointments import MissedAppointment, list_missed, mark_missed
from daemon.core.meetings import KnownMeeting, Notice, read_meeting, resolve_meetings
from daemon.core.senders import role_of_sender
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in, stream, transaction
from daemon.store.persons import Persons
from daemon.store.times import time_of

DETECTOR = "meetings"
VERSION = 1


class Meetings:
    """The writer and reader of meetings for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def settle(self, just_read: Sequence[int], owner: Collection[str], now: datetime) -> int:
        """Work out anew what became of all meetings, where one of the mails just read tells of
        one or one has ended since; how many took place in all. `owner` are the owner's addresses.
        """
        if not self._is_due(just_read, now):
            return 0
        known = mark_missed(resolve_meetings(self._notices(), owner, now), self._said())
        with transaction(self._database):
            addresses = self._address_ids(known, owner)
            self._write(known, addresses)
            touched = self._write_touches(known, addresses)
            Persons(self._database, self._owner).update(sorted(touched))
        return sum(one.state == "held" for one in known)

    def _is_due(self, just_read: Sequence[int], now: datetime) -> bool:
        told = select_in(
            self._database,
            "SELECT 1 FROM finding WHERE kind IN ('meeting', 'missed_call', 'missed_meeting') "
            "AND message_id IN (...) LIMIT 1",
            just_read,
        )
        if next(told, None):
            return True
        return bool(
            execute(
                self._database,
                "SELECT 1 FROM meeting WHERE owner_id = ? AND state = 'coming' AND end_at <= ? "
                "LIMIT 1",
                (self._owner, int(now.timestamp())),
            )
        )

    def _notices(self) -> Iterator[Notice]:
        rows = stream(
            self._database,
            "SELECT f.value, m.at, coalesce(a.email, ''), m.outgoing, m.id FROM finding f "
            "JOIN message m ON m.id = f.message_id LEFT JOIN address a ON a.id = m.sender_id "
            "WHERE f.owner_id = ? AND f.kind = 'meeting' ORDER BY m.at, f.id",
            (self._owner,),
        )
        for value, at, sender, outgoing, message in rows:
            meeting = read_meeting(value)
            if meeting is not None:
                yield Notice(meeting, time_of(at), sender, bool(outgoing), message)

    def _said(self, person: int | None = None) -> list[MissedAppointment]:
        """What mails say of appointments that were missed, with one person or with all."""
        rows = execute(
            self._database,
            "SELECT m.at, a.email, f.value, f.quote, m.id, f.kind FROM finding f "
            "JOIN message m ON m.id = f.message_id "
            "JOIN touch t ON t.message_id = m.id AND t.kind = 'email' "
            "JOIN address a ON a.id = t.address_id WHERE f.owner_id = ? "
            "AND f.kind IN ('missed_call', 'missed_meeting', 'unanswered_call') "
            + ("" if person is None else "AND a.person_id = ? ")
            + "ORDER BY m.at, f.id",
            (self._owner,) if person is None else (self._owner, person),
        )
        return [
            MissedAppointment(time_of(at), email, who, quote, message, kind)
            for at, email, who, quote, message, kind in rows
        ]

    def _address_ids(self, known: Sequence[KnownMeeting], owner: Collection[str]) -> dict[str, int]:
        """The guests' addresses, but for the owner's and those that can't be a person's."""
        emails = {one for meeting in known for one in (*meeting.people, *meeting.declined)}
        wanted = sorted(emails - set(owner))
        executemany(
            self._database,
            "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
            "VALUES (?, ?, 0, ?, 0) ON CONFLICT (owner_id, email) DO NOTHING",
            [(self._owner, email, role_of_sender(email, {})) for email in wanted],
        )
        return dict(
            select_in(
                self._database,
                "SELECT email, id FROM address WHERE owner_id = ? AND is_owner = 0 AND role = '' "
                "AND email IN (...)",
                wanted,
                self._owner,
            )
        )

    def _write(self, known: Sequence[KnownMeeting], addresses: dict[str, int]) -> None:
        execute(self._database, "DELETE FROM meeting WHERE owner_id = ?", (self._owner,))
        ((first,),) = execute(self._database, "SELECT coalesce(max(id), 0) + 1 FROM meeting")
        executemany(
            self._database,
            "INSERT INTO meeting (id, owner_id, message_id, uid, state, start_at, end_at, all_day, "
            "summary, called_off_by, called_off_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, self._owner, one.message, one.uid, one.state, int(one.start.timestamp()),
                 int(one.end.timestamp()), one.all_day, one.summary[:200], one.called_off_by,
                 int(one.called_off_at.timestamp()) if one.called_off_at else None)
                for number, one in enumerate(known, first)
            ],
        )  # fmt: skip
        executemany(
            self._database,
            "INSERT INTO meeting_guest (meeting_id, address_id, answer) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            [
                (number, addresses[email], answer)
                for number, one in enumerate(known, first)
                for answer, emails in (("comes", one.people), ("declined", one.declined))
                for email in emails
                if email in addresses
            ],
        )

    def _write_touches(self, known: Sequence[KnownMeeting], addresses: dict[str, int]) -> set[int]:
        """Make the touches of kind `meeting` be those that were held; the addresses changed."""
        before = {
            (message, address, at): touch
            for touch, message, address, at in execute(
                self._database,
                "SELECT id, message_id, address_id, at FROM touch "
                "WHERE owner_id = ? AND detector = ?",
                (self._owner, DETECTOR),
            )
        }
        wanted = {
            (one.message, addresses[email], int(one.start.timestamp())): one.summary[:200]
            for one in known
            # What rests on others' word alone may be forged, and is shown but counts for nothing.
            if one.state == "held" and one.confirmed
            for email in one.people
            if email in addresses
        }
        executemany(
            self._database,
            "DELETE FROM touch WHERE id = ?",
            [(touch,) for key, touch in before.items() if key not in wanted],
        )
        executemany(
            self._database,
            "INSERT INTO touch (owner_id, message_id, address_id, at, kind, direction, note, "
            "detector, version, thread_id) VALUES (?, ?, ?, ?, 'meeting', 'both', ?, ?, ?, "
            "(SELECT thread_id FROM message WHERE id = ?))",
            [
                (self._owner, *key, note, DETECTOR, VERSION, key[0])
                for key, note in wanted.items()
                if key not in before
            ],
        )
        return {address for _, address, _ in before.keys() ^ wanted.keys()}

    def load_meetings(self, person: int) -> tuple[tuple[KnownMeeting, str], ...]:
        """The meetings with one person, newest first, each with that person's answer."""
        rows = execute(
            self._database,
            "SELECT m.uid, m.state, m.start_at, m.end_at, m.summary, m.all_day, m.message_id, "
            "m.called_off_by, m.called_off_at, a.email, g.answer "
            "FROM address a JOIN meeting_guest g ON g.address_id = a.id "
            "JOIN meeting m ON m.id = g.meeting_id WHERE a.person_id = ? "
            "ORDER BY m.start_at DESC, m.id",
            (person,),
        )
        return tuple(
            (
                KnownMeeting(
                    uid=uid,
                    state=state,
                    start=time_of(start),
                    end=time_of(end),
                    summary=summary,
                    people=(email,) if answer == "comes" else (),
                    declined=(email,) if answer == "declined" else (),
                    all_day=bool(all_day),
                    message=message,
                    called_off_by=by,
                    called_off_at=None if off_at is None else time_of(off_at),
                ),
                answer,
            )
            for uid, state, start, end, summary, all_day, message, by, off_at, email, answer in rows
        )

    def load_missed(self, person: int, addresses: Collection[str]) -> tuple[MissedAppointment, ...]:
        """The appointments with one person that did not come about, oldest first."""
        meetings = [one for one, _ in self.load_meetings(person)]
        return list_missed(meetings, self._said(person), addresses)
