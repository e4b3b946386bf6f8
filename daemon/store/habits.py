"""What is usual with each person: first and last touch, counts, cadence, circle and reply times,
computed again from all their touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from daemon.core.cadence import learn_cadence, learn_circle
from daemon.core.expectation import learn_reply_habits
from daemon.core.model import Direction, Owner
from daemon.store.database import Database
from daemon.store.engine import executemany, select_in
from daemon.store.times import time_of

#: Times and zones matter little to medians over years; the owner's own come with the settings.
_ANY_OWNER = Owner(name="", addresses=())


def refresh_habits(database: Database, persons: Sequence[int]) -> None:
    """Compute first and last touch, counts, cadence, circle and reply times again; a thread
    whose person is new must be decided again, for nobody waits for a stranger.
    """
    rows = sorted(
        select_in(
            database,
            "SELECT a.person_id, t.at, t.direction, coalesce(m.thread_id, 0), t.id "
            "FROM address a JOIN touch t ON t.address_id = a.id "
            "LEFT JOIN message m ON m.id = t.message_id WHERE a.person_id IN (...)",
            persons,
        )
    )
    updates = [
        (*_habits(list(group)), person) for person, group in groupby(rows, key=lambda row: row[0])
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
        sorted({(thread,) for person, _, _, thread, _ in rows if thread and person in fresh}),
    )


def _habits(rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The derived columns of one person from rows (person, at, direction, thread, touch)."""
    times = [time_of(row[1]) for row in rows]
    mails: list[tuple[int, datetime, Direction]] = [
        (thread, at, direction)
        for at, (_, _, direction, thread, _) in zip(times, rows, strict=True)
        # What was logged is in no thread, and answers nothing.
        if direction != "both" and thread
    ]
    outward = [at for _, at, direction, _, _ in rows if direction in ("out", "both")]
    inward = [at for _, at, direction, _, _ in rows if direction in ("in", "both")]
    cadence = learn_cadence(times)
    habits = learn_reply_habits(mails, _ANY_OWNER)
    ways = Counter(row[2] for row in rows)
    return (
        rows[0][1],
        rows[-1][1],
        max(outward, default=None),
        max(inward, default=None),
        ways["out"],
        ways["in"],
        ways["both"],
        len({row[1] // 86_400 for row in rows}),
        cadence.usual_days if cadence else None,
        cadence.long_days if cadence else None,
        *(
            value
            for one in habits
            for value in ((one.usual_days, one.long_days, one.answers) if one else (None, None, 0))
        ),
        learn_circle(cadence).value,
    )
