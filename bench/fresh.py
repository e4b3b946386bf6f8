"""What a pass costs over a big store when some mails are new: `python -m bench.fresh`. On the held
connection, as the daemon makes it, with the mails of the last days of the synthetic mailbox.

With `--rest` it gives its memory back before each pass, as the daemon does when it rests (not
counted): what it then reads anew is.

The store is made once (build/bench), all words of the last year read. Of the mailbox only the
newest mails lie on the server, under the UIDs that the store knows: nobody asks for older ones.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bench.bench import Dovecot
from bench.corpora import ROOT
from bench.first_scan import PASSWORD, USER, write_config
from bench.processes import Taken, middle
from bench.queries import build
from bench.quiet import locked, settle
from bench.synthetic import FOLDERS, NOW, Mail, World
from daemon.config import Config, load_config
from daemon.jobs.once import run_pass
from daemon.jobs.pass_report import PassReport
from daemon.jobs.read import detectors_version
from daemon.jobs.side_by_side import Mailboxes
from daemon.service.memory import preload, release_memory
from daemon.store.held import HeldStore

#: So many of the newest mails come while it is measured, and so many of each folder lie there.
KEPT_BACK, LYING = 1_000, 1_500
#: Of issue 9, beyond what the words themselves cost; milliseconds.
LIMIT = 100.0
_NAME = "{}.M{}P1.bench,S={}:2,{}"


class Clock:
    """Tells a pass's steps apart, in milliseconds of the processor."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._at, self._name = time.process_time(), "look"

    def step(self, name: str) -> None:
        """See Reporter."""
        now = time.process_time()
        self.spent[self._name] = self.spent.get(self._name, 0.0) + (now - self._at) * 1000
        self._at, self._name = now, name

    def scanned(self, folder: str, done: int, total: int) -> None:
        """See Reporter."""

    def read(self, done: int, total: int) -> None:
        """See Reporter."""


def make(place: Path, messages: int, people: int) -> None:
    """The store, and the mailbox's newest mails with the UIDs that they have there."""
    newest: dict[str, list[tuple[int, Mail]]] = {name: [] for name in FOLDERS}
    waiting: list[Mail] = []

    def kept(number: int, uid: int, mail: Mail) -> bool:
        if number >= messages:
            waiting.append(mail)
            return False
        lying = newest[mail.folder]
        lying.append((uid, mail))
        del lying[:-LYING]
        return True

    world = World(messages + KEPT_BACK, people)
    build(place / "store", world, kept=kept, passes=None)
    for name, mails in newest.items():
        root = _folder(place / "mail" / USER, name)
        lines = [f"3 V1 N{mails[-1][0] + 1 if mails else 1} G{'1' * 31}{FOLDERS.index(name)}"]
        for uid, mail in mails:
            written = _write(root / "cur", uid, mail)
            lines.append(f"{uid} :{written.partition(':')[0]}")
        (root / "dovecot-uidlist").write_text("\n".join(lines) + "\n", "ascii")
    (place / "new").mkdir()
    for number, mail in enumerate(waiting):
        (place / "new" / f"{number:05}.{mail.folder}.{mail.flags}").write_bytes(mail.raw)
        stamp = mail.at.timestamp()
        os.utime(place / "new" / f"{number:05}.{mail.folder}.{mail.flags}", (stamp, stamp))


def _folder(root: Path, name: str) -> Path:
    place = root if name == "INBOX" else root / f".{name}"
    for part in ("cur", "new", "tmp"):
        (place / part).mkdir(parents=True, exist_ok=True)
    return place


def _write(folder: Path, number: int, mail: Mail) -> str:
    stamp = mail.at.timestamp()
    name = _NAME.format(int(stamp), number, len(mail.raw), mail.flags)
    (folder / name).write_bytes(mail.raw)
    os.utime(folder / name, (stamp, stamp))
    return name


class Post:
    """Delivers the mails that were kept back, in their order."""

    def __init__(self, place: Path, root: Path) -> None:
        self._left = sorted((place / "new").iterdir())
        self._root = root

    def deliver(self, count: int) -> None:
        """Let so many come. Raises SystemExit where too few are left."""
        some, self._left = self._left[:count], self._left[count:]
        if len(some) < count:
            raise SystemExit("no new mails are left: fewer rounds, or fewer mails")
        for one in some:
            number, folder, flags = one.name.split(".")
            stat = one.stat()
            name = _NAME.format(int(stat.st_mtime), f"9{number}", stat.st_size, flags)
            target = _folder(self._root, folder) / "cur" / name
            shutil.copy2(one, target)
            if os.getuid() == 0:
                shutil.chown(target, "nobody", "nogroup")


@contextmanager
def served(place: Path) -> Iterator[tuple[Dovecot, Config, Post]]:
    """A copy of the store, and a Dovecot with a copy of the mailbox."""
    server = Dovecot(password=PASSWORD)
    server.mail_root = server.directory / "mail"
    with tempfile.TemporaryDirectory(prefix="wk-bench-") as name:
        try:
            shutil.copytree(place / "mail", server.mail_root)
            if os.getuid() == 0:
                subprocess.run(["chown", "-R", "nobody:nogroup", str(server.mail_root)], check=True)
            server.start()
            shutil.copy(place / "store" / "wellkeeper.db", name)
            config = load_config(write_config(Path(name), server.port), {"HOME": name})
            with locked(config) as store:  # as if today's detectors had read it all
                sql = "UPDATE message SET read_version = ? WHERE read_version > 0"
                store.database.execute_sql(sql, (detectors_version(),))
            yield server, config, Post(place, server.mail_root / USER)
        finally:
            server.remove()


def one_pass(
    config: Config,
    held: HeldStore,
    mailboxes: Mailboxes,
    now: datetime,
    profile: cProfile.Profile | None,
) -> tuple[Taken, dict[str, float], PassReport]:
    """A pass in this process from lock to unlock; its steps."""
    clock = Clock()
    began, cpu = time.perf_counter(), time.process_time()
    if profile is not None:
        profile.enable()
    with locked(config, held) as store:
        report = run_pass(
            config, store, None, now, clock, letter=True, plan=False, mailboxes=mailboxes
        )
    if profile is not None:
        profile.disable()
    wall, own = time.perf_counter() - began, time.process_time() - cpu
    clock.step("end")
    return Taken(wall * 1000, own * 1000), clock.spent, report


def measure(
    place: Path,
    sizes: Sequence[int],
    rounds: int,
    profile: cProfile.Profile | None,
    *,
    rest: bool = False,
) -> dict[str, dict[str, float]]:
    """Medians by number of new mails: milliseconds, of them by step; how many words were read."""
    found: dict[str, dict[str, float]] = {}
    with served(place) as (_, config, post):
        if rest:
            preload(config.owner.country, NOW.year)
        mailboxes, held = Mailboxes(hold=True), HeldStore()
        now = settle(config, held, mailboxes, NOW)
        try:
            for size in (1, *sizes):  # the first loads what passes load late
                taken, steps, words = [], [], []
                for number in range(rounds if found or size != 1 else 1):
                    post.deliver(size)
                    if rest:
                        release_memory()
                    now += timedelta(seconds=60)
                    one, spent, report = one_pass(
                        config, held, mailboxes, now, profile if number else None
                    )
                    if report.counts()["new"] != size:
                        raise SystemExit(f"{report.counts()['new']} mails came of {size}")
                    taken.append(one)
                    steps.append(spent)
                    words.append(report.understood.read)
                if not found:
                    found["first"] = {}
                    continue
                named = {name for each in steps for name in each} - {"end"}
                found[str(size)] = {
                    "wall_ms": middle(taken).wall,
                    "cpu_ms": middle(taken).cpu,
                    **{name: _median([one.get(name, 0.0) for one in steps]) for name in named},
                    "words_read": _median(words),
                }
        finally:
            mailboxes.close()
            held.close()
    del found["first"]
    return found


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--new", default="100,10,1", help="how many come, separated by commas")
    parser.add_argument("--rest", action="store_true", help="Give memory back before each pass.")
    parser.add_argument("--profile", type=Path, help="Write a profile of all but each first here.")
    chosen = parser.parse_args()
    place = ROOT / "build" / "bench" / f"fresh-{chosen.messages}-{chosen.people}"
    if not (place / "made").exists():
        began = time.perf_counter()
        shutil.rmtree(place, ignore_errors=True)
        make(place, chosen.messages, chosen.people)
        (place / "made").touch()
        print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    profile = cProfile.Profile(time.process_time) if chosen.profile else None
    sizes = [int(one) for one in chosen.new.split(",")]
    found = measure(place, sizes, chosen.rounds, profile, rest=chosen.rest)
    if profile is not None:
        pstats.Stats(profile).dump_stats(chosen.profile)
    print(f"{chosen.messages:,} messages, {chosen.people:,} people; milliseconds, medians\n")
    steps = ("look", "scan", "read", "settle", "plan", "draft")
    print(f"{'new':>5}{'words':>7}{'wall':>9}{'cpu':>9}  " + "".join(f"{one:>8}" for one in steps))
    for size, row in found.items():
        told = "".join(f"{row.get(one, 0.0):8.1f}" for one in steps)
        print(f"{size:>5}{row['words_read']:7.0f}{row['wall_ms']:9.1f}{row['cpu_ms']:9.1f}  {told}")
    (ROOT / "build" / "fresh.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
