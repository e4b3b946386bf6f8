"""What several ask one after the other: it is asked once, as long as nobody writes. And from which
number on the mail since a moment is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from daemon.store.database import Database
from daemon.store.engine import execute, executemany

#: Seconds.
WEEK = 604_800

T = TypeVar("T")


def remembered(database: Database, question: Hashable, ask: Callable[[], T]) -> T:
    """The answer of `ask`, or what it was while the store was as it is now."""
    state = database.state()
    found: tuple[tuple[int, int], Any] | None = database.recent.get(question)
    if found is None or found[0] != state:
        found = state, ask()
        database.recent = {one: was for one, was in database.recent.items() if was[0] == state}
        database.recent[question] = found
    answer: T = found[1]
    return answer


def first_since(database: Database, owner: int, since: int) -> int:
    """A number that no mail since then (epoch seconds) falls below, as kept by weeks; older mail
    may have larger ones. From it on little was found, while of some kinds very much was found ever.
    """
    ((number,),) = execute(
        database,
        "SELECT coalesce(min(message_id), 0) FROM week WHERE owner_id = ? AND week >= ?",
        (owner, since // WEEK),
    )
    return int(number)


def keep_weeks(
    database: Database, owner: int, numbers: Sequence[int], times: Sequence[int]
) -> None:
    """Keep what `first_since` asks of these new mails, in the order of their numbers. Those of
    mails that were forgotten are given anew: they may be smaller than any that is kept.
    """
    weeks = [at // WEEK for at in times]
    first = dict(zip(reversed(weeks), reversed(numbers), strict=True))
    executemany(
        database,
        "INSERT INTO week (owner_id, week, message_id) VALUES (?, ?, ?) "
        "ON CONFLICT (owner_id, week) DO UPDATE SET message_id = min(message_id, "
        "excluded.message_id)",
        [(owner, week, number) for week, number in first.items()],
    )
