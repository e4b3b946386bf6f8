"""`forget` struck between the deletion of old copies and the end of its commit: killed, on a full
disk, on a broken one. Before the commit the person is wholly there and can be forgotten again;
after it no byte of them lies anywhere once a command has opened the store.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from sample_world import World
from test_forget import bytes_of, ways_to_write
from test_killed_upkeep import PERSON, addresses_of, killed, prepare, wholly_there_or_gone

from bench.faults import syscalls

pytestmark = pytest.mark.skipif(not syscalls.available(), reason="needs Linux on x86-64")


def ways_between(calls: list[str]) -> list[tuple[int, str]]:
    """`(call, how)` from the deletion of the last old copy to the end of the commit."""
    first_sync = calls.index("fdatasync")
    deletion = max(at for at in range(first_sync) if calls[at] == "unlink")
    frames = [at for at in range(deletion, len(calls)) if calls[at] == "pwrite64"]
    syncs = [at for at in range(deletion, len(calls)) if calls[at] == "fdatasync"]
    assert syncs[:2] == [deletion + 2, deletion + 3], calls[deletion : deletion + 5]
    end = syncs[2]  # of the log: what follows carries it into the file
    middle = frames[frames.index(end - 1) // 2]
    return [
        (deletion, "before"), (deletion, "after"), (deletion + 1, "before"), (middle, "after"),
        (end - 1, "before"), (end - 1, "after"), (end, "before"), (end, "after"),
        (deletion + 1, "ENOSPC"), (middle, "ENOSPC"), (end - 1, "ENOSPC"), (deletion + 2, "EIO"),
        (end - 1, "EIO"), (end, "EIO"),
    ]  # fmt: skip


def test_struck_at_its_commit(world: World, tmp_path: Path) -> None:
    words = [PERSON, *addresses_of(world)]
    whole, line = prepare(world, tmp_path / "whole", "forget")
    traced = killed(whole, line)
    assert traced.status == 0
    there = []
    for at, how in ways_between(traced.calls):
        scratch, line = prepare(world, tmp_path / f"{at}{how}", "forget")
        struck = killed(scratch, line, at, how)
        assert struck.struck and struck.status in (-signal.SIGKILL, 3), (at, how, struck.status)
        left = sorted(one.name for one in scratch.folder.glob("*.before-*"))
        assert bool(left) == ((at, how) == ways_between(traced.calls)[0]), (at, how, left)
        # Any command opens the store, and with that brings it to what was committed.
        there.append(scratch("person", PERSON).code == 0)
        assert "Wrong" not in scratch("doctor").out
        wholly_there_or_gone(scratch, words)
        again = scratch(*line)
        assert again.code == (0 if there[-1] else 2), (at, how, again)
        lying = bytes_of(scratch)
        assert [one for word in words for one in ways_to_write(word) if one in lying] == []
        assert not list(scratch.folder.glob("*.before-*")), (at, how)
    # Dead before the commit's last write nothing is forgotten, dead after it all is.
    assert there[:5] == [True] * 5 and there[5:8] == [False] * 3
