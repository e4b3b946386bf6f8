"""The completion key, pressed in real shells (tests/ensure-shells): names out of the store, as one
word, and as nothing but text.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import click
import pytest
from sample_world import World, call

from daemon.cli.commands import ENTRIES
from daemon.cli.completion import SHELLS

BIN = Path(sys.executable).parent
START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
#: What a shell is told first: no paging, an own prompt, and the completion itself.
PREPARE = {
    "bash": "bind 'set bell-style none' 'set enable-bracketed-paste off'; PS1='READY> '\n"
    'eval "$(wellkeeper completion bash)"; echo SET-UP\n',
    "zsh": "unsetopt zle_bracketed_paste list_beep; PS1='READY> '; autoload -Uz compinit; "
    'compinit -u -D; eval "$(wellkeeper completion zsh)"; echo SET-UP\n',
    "fish": "function fish_prompt; echo -n 'READY> '; end; set fish_greeting\n"
    "wellkeeper completion fish | source; echo SET-UP\n",
}
ESCAPES = re.compile(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[\]P].*?(?:\x07|\x1b\\)|\x1b[=>()][B0]?|\r")
HOSTILE = 'Zz\'s $(touch owned) `touch owned` * "x" ; touch owned'


class Terminal:
    """A shell at a terminal, and what it wrote so far."""

    def __init__(self, shell: str, world: World, folder: Path) -> None:
        if shutil.which(shell) is None:
            pytest.fail(f"no {shell} on this machine: tests/ensure-shells installs it")
        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        environment = {
            "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "xterm",
            "LANG": "C.UTF-8", "WELLKEEPER_CONFIG": str(world.config),
        }  # fmt: skip
        self.process = subprocess.Popen(
            START[shell], stdin=follower, stdout=follower, stderr=follower, cwd=folder,
            env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(follower)
        self.text = ""
        self.type(PREPARE[shell])
        self.wait_for("\nSET-UP")
        self.wait_for("READY>")

    def type(self, keys: str) -> None:
        self.text = ""
        os.write(self.leader, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within so many seconds; whether anything did."""
        ready, _, _ = select.select([self.leader], [], [], max(0, seconds))
        if not ready:
            return False
        part = os.read(self.leader, 65536).decode("utf-8", "replace")
        if "\x1b[c" in part or "\x1b[0c" in part:  # fish asks what kind of terminal this is
            os.write(self.leader, b"\x1b[?62;c")
        self.text = ESCAPES.sub("", self.text + part)
        return True

    def wait_for(self, wanted: str, seconds: float = 60) -> str:
        """What was written until `wanted` stood there."""
        until = time.monotonic() + seconds
        while wanted not in self.text:
            if not self.read(until - time.monotonic()):
                pytest.fail(f"no {wanted!r} in {self.text!r}")
        return self.text

    def press(self, keys: str) -> None:
        """Type, and wait as a person does until the shell has answered and is quiet again: what is
        typed ahead disturbs some shells in the middle of completing.
        """
        self.type(keys)
        self.read(20)
        while self.read(0.4):
            pass

    def complete(self, typed: str) -> list[str]:
        """The words of the line after the key was pressed, as the shell would hand them to a
        program: it hands them to printf, put in front of the line (Ctrl-A).
        """
        self.press(f"wellkeeper {typed}")
        self.press("\t")
        self.type("\x01printf '<%s>\\n' BE''GIN \x05 E''ND\n")
        shown = self.wait_for("<END>")
        return re.findall(r"<(.*?)>\n", shown[shown.index("<BEGIN>") :])[1:-1]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.leader)


@pytest.mark.parametrize("shell", SHELLS)
def test_names_and_commands_in_a_real_shell(shell: str, world: World, tmp_path: Path) -> None:
    terminal = Terminal(shell, world, tmp_path)
    try:
        for typed, words in (
            ("may-i", ("may-i-ask",)),
            ("person hann", ("person", "Hanne Dekker")),
            ("person Hanne\\ D", ("person", "Hanne Dekker")),
            ("person dekk", ("person", "Hanne Dekker")),
            ("person 'hanne d", ("person", "Hanne Dekker")),
            ('person "Hanne D', ("person", "Hanne Dekker")),
            ("merge x Hann", ("merge", "x", "Hanne Dekker")),
            ("people --js", ("people", "--json")),
        ):
            assert terminal.complete(typed) == ["wellkeeper", *words]
    finally:
        terminal.close()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_is_only_text(shell: str, scratch: World, tmp_path: Path) -> None:
    scratch.sql("UPDATE person SET name = ? WHERE name = 'Hanne Dekker'", HOSTILE)
    (tmp_path / "home").mkdir()
    terminal = Terminal(shell, scratch, tmp_path / "home")
    try:
        for begun in ("zz", "'Zz", '"Zz'):
            assert terminal.complete(f"person {begun}") == ["wellkeeper", "person", HOSTILE]
        assert list((tmp_path / "home").rglob("owned")) == []
    finally:
        terminal.close()


def ask(world: World, *words: str) -> subprocess.CompletedProcess[str]:
    """What the bash script is answered where the last word is to be completed."""
    return subprocess.run(
        [sys.executable, "-m", "daemon"],
        env={**os.environ, "_WELLKEEPER_COMPLETE": "bash_complete", "COMP_CWORD": str(len(words)),
             "COMP_WORDS": "\n".join(("wellkeeper", *words)),
             "WELLKEEPER_CONFIG": str(world.config)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_what_is_offered(world: World, scratch: World) -> None:
    assert "name,Hanne Dekker\n" in ask(world, "person", "").stdout
    assert ask(world, "--config", str(world.config), "log", "HÄNNE").stdout == "name,Hanne Dekker\n"
    assert ask(world, "person", "nobody").stdout == "\n"
    assert ask(world, "fact", "Ann", "ne").stdout == "plain,need\n"
    assert ask(world, "log", "Ann", "--kind", "cof").stdout == "plain,coffee\n"
    assert "plain,--undo" in ask(world, "ignore", "--u").stdout
    assert scratch("ignore", "hanne").code == 0
    assert ask(scratch, "person", "hann").stdout == "\n"
    assert ask(scratch, "ignore", "--undo", "hann").stdout == "name,Hanne Dekker\n"


def test_nothing_is_said_where_nothing_is_known(tmp_path: Path, world: World) -> None:
    empty = World(tmp_path, world.port)
    result = ask(empty, "person", "a")
    assert (result.stdout.strip(), result.stderr) == ("", "")
    write = world.config.read_text("utf-8").replace(str(world.folder), str(tmp_path))
    empty.config.write_text(write, "utf-8")
    result = ask(empty, "person", "a")
    assert (result.stdout.strip(), result.stderr) == ("", "") and not empty.store.exists()


def test_names_come_without_heavy_imports(world: World) -> None:
    program = (
        "import sys\nfrom daemon.cli.app import run\nrun([])\n"
        "print([one for one in ('peewee', 'imapclient', 'jinja2', 'rich', 'nameparser',"
        " 'selectolax', 'daemon.store', 'daemon.cli.person') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "_WELLKEEPER_COMPLETE": "bash_complete", "COMP_CWORD": "2",
             "COMP_WORDS": "wellkeeper\nperson\nhann", "WELLKEEPER_CONFIG": str(world.config)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "name,Hanne Dekker\n[]\n"


#: What commands call an argument that takes somebody's name.
_NAMES = ("name", "other", "name2", "query")


@pytest.mark.parametrize("entry", [one for one in ENTRIES.values() if one.name != "templates"],
                         ids=lambda one: one.name)  # fmt: skip
def test_the_list_of_commands_knows_where_names_stand(entry: object) -> None:
    command = entry.load()
    children = list(command.commands.values()) if isinstance(command, click.Group) else []
    for one in children or [command]:
        shift = 1 if children else 0
        arguments = [param for param in one.params if isinstance(param, click.Argument)]
        stand = {at + shift for at, param in enumerate(arguments) if param.name in _NAMES}
        assert stand == set(entry.names), entry.name


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str) -> None:
    result = call("completion", shell)
    assert (result.code, result.err) == (0, "") and f"{shell}_complete" in result.out
    assert call("completion", "powershell").code == 2
