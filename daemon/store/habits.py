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
from daemon.core.worktime import DAY
from daemon.store.database import Database
from daemon.store.engine import executemany, select_in

#: A touch in the rows of a person.
_AT, _DIRECTION, _THREAD = 1, 2, 3


def refresh_habits(database: Database, persons: Sequence[int]) -> None:
    """Compute first and last touch, counts, cadence, circle and reply times again; a thread
    whose person is new must be decided again, for nobody waits for a stranger.
    """
    rows = list(
        select_in(
            database,
            "SELECT a.person_id, t.at, t.direction, m.thread_id "
            "FROM address a JOIN touch t ON t.address_id = a.id "
            "LEFT JOIN message m ON m.id = t.message_id WHERE a.person_id IN (...) "
            "ORDER BY a.person_id, t.at",
            persons,
        )
    )
    updates = [
        (*_habits(list(group)), person) for person, group in groupby(rows, key=itemgetter(0))
    ]
    fresh = {
        number
        for (number,) in select_in(
            database,
            "SELECT id FROM person WHERE first_seen IS NULL AND id IN (...)",
            persons,
        )
    }
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
    executemany(
        database,
        "UPDATE thread SET decided_version = NULL WHERE decided_version IS NOT NULL AND id = ?",
        sorted({(row[_THREAD],) for row in rows if row[_THREAD] and row[0] in fresh}),
    )


def _habits(rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The derived columns of one person from their touches, oldest first."""
    times = [row[_AT] for row in rows]
    # What was logged is in no thread, and answers nothing.
    mails = [(row[_THREAD], row[_AT], row[_DIRECTION]) for row in rows if row[_THREAD]]
    out, in_, both = (
        [row[_AT] for row in rows if row[_DIRECTION] == way] for way in ("out", "in", "both")
    )
    cadence = learn_cadence(times)
    habits = learn_reply_habits(mails)
    return (
        times[0],
        times[-1],
        max((*out[-1:], *both[-1:]), default=None),
        max((*in_[-1:], *both[-1:]), default=None),
        len(out),
        len(in_),
        len(both),
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
