"""Commands in odd places: output that goes nowhere, files that are none, disks without room. What
is wrong is said in a sentence, nothing half is left, and nothing is replaced that is no file.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_world import AT, World

from daemon.config.write import write_first_config
from daemon.errors import ConfigError


def process(world: World, *arguments: str, shell: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, its streams as `shell` redirects them."""
    line = [sys.executable, "-m", "daemon", "--config", str(world.config), "--at", AT, *arguments]
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {shell}', "sh", *line],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["people", "people --json", "export --format csv", "--help"])
def test_output_for_which_there_is_no_room(world: World, command: str) -> None:
    found = process(world, *command.split(), shell="> /dev/full")
    assert found.returncode == 1
    assert found.stderr.splitlines()[0] == "The system says: No space left on device."
    assert len(found.stderr.splitlines()) == 2


def test_a_crash_dumps_no_core(world: World) -> None:
    """However much the shell allows: the limit that the program itself sees, while it runs."""
    limits = "/proc/self/limits"
    shell = f"ulimit -S -c unlimited; exec {sys.executable} -c"
    for code, wanted in (
        (f"print(open({limits!r}).read())", "unlimited"),
        ("import daemon.__main__ as m, daemon.cli.app as app\n"
         f"app.run = lambda _: print(open({limits!r}).read())\nm.main()", "0"),
    ):  # fmt: skip
        found = subprocess.run(
            ["sh", "-c", f'{shell} "$0"', code], capture_output=True, text=True, check=False
        )
        (line,) = [one for one in found.stdout.splitlines() if one.startswith("Max core file")]
        assert line.split()[4] == wanted, found.stdout


@pytest.mark.parametrize("shell", [">&-", "<&- >&-", "<&- >&- 2>&-"])
def test_no_output_at_all(scratch: World, shell: str) -> None:
    """As some schedulers start it; and nothing that is said comes to lie in the store."""
    found = process(scratch, "log", "Ruth Abernathy", "--kind", "coffee", shell=shell)
    assert (found.returncode, found.stderr) == (0, "")
    assert scratch.sql("PRAGMA integrity_check") == [("ok",)]
    assert scratch.sql("SELECT 1 FROM touch WHERE kind = 'coffee'")
    assert process(scratch, "person", "Nobody Here", shell=shell).returncode == 2


@pytest.mark.parametrize("command", ["report --out", "digest --html"])
def test_a_page_goes_through_what_is_no_file_and_where_a_link_points(
    world: World, command: str, tmp_path: Path
) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert world(*command.split(), str(pipe)).code == 0
    assert reader.communicate(timeout=30)[0].startswith(b"<!DOCTYPE html>")
    assert stat.S_ISFIFO(pipe.stat().st_mode), "what is no file is not replaced by one"
    file.write_text("before")
    link.symlink_to(file)
    assert world(*command.split(), str(link)).code == 0
    assert link.is_symlink() and file.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    failed = world(*command.split(), str(loop))
    assert failed.code in (1, 2) and "unforeseen" not in failed.err


def test_a_backup_replaces_nothing_that_is_no_file(world: World, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    failed = world("backup", str(pipe), "--replace")
    assert failed.code == 1 and "is no file to copy into" in failed.err
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_files_that_are_no_address_book(scratch: World, tmp_path: Path) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 200_000)
    for file, said in (
        ("/dev/zero", "too large for an address book"),
        ("/proc/self/mem", "cannot be read"),
        (str(deep), "columns of this CSV are not known"),
        ("/dev/null", "columns of this CSV are not known"),
    ):
        result = scratch("import", file)
        assert result.code == 2 and said in result.err, (file, result.err)
    assert scratch.sql("SELECT 1 FROM contact") == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(folder)]
    if subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


@pytest.mark.parametrize(
    "command", ["report --out", "digest --html", "export --format json --output", "backup"]
)
def test_a_disk_without_room_gets_nothing_half(
    world: World, command: str, small_disk: Path
) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 12_000)
    old = small_disk / "old"
    old.write_text("before")
    new = command.startswith(("export", "backup"))
    failed = world(*command.split(), str(small_disk / "new" if new else old))
    assert failed.code == 1 and "unforeseen" not in failed.err, failed.err
    assert "No space left" in failed.err or "full" in failed.err
    assert sorted(one.name for one in small_disk.iterdir()) == ["ballast", "old"]
    assert old.read_text() == "before"


def test_a_first_configuration_for_which_there_is_no_room(small_disk: Path) -> None:
    """Half a file would stand in the way of the next attempt, and hold a password."""
    (small_disk / "ballast").write_bytes(b"x" * 4_000)
    with pytest.raises(ConfigError):
        write_first_config(small_disk / "config.toml", "#" * 40_000, "a password")
    assert [one.name for one in small_disk.iterdir()] == ["ballast"]
