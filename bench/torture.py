"""What it survives: every fault that can be made, counted, in one table.

    make torture                         (TORTURE="--points 10000 --mails 100000" for all of it)
    python -m bench.torture --points 1000 --mails 20000 --jobs 2
    python -m bench.torture --only placing --points 1400    (SIGKILL at every write while placing)

Faults are made between the program and a real Dovecot (connections cut at every byte by FIN and by
RST, in plain text and under TLS; stalls; flipped bits; messages that arrive late), and at every
writing system call (SIGKILL before and after it, a full disk, a broken one); between planning and
confirmation also on a server without UIDPLUS, and twice in a row. After each, ordinary passes run,
and the store and the mailbox must be what they are without a fault. Then malformed
mail: read in memory, and from a server by the command `once`, after which everything is asked for
that the program shows, and every place is searched for the password. Writes build/torture.json and
leaves with 1 where anything is not zero that should be.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "core")]

from bench.faults import syscalls  # noqa: E402
from bench.faults.drafts import SHARES, Tally, choose_points, try_points  # noqa: E402
from bench.faults.leaks import Shown, read_and_show  # noqa: E402
from bench.faults.mails import Reading, read_configurations, read_messages  # noqa: E402
from bench.faults.placing import SHARES as KILLS  # noqa: E402
from bench.faults.placing import choose_kills, try_kills  # noqa: E402
from bench.faults.room import Room  # noqa: E402

#: What a full run means.
AIM_POINTS, AIM_MAILS = 10_000, 100_000
#: So many points, or mails, are one piece of work.
_PIECE, _MAILS = 25, 500


def torture(points: int, mails: int, jobs: int, seed: int) -> dict[str, Any]:
    """Everything, as build/torture.json holds it."""
    began = time.monotonic()
    base = _room()
    try:
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            faults = _all_points(base, points, seed, pool)
            faults |= _all_kills(base, max(24, points // 10), seed, pool)
            reading = _all_mails(mails, seed, pool)
            shown = pool.submit(read_and_show, base, max(20, mails // 20), seed).result()
        configurations = read_configurations(
            max(50, mails // 50), seed, (ROOT / "config.example.toml").read_text("utf-8"), str(base)
        )
        slowest = slowest_detectors()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return {
        "seed": seed,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "system_calls_tried": syscalls.available(),
        "faults": {kind: asdict(one) for kind, one in faults.items()},
        "mails": asdict(reading),
        "shown": asdict(shown),
        "configurations": asdict(configurations),
        "slowest_detectors_ms": slowest,
        "wrong": count_all_wrong(faults, reading, shown, configurations),
    }


def torture_placing(points: int, jobs: int, seed: int) -> dict[str, Any]:
    """The deaths while placing alone."""
    began = time.monotonic()
    base = _room()
    try:
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            faults = _all_kills(base, points, seed, pool)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return {
        "seed": seed,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "system_calls_tried": syscalls.available(),
        "faults": {kind: asdict(one) for kind, one in faults.items()},
        "wrong": count_wrong(faults),
    }


def _room() -> Path:
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    return Path(tempfile.mkdtemp(prefix="wk-torture-", dir=shared))


def _all_points(base: Path, count: int, seed: int, pool: ProcessPoolExecutor) -> dict[str, Tally]:
    room = Room(base)
    try:
        points = choose_points(room, count, seed)
    finally:
        room.close()
    pieces = [points[at : at + _PIECE] for at in range(0, len(points), _PIECE)]
    tallies = _sum_up(pool.map(try_points, [base] * len(pieces), pieces), len(points))
    return {kind: tallies[kind] for kind in SHARES if kind in tallies}


def _all_kills(base: Path, count: int, seed: int, pool: ProcessPoolExecutor) -> dict[str, Tally]:
    rooms = {uidplus: Room(base, uidplus=uidplus) for uidplus in (True, False)}
    try:
        kills = choose_kills(rooms, count, seed)
    finally:
        for room in rooms.values():
            room.close()
    pieces = [
        some[at : at + _PIECE]
        for some in ([one for one in kills if one.uidplus is uidplus] for uidplus in rooms)
        for at in range(0, len(some), _PIECE)
    ]
    tallies = _sum_up(pool.map(try_kills, [base] * len(pieces), pieces), len(kills))
    return {kind: tallies[kind] for kind in KILLS if kind in tallies}


def _sum_up(results: Iterable[dict[str, Tally]], count: int) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    tell = _teller("fault points", count)
    for found in results:
        for kind, tally in found.items():
            tallies.setdefault(kind, Tally()).add(tally)
        tell(sum(one.points for one in tallies.values()))
    return tallies


def _all_mails(count: int, seed: int, pool: ProcessPoolExecutor) -> Reading:
    total = Reading()
    sizes = [min(_MAILS, count - at) for at in range(0, count, _MAILS)]
    seeds = [seed * 1_000_003 + number for number in range(len(sizes))]
    tell = _teller("malformed mails", count)
    for found in pool.map(read_messages, sizes, seeds):
        total.add(found)
        tell(total.messages)
    return total


def _teller(what: str, total: int) -> Callable[[int], None]:
    last = [time.monotonic()]

    def tell(done: int) -> None:
        if time.monotonic() - last[0] > 10:
            last[0] = time.monotonic()
            print(f"{what}: {done:,} of {total:,}", file=sys.stderr, flush=True)

    return tell


def slowest_detectors() -> dict[str, float]:
    """Of each detector the most CPU milliseconds that 64 KB of adversarial text cost it."""
    from test_parse_hostile import READERS, TEXTS, seconds

    return {
        name: round(1000 * max(seconds(run, make(65_536), 2) for make in TEXTS.values()), 1)
        for name, run in READERS.items()
    }


def count_wrong(faults: dict[str, Tally]) -> int:
    """All that should be zero at the fault points, added up."""
    return sum(
        one.lost + one.doubled + one.otherwise_wrong + one.crashes + one.secrets + one.open_files
        + one.overdue for one in faults.values()
    )  # fmt: skip


def count_all_wrong(
    faults: dict[str, Tally], reading: Reading, shown: Shown, configurations: Reading
) -> int:
    """All that should be zero, added up."""
    wrong = count_wrong(faults)
    for one in (reading, configurations):
        wrong += one.crashes + one.stalls + one.unescaped
    wrong += shown.without_a_note + shown.unescaped + shown.secrets + shown.open_files
    return wrong + shown.tracebacks + len(shown.wrong)


def show(found: dict[str, Any]) -> None:
    """The tables, as far as there is something to show."""
    show_faults(found)
    if "mails" in found:
        _show_mails(found)
    for name in ("mails", "shown", "configurations"):
        for line in found.get(name, {"wrong": ()})["wrong"]:
            print("WRONG:", line)
    print("minutes".ljust(42), f"{found['minutes']:,}".rjust(10))
    print("Nothing is wrong." if not found["wrong"] else f"{found['wrong']} things are wrong.")


def show_faults(found: dict[str, Any]) -> None:
    """What came of the fault points, a line a kind, and whatever was wrong."""
    columns = ("points", "struck", "lost", "doubled", "otherwise_wrong", "crashes", "overdue",
               "secrets", "open_files")  # fmt: skip
    print("fault points".ljust(18), *(name.replace("_", " ").rjust(9) for name in columns))
    for kind, tally in found["faults"].items():
        print(kind.ljust(18), *(f"{tally[name]:,}".rjust(max(9, len(name))) for name in columns))
    if not found["system_calls_tried"]:
        print("System calls were NOT tried: that needs Linux on x86-64.")
    for one in found["faults"].values():
        for line in one["wrong"]:
            print("WRONG:", line)


def _show_mails(found: dict[str, Any]) -> None:
    mails, shown, configurations = found["mails"], found["shown"], found["configurations"]
    slow = max(found["slowest_detectors_ms"], key=found["slowest_detectors_ms"].__getitem__)
    rows = (
        ("malformed mails read", mails["messages"]),
        ("  crashes", mails["crashes"]),
        ("  stalls (over a second)", mails["stalls"]),
        ("  slowest, ms", round(mails["slowest_ms"])),
        ("  drafts written to them", mails["drafts"]),
        ("  unescaped in a text or a draft", mails["unescaped"]),
        ("malformed mails scanned from a server", shown["messages"]),
        ("  skipped without a note", shown["without_a_note"]),
        ("  outputs of commands searched", shown["outputs"]),
        ("  unescaped in them", shown["unescaped"]),
        ("  tracebacks in them", shown["tracebacks"]),
        ("files left, readable by others", shown["open_files"]),
        ("passwords found anywhere", shown["secrets"]),
        ("damaged configurations", configurations["messages"]),
        ("  refused with their problems", configurations["refused"]),
        ("  crashes", configurations["crashes"]),
        (f"slowest detector ({slow}), ms per 64 KB", found["slowest_detectors_ms"][slow]),
    )
    for name, value in rows:
        print(name.ljust(42), f"{value:,}".rjust(10))


def main() -> int:
    """Parse arguments, run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000, help=f"the aim is {AIM_POINTS:,}")
    parser.add_argument("--mails", type=int, default=20_000, help=f"the aim is {AIM_MAILS:,}")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("placing",), help="nothing but the deaths while placing")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "torture.json")
    given = parser.parse_args()
    if given.only:
        found = torture_placing(given.points, given.jobs, given.seed)
    else:
        found = torture(given.points, given.mails, given.jobs, given.seed)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    show(found)
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
