"""Libraries that were loaded without what they seldom need do all that they did."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.corpora import ROOT

WHOLE = """
import sys
import daemon.cli, daemon.config.alone
from daemon import spared
assert not {"inspect", "copy", "textwrap"} & sys.modules.keys(), "it spares nothing any more"
assert not [name for name, one in sys.modules.items() if isinstance(one, spared._Late)]

import pathlib
assert pathlib.Path("/a b").as_uri() == "file:///a%20b"
assert pathlib.PureWindowsPath("c:/a").drive == "c:"

import dataclasses
@dataclasses.dataclass
class Told:
    what: list
one = Told([1])
assert Told.__doc__ == "Told(what: list)", Told.__doc__
assert dataclasses.asdict(one)["what"] == [1] and dataclasses.asdict(one)["what"] is not one.what

import click, inspect
option = click.Option(["--much"], help='''Two lines
    of words.''')
assert option.help == "Two lines\\nof words.", option.help
command = click.Command("go", params=[option], help="So many words. " * 20)
help = command.get_help(click.Context(command))
assert max(map(len, help.splitlines())) <= 80 and help.count("So many words.") == 20, help
assert str(inspect.signature(Told)) == "(what: list) -> None"

import msgspec, msgspec.inspect
assert isinstance(msgspec.inspect.type_info(int), msgspec.inspect.IntType)

from typing import Annotated, NamedTuple, TypedDict, get_type_hints
class Named(NamedTuple):
    what: "list[int] | None"
assert get_type_hints(Named) == {"what": list[int] | None}
Told = TypedDict("Told", {"what": int}, total=False)
assert msgspec.json.decode(b'{"what": 1}', type=Told) == {"what": 1} and not Told.__total__
year = Annotated[str, msgspec.Meta(pattern="^[0-9]{4}$")]
assert msgspec.json.decode(b'"2026"', type=year) == "2026"
try:
    msgspec.json.decode(b'"26"', type=year)
except msgspec.ValidationError as error:
    assert "[0-9]{4}" in str(error), error
else:
    raise AssertionError("a pattern is not minded")

import datetime, string
read = msgspec.toml.decode('''
a = [0x1F, 1_000, -2.5e3, inf]
b = 2026-11-30T09:00:00Z
c = 09:00:01''')
assert read["a"] == [31, 1000, -2500.0, float("inf")], read
assert read["b"] == datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.timezone.utc), read
assert read["c"] == datetime.time(9, 0, 1) and string.Template("$a").substitute(a=1) == "1"
"""

GREEDY = """
from daemon import spared
spared.load("greedy")
import greedy, inspect
assert greedy.Own.__mro__[1] is inspect.Parameter
"""


def run(code: str, path: Path) -> None:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(path)!r})\n{code}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_was_left_out_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    run(WHOLE, tmp_path)


def test_a_library_that_asks_for_more_while_it_is_loaded_is_loaded_whole(tmp_path: Path) -> None:
    (tmp_path / "greedy.py").write_text(
        "import inspect\nclass Own(inspect.Parameter):\n    pass\n", "utf-8"
    )
    run(GREEDY, tmp_path)
