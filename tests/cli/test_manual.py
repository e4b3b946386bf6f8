"""Everybody who reads manuals accepts the manual page; tests/house holds it against the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from daemon.cli.commands import ENTRIES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "wellkeeper.1"
READERS = {
    "mandoc": ("mandoc", "-Tlint", "-Wwarning"),
    "groff": ("groff", "-man", "-ww", "-z", "-Tutf8"),
    "man": ("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"),
}


@pytest.mark.parametrize("reader", READERS)
def test_readers_of_manuals_have_nothing_to_say(reader: str) -> None:
    if shutil.which(reader) is None:
        pytest.fail(f"no {reader} on this machine: tests/ensure-shells installs it")
    done = subprocess.run(
        [*READERS[reader], str(PAGE)], capture_output=True, text=True, check=False
    )
    said = done.stderr + (done.stdout if reader == "mandoc" else "")
    assert (done.returncode, said) == (0, "")


def options_of(command: click.Command) -> set[str]:
    """Every long option of a command and of those below it."""
    found = {
        name
        for param in command.params
        if isinstance(param, click.Option) and not param.hidden
        for name in param.opts
        if name.startswith("--")
    }
    for child in command.commands.values() if isinstance(command, click.Group) else ():
        found |= options_of(child)
    return found


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_stands_in_it_with_its_options_and_examples(name: str) -> None:
    page = PAGE.read_text("utf-8").replace("\\-", "-")
    part = re.search(rf"^\\fBwellkeeper {name}\\fR.*?(?=^\.SS|^\.SH|^\\fBwellkeeper (?!{name}))",
                     page, re.S | re.M)  # fmt: skip
    assert part is not None
    assert "Examples:" in part[0]
    for option in options_of(ENTRIES[name].load()):
        assert option in part[0], option


def test_it_is_installed_beside_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {"docs/wellkeeper.1": "share/man/man1/wellkeeper.1"}
