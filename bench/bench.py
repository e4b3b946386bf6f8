"""How fast it is, against the raw wire, a naive twin, and what a user could run instead.

    make bench                                  (BENCH="--messages 20000" for a quick look)
    python -m bench.bench --messages 100000 --rounds 3 --only raw,ours

A synthetic mailbox is made once in build/bench/ and served by a Dovecot of its own. The contenders
run in turns, in one run, so that a ratio is of neighbours in time: seconds differ between machines
and hours, ratios hardly. Prints medians, and writes all of it to build/bench.json.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from dovecot import Dovecot  # noqa: E402

from bench.first_scan import PASSWORD, USER  # noqa: E402
from bench.synthetic import FOLDERS, World, write_mailbox  # noqa: E402

#: What is printed of each contender; those below a dash cost minutes and run once.
TITLES = {
    "raw": "raw wire: twenty header fields, thrown away",
    "raw_same": "raw wire: the fields that we ask for",
    "ours": "ours: headers to people, touches, threads, gaps",
    "ours_bodies": "ours: the same and the words of the newest mails",
    "naive": "naive twin: imapclient + email + peewee",
    "mbsync": "mbsync, a full copy (bodies too)",
    "notmuch": "mbsync, then notmuch new",
}
ONCE = ("naive", "mbsync", "notmuch")
#: What the first scan must reach (see docs and CONTRIBUTING): (metric, limit, is at most).
LIMITS = (
    ("ours / raw", 4.0, True),
    ("naive / ours", 10.0, False),
    ("ours peak MB", 120.0, True),
)


@contextmanager
def mail_server(messages: int, people: int) -> Iterator[Dovecot]:
    """A Dovecot that serves the mailbox of this size, which is made where it is missing."""
    place = ROOT / "build" / "bench" / f"mail-{messages}-{people}"
    server = Dovecot(password=PASSWORD)
    server.mail_root = place
    if not (place / "made").exists():
        print(f"Making {messages:,} messages in {place} ...", file=sys.stderr)
        shutil.rmtree(place, ignore_errors=True)
        write_mailbox(place / USER, World(messages, people))
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "nobody:nogroup", str(place)], check=True)
        (place / "made").touch()
    try:
        yield server.start()
    finally:
        server.remove()


def run_child(name: str, port: int) -> dict[str, Any]:
    """One contender in a process and a folder of its own; what it told of itself."""
    with tempfile.TemporaryDirectory(prefix="wk-bench-") as folder:
        command = [sys.executable, "-m", "bench.first_scan", name, str(port), folder]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
            together = _watch_memory(child)
            said = child.communicate()[0]
        if child.returncode:
            raise SystemExit(f"{name} ended with {child.returncode}")
        told: dict[str, Any] = json.loads(said.splitlines()[-1])
        # Of one process the system knows the peak; of two at once only what was seen.
        told["peak_mb"] = max(told["peak_mb"], together())
        return told


def _watch_memory(child: subprocess.Popen[bytes]) -> Callable[[], float]:
    """Look ten times a second at what a process and its children take together, each page counted
    once; the function tells the most that was seen, in MB.
    """
    most = 0.0
    ended = threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(0.1):
            pids = [child.pid, *_children(child.pid)]
            if len(pids) > 1:
                most = max(most, sum(map(_own_share, pids)) / 1024)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()

    def end() -> float:
        ended.set()
        thread.join()
        return most

    return end


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _own_share(pid: int) -> int:
    """What a process takes in kB, of each page that several share its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # it has just ended
    return next((int(one.split()[1]) for one in lines if one.startswith("Pss:")), 0)


def run_others(port: int) -> dict[str, dict[str, Any]]:
    """mbsync, and notmuch over what it brought; only those that are installed."""
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="wk-bench-", dir=ROOT / "build") as name:
        folder = Path(name)
        (folder / "mail").mkdir()
        (folder / "mbsyncrc").write_text(
            f"IMAPAccount bench\nHost 127.0.0.1\nPort {port}\nUser {USER}\nPass {PASSWORD}\n"
            "SSLType None\nAuthMechs LOGIN\n\nIMAPStore far\nAccount bench\n\n"
            f"MaildirStore near\nPath {folder}/mail/\nInbox {folder}/mail/INBOX\n"
            "SubFolders Verbatim\n\n"
            f"Channel bench\nFar :far:\nNear :near:\nPatterns {' '.join(FOLDERS)}\n"
            "Create Near\nSync Pull\nSyncState *\n"
        )
        (folder / "notmuchrc").write_text(
            f"[database]\npath={folder}/mail\n[user]\nname=Nora\nprimary_email=nora@x.example\n"
        )
        commands = {
            "mbsync": ["mbsync", "-c", str(folder / "mbsyncrc"), "-q", "bench"],
            "notmuch": ["notmuch", "--config", str(folder / "notmuchrc"), "new", "--quiet"],
        }
        seconds = 0.0
        for program, command in commands.items():
            if shutil.which(program) is None:
                print(f"SKIPPED {program}: not installed (apt-get install isync notmuch)")
                break
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds += time.perf_counter() - began
            # Of all children so far; the two are the biggest of them where that is seen here.
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            found[program] = {"seconds": seconds, "peak_mb": peak}
    return found


def measure(names: Sequence[str], rounds: int, port: int) -> dict[str, list[dict[str, Any]]]:
    """Every round runs each contender once, the slow ones only in the first."""
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    run_child("raw_same", port)  # the server's own caches, which a real server has as well
    for number in range(rounds):
        for name in names:
            if number and name in ONCE:
                continue
            if name == "mbsync":
                for program, told in run_others(port).items():
                    results.setdefault(program, []).append(told)
            elif name != "notmuch":
                results[name].append(run_child(name, port))
                seconds = results[name][-1]["seconds"]
                print(f"  round {number + 1}: {name} {seconds:.2f} s", file=sys.stderr)
    return {name: runs for name, runs in results.items() if runs}


def summarise(results: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Medians, and ratios of neighbours: each run over the raw wire of its own round."""
    summary: dict[str, float] = {}
    raw = [one["seconds"] for one in results.get("raw", [])]
    for name, runs in results.items():
        summary[f"{name} seconds"] = statistics.median(one["seconds"] for one in runs)
        summary[f"{name} cpu"] = statistics.median(one.get("cpu", 0.0) for one in runs)
        summary[f"{name} peak MB"] = max(one["peak_mb"] for one in runs)
        if raw:
            ratios = [one["seconds"] / base for one, base in zip(runs, raw, strict=False)]
            summary[f"{name} / raw"] = statistics.median(ratios)
    if "ours" in results and "naive" in results:
        summary["naive / ours"] = results["naive"][0]["seconds"] / results["ours"][0]["seconds"]
    return summary


def print_table(summary: dict[str, float], messages: int) -> bool:
    """The table on standard output; whether every limit that was measured is kept."""
    print(f"\nFirst scan of {messages:,} messages (medians)\n")
    print(f"{'':52}{'seconds':>9}{'x raw':>8}{'us/mail':>9}{'CPU s':>8}{'peak MB':>9}")
    for name, title in TITLES.items():
        if (seconds := summary.get(f"{name} seconds")) is None:
            continue
        ratio, peak = summary.get(f"{name} / raw", 0.0), summary[f"{name} peak MB"]
        each, cpu = seconds / messages * 1e6, summary[f"{name} cpu"]
        print(f"{title:52}{seconds:9.2f}{ratio:8.2f}{each:9.1f}{cpu:8.2f}{peak:9.0f}")
    kept = True
    print()
    for metric, limit, at_most in LIMITS:
        if (value := summary.get(metric)) is None:
            continue
        good = value <= limit if at_most else value >= limit
        kept &= good
        word = "at most" if at_most else "at least"
        print(f"{'ok ' if good else 'NOT'} {metric}: {value:.2f} ({word} {limit:g})")
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=0, help="default: one for 50 messages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(TITLES), help="names, separated by commas")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    chosen = parser.parse_args()
    names = [name for name in TITLES if name in chosen.only.split(",")]
    people = chosen.people or min(10_000, max(50, chosen.messages // 50))
    with mail_server(chosen.messages, people) as server:
        results = measure(names, chosen.rounds, server.port)
    summary = summarise(results)
    kept = print_table(summary, chosen.messages)
    chosen.output.parent.mkdir(exist_ok=True)
    chosen.output.write_text(
        json.dumps(
            {"messages": chosen.messages, "people": people, "summary": summary, "runs": results},
            indent=2,
        )
        + "\n",
        "utf-8",
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
