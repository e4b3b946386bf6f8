"""Of whom a reason to reach out may have something to say: asked of the tables before anybody is
loaded, so that an agenda costs what it says and not what is known.

Each question may find too many and never too few. What a reason needs stands here in SQL; what is
enough for it, with the reason alone. A test holds the agenda of these against that of everybody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.expectation import expected_days
from daemon.core.model import Owner
from daemon.core.promise_keeping import PromiseMade
from daemon.core.promises import day_due
from daemon.core.reasons import promise_due, reply_owed, thanks_owed, they_asked
from daemon.core.worktime import working_days_between, zone_of
from daemon.store.database import Database
from daemon.store.engine import execute, select_in
from daemon.store.exchange import Exchanges
from daemon.store.promises import Promises
from daemon.store.recent import first_since
from daemon.store.times import epoch_of, time_of


class Lively:
    """Reads for one owner; nothing here writes."""

    def __init__(
        self, database: Database, owner_id: int, promises: Promises, exchanges: Exchanges
    ) -> None:
        self._database = database
        self._owner = owner_id
        self._promises = promises
        self._exchanges = exchanges

    def find_asked(self, owner: Owner, now: datetime) -> set[int]:
        """Who asked so lately that an answer still is one, so long ago that it is overdue for the
        two of them, and was not in touch since.
        """
        since, until = epoch_of(now - timedelta(days=reply_owed.LAPSES_AFTER_DAYS)), epoch_of(now)
        rows = execute(
            self._database,
            "SELECT g.person_id, g.since, p.owner_reply_days, p.owner_long_days, p.owner_answers "
            "FROM gap g JOIN person p ON p.id = g.person_id "
            "WHERE g.owner_id = ? AND g.waiting_on = 'owner' AND NOT g.begun "
            "AND g.since BETWEEN ? AND ? AND (p.last_touch <= g.since OR p.last_touch > ?)",
            (self._owner, since, until, until),
        )
        return {
            person
            for person, at, usual, long, answers in rows
            if working_days_between(time_of(at), now, owner)
            >= expected_days(usual, long, of_owner=True, answers=answers)
        }

    def find_promised(self, owner: Owner, now: datetime) -> set[int]:
        """To whom the owner promised what is due now, and has not written since; nor have they, nor
        anybody of their firm.
        """
        due: dict[int, list[tuple[datetime, PromiseMade]]] = {}
        zone, lasting = zone_of(owner), promise_due.LAPSES_AFTER_DAYS
        today = now.astimezone(zone).date()
        for person, _, made in self._promises.load_due_of_owner(now, zone, lasting):
            for one in made:
                if promise_due.is_in_time(one.act, due_by := day_due(one), today):
                    due_at, _ = promise_due.times_of(one.act, due_by, owner)
                    due.setdefault(person, []).append((due_at, one))
        until = epoch_of(now)
        waited: dict[int, list[datetime]] = {}
        for person, last_out, last_in in select_in(
            self._database,
            "SELECT id, coalesce(last_out, 0), coalesce(last_in, 0) FROM person WHERE id IN (...)",
            due,
        ):
            for due_at, one in due[person]:
                at = epoch_of(due_at)
                if last_out <= at and not at < last_in <= until and promise_due.binds(one):
                    waited.setdefault(person, []).append(due_at)
        wrote = self._exchanges.load_firms(now, waited)
        return {
            person
            for person, days in waited.items()
            if not all(promise_due.firm_went_on(wrote.get(person, ()), day) for day in days)
        }

    def find_given(self, now: datetime) -> dict[int, set[int]]:
        """Who gave the owner something to do, or did something for them, without a word of the
        owner's since, with the numbers of the mails in which they did.
        """
        days = max(they_asked.LAPSES_AFTER_DAYS, thanks_owed.MOST_DAYS)
        since = epoch_of(now - timedelta(days=days))
        rows = execute(
            self._database,
            "SELECT p.id, m.id, f.kind, f.quote, coalesce(nullif(p.circle_set, ''), p.circle), "
            "p.last_in IS NULL OR p.last_in <= m.at "
            "FROM finding f CROSS JOIN message m CROSS JOIN address a CROSS JOIN person p "
            "WHERE f.owner_id = ? AND f.kind IN ('task', 'delivers') AND f.message_id >= ? "
            "AND m.id = f.message_id AND NOT m.outgoing AND m.kind = 'personal' "
            "AND m.recipients = 1 AND m.at BETWEEN ? AND ? AND a.id = m.sender_id "
            "AND p.id = a.person_id AND (p.last_out IS NULL OR p.last_out <= m.at) "
            "AND p.touches_out > 0",
            (self._owner, first_since(self._database, self._owner, since), since, epoch_of(now)),
        )
        given: set[int] = set()
        mails: dict[int, set[int]] = {}
        for person, mail, kind, quote, circle, is_last in rows:
            mails.setdefault(person, set()).add(mail)
            if kind == "delivers" or (
                is_last and circle in they_asked.CIRCLES and they_asked.is_meant_to_be_done(quote)
            ):
                given.add(person)
        return {person: mails[person] for person in given}
