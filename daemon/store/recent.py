"""Where the mails since a moment begin among all, for questions that go from findings to mails."""

from __future__ import annotations

from daemon.store.database import Database
from daemon.store.engine import execute


def first_since(database: Database, owner: int, since: int) -> int:
    """The smallest number of a mail since then (epoch seconds); older mail may have larger ones.
    It is asked of an index alone: what was found in the mails from it on is few, while of some
    kinds very many were found ever. Several ask for the same moment: it is looked up once, as long
    as nobody writes.
    """
    key = (owner, since, database.state())
    if key in database.recent:
        return database.recent[key]
    ((number,),) = execute(
        database,
        "SELECT coalesce(min(id), 0) FROM message WHERE owner_id = ? AND at >= ?",
        (owner, since),
    )
    database.recent = {one: found for one, found in database.recent.items() if one[2] == key[2]}
    database.recent[key] = int(number)
    return int(number)
