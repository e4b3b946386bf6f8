"""A month in minutes: what grows, and whether anything is lost."""

from __future__ import annotations

import logging
import os
import random
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.service.running import (
    OWNER,
    Dovecot,
    compose,
    fill,
    memory_mb,
    running,
    wait_for_rest,
    write_config,
)
from daemon.config import load_config
from daemon.mailbox import open_mailbox
from daemon.service.notify import Notifier
from daemon.service.service import Service
from daemon.store import open_store

DAY = timedelta(days=1)
#: In how many parts the mail of a day comes, and where the daemon reads which moment it is.
PARTS, CLOCK = 2, "clock.txt"
#: By so much may memory at rest grow from the second tenth of the days to the last.
GROWTH_LIMIT = 0.05


def measure_month(days: int, per_day: int, day_seconds: float) -> bool:
    """A month in minutes; whether it stayed within the limits. The server restarts once a
    simulated day, in the middle of its mail. A part of a day lasts until its mail is known: on a
    busy machine a month takes longer, and says the same.
    """
    start = datetime(2026, 3, 2, 6, tzinfo=UTC)
    numbers = iter(range(10**9))
    server = Dovecot().start()
    try:
        with tempfile.TemporaryDirectory(prefix="wk-bench-") as name:
            folder = Path(name)
            config = write_config(folder, server)
            fill(server, 2000, start, numbers)
            sent_off, chance = 2000, random.Random(11)
            now = set_clock(folder, start)
            pace = day_seconds / DAY.total_seconds() * 20
            command = ("-m", "bench.service", "child", str(config), str(pace))
            with running(*command, folder=folder) as process:
                wait_for_rest(folder)
                memory: list[float] = []
                for day in range(days):
                    most = 0.0
                    for part in range(PARTS):
                        sent_off += deliver(server, now, per_day // PARTS, chance, numbers)
                        if part == 1:
                            server.restart()
                        ends = start + day * DAY + (part + 1) * DAY / PARTS
                        while now < ends:
                            now = set_clock(folder, now + DAY / 100)
                            time.sleep(day_seconds / 100)
                            most = max(most, memory_mb(process.pid))
                        most = max(most, settle(config, sent_off, process))
                    memory.append(at_rest(folder, process))
                    print(
                        f"day {day + 1}: {memory[-1]:.1f} MB at rest, {most:.1f} MB at work, "
                        f"{sent_off} mails", flush=True,
                    )  # fmt: skip
            return report_month(config, server, memory, sent_off, (folder / "log").read_text())
    finally:
        server.remove()


def set_clock(folder: Path, now: datetime) -> datetime:
    """Let it be this moment for the daemon; the moment."""
    clock = folder / CLOCK
    clock.with_suffix(".new").write_text(now.isoformat())
    clock.with_suffix(".new").replace(clock)
    return now


def deliver(
    server: Dovecot, at: datetime, count: int, chance: random.Random, numbers: Iterator[int]
) -> int:
    """So many mails at the simulated moment that it is now; how many."""
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


def settle(config: Path, expected: int, process: subprocess.Popen[bytes]) -> float:
    """Until all mail is known, for at most five minutes; the most memory meanwhile, in MB."""
    loaded, most = load_config(config, {}), 0.0
    with open_store(loaded.store.url, loaded.owner.as_owner(), must_exist=True) as store:
        for _ in range(3000):
            if process.poll() is not None:
                raise RuntimeError((config.parent / "log").read_text()[-3000:])
            most = max(most, memory_mb(process.pid))
            if store.health.count_all()["messages"] >= expected:
                break
            time.sleep(0.1)
    return most


def at_rest(folder: Path, process: subprocess.Popen[bytes]) -> float:
    """The least memory, in MB, until two more passes are over: those between have nothing to do."""
    passes, least = (folder / "log").read_bytes().count(b"pass:"), memory_mb(process.pid)
    for _ in range(1200):
        if (folder / "log").read_bytes().count(b"pass:") >= passes + 2:
            break
        time.sleep(0.05)
        least = min(least, memory_mb(process.pid))
    return least


def report_month(
    config: Path, server: Dovecot, memory: list[float], expected: int, log: str
) -> bool:
    """Memory over time, and whether anything was lost or placed twice; whether all is well."""
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
    states = Counter(one.state for one in drafts)
    print(
        f"{len(memory)} days: RSS second tenth {second:.1f} MB, last tenth {last:.1f} MB "
        f"({last / second - 1:+.1%}); {known} of {expected} mails known; "
        f"{len(ids)} drafts in the folder, {len(set(ids))} different, in the store "
        f"{', '.join(f'{count} {state}' for state, count in states.items())}; "
        f"{log.count('pass:')} passes, of the last {len(passes)} {sum(not p.ok for p in passes)} "
        f"failed; tracebacks: {log.count('Traceback')}"
    )
    return (
        last <= second * (1 + GROWTH_LIMIT)
        and known == expected
        and len(ids) == len(set(ids))
        and "Traceback" not in log
    )


def run_child(config: str, pace: float) -> None:
    """The daemon at accelerated time: its clock is the one that stands in the file beside."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    clock = Path(config).with_name(CLOCK)
    Service(
        lambda: load_config(Path(config), os.environ),
        lambda: datetime.fromisoformat(clock.read_text()),
        Notifier({}),
        pace=pace,
    ).run()
