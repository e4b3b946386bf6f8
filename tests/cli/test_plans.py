"""What the reading commands ask of the store is answered by indexes: no statement of theirs goes
through a table that grows with the mailbox. The plans are SQLite's own.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sample_world import World
from statements import scans, statements_run

from daemon.store.folders import HELD

_COMMANDS = (
    "agenda --json", "agenda --week", "people", "people hanne", "person p1", "gaps --all",
    "promises --all", "drafts --all", "introductions", "may-i-ask p1", "explain p1", "explain m1",
)  # fmt: skip


def asked(world: World, command: str) -> list[str]:
    """The statements that a command runs, with their values."""
    with statements_run() as found:
        assert world(*command.split()).code == 0
    return [one for one in dict.fromkeys(found) if one.startswith("SELECT")]


@pytest.mark.parametrize("command", _COMMANDS)
def test_no_command_reads_through_all_mail(world: World, command: str) -> None:
    statements = asked(world, command)
    assert len(statements) > 4, "or nothing was looked at"
    with sqlite3.connect(world.store) as database:
        slow = {one: found for one in statements if (found := scans(database, one))}
    database.close()
    assert not slow


def test_of_health_only_whole_tables_are_counted(world: World, tmp_path: Path) -> None:
    """Which SQLite does by the pages of their smallest index; where mails lie is not counted."""
    world = world.copy(tmp_path)
    with sqlite3.connect(world.store) as database:
        database.execute("UPDATE folder SET counted = 0, counted_to = 0")
    database.close()
    before = world("status", "--json").out
    with sqlite3.connect(world.store) as database:
        database.execute(f"UPDATE folder SET counted = {HELD}, counted_to = uid_done")
    database.close()
    assert world("status", "--json").out == before, "counted before or now"
    statements = asked(world, "status --json")
    with sqlite3.connect(world.store) as database:
        slow = [one for one in statements if scans(database, one)]
    database.close()
    whole = ("message", "touch", "thread")
    assert sorted(slow) == sorted(f"SELECT count(*) FROM {one}" for one in whole)


def test_a_scan_is_noticed(world: World) -> None:
    with sqlite3.connect(world.store) as database:
        assert scans(database, "SELECT m.id FROM message m WHERE m.subject = 'x'") == ["SCAN m"]
        assert scans(database, "SELECT count(*) FROM touch") == ["SCAN touch"]
    database.close()


@pytest.mark.parametrize(
    ("statement", "step"),
    [
        (
            "SELECT t.at FROM touch t WHERE t.address_id = 1 AND t.direction = 'in' "
            "ORDER BY t.at DESC LIMIT 1",
            "SEARCH t USING COVERING INDEX touch_address_id_at_direction_thread_id (address_id=?)",
        ),
        (
            "SELECT coalesce(min(id), 0) FROM message WHERE owner_id = 1 AND at >= 5",
            "SEARCH message USING COVERING INDEX message_owner_id_at (owner_id=? AND at>?)",
        ),
        (
            "SELECT f.quote FROM finding f CROSS JOIN message m WHERE f.owner_id = 1 "
            "AND f.kind = 'promise' AND f.message_id >= 7 AND m.id = f.message_id",
            "SEARCH f USING INDEX finding_owner_id_kind_message_id "
            "(owner_id=? AND kind=? AND message_id>?)",
        ),
        (
            f"SELECT {HELD} FROM folder WHERE id = 1",
            "SEARCH l USING PRIMARY KEY (folder_id=? AND uid>?)",
        ),
    ],
)
def test_indexes_answer_what_they_are_for(world: World, statement: str, step: str) -> None:
    with sqlite3.connect(world.store) as database:
        steps = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}")]
    database.close()
    assert step in steps
