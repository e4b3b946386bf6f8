"""What several ask one after the other: it is asked once, as long as nobody writes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from daemon.store.database import Database
from daemon.store.engine import execute

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
    """The smallest number of a mail since then (epoch seconds); older mail may have larger ones.
    It is asked of an index alone: what was found in the mails from it on is few, while of some
    kinds very many were found ever.
    """

    def ask() -> int:
        ((number,),) = execute(
            database,
            "SELECT coalesce(min(id), 0) FROM message WHERE owner_id = ? AND at >= ?",
            (owner, since),
        )
        return int(number)

    return remembered(database, ("first since", owner, since), ask)
