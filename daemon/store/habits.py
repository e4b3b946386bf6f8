"""What is usual with each person: first and last touch, counts, cadence, circle and reply times,
as the tally of their touches says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from daemon.core.cadence import learn_circle
from daemon.core.tally import Seen, Tally
from daemon.store.database import Database
from daemon.store.engine import chunks, execute, executemany, marks, select_in
from daemon.store.tallies import load_tallies, seen_by


def refresh_habits(database: Database, owner: int, persons: Sequence[int]) -> None:
    """Compute first and last touch, counts, cadence, circle and reply times again; a thread
    whose person is new must be decided again, for nobody waits for a stranger.
    """
    tallies = load_tallies(database, owner, persons)
    updates = [
        (*_habits(tally, seen_by(database, person)), person) for person, tally in tallies.items()
    ]
    fresh = [
        number
        for (number,) in select_in(
            database,
            "SELECT id FROM person WHERE first_seen IS NULL AND id IN (...)",
            persons,
        )
    ]
    executemany(
        database,
        "UPDATE person SET first_seen = ?, last_touch = ?, last_out = ?, last_in = ?, "
        "touches_out = ?, touches_in = ?, touches_both = ?, contacts = ?, usual_days = ?, "
        "long_days = ?, owner_reply_days = ?, owner_long_days = ?, owner_answers = ?, "
        "person_reply_days = ?, person_long_days = ?, person_answers = ?, circle = ? "
        "WHERE id = ?",
        updates,
    )
    gone = set(persons) - {update[-1] for update in updates}
    executemany(
        database,
        "UPDATE person SET first_seen = NULL, last_touch = NULL, last_out = NULL, "
        "last_in = NULL WHERE id = ?",
        [(number,) for number in sorted(gone)],
    )
    decided = "SELECT 1 FROM thread WHERE owner_id = ? AND decided_version IS NOT NULL LIMIT 1"
    if not fresh or not execute(database, decided, (owner,)):
        return  # as in a first scan
    for some in chunks(fresh):
        execute(
            database,
            "UPDATE thread SET decided_version = NULL WHERE decided_version IS NOT NULL AND id IN "
            "(SELECT t.thread_id FROM address a JOIN touch t ON t.address_id = a.id "
            f"WHERE a.person_id IN ({marks(some)}))",
            some,
        )


def _habits(tally: Tally, seen: Seen) -> tuple[Any, ...]:
    """The derived columns of one person."""
    cadence = tally.cadence(seen)
    return (
        *tally.totals(),
        len(tally.days),
        cadence.usual_days if cadence else None,
        cadence.long_days if cadence else None,
        *(
            value
            for one in tally.reply_habits()
            for value in ((one.usual_days, one.long_days, one.answers) if one else (None, None, 0))
        ),
        learn_circle(cadence).value,
    )
