"""What a store is asked, and by which plan SQLite answers."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from daemon.store.database import Database

#: Tables with a row, or several, for each mail that was ever read.
_GROWING = ("message", "location", "recipient", "touch", "thread", "thread_key")
#: Their indexes that hold all mail of the owner, who is the only one. To go through one until there
#: is enough is another thing.
_WHOLE = re.compile(r"INDEX (?:message_owner_id_\w+|thread_owner_id\w*) \(owner_id=\?\)")


@contextmanager
def statements_run() -> Iterator[list[str]]:
    """The statements of all stores that are opened meanwhile, with their values."""
    found: list[str] = []
    opened = Database.__init__

    def listen(self: Database, *arguments: object) -> None:
        opened(self, *arguments)  # type: ignore[arg-type]
        self.connection().set_trace_callback(found.append)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "__init__", listen)
        yield found


def plan(database: sqlite3.Connection, statement: str) -> list[str]:
    """The steps of its plan, in SQLite's words."""
    return [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}")]


def scans(database: sqlite3.Connection, statement: str) -> list[str]:
    """The steps of its plan that go through all of a growing table, or of its index."""
    named = re.findall(r"\b(?:FROM|JOIN) (\w+)(?: (\w+))?", statement)
    names = {name for table, alias in named if table in _GROWING for name in (table, alias)}
    found: list[str] = []
    for step in plan(database, statement):
        one = re.match(r"(SCAN|SEARCH) (\w+)", step)
        if one is None or one[2] not in names:
            continue
        if one[1] == "SCAN" or (_WHOLE.search(step) and "LIMIT" not in statement):
            found.append(one[0])
    return found
