"""Writes the tables of a new store, as all migrations together make them, to
daemon/store/schema.sql: `python -m bench.make_schema`, after a migration was added.
"""

from __future__ import annotations

from daemon.store.opening import SCHEMA
from daemon.store.upkeep import fresh_store


def schema_text() -> str:
    """What stands there: the statements in the order in which the tables and indexes were made,
    which tells SQLite which of two equal indexes to take, and which migrations are behind them.
    """
    with fresh_store(":memory:") as store:
        made = store.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        statements = [sql for (sql,) in made]
        names = [name for (name,) in store.execute("SELECT name FROM schema_migration ORDER BY id")]
    now = "strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')"
    applied = ",\n".join(f"('{name}', {now})" for name in names)
    statements.append(f"INSERT INTO schema_migration (name, applied) VALUES\n{applied}")
    return "".join(f"{one};\n" for one in statements)


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), "utf-8")
