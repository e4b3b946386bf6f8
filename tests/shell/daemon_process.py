"""The daemon as a process of its own, on a real Dovecot: start it, signal it, ask `status`."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from dovecot import Dovecot
from waiting import until

from daemon.mailbox import open_mailbox

ROOT = Path(__file__).parents[2]
#: What `wellkeeper run` does, with a pace, a job of ours, and a clock that goes wrong by an hour
#: once the file CLOCK is there.
RUN = """
import logging, os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from daemon.cli.failures import report_failure
from daemon.config import load_config
from daemon.errors import WellkeeperError
from daemon.scheduler import Every, Job
from daemon.service.notify import Notifier
from daemon.service.service import Service
config, pace = Path(sys.argv[1]), float(sys.argv[2])
logging.basicConfig(level=logging.INFO, format="%(message)s")
logging.getLogger("apscheduler").setLevel(logging.WARNING)
right = time.time
time.time = lambda: right() + 3600 * config.with_name("CLOCK").exists()
def letter(setup):
    logging.info("a letter to %s", setup.config.owner.name)
try:
    Service(
        lambda: load_config(config, os.environ), lambda: datetime.now(UTC), Notifier(os.environ),
        lambda config: [(Job("letter", Every(0.5)), letter)], pace,
    ).run()
except WellkeeperError as error:
    report_failure(error)
    sys.exit(error.exit_code)
"""


class Daemon:
    """One configuration, and the daemon that runs with it. A `pace` below 1 shortens its waits."""

    def __init__(self, folder: Path, server: Dovecot, user: str) -> None:
        self.folder, self.server, self.user = folder, server, user
        self.config = folder / "config.toml"
        self.secrets = folder / ".env"
        self.store = folder / "wellkeeper.db"
        self.process: subprocess.Popen[bytes] | None = None
        # As pip installs it: compiled once, not at each of a dozen starts.
        self.environ = {
            **os.environ, "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), f"wk-compiled-{os.getuid()}")),
        }  # fmt: skip
        self.write()
        self.write_password(server.password)

    def write(self, more: str = "", mailbox: str = "", security: str = "none") -> None:
        port = self.server.port if security == "none" else self.server.tls_port
        self.config.write_text(
            f'[owner]\nname = "Nora Berg"\naddress = "nora@home.example"\n'
            f'[[mailbox]]\nhost = "{self.server.host}"\nport = {port}\nsecurity = "{security}"\n'
            f'user = "{self.user}"\n{mailbox}\n[store]\nurl = "sqlite:///{self.store}"\n{more}\n'
        )

    def write_password(self, *lines: str) -> None:
        self.secrets.touch(0o600)
        first, *others = lines
        self.secrets.write_text("\n".join([f"WELLKEEPER_PASSWORD_MAIN='{first}'", *others]))

    def start(self, pace: float = 1.0) -> Daemon:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(self.config), str(pace)],
            cwd=ROOT, env=self.environ, stderr=(self.folder / "log").open("ab"),
        )  # fmt: skip
        return self

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")

    def passes(self) -> int:
        return self.log.count("pass: ")

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def wait(self, seconds: float = 60) -> int:
        assert self.process is not None
        return self.process.wait(seconds)

    def stop(self) -> int:
        self.signal(signal.SIGTERM)
        return self.wait()

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "daemon", "--config", str(self.config), *words],
            cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def said(self, *words: str) -> str:
        return self.call(*words).stdout

    def status(self) -> dict[str, Any]:
        said = self.call("status", "--json")
        assert said.stdout, said.stderr
        told: dict[str, Any] = json.loads(said.stdout)
        assert said.returncode == (0 if told["healthy"] else 1)
        return told

    def bring(self, number: int, user: str = "") -> None:
        raw = (
            f"Message-ID: <{number}@service>\r\nFrom: Ann Bell <ann@bell.example>\r\n"
            f"To: nora@home.example\r\nSubject: Plan {number}\r\n\r\nHello\r\n"
        )
        with open_mailbox(self.server.settings(user or self.user)) as mailbox:
            mailbox.append_message("INBOX", raw.encode(), (), datetime.now(UTC))

    def known(self) -> int:
        """Mails in the store, seen from outside."""
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True) as database:
            ((count,),) = database.execute("SELECT count(*) FROM message")
        database.close()
        return int(count)


def passes_begun(daemon: Daemon) -> int:
    with sqlite3.connect(f"file:{daemon.store}?mode=ro", uri=True) as database:
        try:
            ((count,),) = database.execute("SELECT count(*) FROM pass")
        except sqlite3.OperationalError:
            return 0  # its tables are being made
    database.close()
    return int(count)


def settled(daemon: Daemon) -> None:
    """Until the first pass and the one that begins the watch are over."""
    try:
        until(lambda: daemon.passes() >= 2, 60)  # it rests between them, on a busy machine long
    except AssertionError:
        pytest.fail(f"two passes were not made:\n{daemon.log}\n{daemon.server.log[-2000:]}")
