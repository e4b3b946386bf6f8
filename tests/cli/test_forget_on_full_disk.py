"""`forget` where the disk has no room for the file to be written anew: it has forgotten and says
what is left to do; a later run with room leaves no byte.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_world import World
from test_forget import bytes_of, ways_to_write

PERSON = "Ruth Abernathy"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, large at first."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if _mount(folder, "size=64m"):
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def _mount(folder: Path, how: str) -> int:
    line = ["mount", "-t", "tmpfs", "-o", how, "none", str(folder)]
    return subprocess.run(line, capture_output=True, check=False).returncode


def test_no_room_to_write_the_file_anew(world: World, disk: Path) -> None:
    scratch = world.copy(disk)
    emails = [str(one) for (one,) in scratch.sql(
        "SELECT email FROM address a JOIN person p ON p.id = a.person_id WHERE p.name = ?", PERSON
    )]  # fmt: skip
    words = [PERSON, *emails]
    there = bytes_of(scratch)
    assert emails and all(any(way in there for way in ways_to_write(one)) for one in words)
    # Room for what deleting needs, and not for the whole file a second time.
    free = scratch.store.stat().st_size * 6 // 10
    used = sum(one.stat().st_blocks * 512 for one in disk.iterdir())
    assert _mount(disk, f"remount,size={(used + free) // 4096 * 4096}") == 0

    result = scratch("forget", PERSON, "--yes")
    assert result.code == 0 and result.err == "", result.err
    assert "Forgotten, with what was known" in result.out
    said = "is full. It has forgotten, but could not write its file anew"
    assert said in result.out and "run `wellkeeper once`" in result.out
    assert scratch("person", PERSON).code == 2 and scratch("doctor").code == 0

    assert _mount(disk, "remount,size=64m") == 0
    again = scratch("once")
    assert again.code == 0 and PERSON not in again.out, again.err
    left = bytes_of(scratch)
    assert [one for word in words for one in ways_to_write(word) if one in left] == []
    assert scratch.sql("PRAGMA integrity_check") == [("ok",)]
