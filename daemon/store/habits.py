"""What is usual with each person: first and last touch, counts, cadence, circle and reply times,
computed again from all their touches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from daemon.core.cadence import learn_cadence, learn_circle
from daemon.core.expectation import learn_reply_habits
from daemon.core.worktime import DAY
from daemon.store.database import Database
from daemon.store.engine import chunks, execute, executemany, marks, select_in


def refresh_habits(database: Database, persons: Sequence[int]) -> None:
    """Compute first and last touch, counts, cadence, circle and reply times again; a thread
    whose person is new must be decided again, for nobody waits for a stranger.
    """
    rows = select_in(
        database,
        # All of it stands in the index of touches. One row a person: to hand over each touch by
        # itself takes five times as long as to look it up.
        "SELECT a.person_id, group_concat(t.at), group_concat(t.direction), "
        "group_concat(coalesce(t.thread_id, 0)), "
        "max(CASE WHEN t.direction <> 'in' THEN t.at END), "
        "max(CASE WHEN t.direction <> 'out' THEN t.at END) "
        "FROM address a JOIN touch t ON t.address_id = a.id WHERE a.person_id IN (...) "
        "GROUP BY a.person_id",
        persons,
    )
    updates = [
        (
            *_habits(_numbers(times), ways.split(","), _numbers(threads), last_out, last_in),
            person,
        )
        for person, times, ways, threads, last_out, last_in in rows
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


def _numbers(joined: str) -> list[int]:
    return [*map(int, joined.split(","))]


def _habits(
    times: Sequence[int],
    ways: Sequence[Any],
    threads: Sequence[int],
    last_out: int | None,
    last_in: int | None,
) -> tuple[Any, ...]:
    """The derived columns of one person from the columns of their touches, in any order, and the
    newest that was not only the one way.
    """
    cadence = learn_cadence(times)
    # What was logged is in no thread, and answers nothing.
    mails = [one for one in zip(threads, times, ways, strict=True) if one[0]]
    habits = learn_reply_habits(mails)
    return (
        min(times),
        max(times),
        last_out,
        last_in,
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
