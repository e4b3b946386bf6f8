"""Reading the network: people, their gaps, their touches, what plan and command line look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from daemon.core.model import (
    Circle,
    Gap,
    Owner,
    Person,
    Relationship,
    Touch,
)
from daemon.store.database import Database
from daemon.store.emails import load_emails, read_emails
from daemon.store.engine import among, execute, select_in
from daemon.store.facts import Contact, Facts
from daemon.store.times import maybe_time_of, time_of

if TYPE_CHECKING:
    from daemon.store.gaps import Gaps

#: What makes a person, of one who is to be seen. The plus sign leaves the index of all people out,
#: by which each would be looked up alone.
_COLUMNS = (
    "p.id, coalesce(nullif(p.name_set, ''), p.name), "
    "coalesce(nullif(p.circle_set, ''), p.circle), p.first_seen, p.last_touch, p.touches_out, "
    "p.touches_in, p.touches_both, p.usual_days"
)
_SEEN = "FROM person p WHERE NOT p.ignored AND p.last_touch IS NOT NULL AND +p.owner_id = ?"

#: A person as a row: number, name, circle, when they were first seen and last in touch (epoch
#: seconds), touches out, in and both, usual days; their addresses; how to reach them.
PersonRow = tuple[tuple[Any, ...], tuple[str, ...], Contact]
_NO_CONTACT = Contact()
_CIRCLES = {str(one): one for one in Circle}


class Network:
    """What is known, for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._facts = Facts(database, owner_id)

    # -- people ------------------------------------------------------------------------------

    def load_people(self, of: Collection[int] | None = None) -> tuple[Person, ...]:
        """Everybody, or those of these who are known, the most recently in touch first."""
        return tuple(person_of(*one) for one in self.load_people_rows(of))

    def load_people_rows(self, of: Collection[int] | None = None) -> Iterator[PersonRow]:
        """The same as rows."""
        some, people = among("p.id", of)
        sql = f"SELECT {_COLUMNS}, p.emails {_SEEN}{some} ORDER BY p.id"
        rows = execute(self._database, sql, (self._owner, *people))
        rows.sort(key=itemgetter(4), reverse=True)  # in a tenth of the time that SQLite takes
        kept = ((row[0], row[-1]) for row in rows)
        addresses = read_emails(self._database, self._owner, kept)
        contacts = self._facts.load_contacts(of)
        for row in rows:
            yield row[:-1], addresses.get(row[0], ()), contacts.get(row[0], _NO_CONTACT)

    def _addresses(self, of: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Addresses of these people, the one to write to first: see `emails`."""
        return load_emails(self._database, self._owner, of)

    def load_alike(self, later: Mapping[str, int]) -> dict[str, list[Person]]:
        """Who may be known by each of these keys, as `Alike.find` has it."""
        from daemon.store.alike import Alike  # late: an agenda alone asks

        return Alike(self._database, self._owner).find(later)

    def load_dead_addresses(self) -> dict[str, datetime]:
        """Addresses to which nothing is written, since when: mail came back, and nothing came
        from there after that.
        """
        rows = execute(
            self._database,
            "SELECT a.email, a.dead_at FROM address a WHERE +a.owner_id = ? "
            "AND a.dead_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM touch t "
            "WHERE t.address_id = a.id AND t.direction = 'in' AND t.at > a.dead_at)",
            (self._owner,),
        )
        return {email: time_of(at) for email, at in rows}

    def load_never_written_to(self, emails: Iterable[str]) -> frozenset[str]:
        """Those of these addresses to which no mail of the owner went, nor a word of theirs that
        it is a person's.
        """
        asked = frozenset(emails)
        written = select_in(
            self._database,
            "SELECT a.email FROM address a WHERE a.owner_id = ? AND a.email IN (...) AND (EXISTS "
            "(SELECT 1 FROM touch t WHERE t.address_id = a.id AND t.direction IN ('out', 'both')) "
            "OR EXISTS (SELECT 1 FROM address_tie i WHERE i.same "
            "AND a.id IN (i.one_id, i.other_id)))",
            sorted(asked),
            self._owner,
        )
        return asked - {email for (email,) in written}

    def load_touches(self, person: Person, limit: int = 400) -> tuple[Touch, ...]:
        """The touches with one person, newest first."""
        rows = execute(
            self._database,
            "SELECT t.at, t.kind, t.direction, t.message_id, "
            "coalesce(nullif(t.note, ''), m.subject, '') FROM address a "
            "JOIN touch t ON t.address_id = a.id LEFT JOIN message m ON m.id = t.message_id "
            "WHERE a.person_id = ? ORDER BY t.at DESC, a.id, t.id LIMIT ?",
            (person.id, limit),
        )
        return tuple(
            Touch(
                person.ref, time_of(at), kind, direction, f"m{message}" if message else "", subject
            )
            for at, kind, direction, message, subject in rows
        )

    # -- gaps --------------------------------------------------------------------------------

    def _gaps(self) -> Gaps:
        from daemon.store.gaps import Gaps  # late: who asks for people needs none

        return Gaps(self._database, self._owner)

    def load_gaps(
        self, owner: Owner, now: datetime, of: Collection[int] | None = None
    ) -> tuple[Gap, ...]:
        """Every open gap, oldest first; of these people alone, where not of all."""
        gaps = self._gaps().load_gaps(owner, now, self._addresses, of)
        return gaps if of is None else tuple(one for one in gaps if int(one.person_ref[1:]) in of)

    def without_unsure(
        self, relationships: tuple[Relationship, ...], now: datetime
    ) -> tuple[Relationship, ...]:
        """Without those whose mail lies in a mailbox in which nobody can say who has answered."""
        from daemon.store.lost_copies import LostCopiesReader

        reader = LostCopiesReader(self._database, self._owner)
        lost = reader.mailboxes(now)
        if not lost:
            return relationships
        unsure = reader.people_in(lost, (one.person.id for one in relationships))
        return tuple(one for one in relationships if one.person.id not in unsure)

    # -- relationships -----------------------------------------------------------------------

    def load_relationships(
        self, owner: Owner, now: datetime, gaps: tuple[Gap, ...] | None = None
    ) -> tuple[Relationship, ...]:
        """Everybody who can be reached, with what the reasons to reach out look at; `gaps` are all
        that are open, where they are known already.
        """
        return self._relationships(owner, now, gaps=gaps)[0]

    def load_some(
        self, owner: Owner, now: datetime, of: Collection[int]
    ) -> tuple[Relationship, ...]:
        """Those of these people who can be reached, at a cost that is theirs alone."""
        return self._relationships(owner, now, of=of)[0]

    def load_lively(
        self, owner: Owner, now: datetime, also: Collection[int]
    ) -> tuple[tuple[Relationship, ...], Callable[[], tuple[int, ...]]]:
        """Those of them of whom a reason to reach out may have something to say, those of whom
        something is told, and `also` these; and what gives the numbers of all others who have both
        written and been written to, and have no draft waiting.
        """
        return self._relationships(owner, now, also)

    def _relationships(
        self,
        owner: Owner,
        now: datetime,
        also: Collection[int] | None = None,
        of: Collection[int] | None = None,
        gaps: tuple[Gap, ...] | None = None,
    ) -> tuple[tuple[Relationship, ...], Callable[[], tuple[int, ...]]]:
        # Imported late: much that other questions do not need.
        from daemon.store.relationships import Relationships
        from daemon.store.snoozes import Snoozes

        addresses: dict[int, tuple[str, ...]] = {}

        def addresses_of(people: Collection[int]) -> Mapping[int, tuple[str, ...]]:
            # Which comes first takes a look at their mail: nobody's is looked at in vain.
            addresses.update(self._addresses([one for one in people if one not in addresses]))
            return addresses

        contacts = self._facts.load_contacts(of)
        gone = self._load_gone(addresses_of)
        rows: dict[int, tuple[Any, ...]] = {}
        people: dict[int, Person] = {}

        def people_of(numbers: Iterable[int]) -> list[Person]:
            wanted = sorted(one for one in numbers if one not in gone and (of is None or one in of))
            some = [one for one in wanted if one not in rows]
            sql = f"SELECT {_COLUMNS}, p.long_days, p.contacts, p.last_out, p.last_in, p.emails "
            sql += f"{_SEEN} AND p.id IN (...)"
            rows.update((row[0], row) for row in select_in(self._database, sql, some, self._owner))
            new = [one for one in some if one in rows]
            kept = ((one, rows[one][-1]) for one in new if one not in addresses)
            addresses.update(read_emails(self._database, self._owner, kept))
            for one in new:
                contact = contacts.get(one, _NO_CONTACT)
                people[one] = person_of(rows[one], addresses.get(one, ()), contact)
            return [people[one] for one in wanted if one in people]

        def gaps_of(people: Collection[int] | None) -> tuple[Gap, ...]:
            if gaps is not None:
                return gaps
            return self._gaps().load_gaps(owner, now, addresses_of, people)

        refused = Snoozes(self._database, self._owner).load_refusals()
        loading = Relationships(self._database, self._owner, rows, gaps_of, contacts, refused)
        if also is None:
            everybody = self._numbers() if of is None else of
            return loading.load(owner, now, people_of, everybody, everybody=of is None), tuple
        chosen = loading.find_lively(owner, now, people_of, also)
        lively = loading.load(owner, now, people_of, chosen)
        seen = {one.person.id for one in lively}

        def others() -> tuple[int, ...]:
            both_ways = "AND (p.touches_out AND p.touches_in OR p.touches_both) "  # `is_two_way`
            return tuple(
                one for one in self._numbers(both_ways) if one not in seen and one not in gone
            )

        return lively, others

    def _numbers(self, which: str = "") -> list[int]:
        """Of all people in touch, or of these."""
        rows = execute(
            self._database,
            "SELECT p.id FROM person p WHERE +p.owner_id = ? AND NOT p.ignored "
            f"AND p.last_touch IS NOT NULL {which}ORDER BY p.id",
            (self._owner,),
        )
        return [number for (number,) in rows]

    def _load_gone(
        self, addresses_of: Callable[[Collection[int]], Mapping[int, tuple[str, ...]]]
    ) -> set[int]:
        """The people all of whose addresses are dead."""
        dead = self.load_dead_addresses()
        doubtful = {
            number
            for (number,) in select_in(
                self._database,
                "SELECT person_id FROM address WHERE owner_id = ? AND person_id IS NOT NULL "
                "AND email IN (...)",
                sorted(dead),
                self._owner,
            )
        }
        known = addresses_of(doubtful)
        # The dead ones stand last: where the first is, there is no other. In a damaged store an
        # address may be of nobody who is there.
        return {one for one in doubtful if known.get(one, ("",))[0] in dead}


def person_of(row: tuple[Any, ...], addresses: tuple[str, ...], contact: Contact) -> Person:
    """The person of a `PersonRow`."""
    number, name, circle, first_seen, last_touch, out, in_, both, usual = row[:9]
    return Person(
        ref=f"p{number}",
        name=name,
        addresses=addresses,
        circle=_CIRCLES.get(circle) or Circle(circle),
        organisation=contact.organisation,
        title=contact.title,
        phones=contact.phones,
        first_seen=maybe_time_of(first_seen),
        last_touch=maybe_time_of(last_touch),
        touches_out=out,
        touches_in=in_,
        touches_both=both,
        cadence_days=usual,
    )
