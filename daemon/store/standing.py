"""Loads what stands between the owner and everybody beside open questions: a few queries for all
people at once, never one a person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from daemon.core.appointments import MissedAppointment, MissedRow, list_missed, missed_in_a_row
from daemon.core.model import Circle, Evidence, Fact, Owner, Person, Touch
from daemon.core.promises import Promise
from daemon.core.standing import FRESH_DAYS, Standing
from daemon.core.worktime import zone_of
from daemon.store.database import Database
from daemon.store.engine import FEW, among, execute, select_in
from daemon.store.health import Health
from daemon.store.promises import Promises
from daemon.store.recent import first_since
from daemon.store.times import time_of

if TYPE_CHECKING:
    from daemon.core.bank import BankEntry
    from daemon.core.meetings import KnownMeeting

#: Kinds of facts that may be an occasion for a word.
_TOLD = "('new_job', 'family', 'event', 'need')"
#: Only for these circles is it asked what was given and taken: see `core.bank`.
_NEAR = frozenset((Circle.INNER, Circle.CLOSE, Circle.REGULAR))
_NOTHING = Standing()
_NONE_MISSED = MissedRow()
#: The people with these numbers, of those who are looked at.
PeopleOf = Callable[[Iterable[int]], Sequence[Person]]
_Few = tuple[
    Mapping[int, list[Fact]], Mapping[int, MissedRow], Mapping[int, Evidence], Collection[int]
]


class Standings:
    """Reads for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int, promises: Promises) -> None:
        self._database = database
        self._owner = owner_id
        self._reader = promises
        self._read: tuple[datetime, _Few] | None = None

    def load_standings(
        self,
        people_of: PeopleOf,
        owner: Owner,
        now: datetime,
        of: Collection[int] | None = None,
        promised: Collection[int] | None = None,
        mails: Collection[int] | None = None,
    ) -> dict[int, Standing]:
        """By person; nobody of whom there is nothing to say. `people_of` gives those of these
        numbers that are to be looked at, in their order: `of`, where they are few. Promises are
        looked at of those who were `promised` something, where these are told, and what they gave
        to do, or did, in mails of these numbers alone (`mails`), where these are.
        """
        promises = self._promises(owner, now, of if promised is None else promised, only_due=True)
        since, until = _fresh(now)
        facts, missed, met, favours = self._few(people_of, now)
        task = "they gave you something to do"
        tasks = self._direct_mail("f.kind = 'task'", task, since, until, of, mails)
        kind = self._direct_mail(
            "f.kind = 'delivers' AND f.value IN ('introduction', 'promised')"
            " AND EXISTS (SELECT 1 FROM message q JOIN finding g ON g.message_id = q.id"
            " WHERE q.thread_id = m.thread_id AND q.outgoing AND q.at < m.at"
            " AND g.kind IN ('ask', 'favour'))",
            "they did what you had asked for",
            since,
            until,
            of,
            mails,
        )
        asked_of = favours if of is None else {*favours} & {*of}
        entries = self._bank(people_of, asked_of, owner, now)
        mine: dict[int, list[Promise]] = {}
        for one in promises:
            mine.setdefault(int(one.person_ref[1:]), []).append(one)
        found: dict[int, Standing] = {}
        concerned = {*mine, *facts, *missed, *tasks, *kind, *met, *entries}
        for person in people_of(concerned if of is None else concerned & {*of}):
            number = person.id
            given, asked = entries.get(number, (None, None))
            standing = Standing(
                promises=tuple(mine.get(number, ())),
                facts=tuple(facts.get(number, ())),
                missed=missed.get(number, _NONE_MISSED),
                task=tasks.get(number),
                kindness=kind.get(number),
                met=met.get(number),
                last_given=given,
                last_asked=asked,
            )
            if standing != _NOTHING:
                found[number] = standing
        return found

    def find_concerned(self, people_of: PeopleOf, now: datetime) -> set[int]:
        """All of whom there is something to say but for promises and single mails, of which there
        are many: see `lively`.
        """
        facts, missed, met, asked = self._few(people_of, now)
        return {*facts, *missed, *met, *asked}

    def _few(self, people_of: PeopleOf, now: datetime) -> _Few:
        """Facts, appointments missed, how they were met, and who was asked a favour: read once for
        a moment, of the same people.
        """
        if self._read is None or self._read[0] != now:
            since, until = _fresh(now)
            few = (
                self._facts(since, until),
                self._missed(people_of, since, until),
                self._met(since, until),
                self._asked(now),
            )
            self._read = now, few
        return self._read[1]

    def _promises(
        self, owner: Owner, now: datetime, of: Collection[int] | None, *, only_due: bool = False
    ) -> tuple[Promise, ...]:
        covered = Health(self._database, self._owner).load_until()
        loaded = self._reader.load_promises(now, covered, zone_of(owner), of, only_due=only_due)
        return tuple(one for one, _ in loaded)

    def _facts(self, since: int, until: int) -> dict[int, list[Fact]]:
        """What people told of themselves lately, newest first, and what the owner knows of them."""
        result: dict[int, list[Fact]] = {}
        said = execute(
            self._database,
            "SELECT person_id, kind, value, at, 0, '', '' FROM fact WHERE owner_id = ? "
            f"AND (kind = 'birthday' OR (kind IN {_TOLD} AND at BETWEEN ? AND ?)) "
            "ORDER BY at DESC, id DESC",
            (self._owner, since, until),
        )
        read = execute(
            self._database,
            "SELECT a.person_id, f.kind, f.value, m.at, m.id, m.message_id, f.quote "
            "FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN address a ON a.id = m.sender_id WHERE f.owner_id = ? AND NOT m.outgoing "
            f"AND f.kind IN {_TOLD} AND m.kind = 'personal' AND m.at BETWEEN ? AND ? "
            "AND a.person_id IS NOT NULL ORDER BY m.at DESC, f.id",
            (self._owner, since, until),
        )
        for person, kind, value, at, message, message_id, quote in [*said, *read]:
            ref = f"m{message}" if message else ""
            fact = Fact(kind, value or quote, time_of(at), ref, message_id, quote)
            result.setdefault(person, []).append(fact)
        return result

    def _direct_mail(
        self,
        which: str,
        what: str,
        since: int,
        until: int,
        of: Collection[int] | None,
        mails: Collection[int] | None,
    ) -> dict[int, Evidence]:
        """Of each person the newest mail to the owner alone with such a finding, or of `mails`."""
        told, numbers = among("f.message_id", mails)
        some, people = among("a.person_id", None if told else of, FEW)
        # From few people to their mails and what was found in each (the plus sign leaves only that
        # to choose), else from what was found lately: of tasks there are very many.
        tables = (
            "address a CROSS JOIN message m CROSS JOIN finding f" if some else
            "finding f CROSS JOIN message m CROSS JOIN address a"
        )  # fmt: skip
        known = some or told
        first = 0 if known else first_since(self._database, self._owner, since)
        rows = execute(
            self._database,
            f"SELECT a.person_id, m.at, m.id, m.message_id, f.quote FROM {tables} "
            f"WHERE f.owner_id = ? AND {'+' if known else ''}f.message_id >= ? "
            "AND a.id = m.sender_id AND f.message_id = m.id AND NOT m.outgoing "
            "AND m.kind = 'personal' "
            "AND m.recipients = 1 AND a.person_id IS NOT NULL AND m.at BETWEEN ? AND ? "
            f"AND {which}{some}{told} ORDER BY m.at, f.id DESC",
            (self._owner, first, since, until, *people, *numbers),
        )
        newest = {row[0]: row for row in rows if of is None or row[0] in of}
        return {
            person: Evidence(what, time_of(at), f"m{number}", message_id, quote)
            for person, at, number, message_id, quote in newest.values()
        }

    def _met(self, since: int, until: int) -> dict[int, Evidence]:
        """How those came to be known who are new: by words or an introduction, else a meeting."""
        result: dict[int, Evidence] = {}
        for person, at, number, message_id, summary in execute(
            self._database,
            "SELECT a.person_id, t.at, coalesce(m.id, 0), coalesce(m.message_id, ''), t.note "
            "FROM touch t JOIN address a ON a.id = t.address_id "
            "LEFT JOIN message m ON m.id = t.message_id "
            "WHERE t.kind IN ('meeting', 'call', 'coffee', 'introduction') "
            # From the few who are new to what they did, not through all that was ever done. The
            # plus sign leaves out the index of all people, by which each would be looked up alone.
            "AND a.person_id IN (SELECT p.id FROM person p WHERE +p.owner_id = ? "
            "AND p.first_seen >= ?) AND t.at BETWEEN ? AND ? ORDER BY t.at DESC",
            (self._owner, since, since, until),
        ):
            ref = f"m{number}" if number else ""
            result[person] = Evidence("you met", time_of(at), ref, message_id, summary)
        for person, at, number, message_id, quote in execute(
            self._database,
            "SELECT a.person_id, m.at, m.id, m.message_id, f.quote FROM finding f "
            "JOIN message m ON m.id = f.message_id "
            "JOIN touch t ON t.message_id = m.id AND t.kind = 'email' "
            "JOIN address a ON a.id = t.address_id JOIN person p ON p.id = a.person_id "
            "WHERE f.owner_id = ? AND f.kind = 'met_at' AND m.recipients = 1 "
            "AND p.first_seen >= ? AND m.at BETWEEN ? AND ? ORDER BY m.at DESC",
            (self._owner, since, since, until),
        ):
            what = "how you came to know each other"
            result[person] = Evidence(what, time_of(at), f"m{number}", message_id, quote)
        return result

    def _missed(self, people_of: PeopleOf, since: int, until: int) -> dict[int, MissedRow]:
        """The appointments missed in a row, of those with whom one was missed lately."""
        meetings: dict[int, list[KnownMeeting]] = {}
        words: dict[int, list[MissedAppointment]] = {}
        not_held = execute(
            self._database,
            "SELECT a.person_id, m.state, m.start_at, m.end_at, m.summary, m.all_day, "
            "m.message_id, m.called_off_by, m.called_off_at, a.email, g.answer FROM meeting m "
            "JOIN meeting_guest g ON g.meeting_id = m.id JOIN address a ON a.id = g.address_id "
            "WHERE m.owner_id = ? AND m.state IN ('cancelled', 'declined', 'missed') "
            "AND m.start_at BETWEEN ? AND ? AND a.person_id IS NOT NULL",
            (self._owner, since, until),
        )
        if not_held:
            from daemon.core.meetings import KnownMeeting  # late: it is seldom needed

        for row in not_held:
            person, state, start, end, summary, all_day, message, by, off_at, email, answer = row
            comes, declined = ((email,), ()) if answer == "comes" else ((), (email,))
            off = None if off_at is None else time_of(off_at)
            meetings.setdefault(person, []).append(
                KnownMeeting(
                    "", state, time_of(start), time_of(end), summary, comes, declined,
                    all_day=bool(all_day), message=message, called_off_by=by, called_off_at=off,
                )
            )  # fmt: skip
        for person, at, email, who, quote, message, kind in execute(
            self._database,
            "SELECT a.person_id, m.at, a.email, f.value, f.quote, m.id, f.kind FROM finding f "
            "JOIN message m ON m.id = f.message_id "
            "JOIN touch t ON t.message_id = m.id AND t.kind = 'email' "
            "JOIN address a ON a.id = t.address_id WHERE f.owner_id = ? "
            "AND f.kind IN ('missed_call', 'missed_meeting', 'unanswered_call') "
            "AND m.recipients = 1 AND m.at BETWEEN ? AND ? AND a.person_id IS NOT NULL",
            (self._owner, since, until),
        ):
            one = MissedAppointment(time_of(at), email, who, quote, message, kind)
            words.setdefault(person, []).append(one)
        concerned = meetings.keys() | words.keys()
        touches = self._touches(concerned, since, until)
        result: dict[int, MissedRow] = {}
        for person in people_of(concerned):
            told = words.get(person.id, ())
            missed = list_missed(meetings.get(person.id, ()), told, person.addresses)
            in_a_row = missed_in_a_row(missed, touches.get(person.id, ()))
            if in_a_row.appointments:
                result[person.id] = in_a_row
        return result

    def _touches(self, people: Iterable[int], since: int, until: int) -> dict[int, list[Touch]]:
        result: dict[int, list[Touch]] = {}
        for person, at, kind, direction, message in select_in(
            self._database,
            "SELECT a.person_id, t.at, t.kind, t.direction, coalesce(t.message_id, 0) "
            "FROM address a JOIN touch t ON t.address_id = a.id AND t.at BETWEEN ? AND ? "
            "WHERE a.person_id IN (...)",
            sorted(people),
            since,
            until,
        ):
            ref = f"m{message}" if message else ""
            touch = Touch(f"p{person}", time_of(at), kind, direction, ref)
            result.setdefault(person, []).append(touch)
        return result

    def _asked(self, now: datetime) -> set[int]:
        """Whom the owner asked for a favour lately."""
        since = int((now - timedelta(days=2 * FRESH_DAYS)).timestamp())
        rows = execute(
            self._database,
            "SELECT DISTINCT a.person_id FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN touch t ON t.message_id = m.id AND t.kind = 'email' "
            "JOIN address a ON a.id = t.address_id WHERE f.owner_id = ? AND f.kind = 'favour' "
            "AND m.outgoing AND m.at BETWEEN ? AND ? AND a.person_id IS NOT NULL",
            (self._owner, since, int(now.timestamp())),
        )
        return {person for (person,) in rows}

    def _bank(
        self,
        people_of: PeopleOf,
        asked: Collection[int],
        owner: Owner,
        now: datetime,
    ) -> Mapping[int, tuple[Evidence | None, Evidence | None]]:
        """(last given, last asked) for those of the near circles among who was asked: nobody
        else's history is read.
        """
        near = [one for one in people_of(asked) if one.circle in _NEAR]
        if not near:
            return {}
        from daemon.core.bank import infer_entries  # late: few are asked for anything
        from daemon.store.bank import Bank

        promises = self._promises(owner, now, {one.id for one in near})
        bank = Bank(self._database, self._owner)
        zone = zone_of(owner)
        result: dict[int, tuple[Evidence | None, Evidence | None]] = {}
        for history in bank.load_histories(near, now, zone, (), promises):
            entries = infer_entries(history, now)
            result[history.person.id] = _last(entries, "deposit"), _last(entries, "withdrawal")
        return result


def _fresh(now: datetime) -> tuple[int, int]:
    """The first and the last second of what is fresh."""
    return int((now - timedelta(days=FRESH_DAYS)).timestamp()), int(now.timestamp())


def _last(entries: Iterable[BankEntry], kind: str) -> Evidence | None:
    newest = next((one for one in entries if one.kind == kind), None)
    if newest is None:
        return None
    what = newest.what.removeprefix("ask_").replace("_", " ")
    said = f"you gave: {what}" if kind == "deposit" else f"you asked: {what}"
    return Evidence(said, newest.at, newest.message_ref, newest.message_id, newest.quote)
