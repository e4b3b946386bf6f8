"""A mailbox under siege: one question after another arrives, and while its draft is placed one to
three passes in a row are disturbed; then ordinary passes run. Every draft must be there once before
the next question comes, and in the end the store and the mailbox must be as without any fault.

The same faults as in `drafts`, at a fifth of the price: the mailbox, its store and the program stay
as they are from one fault to the next, as a daemon's do, and errors are met by one that goes on.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from bench.faults import syscalls
from bench.faults.acquaintances import PEOPLE, ask, know_each_other, person
from bench.faults.arsenal import Arsenal
from bench.faults.carrier import Carrier, Fault
from bench.faults.drafts import Point, Tally, look_around, ways_to_fail
from bench.faults.room import CANARY, QUICK, Dovecot, Placed, Torn, attempt, fork
from daemon.templating import Templates

#: Minutes from one question to the next: within a day, or thirty days on end. The disturbed passes
#: are one minute apart, and at the others ordinary ones run until all is well.
ROUND, DAY, THEN = 20, 1440, (3, 7, 11, 15)


class _Warm(Templates):
    """The bundled templates, found once: they are not what is disturbed here."""

    def __init__(self) -> None:
        super().__init__()
        self._found = super()._all()

    def _all(self) -> list[Any]:
        return self._found


class Siege:
    """A server, a mailbox with thirty acquaintances, and what it is like when nothing goes wrong.
    One for each worker. `between` are the minutes from one question to the next.
    """

    def __init__(self, base: Path, between: int = ROUND) -> None:
        self.between = between
        self.name = "whole month" if between == DAY else "whole day"
        self.server = Dovecot(password=CANARY, extra=QUICK).start()
        self.base = Path(tempfile.mkdtemp(dir=base))
        self.templates = _Warm()
        self.template = Torn(self.server, self.server.user().user, self.base / "template", 50)
        self.template.folder.mkdir()
        know_each_other(self.template)
        self.run(self.template, -30)
        self.arsenal = Arsenal()
        self.wanted: list[list[str]] = []
        with self.fresh() as twin:
            self._without_faults(twin)
            self.picture = twin.picture()
            self.there = twin.on_server()

    def close(self) -> None:
        """Stop the server and delete everything."""
        self.server.remove()
        shutil.rmtree(self.base, ignore_errors=True)

    @contextmanager
    def fresh(self) -> Iterator[Torn]:
        """The mailbox before the first question, for a new user; removed afterwards."""
        folder = Path(tempfile.mkdtemp(dir=self.base)) / "a"
        account = self.template.copy(folder)
        try:
            yield account  # type: ignore[misc]
        finally:
            shutil.rmtree(folder.parent, ignore_errors=True)
            shutil.rmtree(self.server.mail_root / account.user, ignore_errors=True)

    def run(self, account: Torn, minutes: float) -> None:
        """One ordinary pass."""
        account.pass_over(minutes=minutes, templates=self.templates)()

    def ask(self, account: Torn, number: int) -> None:
        """The question of this person arrives."""
        ask(account, number, 8 - self.between * number / DAY)

    def _without_faults(self, twin: Torn) -> None:
        """What each question leads to, and how many bytes and calls that takes."""
        for number in range(PEOPLE):
            self.ask(twin, number)
            at = self.between * number
            if number in (3, 4):
                tls = number == 4
                carrier = Carrier(self._port(tls), Fault())
                self._beside(carrier, replace(twin, tls=tls), at, None)
                self.arsenal.sizes[tls] = carrier.passed
            elif number == 5 and syscalls.available():
                run = twin.pass_over(minutes=at, templates=self.templates)
                pid = fork(run, twin.folder / "output", before=syscalls.let_be_traced)
                self.arsenal.ways = ways_to_fail(syscalls.watch(pid).calls)
            else:
                self.run(twin, at)
            self.wanted.append(twin.placed_ids())
            new = set(self.wanted[-1]) - set(self.wanted[-2] if number else ())
            assert new, f"no draft for {person(number)}"

    def endure(self, count: int, seed: int) -> dict[str, Tally]:
        """About `count` faults (whole sieges); tallies by kind."""
        chance = random.Random(seed)
        taken: dict[str, int] = {}
        tallies = {self.name: Tally()}
        while sum(one.points for one in tallies.values()) < count:
            self._one_siege(chance, taken, tallies)
        return tallies

    def _one_siege(
        self, chance: random.Random, taken: dict[str, int], tallies: dict[str, Tally]
    ) -> None:
        with self.fresh() as account:
            tried: list[str] = []
            for number in range(PEOPLE):
                self.ask(account, number)
                points = [
                    self.arsenal.choose(chance, taken) for _ in range(chance.choice((1, 1, 2, 3)))
                ]
                for turn, point in enumerate(points):
                    tally = self.disturb(account, point, self.between * number + turn)
                    tried.append(f"{number} {asdict(point)}")
                    tallies.setdefault(point.kind, Tally()).add(tally)
                tallies[points[-1].kind].add(self.settle(account, number, tried[-3:]))
            tallies[self.name].add(self.whole(account))

    def disturb(self, account: Torn, point: Point, minutes: float) -> Tally:
        """One pass with this fault."""
        output = account.folder / "output"
        os.close(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        tally = Tally(1)
        if point.fault is None:
            run = account.pass_over(minutes=minutes, templates=self.templates)
            traced = syscalls.watch(
                fork(run, output, before=syscalls.let_be_traced), point.call, point.how
            )
            status, tally.struck = traced.status, int(traced.struck)
        else:
            carrier = Carrier(self._port(point.fault.tls), point.fault)
            torn = replace(
                account, tls=point.fault.tls, timeout_seconds=2 if point.kind == "stall" else 5
            )
            if point.fault.how == "kill":
                run = torn.pass_over(carrier.port, minutes, self.templates)
                status = carrier.carry(fork(run, output))
            else:
                status = self._beside(carrier, torn, minutes, output)
            tally.struck = int(carrier.happened)
            if point.fault.how == "hold":
                for later in range(point.late):
                    self.run(account, minutes + (later + 1) / 4)
                carrier.release()
            carrier.close()
        tally.crashes = int(status not in (0, 75, None, -signal.SIGKILL))
        tally.overdue = int(status is None)
        said = output.read_text("utf-8", "replace")
        tally.secrets = int(CANARY in said)
        if tally != Tally(1, tally.struck):
            tally.wrong.append(f"{asdict(point)} exit {status} {said[-600:]}")
        return tally

    def _beside(self, carrier: Carrier, account: Torn, minutes: float, output: Path | None) -> int:
        """A pass in this process, its bytes carried by a thread; the exit code it would have."""
        run = account.pass_over(carrier.port, minutes, self.templates)
        listen, tell = os.pipe()
        thread = threading.Thread(target=carrier.carry_until, args=(listen, 0, 600))
        thread.start()
        target = os.open(output or os.devnull, os.O_WRONLY)
        try:
            return attempt(run, target)
        finally:
            os.close(target)
            os.write(tell, b".")
            thread.join()
            os.close(listen)
            os.close(tell)

    def settle(self, account: Torn, number: int, tried: Sequence[str]) -> Tally:
        """Ordinary passes, until the draft for this question is there; what is wrong then."""
        wanted = Counter(self.wanted[number])
        failed = ""
        found: Counter[str] = Counter()
        for minutes in THEN:
            try:
                self.run(account, self.between * number + minutes)
                failed = ""
            except Exception as error:
                failed = f"{type(error).__name__}: {error}"[:300]
            found = Counter(account.placed_ids())
            if not failed and found == wanted and self._all_settled(account):
                break
        tally = Tally()
        tally.lost = sum((wanted - found).values())
        tally.doubled = sum((found - wanted).values())
        open_ = "" if tally.lost or self._all_settled(account) else "a draft stayed reserved"
        tally.otherwise_wrong = int(bool(failed or open_))
        if tally != Tally():
            tally.wrong.append(f"{failed or open_} {tally.lost=} {tally.doubled=} after {tried}")
        return tally

    def _all_settled(self, account: Torn) -> bool:
        return not account.sql("SELECT 1 FROM draft WHERE state = 'reserved'")

    def whole(self, account: Torn) -> Tally:
        """What is wrong after the last question."""
        tally = Tally()
        now: Placed = account.on_server()
        known = sorted(map(_content, self.there.items()), key=repr)
        if sorted(map(_content, now.items()), key=repr) != known:
            tally.otherwise_wrong += 1
            tally.wrong.append("the mailbox is not what it is without faults")
        picture = account.picture("places")
        differs = [name for name, rows in picture.items() if rows != self.picture[name]]
        if differs:
            tally.otherwise_wrong += 1
            tally.wrong.append(f"the store differs in {differs}")
        tally.secrets, tally.open_files = look_around(account.folder)
        return tally

    def _port(self, tls: bool) -> int:
        return self.server.tls_port if tls else self.server.port


def _content(item: tuple[tuple[str, int], tuple[str, str]]) -> tuple[str, int, str]:
    """Where a mail lies and what is in it; of a draft not its UID and its date, which vary."""
    (folder, uid), (flags, digest) = item
    return (folder, 0, flags) if folder == "Drafts" else (folder, uid, digest)


@lru_cache(maxsize=2)
def _own_siege(base: Path, between: int) -> Siege:
    """The one of this process, which ends with it."""
    siege = Siege(base, between)
    Finalize(None, siege.close, exitpriority=10)
    return siege


def endure(base: Path, count: int, seed: int) -> dict[str, Tally]:
    """Sieges with about so many faults, in a place of our own; tallies by kind. Every fourth takes
    a month, with a question and its faults each day.
    """
    return _own_siege(base, ROUND if seed % 4 else DAY).endure(count, seed)
