"""What the daemon costs and how fast it is, on a Dovecot of its own: `rest` (processor and memory
over minutes of IDLE), `latency` (from APPEND to `status --json`), `month` (a simulated month at
accelerated time, the server restarted every simulated day).

    python -m bench.service rest --minutes 10
    python -m bench.service latency --count 30
    python -m bench.service month --days 30 --per-day 1000 --seconds-per-day 20
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
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

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from dovecot import Dovecot  # noqa: E402

from daemon.config import load_config  # noqa: E402
from daemon.mailbox import open_mailbox  # noqa: E402
from daemon.service import Notifier, Service  # noqa: E402
from daemon.store import open_store  # noqa: E402

OWNER = "nora@lindqvist.example"
DAY = timedelta(days=1)
TICKS = os.sysconf("SC_CLK_TCK")


# -- a daemon on a server ----------------------------------------------------------------------


def write_config(folder: Path, server: Dovecot) -> Path:
    """The configuration of one owner whose mailbox is on this server."""
    (folder / "config.toml").write_text(
        f'[owner]\nname = "Nora Lindqvist"\naddress = "{OWNER}"\ntime_zone = "Europe/Amsterdam"\n'
        f'[mailbox]\nhost = "{server.host}"\nport = {server.port}\nsecurity = "none"\n'
        f'user = "nora"\n[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
        "utf-8",
    )
    secret = folder / ".env"
    secret.touch(mode=0o600)
    secret.write_text(f"WELLKEEPER_PASSWORD='{server.password}'\n", "utf-8")
    return folder / "config.toml"


@contextmanager
def running(*command: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is terminated at the end."""
    compiled = Path(tempfile.gettempdir(), f"wk-bench-compiled-{os.getuid()}")
    environ = {
        **os.environ, "PYTHONMALLOC": "malloc",  # as the units have it
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled),
    }  # fmt: skip
    # As pip leaves it: a daemon that had to compile itself would keep some of the memory for that.
    compile_all = [sys.executable, "-m", "compileall", "-qq", "daemon"]
    compile_all.append(sysconfig.get_path("purelib"))
    subprocess.run(compile_all, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, check=False)
    with log.open("wb") as stream:
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


# -- the measurements --------------------------------------------------------------------------


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
            with running(*command, log=folder / "log") as process:
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


def measure_rest(minutes: float, mails: int) -> None:
    """Processor, wake-ups and memory while nothing happens."""
    with daemon_with_mail(mails) as (_, _, process):
        time.sleep(5)
        cpu, woken, began = cpu_seconds(process.pid), switches(process.pid), time.monotonic()
        time.sleep(minutes * 60)
        seconds = time.monotonic() - began
        share = (cpu_seconds(process.pid) - cpu) / seconds
        print(
            f"{seconds:.0f} s at rest with {mails} mails known: CPU {share:.4%}, "
            f"{(switches(process.pid) - woken) / seconds:.2f} wake-ups a second, "
            f"RSS {memory_mb(process.pid):.1f} MB, at most {memory_mb(process.pid, 'VmHWM'):.1f} MB"
        )


def measure_latency(count: int, mails: int) -> None:
    """From the end of an APPEND until `status --json` counts one mail more. Asking takes a while
    itself, so the times are those at which the answer was asked for.
    """
    with daemon_with_mail(mails) as (server, config, _):
        settings = server.settings("nora")
        loaded = load_config(config, {})
        times = []
        for number in range(count):
            with open_store(loaded.store.url, loaded.owner.as_owner(), must_exist=True) as store:
                before = store.health.count_all()["messages"]
                raw = compose(
                    10**9 + number, datetime.now(UTC), f"person.{number}@example.org", OWNER,
                    f"News {number}", "Could you call me?",
                )  # fmt: skip
                with open_mailbox(settings) as mailbox:
                    mailbox.append_message("INBOX", raw, (), datetime.now(UTC))
                began = time.monotonic()
                # What `status --json` reads, without the start of a Python for each look.
                while store.health.count_all()["messages"] == before:
                    if time.monotonic() - began > 30:
                        raise RuntimeError("the mail was not seen within 30 s")
                    time.sleep(0.01)
                times.append(time.monotonic() - began)
            time.sleep(random.uniform(1.0, 3.0))
        print(
            f"{count} mails by APPEND, {mails} known: visible after "
            f"{statistics.median(times):.2f} s (median), {min(times):.2f} to {max(times):.2f} s"
        )


def measure_month(days: int, per_day: int, day_seconds: float) -> None:
    """A month in minutes. The server restarts once a simulated day, in the middle of its mail."""
    start = datetime(2026, 3, 2, 6, tzinfo=UTC)
    factor = DAY.total_seconds() / day_seconds
    numbers = iter(range(10**9))
    server = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory(prefix="wk-bench-") as name:
            folder = Path(name)
            config = write_config(folder, server)
            fill(server, 2000, start, numbers)
            sent_off = 2000
            began = time.time()
            command = ("-m", "bench.service", "child", str(config), start.isoformat(), str(factor))
            with running(*command, f"{began}", log=folder / "log") as process:
                wait_for_rest(folder)
                memory: list[float] = []
                chance = random.Random(11)
                for day in range(days):
                    ends = began + (day + 1) * day_seconds
                    parts, seen = 10, []
                    for part in range(parts):
                        sent_off += deliver(server, start, factor, began, per_day // parts,
                                            chance, numbers)  # fmt: skip
                        if part == 5:
                            server.restart()
                        until = time.time() + max(0.0, (ends - time.time()) / (parts - part))
                        while not seen or time.time() < until:
                            seen.append(memory_mb(process.pid))
                            time.sleep(0.05)
                    memory.append(min(seen))  # between two passes: at this pace it hardly rests
                    print(
                        f"day {day + 1}: {min(seen):.1f} MB at rest, {max(seen):.1f} MB at work, "
                        f"{sent_off} mails", flush=True,
                    )  # fmt: skip
                    if process.poll() is not None:
                        raise RuntimeError((folder / "log").read_text()[-3000:])
                settle(config, sent_off)
            report_month(config, server, memory, sent_off, (folder / "log").read_text())
    finally:
        server.remove()


def deliver(
    server: Dovecot, start: datetime, factor: float, began: float, count: int,
    chance: random.Random, numbers: Iterator[int],
) -> int:  # fmt: skip
    """So many mails at the simulated moment that it is now; how many."""
    at = start + timedelta(seconds=(time.time() - began) * factor)
    mails = []
    for _ in range(count):
        who = f"person.{chance.randrange(200)}@example.org"
        text = chance.choice(["Could you send me the plan?", "Thank you, all fine.", "See below."])
        number = next(numbers)
        mails.append((compose(number, at, who, OWNER, f"Plan {number}", text), at, []))
    own = count // 10
    server.write_messages("nora", "INBOX", mails[own:])
    answers = []
    for _ in range(own):
        number = next(numbers)
        who = f"person.{chance.randrange(200)}@example.org"
        mail = compose(number, at, OWNER, who, f"Plan {number}", "Here it is.")
        answers.append((mail, at, ["\\Seen"]))
    server.write_messages("nora", "Sent", answers)
    return count


def settle(config: Path, expected: int) -> None:
    """Until all mail is in the store, for at most a minute."""
    loaded = load_config(config, {})
    with open_store(loaded.store.url, loaded.owner.as_owner(), must_exist=True) as store:
        for _ in range(600):
            if store.health.count_all()["messages"] >= expected:
                return
            time.sleep(0.1)


def report_month(
    config: Path, server: Dovecot, memory: list[float], expected: int, log: str
) -> None:
    """Memory over time, and whether anything was lost or placed twice."""
    tenth = max(1, len(memory) // 10)
    second, last = statistics.mean(memory[tenth : 2 * tenth]), statistics.mean(memory[-tenth:])
    loaded = load_config(config, {})
    with open_store(loaded.store.url, loaded.owner.as_owner(), must_exist=True) as store:
        known = store.health.count_all()["messages"]
        drafts = store.drafts("main").load_drafts()
        passes = store.health.load_passes(1000)
    with open_mailbox(server.settings("nora")) as mailbox:
        placed = mailbox.fetch_placed("Drafts", mailbox.list_uids("Drafts"))
    ids = [one.message_id for one in placed]
    print(
        f"{len(memory)} days: RSS second tenth {second:.1f} MB, last tenth {last:.1f} MB "
        f"({last / second - 1:+.1%}); {known} of {expected} mails known; "
        f"{len(ids)} drafts in the folder, {len(set(ids))} different, {len(drafts)} in the store; "
        f"{log.count('pass:')} passes, of the last {len(passes)} {sum(not p.ok for p in passes)} "
        f"failed; tracebacks: {log.count('Traceback')}"
    )


def run_child(config: str, start: str, factor: float, began: float) -> None:
    """The daemon at accelerated time: its clock runs `factor` times as fast."""
    import logging

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    first = datetime.fromisoformat(start)
    Service(
        lambda: load_config(Path(config), os.environ),
        lambda: first + timedelta(seconds=(time.time() - began) * factor),
        Notifier({}),
        pace=1 / factor * 20,
    ).run()


def main() -> None:
    """See the module's words."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    rest = commands.add_parser("rest")
    rest.add_argument("--minutes", type=float, default=10)
    rest.add_argument("--mails", type=int, default=5000)
    latency = commands.add_parser("latency")
    latency.add_argument("--count", type=int, default=30)
    latency.add_argument("--mails", type=int, default=5000)
    month = commands.add_parser("month")
    month.add_argument("--days", type=int, default=30)
    month.add_argument("--per-day", type=int, default=1000)
    month.add_argument("--seconds-per-day", type=float, default=20)
    child = commands.add_parser("child")
    child.add_argument("arguments", nargs=4)
    given = parser.parse_args()
    if given.what == "rest":
        measure_rest(given.minutes, given.mails)
    elif given.what == "latency":
        measure_latency(given.count, given.mails)
    elif given.what == "month":
        measure_month(given.days, given.per_day, given.seconds_per_day)
    else:
        config, start, factor, began = given.arguments
        run_child(config, start, float(factor), float(began))


if __name__ == "__main__":
    main()
