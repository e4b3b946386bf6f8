"""Who may be one of some people, by name and address alone. By what everybody may be known is kept:
an agenda asks it of all of them, and it changes with names and addresses only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from daemon.core.around import MOST_ALIKE, keys_of_address, keys_of_name
from daemon.core.model import Person
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, insert_rows, select_in, transaction
from daemon.store.times import time_of

#: What is not kept, which an index finds, whoever has named or joined somebody: the row, and what
#: its keys are of.
_OPEN_NAMES = (
    "SELECT id, coalesce(nullif(name_set, ''), name) FROM person WHERE owner_id = ? "
    "AND keyed_name IS NOT coalesce(nullif(name_set, ''), name)"
)
_OPEN_ADDRESSES = (
    "SELECT id, email FROM address WHERE owner_id = ? AND person_id IS NOT NULL AND keyed IS NULL"
)
#: Key, person, and when they were last in touch: from the keys to the people.
_NAMED = (
    "SELECT k.key, p.id, p.last_touch FROM person_alike k CROSS JOIN person p "
    "WHERE p.id = k.person_id AND p.owner_id = ? AND p.last_touch IS NOT NULL AND k.key IN (...)"
)
_WRITE = (
    "SELECT k.key, p.id, p.last_touch FROM address_alike k CROSS JOIN address a "
    "CROSS JOIN person p WHERE a.id = k.address_id AND p.id = a.person_id "
    "AND p.owner_id = ? AND p.last_touch IS NOT NULL AND k.key IN (...)"
)


def keep_alike(database: Database, owner: int) -> None:
    """Keep by what those may be known who are new, or are called otherwise since."""
    names, addresses = (execute(database, sql, (owner,)) for sql in (_OPEN_NAMES, _OPEN_ADDRESSES))
    if not names and not addresses:
        return
    with transaction(database):
        executemany(
            database, "DELETE FROM person_alike WHERE person_id = ?", [(one,) for one, _ in names]
        )
        _insert(database, "person", names, keys_of_name)
        executemany(
            database,
            "UPDATE person SET keyed_name = ? WHERE id = ?",
            [(name, number) for number, name in names],
        )
        _insert(database, "address", addresses, keys_of_address)
        executemany(
            database, "UPDATE address SET keyed = 1 WHERE id = ?", [(one,) for one, _ in addresses]
        )


def _insert(
    database: Database,
    of: str,
    rows: Iterable[tuple[int, str]],
    keys_of: Callable[[str], Collection[str]],
) -> None:
    insert_rows(
        database,
        f"INSERT INTO {of}_alike ({of}_id, key) VALUES (...)",
        [(number, key) for number, text in rows for key in sorted(keys_of(text))],
    )


class Alike:
    """One reading for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        names = execute(database, _OPEN_NAMES, (owner_id,))
        #: Whose name is another one than that which is kept, and what is not kept, by key.
        self._renamed = {number for number, _ in names}
        self._open: dict[str, set[int]] = {}
        for number, name in names:
            for key in keys_of_name(name):
                self._open.setdefault(key, set()).add(number)
        whose = _OPEN_ADDRESSES.replace("id, email", "person_id, email", 1)
        for person, email in execute(database, whose, (owner_id,)):
            for key in keys_of_address(email):
                self._open.setdefault(key, set()).add(person)

    def find(self, later: Mapping[str, int]) -> dict[str, list[Person]]:
        """By key those who may be known by it and were in touch later than then (epoch seconds),
        with no more than name, addresses and last touch. Nobody where too many are known by it.
        """
        known = self._known_by(later)
        recent = {
            key: {person for person, at in them.items() if at > later[key]}
            for key, them in known.items()
            if len(them) <= MOST_ALIKE
        }
        few = [key for key, them in recent.items() if them]
        people = self._people({person for key in few for person in recent[key]})
        return {key: [people[one] for one in recent[key] if one in people] for key in few}

    def _known_by(self, keys: Collection[str]) -> dict[str, dict[int, int]]:
        """By key who may be known by it, with their last touch."""
        found: dict[str, dict[int, int]] = {}
        for key, person, at in select_in(self._database, _NAMED, keys, self._owner):
            if person not in self._renamed:
                found.setdefault(key, {})[person] = at
        for key, person, at in select_in(self._database, _WRITE, keys, self._owner):
            found.setdefault(key, {})[person] = at
        if self._open:
            numbers = {one for key in keys for one in self._open.get(key, ())}
            last = dict(
                select_in(
                    self._database,
                    "SELECT id, last_touch FROM person WHERE owner_id = ? "
                    "AND last_touch IS NOT NULL AND id IN (...)",
                    sorted(numbers),
                    self._owner,
                )
            )
            for key in keys:
                for person in self._open.get(key, set()) & last.keys():
                    found.setdefault(key, {})[person] = last[person]
        return found

    def _people(self, numbers: Collection[int]) -> dict[int, Person]:
        emails: dict[int, list[str]] = {}
        for person, email in select_in(
            self._database,
            "SELECT person_id, email FROM address WHERE person_id IN (...)",
            sorted(numbers),
        ):
            emails.setdefault(person, []).append(email)
        return {
            number: Person(f"p{number}", name, tuple(emails[number]), last_touch=time_of(at))
            for number, name, at in select_in(
                self._database,
                "SELECT id, coalesce(nullif(name_set, ''), name), last_touch FROM person "
                "WHERE id IN (...)",
                sorted(emails),
            )
        }
