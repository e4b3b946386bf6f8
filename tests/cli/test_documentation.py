"""Every command that the documentation shows is run, on the sample mailbox: those of README.md and
docs/*.md, the examples of every `--help`, and so often that every option of every command was given
once. A block below a comment `<!-- not run: why -->` is not; how many there are of each is counted.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from sample_world import NOW, PASSWORD, Result, World, call, write_config

from daemon.cli.commands import ENTRIES
from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Other programs that the pages speak of, and who runs them.
OTHERS = {
    "systemctl": "tests/shell/test_units.py starts the daemon under a real systemd",
    "loginctl": "it changes the machine",
    "make": "the targets are looked for in the Makefile",
    "eval": "tests/cli/test_completion.py runs it in real shells",
    "man": "tests/cli/test_manual.py reads the page",
}
#: What no test of a command line can run in passing, and where it is run.
ELSEWHERE = {
    "run": "tests/shell/test_service.py",
    "login": "tests/shell/test_tokens.py, with an authority of its own",
    "setup": "tests/cli/test_setup.py, against the embedded server",
    "install-service": "tests/shell/test_units.py; only --print here",
    "demo": "tests/cli/test_demo.py",
}
#: Options that no example shows.
MORE = """
wellkeeper agenda --json
wellkeeper check --json
wellkeeper digest --json
wellkeeper draft introduction Ann Bob --ask-first --dry-run
wellkeeper drafts --json
wellkeeper drafts show d5 --json
wellkeeper explain g3 --json
wellkeeper gaps --json
wellkeeper introductions --json
wellkeeper introductions suggest --json
wellkeeper may-i-ask Ann --json
wellkeeper log Ann --kind gift --direction out
wellkeeper promises --json
wellkeeper status --json
wellkeeper done g3 --undo
wellkeeper not-a-promise promise:m12:0 --undo
""".strip().splitlines()
NOT_RUN = re.compile(r"<!-- not run: (.+?) -->\s*\Z")


@dataclass(frozen=True, slots=True)
class Shown:
    """One command line of a page."""

    place: str
    line: str


def commands_of(text: str, place: str) -> Iterator[tuple[Shown, str]]:
    """(command line, why it is not run or ""): of fenced `sh` blocks and indented ones, and of
    what stands in backquotes and begins with the program's name.
    """
    fenced = re.compile(r"^```(\w*)\n(.*?)^```$|((?:^ {4}\S[^\n]*\n)+)", re.S | re.M)
    for block in fenced.finditer(text):
        language, inside, indented = block.groups()
        if language not in (None, "", "sh") or (language == "" and inside):
            continue
        why = NOT_RUN.search(text[: block.start()])
        for line in (inside or indented).splitlines():
            if re.match(
                r"(\S*/)?(wellkeeper |make |systemctl |loginctl |WELLKEEPER_\w+=\S+ )", line.strip()
            ):
                yield Shown(place, line.strip()), why[1] if why else ""
    for paragraph in re.split(r"\n\s*\n", fenced.sub("\n\n", text)):
        for code in re.findall(r"`([^`]+)`", paragraph):
            if code.startswith("wellkeeper "):
                yield Shown(place, " ".join(code.replace("\\|", "|").split())), ""


def documented() -> tuple[list[Shown], list[tuple[Shown, str]]]:
    """(to be run, not run with the reason), each line once."""
    run: dict[str, Shown] = {}
    left: dict[str, tuple[Shown, str]] = {}
    for page in PAGES:
        for shown, why in commands_of(page.read_text("utf-8"), page.name):
            if why:
                left.setdefault(shown.line, (shown, why))
            else:
                run.setdefault(shown.line, shown)
    return list(run.values()), list(left.values())


def examples() -> list[Shown]:
    """The examples of every command's help, and those of commands below it."""

    def of(name: str, command: click.Command) -> Iterator[Shown]:
        shown = re.search(r"Examples:\n((?:  .+\n?)+)", command.help or "")
        for line in shown[1].splitlines() if shown else ():
            if line.strip():
                yield Shown(f"{name} --help", line.strip())
        for child in command.commands.values() if isinstance(command, click.Group) else ():
            yield from of(f"{name} {child.name}", child)

    return [one for name, entry in ENTRIES.items() for one in of(name, entry.load())]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The sample mailbox on a server of this file's own, with the people of the examples in it."""
    with EmbeddedServer(OWNER.email, PASSWORD) as server:
        load_sample(server, build_sample(NOW))
        folder = tmp_path_factory.mktemp("town")
        write_config(folder, server.address[1], drafts_per_day=3)
        world = World(folder, server.address[1])
        for line in (
            "once", "set hanne --name 'Ann Lee'", "set marcus --name 'Bob Stone'",
            "set victor --name 'Book Club'", "alias 'Ann Lee' ann@example.org",
            "alias 'Ann Lee' bob@example.org", "log ann@home.example",
            "fact 'Ann Lee' need 'a roofer'",
        ):  # fmt: skip
            result = world(*shlex.split(line))
            assert result.code == 0, (line, result.err)
        yield world


@dataclass(frozen=True, slots=True)
class Refs:
    """Refs that mean something in the sample world, for those of the examples."""

    by_example: dict[str, str]

    def put_in(self, word: str) -> str:
        return self.by_example.get(word, word)


@pytest.fixture(scope="module")
def refs(town: World) -> Refs:
    def told(*command: str) -> dict[str, list[dict[str, object]]]:
        return json.loads(town(*command, "--json").out)

    gap = told("gaps", "--all")["gaps"][0]
    promise = told("promises", "--all")["promises"][0]["ref"]
    people = [str(one["ref"]) for one in told("people")["people"]]
    check_in = f"check_in:{people[5]}"
    fact = town.sql("SELECT 'f' || id FROM fact")[0][0]
    draft = told("drafts")["drafts"][0]["ref"]
    number = {"p3": people[1], "p12": people[5], "p17": people[2], "d5": draft, "g3": gap["ref"],
              "m12": gap["message_ref"], "promise:m12:0": promise, "check_in:p12": check_in,
              "f3": fact, "REF": gap["ref"], "NAME": "Ann", "FILE": "fresh-file",
              "QUERY": "library", "N": "1",
              "reply_owed:p12": town.sql("SELECT kind || ':p' || person_id FROM draft "
                                         "WHERE kind = 'reply_owed'")[0][0]}  # fmt: skip
    return Refs({key: str(value) for key, value in number.items()})


FILES = {
    "contacts.vcf": "BEGIN:VCARD\nFN:A B\nEMAIL:ab@example.org\nEND:VCARD\n",
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ann,Bee,https://x.example,annb@example.org,Acme,CEO,01 Jan 2026\n",
    "calendar.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
    "wellkeeper.json": '{"wellkeeper": 1}',
}
BRACKETS = str.maketrans("", "", "[]")
#: Before some commands can be: what must have been said first.
BEFORE = {
    "merge ann.lee@home.example": ["log", "ann.lee@home.example"],
    "ignore --undo": ["ignore", "Ann Lee"],
    "not-a-person --undo": ["alias", "Book Club", "club@example.org"],
    "dismiss --undo": ["dismiss", "g3"],
}


def run(town: World, refs: Refs, line: str, folder: Path) -> tuple[list[str], Result]:
    """Run one line in a copy of the world, as a shell would up to the first pipe or arrow."""
    words = shlex.split(re.split(r" [|>] |  #|  +\S", line)[0].translate(BRACKETS))
    if {"snooze", "show"} & set(words):
        words = ["d5" if word == "REF" else word for word in words]
    words = [refs.put_in(word) for word in words if not word.startswith("WELLKEEPER_")]
    words = [re.sub(r"^(~|/mnt)/", f"{folder}/", word) for word in words]
    assert words.pop(0).endswith("wellkeeper")
    world = town.copy(folder)
    for name, text in FILES.items():
        if name not in words or "export" not in words:
            (folder / name).write_text(text, "utf-8")
    if words and words[0] == "import" and words[1] not in FILES:
        (folder / words[1]).write_text(FILES["contacts.vcf"], "utf-8")
    for name in ("backups", "disk"):
        (folder / name).mkdir()
    (folder / "other.toml").write_text(world.config.read_text("utf-8"), "utf-8")
    told = " ".join(words)
    for begin, before in BEFORE.items():
        if set(begin.split()) <= set(words):
            assert world(*(refs.put_in(one) for one in before)).code == 0, before
    if told.startswith("not-a-person --undo"):
        assert world("not-a-person", "Book Club").code == 0
    where = Path.cwd()
    os.chdir(folder)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdin", io.StringIO("y\n"))
            if "--at" in words:
                return words, call("--config", str(world.config), *words)
            return words, world(*words)
    finally:
        os.chdir(where)


def is_run_elsewhere(line: str) -> bool:
    words = [one for one in line.split() if not one.startswith("WELLKEEPER_")]
    if words[0] in OTHERS or words[0] in ("echo", "sudo"):
        return True
    command = words[1] if len(words) > 1 else ""
    return command in ELSEWHERE and not {"--print", "--help"} & set(words)


LINES = [*documented()[0], *examples(), *(Shown("options", line) for line in MORE)]
RUN = {one.line: one for one in LINES if not is_run_elsewhere(one.line)}


def test_how_much_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = [one for one in LINES if is_run_elsewhere(one.line)]
    _, left = documented()
    with capsys.disabled():
        print(f"\ndocumentation: {len(RUN)} command lines run, {len(elsewhere)} by other tests, "
              f"{len(left)} cannot be run here")  # fmt: skip
    assert len(RUN) > 100
    for _, why in left:
        assert len(why.split()) > 2, why


@pytest.mark.parametrize("line", RUN)
def test_it_runs(town: World, refs: Refs, line: str, tmp_path: Path) -> None:
    words, result = run(town, refs, line, tmp_path)
    assert result.code in ((0, 1) if words[:1] == ["status"] else (0,)), result.err
    assert "Traceback" not in result.err


def test_targets_of_make_exist() -> None:
    made = (ROOT / "Makefile").read_text("utf-8")
    for one in (*documented()[0], *(shown for shown, _ in documented()[1])):
        if found := re.match(r"make (\w+)", one.line):
            assert re.search(rf"^{found[1]}:.*##", made, re.M), one.line


def options_of(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden and param.name != "help":
            yield path, param.opts[-1] if param.opts[-1].startswith("--") else param.opts[0]
    for child in command.commands.values() if isinstance(command, click.Group) else ():
        yield from options_of(child, f"{path} {child.name}")


@pytest.mark.parametrize("name", [one for one in ENTRIES if one not in ELSEWHERE])
def test_every_option_is_run(name: str) -> None:
    given = [line for line in RUN if re.search(rf"wellkeeper (.* )?{name}\b", line)]
    assert given, f"nothing runs {name}"
    for path, option in options_of(ENTRIES[name].load(), name):
        assert any(option in line for line in given), f"nothing runs `wellkeeper {path} {option}`"


def test_other_programs_are_there() -> None:
    done = subprocess.run(["make", "-n", "help"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0
