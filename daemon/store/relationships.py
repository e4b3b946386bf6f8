"""Loads what the reasons to reach out look at: of everybody, or of those alone of whom one of them
may have something to say, as with one person in five.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from daemon.core.exchange import Exchange, is_colleague
from daemon.core.model import OPEN_DRAFT_STATES, Cadence, Gap, Owner, Person, Relationship
from daemon.core.standing import Standing
from daemon.core.worktime import zone_of
from daemon.store.database import Database
from daemon.store.engine import execute, marks, select_in
from daemon.store.exchange import Exchanges
from daemon.store.facts import Contact, Facts
from daemon.store.promises import Promises
from daemon.store.standing import PeopleOf, Standings
from daemon.store.times import maybe_time_of, time_of

_NO_EXCHANGE = Exchange()


class Relationships:
    """One loading of them, for one owner; nothing here writes."""

    def __init__(
        self,
        database: Database,
        owner_id: int,
        rows: Mapping[int, tuple[Any, ...]],
        gaps_of: Callable[[Collection[int] | None], Iterable[Gap]],
        contacts: Mapping[int, Contact],
        refused: Mapping[int, Sequence[tuple[str, datetime]]],
    ) -> None:
        """`rows` are the people who were loaded, as `network` reads them, by number; `gaps_of`
        gives the gaps of these people at least, or of all.
        """
        self._database = database
        self._owner = owner_id
        self._facts = Facts(database, owner_id)
        self._exchanges = Exchanges(database, owner_id)
        self._rows = rows
        self._contacts = contacts
        self._refused = refused
        self._gaps_of = gaps_of
        self._promises = Promises(database, owner_id)
        self._standings = Standings(database, owner_id, self._promises)
        self._promised: Collection[int] | None = None
        self._given: Collection[int] | None = None
        self._silent: Collection[int] | None = None

    def find_lively(
        self, owner: Owner, now: datetime, people_of: PeopleOf, also: Collection[int]
    ) -> set[int]:
        """Of whom a reason may have something to say, of whom anything is told, with whom a draft
        waits, and `also` these.
        """
        from daemon.store.lively import Lively  # late: it knows the reasons

        lively = Lively(self._database, self._owner, self._promises, self._exchanges)
        self._promised = lively.find_promised(owner, now)
        given = lively.find_given(now)
        self._given = {mail for mails in given.values() for mail in mails}
        self._silent = self._exchanges.find_silent(now)
        return {
            *also,
            *self._with_open_draft(),
            *lively.find_asked(owner, now),
            *given,
            *self._promised,
            *self._standings.find_concerned(people_of, now),
            *self._silent,
            *self._facts.load_told_of(),
            *self._contacts,
        }

    def load(
        self,
        owner: Owner,
        now: datetime,
        people_of: PeopleOf,
        chosen: Collection[int],
        *,
        everybody: bool = False,
    ) -> tuple[Relationship, ...]:
        """What there is between the owner and those who are chosen, of whom `people_of` gives those
        who can be reached, by number; whether they are `everybody`.
        """
        of = None if everybody else chosen
        gaps: dict[int, list[Gap]] = {}
        for gap in self._gaps_of(of):
            gaps.setdefault(int(gap.person_ref[1:]), []).append(gap)
        drafting, drafted = self._with_open_draft(), self._drafted()
        standings = self._standings.load_standings(
            people_of, owner, now, of, self._promised, self._given
        )
        people = people_of(chosen)
        promised = {number for number, one in standings.items() if one.promises}
        talked = {
            one.id
            for one in people
            if _may_have_talked(one, gaps.get(one.id, ()), standings.get(one.id), owner)
        }
        exchanges = self._exchanges.load_exchanges(now, chosen, talked, promised)
        last = self._last_messages(sorted(self._whose_last_mail(people, standings, talked)))
        result = []
        for person in people:
            number, row = person.id, self._rows[person.id]
            subject, message, message_id = last.get(number, ("", 0, ""))
            result.append(
                Relationship(
                    person=person,
                    cadence=Cadence(row[8], row[9], row[10]) if row[8] is not None else None,
                    gaps=tuple(gaps.get(number, ())),
                    last_out=maybe_time_of(row[11]),
                    last_in=maybe_time_of(row[12]),
                    last_subject=subject,
                    last_ref=f"m{message}" if message else "",
                    last_message_id=message_id,
                    draft_open=number in drafting,
                    turned_down=tuple(self._refused.get(number, ())),
                    standing=standings.get(number),
                    drafted=tuple(drafted.get(number, ())),
                    exchange=exchanges.get(number, _NO_EXCHANGE),
                )
            )
        return tuple(result)

    def _whose_last_mail(
        self, people: Iterable[Person], standings: Mapping[int, Standing], talked: Collection[int]
    ) -> set[int]:
        """Of whose last mail a reason may have something to say; where the lively were looked for,
        those who are silent, new, asked for something, or were in touch after what waits.
        """
        if self._silent is None:
            return {one.id for one in people}
        near = {
            number
            for number, one in standings.items()
            if one.met is not None or one.last_given is not None or one.last_asked is not None
        }
        return {*self._silent, *near, *talked}

    def _last_messages(self, people: Iterable[int]) -> dict[int, tuple[str, int, str]]:
        rows = select_in(
            self._database,
            "SELECT p.id, m.subject, m.id, m.message_id FROM person p "
            "JOIN address a ON a.person_id = p.id "
            "JOIN touch t ON t.address_id = a.id AND t.at = p.last_touch "
            "JOIN message m ON m.id = t.message_id WHERE p.id IN (...)",
            people,
        )
        return {person: (subject, number, mid) for person, subject, number, mid in rows}

    def _with_open_draft(self) -> set[int]:
        rows = execute(
            self._database,
            "SELECT person_id, other_id FROM draft WHERE owner_id = ? "
            f"AND state IN ({marks(OPEN_DRAFT_STATES)})",
            (self._owner, *OPEN_DRAFT_STATES),
        )
        return {number for row in rows for number in row if number is not None}

    def _drafted(self) -> dict[int, list[tuple[str, datetime]]]:
        """When a draft of each kind was last begun, by person."""
        result: dict[int, list[tuple[str, datetime]]] = {}
        for person, kind, at in execute(
            self._database,
            "SELECT person_id, kind, max(reserved_at) FROM draft WHERE owner_id = ? "
            "AND person_id IS NOT NULL GROUP BY person_id, kind",
            (self._owner,),
        ):
            result.setdefault(person, []).append((kind, time_of(at)))
        return result


def _may_have_talked(
    person: Person, gaps: Iterable[Gap], standing: Standing | None, owner: Owner
) -> bool:
    """Whether single contacts with somebody tell anything: there was one since they asked, or since
    the day of a promise; or it is a colleague, whose question may have been one line of a talk.
    """
    since = [one.since for one in gaps if one.waiting_on == "owner"]
    if since and is_colleague(person, owner):
        return True
    if standing is not None:
        zone = zone_of(owner)
        since += [datetime.combine(one.due_by, time(), zone) for one in standing.promises]
    return bool(since) and (person.last_touch is None or person.last_touch > min(since))
