"""What a store is asked, and by which plan SQLite answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from daemon.store.database import Database


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
