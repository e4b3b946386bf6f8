"""What is usual with each person: first and last touch, counts, cadence, circle and reply times,
computed again from all their touches.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from daemon.core.cadence import learn_cadence, learn_circle
from daemon.core.expectation import learn_reply_habits
from daemon.core.model import Direction
from daemon.core.worktime import DAY
from daemon.store.database import Database
from daemon.store.engine import chunks, execute, executemany, marks, select_in


def refresh_habits(database: Database, persons: Sequence[int]) -> None:
    """Compute first and last touch, counts, cadence, circle and reply times again; a thread
    whose person is new must be decided again, for nobody waits for a stranger.
    """
    rows = sorted(
        select_in(
            database,
            # All of it stands in the index of touches.
            "SELECT a.person_id, t.at, t.direction, coalesce(t.thread_id, 0) "
            "FROM address a JOIN touch t ON t.address_id = a.id WHERE a.person_id IN (...)",
            persons,
        )
    )
    updates = [
        (*_habits(*zip(*group, strict=True)), person)
        for person, group in groupby(rows, key=itemgetter(0))
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
    for some in chunks(fresh):
        execute(
            database,
            "UPDATE thread SET decided_version = NULL WHERE decided_version IS NOT NULL AND id IN "
            "(SELECT t.thread_id FROM address a JOIN touch t ON t.address_id = a.id "
            f"WHERE a.person_id IN ({marks(some)}))",
            some,
        )


def _habits(
    _: object,
    times: Sequence[int],
    ways: Sequence[Direction],
    threads: Sequence[int],
) -> tuple[Any, ...]:
    """The derived columns of one person from the columns of their touches, oldest first."""
    cadence = learn_cadence(times)
    # What was logged is in no thread, and answers nothing.
    mails = [one for one in zip(threads, times, ways, strict=True) if one[0]]
    habits = learn_reply_habits(mails)
    return (
        times[0],
        times[-1],
        _last(times, ways, "in"),
        _last(times, ways, "out"),
        ways.count("out"),
        ways.count("in"),
        ways.count("both"),
        len({one // DAY for one in times}),
        cadence.usual_days if cadence else None,
        cadence.long_days if cadence else None,
        *(
            value
            for one in habits
            for value in ((one.usual_days, one.long_days, one.answers) if one else (None, None, 0))
        ),
        learn_circle(cadence).value,
    )


def _last(times: Sequence[int], ways: Sequence[Direction], but: Direction) -> int | None:
    """The newest touch that was not only the one way."""
    newest = zip(reversed(times), reversed(ways), strict=True)
    return next((at for at, way in newest if way != but), None)
