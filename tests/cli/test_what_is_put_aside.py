"""What `doctor --repair` puts aside is the damaged original, byte by byte, whenever it was killed
and however often it is run again: nothing that lies there is overwritten.
"""

from __future__ import annotations

import signal
import sqlite3
from pathlib import Path

import pytest
from sample_world import World
from test_killed_upkeep import killed

from bench.faults import syscalls

pytestmark = pytest.mark.skipif(not syscalls.available(), reason="needs Linux on x86-64")
REPAIR = ("doctor", "--repair")


def damaged(world: World, folder: Path) -> tuple[World, dict[str, bytes]]:
    """A world whose store has a log with news in it and lacks an index, and its bytes."""
    folder.mkdir()
    scratch = world.copy(folder)
    scratch.sql("PRAGMA journal_mode = wal")
    scratch.sql("DROP INDEX location_message_id")
    # A writer that dies leaves its log behind: what it committed last is only there.
    writer = sqlite3.connect(scratch.store)
    writer.execute("UPDATE person SET name = 'Only In The Log' WHERE id = 1")
    writer.commit()
    whole = {end: scratch.store.with_name(scratch.store.name + end).read_bytes() for end in ENDS}
    writer.close()
    for end, content in whole.items():
        scratch.store.with_name(scratch.store.name + end).write_bytes(content)
    assert len(whole["-wal"]) > 0
    return scratch, whole


ENDS = ("", "-wal")


def put_aside(scratch: World) -> list[dict[str, bytes]]:
    """The copies that lie there, each with its log."""
    name = f"{scratch.store.name}.before-repair"
    ends = ("-wal", "-shm")  # the second holds nothing, and is made wherever there is a log
    copies = [one for one in scratch.folder.glob(f"{name}*") if not one.name.endswith(ends)]
    return [
        {end: found.read_bytes() for end in ENDS
         if (found := one.with_name(one.name + end)).exists()}
        for one in sorted(copies)
    ]  # fmt: skip


def test_killed_at_a_write_and_run_again(world: World, tmp_path: Path) -> None:
    whole, original = damaged(world, tmp_path / "whole")
    traced = killed(whole, REPAIR)
    assert traced.status == 0 and put_aside(whole) == [original]
    assert whole.sql("SELECT name FROM person WHERE id = 1") == [("Only In The Log",)]
    renames = [at for at, name in enumerate(traced.calls) if name == "rename"]
    assert len(renames) == 3  # the log, the copy, and the new store
    last = len(traced.calls) - 1
    ways = [(at, how) for at in (*renames, last) for how in ("before", "after")]
    for at, how in [(renames[0] - 3, "after"), (renames[2] - 2, "after"), *ways]:
        scratch, original = damaged(world, tmp_path / f"{at}{how}")
        died = killed(scratch, REPAIR, at, how)
        assert died.struck and died.status == -signal.SIGKILL, (at, how)
        for _ in range(2):
            assert scratch(*REPAIR).code == 0
            assert put_aside(scratch)[0] == original, (at, how)
        assert scratch("doctor").code == 0
        assert not list(scratch.folder.glob(".*.part-*")), (at, how)
        assert scratch.sql("SELECT name FROM person WHERE id = 1") == [("Only In The Log",)]


def test_what_is_the_same_is_put_aside_once(world: World, tmp_path: Path) -> None:
    """Killed again and again before it has replaced anything, it does not fill the disk."""
    scratch, original = damaged(world, tmp_path / "a")
    calls = killed(damaged(world, tmp_path / "whole")[0], REPAIR).calls
    done = [at for at, name in enumerate(calls) if name == "rename"][1]
    for at in (done, done + 2, done + 4):
        killed(scratch, REPAIR, at, "after")
        assert put_aside(scratch) == [original]
    assert scratch(*REPAIR).code == 0
    assert put_aside(scratch)[0] == original


def test_forgetting_removes_every_copy(world: World, tmp_path: Path) -> None:
    scratch, _ = damaged(world, tmp_path / "a")
    for _ in range(2):
        assert scratch(*REPAIR).code == 0
    left = scratch.folder / f".{scratch.store.name}.before-repair-3.part-1"
    left.write_bytes(scratch.store.read_bytes())
    assert len(put_aside(scratch)) == 2
    assert scratch("forget", "Ruth Abernathy", "--yes").code == 0
    assert put_aside(scratch) == [] and not left.exists()
