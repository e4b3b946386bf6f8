"""What a pass costs in which nothing is new: `python -m bench.quiet`. On the held connection, as
the daemon makes it every few minutes, and as a cold process (`wellkeeper once`).

The mailbox is that of `make bench`; one first pass over it comes before. Prints wall and processor
time of both, each with its limit, and leaves with 1 where one is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bench.bench import mail_server
from bench.corpora import ROOT
from bench.first_scan import write_config
from bench.processes import Taken, middle, run_process
from bench.synthetic import NOW
from daemon.config import Config, load_config
from daemon.jobs.once import run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import Store, lock, open_store
from daemon.store.held import HeldStore

#: Of issue 9; milliseconds.
LIMITS = {"held": 10.0, "cold": 500.0}
_MOST_PASSES = 40


@contextmanager
def locked(config: Config, held: HeldStore | None = None) -> Iterator[Store]:
    """As `once` has it for its pass, and the daemon, which holds it, for each."""
    open_it = open_store if held is None else held.open
    with lock(config.store.url), open_it(config.store.url, config.owner.as_owner()) as store:
        yield store


def settle(config: Config, held: HeldStore, mailboxes: Mailboxes, now: datetime) -> datetime:
    """Pass until a pass has nothing to do; the moment of the last."""
    for _ in range(_MOST_PASSES):
        with locked(config, held) as store:
            report = run_pass(config, store, None, now, letter=True, mailboxes=mailboxes)
        if report.quiet:
            return now
        now += timedelta(minutes=1)
    raise SystemExit("no pass was quiet")


def measure_held(config: Config, rounds: int) -> dict[str, list[Taken]]:
    """A quiet pass in this process from lock to unlock, and of that the question to the server."""
    found: dict[str, list[Taken]] = {"held": [], "look": []}
    mailboxes, held = Mailboxes(hold=True), HeldStore()
    now = settle(config, held, mailboxes, NOW)
    try:
        for number in range(rounds):
            began, cpu = time.perf_counter(), time.process_time()
            with locked(config, held) as store:
                at = now + timedelta(seconds=number)
                report = run_pass(config, store, None, at, letter=True, mailboxes=mailboxes)
            found["held"].append(_taken(began, cpu))
            assert report.quiet
            (session,) = mailboxes._held.sessions.values()
            began, cpu = time.perf_counter(), time.process_time()
            session.mailbox.look()
            found["look"].append(_taken(began, cpu))
    finally:
        mailboxes.close()
        held.close()
    return found


def measure_cold(config: Config, rounds: int) -> list[Taken]:
    """The same as a process of its own, beyond an interpreter that does nothing."""
    program = str(Path(sys.executable).with_name("wellkeeper"))
    at = (NOW + timedelta(minutes=_MOST_PASSES)).strftime("%Y-%m-%dT%H:%M")
    command = [program, "--config", str(config.path), "--at", at, "once"]
    run_process(command)  # by another clock: whatever that makes due is done
    run_process(command)
    found = []
    for _ in range(rounds):
        bare, told = run_process([sys.executable, "-c", "pass"]), run_process(command)
        found.append(Taken(told.wall - bare.wall, told.cpu - bare.cpu))
    return found


def _taken(began: float, cpu: float) -> Taken:
    return Taken((time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--folder", type=Path, help="Keep the store here, and begin with it.")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="wk-bench-") as temporary,
        mail_server(chosen.messages, chosen.people) as server,
    ):
        folder = chosen.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        config = load_config(write_config(folder, server.port), {"HOME": str(folder)})
        found = measure_held(config, chosen.rounds)
        found["cold"] = measure_cold(config, max(3, chosen.rounds // 5))
    medians = {name: middle(all_) for name, all_ in found.items()}
    told = {name: {"wall_ms": one.wall, "cpu_ms": one.cpu} for name, one in medians.items()}
    print(f"{chosen.messages:,} messages, nothing new; medians\n")
    print("           wall ms    cpu ms")
    for name, row in told.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else "  ok" if row["wall_ms"] <= limit else "  NOT"
        aim = f" (at most {limit:g})" if limit else ""
        print(f"{name:8}{row['wall_ms']:10.1f}{row['cpu_ms']:10.1f}{verdict}{aim}")
    (ROOT / "build" / "quiet.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return 0 if all(told[name]["wall_ms"] <= limit for name, limit in LIMITS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
