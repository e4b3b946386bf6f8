"""How tests call the command line: in this process, on a sample world, with whole outputs kept
as files.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sqlite3
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from daemon.cli.app import run
from daemon.demo.world import OWNER

AT = "2026-11-24T10:00"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
PASSWORD = "a quiet word"
EXPECTED = Path(__file__).parent / "expected"
#: Set this to write what is printed now into tests/cli/expected, and look at the difference.
REGENERATE = "WELLKEEPER_REGENERATE"


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    err: str


def call(*arguments: str) -> Result:
    """The program, called in this process with its output in pipes."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    return Result(code, *texts)


@dataclass(frozen=True, slots=True)
class World:
    """A configuration whose mailbox is the embedded server, and the command that reads it."""

    folder: Path
    port: int
    first_pass: Result = Result(-1, "", "")

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def store(self) -> Path:
        return self.folder / "wellkeeper.db"

    def __call__(self, *arguments: str, at: str = AT) -> Result:
        return call("--config", str(self.config), "--at", at, *arguments)

    def plain(self, text: str) -> str:
        """Without what differs from run to run."""
        text = text.replace(str(self.folder), "FOLDER").replace(f":{self.port}", ":PORT")
        return re.sub(r"\(\d+\.\d s\)", "(SECONDS)", text)

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.store) as database:
            rows = database.execute(statement, values).fetchall()
        database.close()
        return rows

    def copy(self, folder: Path) -> World:
        """The same world, whose store and configuration may be changed."""
        for path in self.folder.iterdir():
            shutil.copy(path, folder / path.name)
        text = self.config.read_text("utf-8").replace(str(self.folder), str(folder))
        (folder / "config.toml").write_text(text, "utf-8")
        return World(folder, self.port)


def write_config(folder: Path, port: int, *, mailbox: str = "", drafts_per_day: int = 5) -> Path:
    """A configuration of the sample's owner for an IMAP server on loopback."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(
        f'[owner]\nname = "{OWNER.name}"\naddress = "{OWNER.email}"\n'
        f'aliases = ["{OWNER.addresses[1]}"]\ntime_zone = "Europe/Amsterdam"\n\n'
        f'[mailbox]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n{mailbox}\n'
        f'[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n\n'
        f"[plan]\ndrafts_per_day = {drafts_per_day}\n",
        "utf-8",
    )
    secrets = folder / ".env"
    secrets.touch(mode=0o600)
    secrets.write_text(f"WELLKEEPER_PASSWORD='{PASSWORD}'\n", "utf-8")
    return folder / "config.toml"


def compare(name: str, text: str) -> None:
    """Compare with tests/cli/expected/NAME.txt, or write it where the environment asks for it."""
    path = EXPECTED / f"{name}.txt"
    if os.environ.get(REGENERATE):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8"), f"to accept the new output: {REGENERATE}=1 pytest"
