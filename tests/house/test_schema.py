"""The tables: what the migrations make is what the models say, and every row has an owner."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import peewee
import pytest

from bench.make_schema import schema_text
from daemon.store import models, triggers
from daemon.store.opening import MIGRATIONS, SCHEMA, open_database
from daemon.store.upkeep import fresh_store


def schema(path: Path) -> dict[str, str]:
    """Each table, index and trigger with its definition; what belongs to the engine is left out."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        found = {name: " ".join(sql.split()) for name, sql in rows}
    database.close()
    return {
        name: re.sub(r"IF NOT EXISTS ", "", sql)
        for name, sql in found.items()
        if "migrat" not in name and not name.startswith("sqlite_")
    }


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "store.db"
    with fresh_store(str(path)):
        return path


def test_the_migrations_make_what_the_models_say(migrated: Path, tmp_path: Path) -> None:
    fresh = peewee.SqliteDatabase(tmp_path / "fresh.db")
    with fresh.bind_ctx(models.ALL):
        fresh.create_tables(models.ALL)
        for trigger in (*triggers.EMAILS, *triggers.TALLIES):
            fresh.execute_sql(trigger)
    fresh.close()
    assert schema(migrated) == schema(tmp_path / "fresh.db")


def test_a_new_store_is_what_the_migrations_make(migrated: Path, tmp_path: Path) -> None:
    assert schema_text() == SCHEMA.read_text("utf-8"), "run `python -m bench.make_schema`"
    open_database(f"sqlite:///{tmp_path}/new.db").close()
    with sqlite3.connect(tmp_path / "new.db") as new, sqlite3.connect(migrated) as old:
        for rows in (
            "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid",
            "SELECT id, name, length(applied) > 20 FROM schema_migration ORDER BY id",
        ):
            assert new.execute(rows).fetchall() == old.execute(rows).fetchall()
    new.close()
    old.close()


def test_every_row_belongs_to_an_owner(migrated: Path) -> None:
    """By its own column, or through the row that it is part of; and it goes when they go."""
    with sqlite3.connect(migrated) as database:
        tables = [name for name in schema(migrated) if is_table(database, name)]
        parents = {
            name: {row[2] for row in database.execute(f"PRAGMA foreign_key_list({name})")}
            for name in tables
        }
        for name in tables:
            reached, left = {name}, [name]
            while left:
                for parent in parents[left.pop()] - reached:
                    reached.add(parent)
                    left.append(parent)
            assert "owner" in reached, name
    database.close()


def is_table(database: sqlite3.Connection, name: str) -> bool:
    rows = database.execute("SELECT type FROM sqlite_master WHERE name = ?", (name,)).fetchall()
    return rows == [("table",)]


def test_migrations_are_numbered_without_holes_and_say_what_they_do() -> None:
    files = sorted(MIGRATIONS.glob("[0-9]*.py"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        text = file.read_text("utf-8")
        assert text.startswith('"""') and "\ndef up(" in text, file.name
        assert "daemon" not in re.findall(r"(?m)^(?:from|import) (\w+)", text), "a frozen copy"
