"""Loads what the reasons to reach out look at: of everybody, or of those alone of whom one of them
may have something to say, as with one person in five.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from daemon.core.exchange import Exchange
from daemon.core.model import OPEN_DRAFT_STATES, Cadence, Gap, Owner, Person, Relationship
from daemon.core.reasons.cooling import LAPSES_AFTER_DAYS, LEAST_SILENCE_DAYS
from daemon.store.database import Database
from daemon.store.engine import execute, marks, select_in
from daemon.store.exchange import Exchanges
from daemon.store.facts import Contact, Facts
from daemon.store.standing import Standings
from daemon.store.times import maybe_time_of, time_of

_NO_EXCHANGE = Exchange()
_DAY = 86_400


class Relationships:
    """One loading of them, for one owner; nothing here writes."""

    def __init__(
        self,
        database: Database,
        owner_id: int,
        rows: Mapping[int, tuple[Any, ...]],
        gaps: Iterable[Gap],
        contacts: Mapping[int, Contact],
        refused: Mapping[int, Sequence[tuple[str, datetime]]],
    ) -> None:
        """`rows` are the people who can be reached, as `network` reads them, by number."""
        self._database = database
        self._owner = owner_id
        self._facts = Facts(database, owner_id)
        self._exchanges = Exchanges(database, owner_id)
        self._rows = rows
        self._contacts = contacts
        self._refused = refused
        self._gaps: dict[int, list[Gap]] = {}
        for gap in gaps:
            self._gaps.setdefault(int(gap.person_ref[1:]), []).append(gap)

    def load(
        self,
        owner: Owner,
        now: datetime,
        people_of: Callable[[Iterable[int]], Sequence[Person]],
        also: Collection[int] | None,
        of: Collection[int] | None = None,
    ) -> tuple[tuple[Relationship, ...], tuple[int, ...]]:
        """See Network: everybody without `also`; and the others. `people_of` gives those of these
        numbers who can be reached, by number; `of` are those in `rows`, where they are not all.
        """
        rows = self._rows
        drafting = self._with_open_draft()
        reader = Standings(self._database, self._owner)
        standings = reader.load_standings(people_of, owner, now, of)
        chosen: Iterable[int] = rows
        if also is not None:
            told = self._facts.load_told_of()
            named = {*also, *drafting, *standings, *told, *self._gaps, *self._contacts}
            personal = self._exchanges.load_personal()
            chosen = [
                number
                for number in rows
                if number in named or (number in personal and self._is_silent(number, now))
            ]
        seen = set(chosen)
        last, drafted = self._last_messages(chosen), self._drafted()
        languages = self._facts.load_languages(of)
        exchanges = self._exchanges.load_exchanges(now, seen)
        result = []
        for person in people_of(chosen):
            number, row = person.id, rows[person.id]
            subject, message, message_id = last.get(number, ("", 0, ""))
            result.append(
                Relationship(
                    person=person,
                    cadence=Cadence(row[8], row[9], row[10]) if row[8] is not None else None,
                    gaps=tuple(self._gaps.get(number, ())),
                    last_out=maybe_time_of(row[11]),
                    last_in=maybe_time_of(row[12]),
                    last_subject=subject,
                    last_ref=f"m{message}" if message else "",
                    last_message_id=message_id,
                    draft_open=number in drafting,
                    language=languages.get(number, ""),
                    turned_down=tuple(self._refused.get(number, ())),
                    standing=standings.get(number),
                    drafted=tuple(drafted.get(number, ())),
                    exchange=exchanges.get(number, _NO_EXCHANGE),
                )
            )
        # Touches out, in and both: as `is_two_way` has it.
        others = (n for n, row in rows.items() if n not in seen and ((row[5] and row[6]) or row[7]))
        return tuple(result), tuple(others)

    def _is_silent(self, number: int, now: datetime) -> bool:
        """Whether there is a habit, and a silence of which `cooling` may speak."""
        row = self._rows[number]
        silence = now.timestamp() - row[4]
        longest = LAPSES_AFTER_DAYS * _DAY + 1
        return row[8] is not None and LEAST_SILENCE_DAYS * _DAY - 1 <= silence <= longest

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
