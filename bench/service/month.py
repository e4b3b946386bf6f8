"""A month in minutes: what grows, and whether anything is lost."""

from __future__ import annotations

import logging
import os
import random
import statistics
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
#: By so much may memory at rest grow from the second tenth of the days to the last.
GROWTH_LIMIT = 0.05


def measure_month(days: int, per_day: int, day_seconds: float) -> bool:
    """A month in minutes; whether it stayed within the limits. The server restarts once a
    simulated day, in the middle of its mail.
    """
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
            with running(*command, f"{began}", folder=folder) as process:
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
            return report_month(config, server, memory, sent_off, (folder / "log").read_text())
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


def run_child(config: str, start: str, factor: float, began: float) -> None:
    """The daemon at accelerated time: its clock runs `factor` times as fast."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    first = datetime.fromisoformat(start)
    Service(
        lambda: load_config(Path(config), os.environ),
        lambda: first + timedelta(seconds=(time.time() - began) * factor),
        Notifier({}),
        pace=1 / factor * 20,
    ).run()
