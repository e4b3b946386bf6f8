"""Keeping the person table: which addresses are one person, and what they are called.

Only the persons behind the addresses named are looked at. Nobody is made a person without mail
both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from daemon.core.names import agrees_with, display_name, plain_name
from daemon.core.people import AddressFacts, find_namesakes, same_person_groups
from daemon.core.ties import are_apart, respect_ties
from daemon.store.database import Database
from daemon.store.engine import chunks, execute, executemany, select_in
from daemon.store.habits import refresh_habits
from daemon.store.ties import Ties, TiesOf, addresses_tied, fold_person

#: So many addresses are looked at together. Whose namesakes stand in several such lots is looked
#: at several times, and what is known of all in a lot is in memory at once.
_AT_ONCE = 5_000
#: People whose habits are learnt together: all their touches are in memory at once.
_HABITS_AT_ONCE = 200
#: How addresses were in touch, by their numbers: the directions of touches.
_Ways = dict[int, set[str]]


class Persons:
    """The writer of persons for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def update(self, addresses: Sequence[int]) -> None:
        """Bring the persons behind these addresses up to date."""
        ties = Ties(self._database, self._owner).load_ties()
        changed: set[int] = set()
        for batch in chunks(addresses, _AT_ONCE):
            family = self._with_namesakes(batch, ties)
            written = self._written(family)
            facts, own = self._facts(family, written)
            namesakes = find_namesakes(own)
            groups = [
                *same_person_groups(
                    [one for one in own if one.id in namesakes],
                    self._answered_for(sorted(namesakes)),
                ),
                *(frozenset((one.id,)) for one in own if one.id not in namesakes),
            ]
            groups = respect_ties(groups, ties.same, ties.different)
            changed |= self._settle_groups(groups, facts, ties, frozenset(batch))
        # Once each, though a family may stand in several batches. Who was folded has nothing left.
        for persons in chunks(sorted(changed), _HABITS_AT_ONCE):
            refresh_habits(self._database, self._owner, persons)

    # -- who is who --------------------------------------------------------------------------

    def _with_namesakes(self, addresses: Sequence[int], ties: TiesOf) -> list[int]:
        """The addresses, those that share a full name with one of them or are tied to one, and
        those of the same persons.
        """
        family = set(addresses)
        names = {
            key
            for (key,) in select_in(
                self._database,
                "SELECT DISTINCT name_key FROM address_name "
                "WHERE name_key <> '' AND address_id IN (...)",
                addresses,
            )
        }
        family.update(
            number
            for (number,) in select_in(
                self._database,
                "SELECT n.address_id FROM address_name n JOIN address a ON a.id = n.address_id "
                # The plus sign leaves only the index of names to choose.
                "WHERE +a.owner_id = ? AND a.is_owner = 0 AND a.role = '' AND n.name_key IN (...)",
                sorted(names),
                self._owner,
            )
        )
        family = addresses_tied(family, ties)
        persons = {
            number
            for (number,) in select_in(
                self._database,
                "SELECT DISTINCT person_id FROM address "
                "WHERE person_id IS NOT NULL AND id IN (...)",
                sorted(family),
            )
        }
        family.update(
            number
            for (number,) in select_in(
                self._database, "SELECT id FROM address WHERE person_id IN (...)", sorted(persons)
            )
        )
        return sorted(family)

    def _ways(self, addresses: Sequence[int]) -> _Ways:
        """How these addresses were in touch: the directions of their touches, which stand in the
        index of touches.
        """
        ways: _Ways = {}
        for number, direction in select_in(
            self._database,
            "SELECT DISTINCT address_id, direction FROM touch WHERE address_id IN (...)",
            addresses,
        ):
            ways.setdefault(number, set()).add(direction)
        return ways

    def _written(self, addresses: Sequence[int]) -> frozenset[int]:
        """Those of these addresses to which the owner has written."""
        rows = select_in(
            self._database,
            "SELECT a.id FROM address a WHERE EXISTS (SELECT 1 FROM touch t "
            "WHERE t.address_id = a.id AND t.direction = 'out' AND t.kind = 'email') "
            "AND a.id IN (...)",
            addresses,
        )
        return frozenset(number for (number,) in rows)

    def _facts(
        self, addresses: Sequence[int], written: Collection[int]
    ) -> tuple[dict[int, AddressFacts], list[AddressFacts]]:
        """The addresses with the names they go by, and with those of their own mails alone. Who is
        who rests on these: anybody can write any name beside somebody's address.
        """
        names: dict[int, dict[str, int]] = {}
        own: dict[int, dict[str, int]] = {}
        for number, name, as_sender, as_recipient in select_in(
            self._database,
            "SELECT address_id, name, as_sender, as_recipient FROM address_name "
            "WHERE address_id IN (...)",
            addresses,
        ):
            # What somebody calls themselves counts more than what others call them.
            weight = 10 * as_sender + as_recipient
            names.setdefault(number, {})[name] = weight
            if as_sender > 0:
                own.setdefault(number, {})[name] = weight
        emails = list(
            select_in(
                self._database,
                "SELECT id, email FROM address WHERE is_owner = 0 AND id IN (...)",
                addresses,
            )
        )
        return (
            {
                one: AddressFacts(one, email, names.get(one, {}), written=one in written)
                for one, email in emails
            },
            [
                AddressFacts(one, email, own.get(one, {}), written=one in written)
                for one, email in emails
            ],
        )

    def _answered_for(self, addresses: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of these (address, address that answered a mail which went to the first alone):
        that it names that mail is proof, that it bears the same subject is none.
        """
        found = {
            (asked, answered)
            for asked, answered, references, message_id in select_in(
                self._database,
                "SELECT DISTINCT r.address_id, m.sender_id, m.refs, o.message_id FROM message m "
                "JOIN message o ON o.thread_id = m.thread_id AND o.at <= m.at "
                "AND o.outgoing AND o.recipients = 1 "
                "JOIN recipient r ON r.message_id = o.id AND r.field = 'to' "
                # Each term has its part in choosing the indexes of answers and of mails to one.
                "WHERE NOT m.outgoing AND m.kind = 'personal' AND m.has_refs "
                "AND r.address_id <> m.sender_id AND m.sender_id IN (...)",
                addresses,
            )
            if message_id in references.split()
        }
        return sorted(found)

    def _settle_groups(
        self,
        groups: Iterable[frozenset[int]],
        facts: dict[int, AddressFacts],
        ties: TiesOf,
        asked: frozenset[int],
    ) -> set[int]:
        """Give each group its person; the persons behind the addresses asked for, and those who
        have got or lost an address: of their other namesakes nothing has changed.
        """
        known: dict[int, int] = {}
        called: dict[int, str] = {}
        for number, person, name in select_in(
            self._database,
            "SELECT a.id, p.id, p.name FROM address a JOIN person p ON p.id = a.person_id "
            "WHERE a.id IN (...)",
            facts,
        ):
            known[number], called[person] = person, name
        ways = self._ways([one for one in facts if one not in known])
        result: set[int] = set()
        settled: dict[int, set[int]] = {}
        # Of those whom the owner parted, the larger group keeps the person.
        for group in sorted(groups, key=lambda one: (-len(one), min(one))):
            owned = sorted(
                person
                for person in {known[one] for one in group if one in known}
                if not are_apart(settled.get(person, ()), group, ties.different)
            )
            both_ways = {way for one in group for way in ways.get(one, ())}
            is_known = any(one in known for one in group)
            if not is_known and not ({"in", "out"} <= both_ways or "both" in both_ways):
                continue
            members = [one for one in group if one in known or one in ways]
            before = {known.get(one) for one in members}
            name = self._name([facts[one] for one in sorted(members)])
            person = owned[0] if owned else self.make_person(name)
            for other in owned[1:]:
                fold_person(self._database, other, person)
                known.update({one: person for one, whose in known.items() if whose == other})
            settled.setdefault(person, set()).update(group)
            new = [(person, one) for one in members if known.get(one) != person]
            if new:
                sql = "UPDATE address SET person_id = ? WHERE id = ?"
                executemany(self._database, sql, new)
            if called.get(person, name) != name:
                sql = "UPDATE person SET name = ? WHERE id = ?"
                execute(self._database, sql, (name, person))
                called[person] = name
            if before != {person} or not group.isdisjoint(asked):
                result.update(one for one in (person, *before) if one is not None)
        return result

    def make_person(self, name: str = "") -> int:
        """A person of whom no more is known; the number."""
        ((number,),) = execute(
            self._database,
            "INSERT INTO person (owner_id, name, name_set, circle, circle_set, ignored, "
            "share_never, touches_out, touches_in, touches_both, contacts, owner_answers, "
            "person_answers) VALUES (?, ?, '', 'wide', '', 0, 0, 0, 0, 0, 0, 0, 0) RETURNING id",
            (self._owner, name),
        )
        return int(number)

    def _name(self, members: Sequence[AddressFacts]) -> str:
        """What somebody with these addresses is called."""
        counts: Counter[str] = Counter()
        for one in members:
            counts.update(one.names)
        trusted = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        names = [display_name(trusted, one.email) for one in members]
        # A name that had to be read out of an address stands back behind a real one.
        best = min(names, key=lambda name: ("@" in name, -len(name)), default="")
        if "@" in best:
            best = self._signed_name({one.id: one.email for one in members}) or best
        return best

    def _signed_name(self, addresses: Mapping[int, str]) -> str:
        """The name that most mails from these addresses, by number, were signed with, or "". Below
        a mail that says no more of its writer it counts where the address agrees.
        """
        told: Counter[str] = Counter()
        agreeing: Counter[str] = Counter()
        for kind, name, sender, count in select_in(
            self._database,
            "SELECT f.kind, f.value, m.sender_id, count(*) FROM finding f "
            "JOIN message m ON m.id = f.message_id WHERE f.kind IN ('name', 'signs') "
            "AND m.sender_id IN (...) GROUP BY f.kind, f.value, m.sender_id",
            addresses,
        ):
            if kind == "name":
                told[name] += count
            elif agrees_with(name, addresses[sender]):
                agreeing[plain_name(name, addresses[sender])] += count
        counts = told or agreeing
        return min(counts, key=lambda name: (-counts[name], name), default="")
