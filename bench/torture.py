"""What it survives: every fault that can be made, counted, in one table.

    make torture                         (TORTURE="--points 10000 --mails 100000" for all of it)
    python -m bench.torture --points 1000 --mails 20000 --jobs 2
    python -m bench.torture --add --only sieges --points 2000       (added to what was found)
    python -m bench.torture --only placing --points 1400    (SIGKILL at every write while placing)

Faults are made between the program and a real Dovecot (connections cut at every byte by FIN and by
RST, in plain text and under TLS, and where a pattern is said; stalls; bytes that drip; flipped bits
and garbage, either way; messages that arrive late), and at every
writing system call (SIGKILL before and after it, a full disk, a broken one); between planning and
confirmation also on a server without UIDPLUS, and twice in a row. After each, ordinary passes run,
and the store and the mailbox must be what they are without a fault. Then malformed mail: read in
memory, and from a server by the command `once`, after which everything is asked for that the
program shows, and every place is searched for the password. Writes build/torture.json
after every piece, and leaves with 1 where anything is not zero that should be.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "core")]

from bench.faults import syscalls  # noqa: E402
from bench.faults.drafts import SHARES, Tally, choose_points, try_points  # noqa: E402
from bench.faults.leaks import read_and_show  # noqa: E402
from bench.faults.mails import read_configurations, read_messages  # noqa: E402
from bench.faults.placing import SHARES as KILLS  # noqa: E402
from bench.faults.placing import choose_kills, try_kills  # noqa: E402
from bench.faults.room import Room  # noqa: E402
from bench.faults.siege import endure  # noqa: E402
from bench.faults.sums import Sums  # noqa: E402

#: What a full run means.
AIM_POINTS, AIM_MAILS = 10_000, 100_000
#: So many points, or mails, are one piece of work.
_PIECE, _SIEGE, _MAILS = 20, 60, 500
#: Of all points, those in a mailbox made anew for each; the others are tried in sieges.
_ALONE = 0.15
#: What can be run, in this order.
PARTS = ("points", "sieges", "placing", "mails", "shown", "configurations", "detectors")
#: Figures that should be zero, wherever they stand.
_ZERO = frozenset(
    ("lost", "doubled", "otherwise_wrong", "crashes", "secrets", "open_files", "overdue", "stalls",
     "unescaped", "without_a_note", "tracebacks")
)  # fmt: skip


def torture(
    parts: Collection[str], points: int, mails: int, jobs: int, seed: int, sums: Sums
) -> dict[str, Any]:
    """Run these parts and add what they find to `sums`; all that is found so far."""
    began = time.monotonic()
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    base = Path(tempfile.mkdtemp(prefix="wk-torture-", dir=shared))
    runs = sums.found.get("runs", 0)
    seed += runs
    sums.add({"runs": 1, "system_calls_tried": syscalls.available()})
    try:
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            if "points" in parts:
                _all_points(base, round(points * _ALONE), seed, pool, sums)
            if "sieges" in parts:
                _all_sieges(base, points - round(points * _ALONE), seed, pool, sums)
            if "placing" in parts:
                alone = set(parts) == {"placing"}
                _all_kills(base, points if alone else max(24, points // 10), seed, pool, sums)
            if "mails" in parts:
                _all_mails(mails, seed, pool, sums)
            if "shown" in parts:
                found = pool.submit(read_and_show, base, max(20, mails // 20), seed).result()
                sums.add({"shown": asdict(found)})
        if "configurations" in parts:
            example = (ROOT / "config.example.toml").read_text("utf-8")
            read = read_configurations(max(50, mails // 50), seed, example, str(base))
            sums.add({"configurations": asdict(read)})
        if "detectors" in parts:
            sums.add({"slowest_detectors_ms": slowest_detectors()})
    finally:
        shutil.rmtree(base, ignore_errors=True)
    sums.add({"minutes": round((time.monotonic() - began) / 60, 1)})
    return sums.found


def _all_points(base: Path, count: int, seed: int, pool: ProcessPoolExecutor, sums: Sums) -> None:
    room = Room(base)
    try:
        points = choose_points(room, count, seed)
    finally:
        room.close()
        gc.unfreeze()
    pieces = [points[at : at + _PIECE] for at in range(0, len(points), _PIECE)]
    _add_all(pool.map(try_points, [base] * len(pieces), pieces), "fault points", len(points), sums)


def _all_kills(base: Path, count: int, seed: int, pool: ProcessPoolExecutor, sums: Sums) -> None:
    rooms = {uidplus: Room(base, uidplus=uidplus) for uidplus in (True, False)}
    try:
        kills = choose_kills(rooms, count, seed)
    finally:
        for room in rooms.values():
            room.close()
        gc.unfreeze()
    pieces = [
        some[at : at + _PIECE]
        for some in ([one for one in kills if one.uidplus is uidplus] for uidplus in rooms)
        for at in range(0, len(some), _PIECE)
    ]
    found = pool.map(try_kills, [base] * len(pieces), pieces)
    _add_all(found, "deaths while placing", len(kills), sums)


def _all_sieges(base: Path, count: int, seed: int, pool: ProcessPoolExecutor, sums: Sums) -> None:
    pieces = range(-(-count // _SIEGE))
    sizes, seeds = [_SIEGE] * len(pieces), [seed * 1_000_003 + number for number in pieces]
    found = pool.map(endure, [base] * len(pieces), sizes, seeds)
    _add_all(found, "fault points in sieges", count, sums)


def _add_all(results: Iterable[dict[str, Tally]], what: str, count: int, sums: Sums) -> None:
    tell = _teller(what, count)
    done = 0
    for found in results:
        sums.add({"faults": {kind: asdict(tally) for kind, tally in found.items()}})
        done += sum(one.points for one in found.values())
        tell(done)


def _all_mails(count: int, seed: int, pool: ProcessPoolExecutor, sums: Sums) -> None:
    sizes = [min(_MAILS, count - at) for at in range(0, count, _MAILS)]
    seeds = [seed * 1_000_003 + number for number in range(len(sizes))]
    tell = _teller("malformed mails", count)
    done = 0
    for found in pool.map(read_messages, sizes, seeds):
        sums.add({"mails": asdict(found)})
        done += found.messages
        tell(done)


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


def count_wrong(found: Any) -> int:
    """All that should be zero, added up; a line that says what is wrong counts once, too, where
    nothing else of its part does.
    """
    if not isinstance(found, dict):
        return 0
    own = sum(value for name, value in found.items() if name in _ZERO)
    return (own or len(found.get("wrong", ()))) + sum(count_wrong(one) for one in found.values())


def show(found: dict[str, Any]) -> None:
    """The table, of what was run."""
    columns = ("points", "struck", "lost", "doubled", "otherwise_wrong", "crashes", "overdue",
               "secrets", "open_files")  # fmt: skip
    if faults := found.get("faults"):
        print("fault points".ljust(18), *(name.replace("_", " ").rjust(9) for name in columns))
        whole = {name: sum(one[name] for one in faults.values()) for name in columns}
        known = (*SHARES, *KILLS)
        kinds = [*known, *(kind for kind in faults if kind not in known)]
        ordered = {kind: faults[kind] for kind in kinds if kind in faults}
        for kind, tally in {**ordered, "all": whole}.items():
            cells = (f"{tally[name]:,}".rjust(max(9, len(name))) for name in columns)
            print(kind.ljust(18), *cells)
        if not found["system_calls_tried"]:
            print("System calls were NOT tried: that needs Linux on x86-64.")
    for name, value in _rows(found):
        print(name.ljust(42), f"{value:,}".rjust(10))
    parts = (*found.get("faults", {}).values(), *found.values())
    for line in (line for one in parts if isinstance(one, dict) for line in one.get("wrong", ())):
        print("WRONG:", line)
    wrong = count_wrong(found)
    print("Nothing is wrong." if not wrong else f"{wrong} things are wrong.")


def _rows(found: dict[str, Any]) -> list[tuple[str, float]]:
    mails, shown, read = (found.get(one) for one in ("mails", "shown", "configurations"))
    rows: list[tuple[str, float]] = []
    if mails:
        rows += [
            ("malformed mails read", mails["messages"]),
            ("  crashes", mails["crashes"]),
            ("  stalls (over a second)", mails["stalls"]),
            ("  slowest, ms", round(mails["slowest_ms"])),
            ("  drafts written to them", mails["drafts"]),
            ("  unescaped in a text or a draft", mails["unescaped"]),
        ]
    if shown:
        rows += [
            ("malformed mails scanned from a server", shown["messages"]),
            ("  skipped without a note", shown["without_a_note"]),
            ("  outputs of commands searched", shown["outputs"]),
            ("  unescaped in them", shown["unescaped"]),
            ("  tracebacks in them", shown["tracebacks"]),
            ("files left, readable by others", shown["open_files"]),
        ]
    if read:
        rows += [
            ("damaged configurations", read["messages"]),
            ("  refused with their problems", read["refused"]),
            ("  crashes", read["crashes"]),
        ]
    secrets = sum(one["secrets"] for one in found.get("faults", {}).values())
    rows.append(("passwords found anywhere", secrets + (shown["secrets"] if shown else 0)))
    if slowest := found.get("slowest_detectors_ms"):
        name = max(slowest, key=slowest.__getitem__)
        rows.append((f"slowest detector ({name}), ms per 64 KB", slowest[name]))
    rows.append(("minutes", round(found.get("minutes", 0), 1)))
    return rows


def main() -> int:
    """Parse arguments, run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000, help=f"the aim is {AIM_POINTS:,}")
    parser.add_argument("--mails", type=int, default=20_000, help=f"the aim is {AIM_MAILS:,}")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="raised by one for every run added")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--add", action="store_true", help="to what the file holds already")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "torture.json")
    given = parser.parse_args()
    sums = Sums(given.output, keep=given.add)
    found = torture(given.only, given.points, given.mails, given.jobs, given.seed, sums)
    show(found)
    return 1 if count_wrong(found) else 0


if __name__ == "__main__":
    sys.exit(main())
