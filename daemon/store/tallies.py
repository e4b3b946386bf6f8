"""Keeping the tally of each person's touches. Nobody who writes touches has to think of it: a tally
goes by itself when a touch of theirs is changed or taken away, or an address comes to them or
leaves (see `triggers`); and new touches are those that came after what the owner's row says
is counted.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from daemon.core.expectation import LONGEST_REPLY_DAYS
from daemon.core.tally import Exchanged, Seen, Tally, count_touches
from daemon.store.database import Database
from daemon.store.engine import execute, insert_rows, select_in, transaction

#: Of more new touches than these, whose tallies they change is counted anew when it is asked for:
#: not as many threads as that are held in memory.
_MANY = 5_000
_COLUMNS = (
    "person_id, first, last, last_out, last_in, touches_out, touches_in, touches_both, days, "
    "owner_took, person_took"
)
#: How many answers took so many days, as it is kept.
_TOOK = struct.Struct(f"<{LONGEST_REPLY_DAYS + 1}i")
#: One row a person: to hand over each touch by itself takes five times as long as to look it up.
#: All of it stands in the index of touches.
_TOUCHES = (
    "SELECT a.person_id, group_concat(t.at), group_concat(t.direction), "
    "group_concat(coalesce(t.thread_id, '')) FROM address a JOIN touch t ON t.address_id = a.id "
    "WHERE a.person_id IN (...) GROUP BY a.person_id"
)


def load_tallies(database: Database, owner: int, persons: Collection[int]) -> dict[int, Tally]:
    """The tallies of these people by their numbers, but for those without touches. What is new is
    counted, what is not kept is counted anew, and both are kept.
    """
    with transaction(database):
        new, upto = _new_touches(database, owner)
        tallies = _kept(database, {*persons, *new})
        changed = tallies.keys() & new.keys()
        before = _in_their_threads(database, {one: new[one] for one in changed}, upto)
        for person in changed:
            tallies[person].add(new[person], before.get(person, ()))
        missing = sorted(one for one in persons if one not in tallies)
        counted = dict(_count(select_in(database, _TOUCHES, missing)))
        tallies.update(counted)
        insert_rows(
            database,
            f"INSERT OR REPLACE INTO tally ({_COLUMNS}) VALUES (...)",
            [_row(one, tallies[one]) for one in (*sorted(changed), *counted)],
        )
    return {one: tallies[one] for one in persons if one in tallies}


def seen_by(database: Database, person: int) -> Seen:
    """Whether there was a touch of this person in a part of time."""

    def seen(since: int, before: int) -> bool:
        ((found,),) = execute(
            database,
            "SELECT EXISTS (SELECT 1 FROM address a JOIN touch t ON t.address_id = a.id "
            "WHERE a.person_id = ? AND t.at >= ? AND t.at < ?)",
            (person, since, before),
        )
        return bool(found)

    return seen


def wrong_tallies(database: sqlite3.Connection) -> Iterator[str]:
    """One sentence where what is kept is not what touches say."""
    touches = _TOUCHES.replace("IN (...)", "= ? AND t.id <= ?")
    kept = database.execute(
        "SELECT (SELECT o.tallied FROM person p JOIN owner o ON o.id = p.owner_id "
        f"WHERE p.id = tally.person_id), {_COLUMNS} FROM tally"
    )
    wrong = sum(
        [_row(*one) for one in _count(database.execute(touches, (row[0], upto)))] != [row]
        for upto, *cells in kept
        for row in [tuple(cells)]
    )
    if wrong:
        yield f"of {wrong} people other touches are counted than there are"
    for (upto,) in database.execute(
        "SELECT tallied FROM owner WHERE tallied > (SELECT coalesce(max(id), 0) FROM touch)"
    ):
        yield f"touches up to {upto} are counted, and there are not so many"


def _new_touches(database: Database, owner: int) -> tuple[dict[int, list[Exchanged]], int]:
    """By person what was not counted yet, and up to which touch all are; from now on they count
    as counted.
    """
    ((upto, last),) = execute(
        database,
        "SELECT coalesce(tallied, 0), coalesce((SELECT max(id) FROM touch), 0) "
        "FROM owner WHERE id = ?",
        (owner,),
    )
    if last == upto:
        return {}, upto
    execute(database, "UPDATE owner SET tallied = ? WHERE id = ?", (last, owner))
    if last - upto > _MANY:
        execute(
            database,
            "DELETE FROM tally WHERE person_id IN (SELECT id FROM person WHERE owner_id = ?)",
            (owner,),
        )
        return {}, last
    rows = execute(
        database,
        "SELECT a.person_id, t.at, t.direction, coalesce(t.thread_id, '') FROM touch t "
        "CROSS JOIN address a WHERE a.id = t.address_id AND t.id > ? AND t.owner_id = ? "
        "AND a.person_id IS NOT NULL",
        (upto, owner),
    )
    return _by_person(rows), upto


def _in_their_threads(
    database: Database, new: Mapping[int, Iterable[Exchanged]], upto: int
) -> dict[int, list[Exchanged]]:
    """By person what was counted already of the threads that something is new in."""
    places = {(person, thread) for person, touches in new.items() for _, _, thread in touches}
    rows = select_in(
        database,
        "SELECT a.person_id, t.at, t.direction, t.thread_id FROM message m "
        "CROSS JOIN touch t CROSS JOIN address a WHERE t.message_id = m.id "
        "AND t.thread_id = m.thread_id AND t.id <= ? AND a.id = t.address_id "
        "AND m.thread_id IN (...)",
        sorted({int(thread) for _, thread in places if thread}),
        upto,
    )
    return {
        person: [one for one in touches if (person, one[2]) in places]
        for person, touches in _by_person(rows).items()
    }


def _by_person(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Exchanged]]:
    found: dict[int, list[Exchanged]] = {}
    for person, at, way, thread in rows:
        found.setdefault(person, []).append((at, way, str(thread)))
    return found


def _count(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Tally]]:
    """The tallies of people from what `_TOUCHES` says of each."""
    for person, times, ways, threads in rows:
        columns = map(int, times.split(",")), ways.split(","), threads.split(",")
        yield person, count_touches(zip(*columns, strict=True))


def _kept(database: Database, persons: Iterable[int]) -> dict[int, Tally]:
    rows = select_in(
        database, f"SELECT {_COLUMNS} FROM tally WHERE person_id IN (...)", sorted(persons)
    )
    read = ((person, _read(*cells)) for person, *cells in rows)
    return {person: tally for person, tally in read if tally is not None}


def _read(*cells: Any) -> Tally | None:
    """A tally as it is kept; None where that is damaged: then it is counted anew."""
    *numbers, days, owner_took, person_took = cells
    try:
        columns: list[Any] = [
            [*struct.unpack(f"<{len(days) // 4}i", days)],
            [*_TOOK.unpack(owner_took)],
            [*_TOOK.unpack(person_took)],
        ]
        return Tally(*(numbers + columns))
    except (struct.error, TypeError):
        return None


def _row(person: int, tally: Tally) -> tuple[Any, ...]:
    return (
        person,
        *tally.totals(),
        struct.pack(f"<{len(tally.days)}i", *tally.days),
        _TOOK.pack(*tally.owner_took),
        _TOOK.pack(*tally.person_took),
    )
