"""Keeping the owner's word on which addresses are one person, and making two persons one without
losing what the owner said of either.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in

#: A card with more addresses than this is a list of people, not one.
_MOST_EMAILS = 8


@dataclass(frozen=True, slots=True)
class TiesOf:
    """Pairs of addresses: what the owner said, and whom a card of the address book joins."""

    same: tuple[tuple[int, int], ...]
    different: tuple[tuple[int, int], ...]


class Ties:
    """Reads and writes ties between addresses, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_ties(self) -> TiesOf:
        """All of them: they are few, for each was said by hand or stands on a card."""
        same: list[tuple[int, int]] = []
        different: list[tuple[int, int]] = []
        for one, other, is_same in execute(
            self._database,
            "SELECT one_id, other_id, same FROM address_tie WHERE owner_id = ? ORDER BY 1, 2",
            (self._owner,),
        ):
            (same if is_same else different).append((one, other))
        cards: dict[int, list[int]] = {}
        for contact, address in execute(
            self._database,
            # From the cards, of which there are few or none, not from all addresses.
            "SELECT e.contact_id, a.id FROM contact c CROSS JOIN contact_email e "
            "CROSS JOIN address a WHERE e.contact_id = c.id AND a.owner_id = c.owner_id "
            "AND a.email = e.email AND c.owner_id = ? AND a.is_owner = 0 AND a.role = '' "
            "AND (SELECT count(*) FROM contact_email o WHERE o.contact_id = c.id) "
            f"BETWEEN 2 AND {_MOST_EMAILS} ORDER BY 1, 2",
            (self._owner,),
        ):
            cards.setdefault(contact, []).append(address)
        same.extend((card[0], other) for card in cards.values() for other in card[1:])
        return TiesOf(tuple(same), tuple(different))

    def record_ties(self, pairs: Iterable[tuple[int, int]], same: bool, now: datetime) -> None:
        """Let these addresses be one person, or two, from now on; the last word holds."""
        executemany(
            self._database,
            "INSERT INTO address_tie (owner_id, one_id, other_id, same, at) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (one_id, other_id) "
            "DO UPDATE SET same = excluded.same, at = excluded.at",
            [
                (self._owner, min(pair), max(pair), same, int(now.timestamp()))
                for pair in pairs
                if pair[0] != pair[1]
            ],
        )


def addresses_tied(family: Iterable[int], ties: TiesOf) -> set[int]:
    """The family and all that `same` ties join to it, through others too."""
    neighbours: dict[int, set[int]] = {}
    for one, other in ties.same:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    found = set(family)
    left = list(found)
    while left:
        for one in neighbours.get(left.pop(), set()) - found:
            found.add(one)
            left.append(one)
    return found


def fold_person(database: Database, gone: int, into: int) -> None:
    """Two persons are one: everything of the first goes to the second. What the owner said of the
    second stands; where they said nothing, what they said of the first.
    """
    execute(
        database,
        "DELETE FROM snooze WHERE person_id = ? AND kind IN "
        "(SELECT kind FROM snooze WHERE person_id = ?)",
        (gone, into),
    )
    for table, column in (
        ("address", "person_id"),
        ("gap", "person_id"),
        ("draft", "person_id"),
        ("draft", "other_id"),
        ("fact", "person_id"),
        ("snooze", "person_id"),
    ):
        execute(database, f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (into, gone))
    execute(
        database,
        "UPDATE person SET "
        "name_set = coalesce(nullif(person.name_set, ''), other.name_set), "
        "circle_set = coalesce(nullif(person.circle_set, ''), other.circle_set), "
        "ignored = max(person.ignored, other.ignored), "
        "share_never = max(person.share_never, other.share_never) "
        "FROM person AS other WHERE other.id = ? AND person.id = ?",
        (gone, into),
    )
    execute(database, "DELETE FROM person WHERE id = ?", (gone,))


def reopen_threads(database: Database, addresses: Iterable[int]) -> None:
    """Let the next pass decide anew whose turn it is in the threads with these addresses."""
    threads = {
        (number,)
        for (number,) in select_in(
            database,
            "SELECT DISTINCT m.thread_id FROM touch t JOIN message m ON m.id = t.message_id "
            "WHERE t.address_id IN (...)",
            addresses,
        )
    }
    executemany(database, "UPDATE thread SET decided_version = NULL WHERE id = ?", sorted(threads))
