"""The daemon while its clock is set under it: days forward and back, and summer time. The clock
is that of the real process (libfaketime); what counts intervals goes on evenly, as in a machine.
"""

from __future__ import annotations

import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from daemon_process import ROOT
from dovecot import Dovecot
from mailroom import NOW, Account, letter
from waiting import until as until_soon

from daemon.store.times import time_of

LIBRARY = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), "")
pytestmark = [
    pytest.mark.skipif(not LIBRARY, reason="faketime is missing: tests/ensure-faketime"),
    pytest.mark.timeout(600),
]


def until(condition: Callable[[], bool]) -> None:
    until_soon(condition, 180)  # a pass over a whole world, on a busy machine


@dataclass
class Watch:
    """A daemon on `account` and the clock that it sees."""

    account: Account
    process: subprocess.Popen[bytes] | None = None
    ahead: float = 0.0
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environ = {
            **os.environ, "LD_PRELOAD": LIBRARY,
            "WELLKEEPER_PASSWORD": self.account.server.password,
            "FAKETIME_TIMESTAMP_FILE": str(self.account.folder / "clock"), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), f"wk-compiled-{os.getuid()}")),
            "WATCHDOG_USEC": "3000000",  # so that it looks at the clock every second
        }  # fmt: skip

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.ahead, NOW.tzinfo)

    @property
    def log(self) -> str:
        return (self.account.folder / "log").read_text("utf-8", "replace")

    def set(self, at: datetime) -> None:
        """Set the clock while it runs."""
        self.ahead = round(at.timestamp() - time.time())
        clock = self.account.folder / "clock"
        clock.with_suffix(".new").write_text(f"{self.ahead:+.0f}\n")
        clock.with_suffix(".new").replace(clock)

    def jump(self, at: datetime) -> None:
        """Set it, and see that this was noticed: another pass, and the next one in time."""
        passes, heard = self.passes(), self.log.count("the clock went")
        self.set(at)
        until(lambda: self.log.count("the clock went") > heard)
        until(lambda: self.passes() > passes)
        until(lambda: self.now < self.next_pass() < self.now + timedelta(minutes=17))

    def settle(self) -> None:
        """Until two passes more are over: the letter comes at the end of one."""
        for _ in range(2):
            passes = self.passes()
            self.wake()
            until(lambda: self.passes() > passes)  # noqa: B023

    def start(self, at: datetime) -> None:
        self.set(at)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "daemon", "--config", str(self.account.configure()), "run"],
            cwd=ROOT, env=self.environ, stderr=(self.account.folder / "log").open("ab"),
        )  # fmt: skip
        until(lambda: self.passes() > 0)

    def wake(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGUSR1)

    def passes(self) -> int:
        return self.log.count(" pass: ")

    def letters(self) -> list[str]:
        return [week for (week,) in self.account.sql("SELECT week FROM digest ORDER BY week")]

    def status(self) -> dict[str, Any]:
        said = subprocess.run(
            [sys.executable, "-m", "daemon", "--config", str(self.account.configure()),
             "status", "--json"],
            cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        told: dict[str, Any] = json.loads(said.stdout)
        return told

    def next_pass(self) -> datetime:
        """As `status` tells it."""
        ((at,),) = self.account.sql("SELECT next_pass_at FROM service")
        return time_of(at or 0)


@pytest.fixture
def watch(dovecot: Dovecot, tmp_path: Path) -> Iterator[Callable[[datetime, str], Watch]]:
    """A daemon over the sample world as it was at a moment, and when its letter is to come."""
    made: list[Watch] = []

    def make(moment: datetime, digest: str) -> Watch:
        more = f"[digest]\n{digest}\n"
        account = Account(dovecot, dovecot.user().user, tmp_path, drafts_per_day=0, more=more)
        account.put_sample(moment)
        made.append(Watch(account))
        return made[-1]

    yield make
    for one in made:
        if one.process is not None and one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
            one.process.wait(20)


def test_days_forward_and_back_bring_no_second_letter(
    watch: Callable[[datetime, str], Watch],
) -> None:
    due = NOW.replace(hour=10, minute=0, second=0)  # a Tuesday
    daemon = watch(due - timedelta(hours=2), 'day = "tue"\nhour = 10')
    daemon.start(due - timedelta(hours=2))
    before = daemon.letters()
    daemon.jump(due - timedelta(seconds=5))
    until(lambda: len(daemon.letters()) == len(before) + 1)
    known = daemon.letters()
    daemon.jump(due + timedelta(days=1))
    daemon.jump(due - timedelta(days=1))
    daemon.jump(due - timedelta(seconds=5))
    until(lambda: daemon.now > due)  # its time has come once more
    daemon.settle()
    assert daemon.letters() == known
    assert daemon.status()["healthy"] and "Traceback" not in daemon.log

    mail = letter(1, "Ann Bell <ann@bell.example>", daemon.account.config().owner.address)
    daemon.account.put("INBOX", mail)
    daemon.jump(due + timedelta(days=7, seconds=-5))
    until(lambda: len(daemon.letters()) == len(known) + 1)


def test_summer_time_moves_the_letter_with_the_clock_on_the_wall(
    watch: Callable[[datetime, str], Watch],
) -> None:
    due = datetime(2026, 3, 29, 8, tzinfo=NOW.tzinfo).astimezone(UTC)
    night = datetime(2026, 3, 29, 1, 50, tzinfo=NOW.tzinfo).astimezone(UTC)
    daemon = watch(night, 'day = "sun"\nhour = 8')
    daemon.start(night)
    known = daemon.letters()
    daemon.jump(night + timedelta(hours=1, minutes=30))  # over the change
    daemon.settle()
    assert daemon.letters() == known
    for at in (due, due + timedelta(hours=1)):  # the second is eight o'clock by winter time
        daemon.jump(at - timedelta(seconds=5))
        until(lambda: daemon.now > at + timedelta(seconds=2))  # noqa: B023
        daemon.settle()
        assert len(daemon.letters()) == len(known) + 1


def test_winter_time_moves_the_letter_with_the_clock_on_the_wall(
    watch: Callable[[datetime, str], Watch],
) -> None:
    """From 2:59 it goes to 2:00 once more; nobody sets a clock, so nobody may notice."""
    due = datetime(2026, 10, 25, 8, tzinfo=NOW.tzinfo).astimezone(UTC)
    change = datetime(2026, 10, 25, 1, tzinfo=UTC)
    daemon = watch(change - timedelta(minutes=10), 'day = "sun"\nhour = 8')
    daemon.start(change - timedelta(minutes=10))
    known = daemon.letters()
    daemon.jump(change - timedelta(seconds=5))
    heard = daemon.log.count("the clock went")
    until(lambda: daemon.now > change + timedelta(seconds=3))
    daemon.settle()
    assert change < daemon.next_pass() < change + timedelta(minutes=17)
    assert daemon.letters() == known and daemon.log.count("the clock went") == heard
    daemon.jump(due - timedelta(hours=1, seconds=-3))  # eight o'clock by summer time
    daemon.settle()
    assert daemon.letters() == known
    for at in (due, due + timedelta(hours=1)):
        daemon.jump(at - timedelta(seconds=5))
        until(lambda: daemon.now > at + timedelta(seconds=2))  # noqa: B023
        daemon.settle()
        assert len(daemon.letters()) == len(known) + 1
    assert "Traceback" not in daemon.log


def test_an_hour_that_comes_twice_brings_one_letter(
    watch: Callable[[datetime, str], Watch],
) -> None:
    first = datetime(2026, 10, 25, 0, tzinfo=UTC)  # 2:00, and an hour later 2:00 again
    daemon = watch(first - timedelta(minutes=10), 'day = "sun"\nhour = 2')
    daemon.start(first - timedelta(minutes=10))
    known = daemon.letters()
    for at in (first, first + timedelta(hours=1)):
        daemon.jump(at - timedelta(seconds=5))
        until(lambda: daemon.now > at + timedelta(seconds=2))  # noqa: B023
        daemon.settle()
        assert len(daemon.letters()) == len(known) + 1


def test_a_night_asleep(watch: Callable[[datetime, str], Watch]) -> None:
    """The machine is suspended with a letter and mail to come: both are there after it wakes, and
    what was missed is made up for once, not once for each time.
    """
    due = NOW.replace(hour=10, minute=0, second=0)
    daemon = watch(due - timedelta(hours=8), 'day = "tue"\nhour = 10')
    daemon.start(due - timedelta(hours=8))
    daemon.settle()
    known, read = daemon.letters(), len(daemon.account.sql("SELECT id FROM message"))
    process, passes = daemon.process, daemon.passes()
    assert process is not None
    process.send_signal(signal.SIGSTOP)
    time.sleep(4)  # several of its looks at the clock
    daemon.set(due + timedelta(minutes=1))
    mail = letter(1, "Ann Bell <ann@bell.example>", daemon.account.config().owner.address)
    daemon.account.put("INBOX", mail)
    process.send_signal(signal.SIGCONT)
    until(lambda: "the clock went" in daemon.log and len(daemon.letters()) > len(known))
    until(lambda: len(daemon.account.sql("SELECT id FROM message")) == read + 1)
    daemon.settle()
    assert len(daemon.letters()) == len(known) + 1
    assert daemon.passes() - passes < 8  # of 32 that were due
    assert daemon.now < daemon.next_pass() < daemon.now + timedelta(minutes=17)
    assert daemon.status()["healthy"] and "Traceback" not in daemon.log
