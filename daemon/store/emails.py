"""At which addresses people are reached, the one to write to first. It is kept beside each person,
since most questions ask it, and many of everybody.

Nobody who changes a touch or an address has to think of it: triggers let go of what is kept (see
`triggers`). What is not kept is worked out when it is asked for, and kept by the next pass.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from daemon.store.database import Database
from daemon.store.engine import CHUNK, chunks, execute, executemany, select_in, transaction, trusted

#: Between two addresses where they are kept. One that holds it, which no mail gives, is not kept.
_BETWEEN = "\n"

#: From the touches of so many mails on, to ask of everybody anew costs less than to look up whose
#: each touch is.
MANY = 5_000

Emails = dict[int, tuple[str, ...]]


@contextmanager
def making_touches(database: Database, mails: int) -> Iterator[None]:
    """Around the making of the touches of so many mails. Where they are many, as at first, it is a
    transaction of its own in which what is kept is let go of at once, and the trigger that does so
    is put aside.
    """
    if mails < MANY:
        yield
        return
    name = "touch_made"
    with trusted(database), transaction(database):
        made = execute(database, "SELECT sql FROM sqlite_master WHERE name = ?", (name,))
        execute(database, f"DROP TRIGGER IF EXISTS {name}")
        execute(database, "UPDATE person SET emails = NULL WHERE emails IS NOT NULL")
        yield
        for (statement,) in made:
            execute(database, statement)


def keep_emails(database: Database, owner: int) -> None:
    """Keep the addresses of those who have others since, or in another order."""
    sql = "SELECT id FROM person WHERE owner_id = ? AND emails IS NULL"
    wanted = [number for (number,) in execute(database, sql, (owner,))]
    if not wanted:
        return
    with transaction(database):
        for some in chunks(wanted):
            found = _find(database, owner, some)
            kept = [
                (_BETWEEN.join(found.get(one, ())), one)
                for one in some
                if not any(_BETWEEN in email for email in found.get(one, ()))
            ]
            executemany(database, "UPDATE person SET emails = ? WHERE id = ?", kept)


def load_emails(database: Database, owner: int, of: Collection[int]) -> Emails:
    """By person, of these: first the one that they wrote from last, of those that the owner has
    written to; none that are dead, but for those that are all there is. What no server takes, as
    `.bee@`, stands behind.
    """
    # The plus sign leaves out the index of all people of the owner.
    sql = "SELECT id, emails FROM person WHERE +owner_id = ? AND id IN (...)"
    return read_emails(database, owner, select_in(database, sql, sorted(of), owner))


def read_emails(database: Database, owner: int, kept: Iterable[tuple[int, str | None]]) -> Emails:
    """The same from what is kept of these people: number and column."""
    result: Emails = {}
    wanted = []
    for number, emails in kept:
        if emails is None:
            wanted.append(number)
        else:
            result[number] = tuple(emails.split(_BETWEEN)) if emails else ()
    if wanted:
        result.update(_find(database, owner, wanted))
    for number, known in result.items():
        if len(known) > 1 and any(map(_has_odd_dots, known)):
            result[number] = tuple(sorted(known, key=_has_odd_dots))
    return result


def _has_odd_dots(email: str) -> bool:
    """Whether it is spelled as no server takes it."""
    return email[:1] == "." or ".." in email or ".@" in email


def _find(database: Database, owner: int, people: Collection[int]) -> Emails:
    """The same from their touches, of these people at least who have any."""
    standings: dict[int, list[tuple[Any, ...]]] = {}
    for row in _standings(database, owner, people):
        standings.setdefault(row[0], []).append(row)
    result: Emails = {}
    for person, found in standings.items():
        # Here, since SQLite would look once for each time that a column is named.
        ranked = sorted(
            (dead_at > last_in, -written, -last_in, number, email)
            for _, email, dead_at, written, last_in, number in found
        )
        alive = tuple([one[-1] for one in ranked if not one[0]])
        result[person] = alive or (ranked[0][-1],)
    return result


def _standings(
    database: Database, owner: int, people: Collection[int]
) -> Iterable[tuple[Any, ...]]:
    """By address of these people: person, address, when mail to it came back, whether the owner
    has written to it, when they last wrote from it, its number; of none of these 0.
    """
    sql = (
        # One step back in the index of touches for each address, no look at the touches.
        "SELECT a.person_id, a.email, coalesce(a.dead_at, 0), EXISTS (SELECT 1 FROM touch o "
        "WHERE o.address_id = a.id AND o.direction = 'out'), coalesce((SELECT t.at "
        "FROM touch t WHERE t.address_id = a.id AND t.direction = 'in' "
        "ORDER BY t.at DESC LIMIT 1), 0), a.id FROM address a "
    )
    if len(people) <= CHUNK:  # else it is cheaper to go through all addresses
        return select_in(database, sql + "WHERE a.person_id IN (...)", sorted(people))
    # In the order of their numbers, which is that of the index of touches.
    return execute(database, sql + "WHERE +a.owner_id = ? AND a.person_id IS NOT NULL", (owner,))
