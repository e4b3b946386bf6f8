"""A Dovecot with mail, and the daemon on it, started as its unit starts it."""

from __future__ import annotations

import os
import random
import re
import ssl
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from dovecot import Dovecot  # noqa: E402

OWNER = "nora@lindqvist.example"
TICKS = os.sysconf("SC_CLK_TCK")


def write_config(folder: Path, server: Dovecot) -> Path:
    """The configuration of one owner whose mailbox is on this server, over TLS as it should be."""
    (folder / "config.toml").write_text(
        f'[owner]\nname = "Nora Lindqvist"\naddress = "{OWNER}"\ntime_zone = "Europe/Amsterdam"\n'
        f'country = "NL"\n[mailbox]\nhost = "{server.host}"\nport = {server.tls_port}\n'
        f'user = "nora"\n[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
        "utf-8",
    )
    # Beside the authorities that the machine trusts, which a daemon has in its memory.
    trusted = [server.ca_file, Path(ssl.get_default_verify_paths().cafile or os.devnull)]
    (folder / "trusted.pem").write_bytes(b"".join(one.read_bytes() for one in trusted))
    secret = folder / ".env"
    secret.touch(mode=0o600)
    secret.write_text(f"WELLKEEPER_PASSWORD='{server.password}'\n", "utf-8")
    return folder / "config.toml"


def unit_environment() -> dict[str, str]:
    """What the unit sets for the daemon."""
    unit = (ROOT / "systemd" / "wellkeeper.service").read_text("utf-8")
    return dict(re.findall(r"(?m)^Environment=(\w+)=(\S+)$", unit))


@contextmanager
def running(*command: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process with the unit's environment that is terminated at the end; `log` in the folder is
    what it says.
    """
    compiled = Path(tempfile.gettempdir(), f"wk-bench-compiled-{os.getuid()}")
    environ = {
        **os.environ, **unit_environment(), "SSL_CERT_FILE": str(folder / "trusted.pem"),
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled),
    }  # fmt: skip
    # As pip leaves it: a daemon that had to compile itself would keep some of the memory for that.
    compile_all = [sys.executable, "-m", "compileall", "-qq", "daemon"]
    compile_all.append(sysconfig.get_path("purelib"))
    subprocess.run(compile_all, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, check=False)
    with (folder / "log").open("wb") as stream:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stderr=stream, env=environ)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int, name: str = "VmRSS") -> float:
    """Resident memory now (VmRSS) or at most so far (VmHWM)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def switches(pid: int) -> int:
    """How often the process was woken so far."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    return total


def compose(number: int, at: datetime, sender: str, to: str, subject: str, body: str) -> bytes:
    """One plain mail."""
    return (
        f"Message-ID: <{number}.bench@{sender.partition('@')[2]}>\r\n"
        f"Date: {format_datetime(at)}\r\n"
        f"From: {sender.partition('@')[0].replace('.', ' ').title()} <{sender}>\r\nTo: {to}\r\n"
        f"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


def fill(server: Dovecot, count: int, until: datetime, numbers: Iterator[int]) -> None:
    """Two years of mail with two hundred people, so that the daemon has something to keep."""
    chance = random.Random(7)
    inbox, sent = [], []
    for _ in range(count):
        at = until - timedelta(minutes=chance.randrange(1, 2 * 365 * 1440))
        who = f"person.{chance.randrange(200)}@example.org"
        if chance.random() < 0.4:
            mail = compose(next(numbers), at, OWNER, who, "Notes", "Here are the notes.")
            sent.append((mail, at, ["\\Seen"]))
        else:
            mail = compose(next(numbers), at, who, OWNER, "Notes", "Could you send me the notes?")
            inbox.append((mail, at, []))
    server.write_messages("nora", "INBOX", sorted(inbox, key=lambda one: one[1]))
    server.write_messages("nora", "Sent", sorted(sent, key=lambda one: one[1]))


@contextmanager
def daemon_with_mail(count: int) -> Iterator[tuple[Dovecot, Path, subprocess.Popen[bytes]]]:
    """A daemon that has read `count` mails and rests."""
    server = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory(prefix="wk-bench-") as name:
            folder = Path(name)
            config = write_config(folder, server)
            fill(server, count, datetime.now(UTC), iter(range(10**9)))
            command = ("-m", "daemon", "--config", str(config), "run")
            with running(*command, folder=folder) as process:
                wait_for_rest(folder)
                yield server, config, process
    finally:
        server.remove()


def wait_for_rest(folder: Path) -> None:
    """Until two passes are done: the first scan, and the one that begins the watch."""
    for _ in range(1200):
        if (folder / "log").read_bytes().count(b"pass:") >= 2:
            return
        time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())
