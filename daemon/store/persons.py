"""Keeping the person table: which addresses are one person, and what is usual with each.

Only the persons behind the addresses named are looked at. Nobody is made a person without mail
both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from daemon.core.cadence import learn_cadence, learn_circle
from daemon.core.expectation import learn_reply_habits
from daemon.core.model import Direction, Owner
from daemon.core.names import display_name
from daemon.core.people import AddressFacts, same_person_groups
from daemon.core.ties import are_apart, respect_ties
from daemon.store.database import Database
from daemon.store.engine import chunks, execute, executemany, select_in
from daemon.store.ties import Ties, TiesOf, addresses_tied, fold_person

#: Times and zones matter little to medians over years; the owner's own come with the settings.
_ANY_OWNER = Owner(name="", addresses=())


class Persons:
    """The writer of persons for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def update(self, addresses: Sequence[int]) -> None:
        """Bring the persons behind these addresses up to date."""
        ties = Ties(self._database, self._owner).load_ties()
        changed: set[int] = set()
        for batch in chunks(addresses):
            family = self._with_namesakes(batch, ties)
            facts = self._facts(family)
            # Who is who rests on what people call themselves: anybody can write any name beside
            # somebody's address.
            own = self._facts(family, own_only=True)
            groups = respect_ties(
                same_person_groups(own, self._answered_for(family)), ties.same, ties.different
            )
            changed.update(self._settle_groups(groups, {one.id: one for one in facts}, ties))
        # Once each, though a family may stand in several batches. Who was folded has nothing left.
        for persons in chunks(sorted(changed)):
            self._refresh(persons)

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
                "WHERE a.owner_id = ? AND a.is_owner = 0 AND a.role = '' AND n.name_key IN (...)",
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

    def _facts(self, addresses: Sequence[int], *, own_only: bool = False) -> list[AddressFacts]:
        """The addresses with the names they go by, or only with those of their own mails."""
        emails = list(
            select_in(
                self._database,
                "SELECT id, email FROM address WHERE is_owner = 0 AND id IN (...)",
                addresses,
            )
        )
        names: dict[int, dict[str, int]] = {}
        for number, name, as_sender, as_recipient in select_in(
            self._database,
            "SELECT address_id, name, as_sender, as_recipient FROM address_name "
            f"WHERE {'as_sender > 0 AND' if own_only else ''} address_id IN (...)",
            addresses,
        ):
            # What somebody calls themselves counts more than what others call them.
            names.setdefault(number, {})[name] = 10 * as_sender + as_recipient
        written = {
            number
            for (number,) in select_in(
                self._database,
                "SELECT DISTINCT address_id FROM touch "
                "WHERE direction = 'out' AND kind = 'email' AND address_id IN (...)",
                addresses,
            )
        }
        return [
            AddressFacts(number, email, names.get(number, {}), written=number in written)
            for number, email in emails
        ]

    def _answered_for(self, addresses: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs (address, address that answered a mail which went to the first alone): that it
        names that mail is proof, that it bears the same subject is none.
        """
        found = {
            (asked, answered)
            for asked, answered, references, message_id in select_in(
                self._database,
                "SELECT DISTINCT r.address_id, m.sender_id, m.refs, o.message_id FROM message m "
                "JOIN message o ON o.thread_id = m.thread_id AND o.at <= m.at "
                "AND o.outgoing AND o.recipients = 1 "
                "JOIN recipient r ON r.message_id = o.id AND r.field = 'to' "
                "WHERE m.owner_id = ? AND NOT m.outgoing AND r.address_id <> m.sender_id "
                "AND m.kind = 'personal' AND m.has_refs AND o.message_id <> '' "
                "AND m.sender_id IN (...)",
                addresses,
                self._owner,
            )
            if message_id in references.split()
        }
        return sorted(found)

    def _settle_groups(
        self, groups: Iterable[frozenset[int]], facts: dict[int, AddressFacts], ties: TiesOf
    ) -> list[int]:
        """Give each group its person; the persons that stand behind them now."""
        known: dict[int, int] = dict(
            select_in(
                self._database,
                "SELECT id, person_id FROM address WHERE person_id IS NOT NULL AND id IN (...)",
                facts,
            )
        )
        directions: dict[int, set[str]] = {}
        for number, direction in select_in(
            self._database,
            "SELECT DISTINCT address_id, direction FROM touch WHERE address_id IN (...)",
            facts,
        ):
            directions.setdefault(number, set()).add(direction)
        result: list[int] = []
        settled: dict[int, set[int]] = {}
        # Of those whom the owner parted, the larger group keeps the person.
        for group in sorted(groups, key=lambda one: (-len(one), min(one))):
            owned = sorted(
                person
                for person in {known[one] for one in group if one in known}
                if not are_apart(settled.get(person, ()), group, ties.different)
            )
            both_ways = set().union(*(directions.get(one, set()) for one in group))
            is_known = any(one in known for one in group)
            if not is_known and not ({"in", "out"} <= both_ways or "both" in both_ways):
                continue
            members = [one for one in group if one in known or one in directions]
            person = owned[0] if owned else self.make_person()
            for other in owned[1:]:
                fold_person(self._database, other, person)
                known.update({one: person for one, whose in known.items() if whose == other})
            settled.setdefault(person, set()).update(group)
            executemany(
                self._database,
                "UPDATE address SET person_id = ? WHERE id = ?",
                [(person, one) for one in members],
            )
            self._name(person, [facts[one] for one in sorted(members)])
            result.append(person)
        return result

    def make_person(self) -> int:
        """A person of whom nothing is known; the number."""
        ((number,),) = execute(
            self._database,
            "INSERT INTO person (owner_id, name, name_set, circle, circle_set, ignored, "
            "share_never, touches_out, touches_in, touches_both, contacts, owner_answers, "
            "person_answers) VALUES (?, '', '', 'wide', '', 0, 0, 0, 0, 0, 0, 0, 0) RETURNING id",
            (self._owner,),
        )
        return int(number)

    def _name(self, person: int, members: Sequence[AddressFacts]) -> None:
        counts: Counter[str] = Counter()
        for one in members:
            counts.update(one.names)
        trusted = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        names = [display_name(trusted, one.email) for one in members]
        # A name that had to be read out of an address stands back behind a real one.
        best = min(names, key=lambda name: ("@" in name, -len(name)), default="")
        if "@" in best:
            best = self._signed_name([one.id for one in members]) or best
        execute(self._database, "UPDATE person SET name = ? WHERE id = ?", (best, person))

    def _signed_name(self, addresses: Sequence[int]) -> str:
        """The name that most mails from these addresses were signed with, or ""."""
        counts: Counter[str] = Counter()
        for name, count in select_in(
            self._database,
            "SELECT f.value, count(*) FROM finding f JOIN message m ON m.id = f.message_id "
            "WHERE f.kind = 'name' AND m.sender_id IN (...) GROUP BY f.value",
            addresses,
        ):
            counts[name] += count
        return min(counts, key=lambda name: (-counts[name], name), default="")

    # -- what is usual -----------------------------------------------------------------------

    def _refresh(self, persons: Sequence[int]) -> None:
        """Compute first and last touch, counts, cadence, circle and reply times again; a thread
        whose person is new must be decided again, for nobody waits for a stranger.
        """
        rows = sorted(
            select_in(
                self._database,
                "SELECT a.person_id, t.at, t.direction, coalesce(m.thread_id, 0), t.id "
                "FROM address a JOIN touch t ON t.address_id = a.id "
                "LEFT JOIN message m ON m.id = t.message_id WHERE a.person_id IN (...)",
                persons,
            )
        )
        updates = []
        for person, group in groupby(rows, key=lambda row: row[0]):
            updates.append((*_habits(list(group)), person))
        fresh = [
            number
            for (number,) in select_in(
                self._database,
                "SELECT id FROM person WHERE first_seen IS NULL AND id IN (...)",
                persons,
            )
        ]
        executemany(
            self._database,
            "UPDATE person SET first_seen = ?, last_touch = ?, last_out = ?, last_in = ?, "
            "touches_out = ?, touches_in = ?, touches_both = ?, contacts = ?, usual_days = ?, "
            "long_days = ?, owner_reply_days = ?, owner_long_days = ?, owner_answers = ?, "
            "person_reply_days = ?, person_long_days = ?, person_answers = ?, circle = ? "
            "WHERE id = ?",
            updates,
        )
        gone = set(persons) - {update[-1] for update in updates}
        executemany(
            self._database,
            "UPDATE person SET first_seen = NULL, last_touch = NULL, last_out = NULL, "
            "last_in = NULL WHERE id = ?",
            [(number,) for number in sorted(gone)],
        )
        executemany(
            self._database,
            "UPDATE thread SET decided_version = NULL WHERE decided_version IS NOT NULL AND id IN ("
            "SELECT m.thread_id FROM address a JOIN touch t ON t.address_id = a.id "
            "JOIN message m ON m.id = t.message_id WHERE a.person_id = ?)",
            [(number,) for number in fresh],
        )


def _habits(rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The derived columns of one person from rows (person, at, direction, thread, touch)."""
    times = [(datetime.fromtimestamp(at, UTC), direction) for _, at, direction, _, _ in rows]
    mails: list[tuple[int, datetime, Direction]] = [
        (thread, datetime.fromtimestamp(at, UTC), direction)
        for _, at, direction, thread, _ in rows
        # What was logged is in no thread, and answers nothing.
        if direction != "both" and thread
    ]
    outward = [at for _, at, direction, _, _ in rows if direction in ("out", "both")]
    inward = [at for _, at, direction, _, _ in rows if direction in ("in", "both")]
    cadence = learn_cadence([at for at, _ in times])
    habits = learn_reply_habits(mails, _ANY_OWNER)
    ways = Counter(direction for _, direction in times)
    return (
        rows[0][1],
        rows[-1][1],
        max(outward, default=None),
        max(inward, default=None),
        ways["out"],
        ways["in"],
        ways["both"],
        len({at.date() for at, _ in times}),
        cadence.usual_days if cadence else None,
        cadence.long_days if cadence else None,
        *(
            value
            for one in habits
            for value in ((one.usual_days, one.long_days, one.answers) if one else (None, None, 0))
        ),
        learn_circle(cadence).value,
    )
