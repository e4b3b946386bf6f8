"""SIGKILL at the writes of `forget`, `import`, `backup`, `export`, `report`, `digest --html` and
`doctor --repair`: the store is well, the command run again does its work whole, and nothing half
lies about afterwards.
"""

from __future__ import annotations

import signal
import sqlite3
import sys
from pathlib import Path

import pytest
from sample_world import World
from test_forget import bytes_of, ways_to_write

from bench.faults import syscalls
from bench.faults.room import fork

pytestmark = pytest.mark.skipif(not syscalls.available(), reason="needs Linux on x86-64")
#: So many deaths of each command, spread over its writes, the first and the last among them.
DEATHS = 8
PERSON = "Ruth Abernathy"
#: What writes a page: its few last writes are all of its own.
PAGES = ("report", "digest")
COMMANDS = {
    "forget": ("forget", PERSON, "--yes"),
    "import": ("import", "cards.vcf"),
    "backup": ("backup", "copy.db"),
    "backup --replace": ("backup", "--replace", "copy.db"),
    "export": ("export", "--format", "json", "--output", "words.json"),
    "report": ("report", "--out", "page.html"),
    "digest": ("digest", "--html", "page.html"),
    "doctor --repair": ("doctor", "--repair"),
    "doctor --repair, salvaging": ("doctor", "--repair"),
}


def prepare(world: World, folder: Path, name: str) -> tuple[World, tuple[str, ...]]:
    """A copy of the world in which the command has something to do, and its arguments."""
    folder.mkdir()
    scratch = world.copy(folder)
    scratch.sql("PRAGMA journal_mode = wal")
    if name == "forget":
        (folder / "wellkeeper.db.before-0009_later").write_bytes(scratch.store.read_bytes())
        (folder / "wellkeeper.db.before-0009_later").chmod(0o600)
    elif name == "import":
        cards = "".join(
            f"BEGIN:VCARD\nFN:Somebody New{number}\nEMAIL:new{number}@example.org\n"
            f"TEL:+31 20 000 {number:04}\nEND:VCARD\n" for number in range(300)
        )  # fmt: skip
        (folder / "cards.vcf").write_text(cards)
    elif name == "backup --replace":
        (folder / "copy.db").write_bytes(b"the one before")
    elif name in PAGES:
        (folder / "page.html").write_bytes(b"the one before")
    elif "salvaging" in name:
        scratch.sql("DROP INDEX location_message_id")
    paths = {"cards.vcf", "copy.db", "words.json", "page.html"}
    line = [str(folder / one) if one in paths else one for one in COMMANDS[name]]
    return scratch, tuple(line)


def killed(scratch: World, line: tuple[str, ...], at: int = -1, how: str = "") -> syscalls.Traced:
    """Run the command in a child that dies before or after its write of this number."""

    def run() -> None:
        sys.dont_write_bytecode = True  # the first run would write more than the others
        assert scratch(*line).code == 0

    output = scratch.folder.with_suffix(".said")
    return syscalls.watch(fork(run, output, before=syscalls.let_be_traced), at, how)


def rows_of(file: Path) -> dict[str, list[str]]:
    """The rows by table; without when migrations ran, and with what salt is hashed."""
    with sqlite3.connect(file) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_migration'"
        ).fetchall()
        found = {}
        for (table,) in tables:
            what = "owner_id" if table == "forgotten" else "*"
            rows = database.execute(f'SELECT {what} FROM "{table}"')
            found[table] = sorted(map(repr, rows))
    database.close()
    return found


def picture(scratch: World) -> dict[str, object]:
    """All that lies in the folder, by its name; stores as their rows."""
    return {
        path.name: rows_of(path) if path.read_bytes().startswith(b"SQLite") else path.read_bytes()
        for path in sorted(scratch.folder.iterdir())
        if path.name != "config.toml" and not path.name.endswith(("-wal", "-shm"))
    }


def wholly_there_or_gone(scratch: World, words: list[str]) -> None:
    there = scratch("person", PERSON).code == 0
    assert scratch.sql("SELECT 1 FROM person WHERE name = ?", PERSON) == [(1,)] * there
    lying = bytes_of(scratch)
    for word in words:
        assert there == any(way in lying for way in ways_to_write(word)), word


def addresses_of(scratch: World) -> list[str]:
    query = "SELECT email FROM address WHERE person_id = (SELECT id FROM person WHERE name = ?)"
    return [str(one) for (one,) in scratch.sql(query, PERSON)]


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_a_write(world: World, tmp_path: Path, name: str) -> None:
    words = [PERSON, *addresses_of(world)]
    whole, line = prepare(world, tmp_path / "whole", name)
    calls = killed(whole, line)
    assert calls.status == 0 and len(calls.calls) >= 2, calls
    wanted = picture(whole)
    ways = [(at, how) for at in range(len(calls.calls)) for how in ("before", "after")]
    points = sorted({round((len(ways) - 1) * one / (DEATHS - 1)) for one in range(DEATHS)})
    if name in ("export", *PAGES):
        points += [one for one in range(len(ways) - 6, len(ways)) if one not in points]
    for number in points:
        at, how = ways[number]
        scratch, line = prepare(world, tmp_path / str(number), name)
        died = killed(scratch, line, at, how)
        assert died.struck and died.status == -signal.SIGKILL, (at, died)
        assert scratch("people").code == 0, at
        doctor = scratch("doctor")
        mended = "Wrong" not in doctor.out
        assert mended or doctor.out.count("location_message_id") == 1, (at, doctor.out)
        if name == "forget":
            wholly_there_or_gone(scratch, words)
        _run_again(scratch, line, name)
        assert scratch("doctor").code == 0, at
        found = picture(scratch)
        assert _equal(found, wanted), (at, sorted(found), sorted(wanted))
        if name == "forget":
            assert scratch("person", PERSON).code == 2
            wholly_there_or_gone(scratch, words)


def _run_again(scratch: World, line: tuple[str, ...], name: str) -> None:
    """It does what it did not; or it says that all is done already, which the picture must show."""
    again = scratch(*line)
    if again.code == 0:
        return
    done = {"forget": "nobody", "backup": "exists already", "export": "exists already"}
    assert name in done and done[name] in again.err.lower(), (again.out, again.err)


def _equal(found: dict[str, object], wanted: dict[str, object]) -> bool:
    """The turns are counted, and what a repair began with may have been repaired before: then there
    is a copy more (`test_what_is_put_aside`).
    """

    def judged(files: dict[str, object]) -> dict[str, object]:
        return {
            name: content
            for name, content in files.items()
            if not name.endswith(".lock") and ".before-repair-" not in name
        }

    one, other = judged(found), judged(wanted)
    return one.keys() == other.keys() and all(
        one[file] == other[file] for file in other if not file.endswith(".before-repair")
    )
