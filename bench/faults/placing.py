"""SIGKILL between planning and confirmation: at every write to the store and to the network there,
at bytes on the wire, with an answer that is lost or a message that is stored late, on a server with
UIDPLUS and on one without it. Right is exactly one of each draft after the next passes.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.faults import syscalls
from bench.faults.carrier import Carrier, Fault
from bench.faults.drafts import LATE, Tally, spread
from bench.faults.room import LATER, Room, Torn, Verdict, fork

#: The part of all points that each kind gets.
SHARES = {
    "kill at a call": 0.55, "kill at a byte": 0.15, "lost answer": 0.08, "late commit": 0.05,
    "kill, late commit": 0.07, "killed twice": 0.1,
}  # fmt: skip
#: The step of a pass from which on it is placing, and the one from which on it recovers.
PLACES, RECOVERS = "plan", "read"
#: Minutes at which the passes after a first death run: to look, and to place again.
_LOOKS, _AGAIN = 1, 10


@dataclass(frozen=True, slots=True)
class Kill:
    """One death, or one broken connection: at the `call`th write (`how`: before or after it), or by
    `fault`. `again` is the call at which the pass that would place it again dies too.
    """

    kind: str
    uidplus: bool
    call: int = -1
    how: str = ""
    fault: Fault | None = None
    late: int = 0
    again: int = -1


class _Marker:
    """Tells the outside when a step of a pass begins."""

    def __init__(self, step: str) -> None:
        self._step = step
        self.listen, self.tell = os.pipe2(os.O_NONBLOCK)

    def step(self, name: str) -> None:
        if name == self._step:
            os.write(self.tell, b"m")

    def scanned(self, folder: str, done: int, total: int) -> None:
        """See Reporter."""

    def read(self, done: int, total: int) -> None:
        """See Reporter."""

    def close(self) -> None:
        os.close(self.listen)
        os.close(self.tell)


@contextmanager
def _marker(step: str) -> Iterator[_Marker]:
    one = _Marker(step)
    try:
        yield one
    finally:
        one.close()


def choose_kills(rooms: dict[bool, Room], count: int, seed: int) -> list[Kill]:
    """About `count` points, half of them on each server, spread evenly; every call where there is
    room for all.
    """
    chance = random.Random(seed)
    kills: list[Kill] = []
    for uidplus, room in rooms.items():
        wanted = {kind: max(1, round(count * part / 2)) for kind, part in SHARES.items()}
        sizes = _measure_bytes(room)
        calls = _measure_calls(room) if syscalls.available() else 0
        ways = [(at, how) for at in range(calls) for how in ("before", "after")]
        for kind in ("kill at a call", "killed twice") if ways else ():
            for at in spread(len(ways), wanted[kind], chance):
                again = chance.randrange(calls) if kind == "killed twice" else -1
                kills.append(Kill(kind, uidplus, *ways[at], again=again))
        for kind, way, how in (
            ("kill at a byte", "up", "kill"),
            ("kill at a byte", "down", "kill"),
            ("lost answer", "down", "fin"),
            ("late commit", "up", "hold"),
            ("kill, late commit", "up", "kill and hold"),
        ):
            some = max(1, wanted[kind] // (2 if kind == "kill at a byte" else 1))
            for number, at in enumerate(spread(sizes[way], some, chance)):
                late = LATE[number % len(LATE)] if "late" in kind else 0
                fault = Fault(way, at, how, from_mark=True)
                kills.append(Kill(kind, uidplus, fault=fault, late=late))
    return kills


def _measure_bytes(room: Room) -> dict[str, int]:
    with room.fresh() as account, _marker(PLACES) as marker:
        carrier = Carrier(account.port, Fault(from_mark=True), marker.listen)
        run = account.pass_over(carrier.port, reporter=marker)
        assert carrier.carry(fork(run, account.folder / "output")) == 0
        carrier.close()
        return carrier.passed


def _measure_calls(room: Room) -> int:
    with room.fresh() as account, _marker(PLACES) as marker:
        return len(_die(account, marker, -1, "").calls)


def _die(account: Torn, marker: _Marker, at: int, how: str, minutes: int = 0) -> syscalls.Traced:
    run = account.pass_over(minutes=minutes, reporter=marker)
    pid = fork(run, account.folder / "output", before=syscalls.let_be_traced)
    return syscalls.watch(pid, at, how, mark=marker.tell)


def try_kills(base: Path, kills: list[Kill]) -> dict[str, Tally]:
    """Try these, all on one kind of server, in a room of our own; tallies by kind."""
    tallies: dict[str, Tally] = {}
    room = Room(base, uidplus=kills[0].uidplus)
    try:
        for kill in kills:
            tallies.setdefault(kill.kind, Tally()).add(try_kill(room, kill))
    finally:
        room.close()
    return tallies


def try_kill(room: Room, kill: Kill) -> Tally:
    """Disturb the placing, let ordinary passes follow, and judge."""
    with room.fresh() as account, _marker(PLACES) as marker:
        if kill.fault is not None:
            status, struck = _break_wire(account, kill, marker)
        else:
            traced = _die(account, marker, kill.call, kill.how)
            status, struck = traced.status, traced.struck
        later: tuple[int, ...] = LATER
        if kill.again >= 0:
            account.once(_LOOKS)
            with _marker(RECOVERS) as second:
                _die(account, second, kill.again, "after", _AGAIN)
            later = (_AGAIN + 1, *(_AGAIN + one for one in LATER[1:]))
        verdict = room.judge(account, later)
        tally = Tally(1, int(struck), verdict.lost, verdict.doubled)
        tally.otherwise_wrong = int(bool(verdict.differs or verdict.changed or verdict.failed))
        tally.crashes = int(status not in (0, 75, None, -signal.SIGKILL))
        tally.overdue = int(status is None)
        if tally != Tally(1, int(struck)):
            output = account.folder / "output"
            said = output.read_text("utf-8", "replace") if output.exists() else "nothing was said"
            tally.wrong.append(_words(kill, status, verdict, said[-600:]))
        return tally


def _break_wire(account: Torn, kill: Kill, marker: _Marker) -> tuple[int | None, bool]:
    assert kill.fault is not None
    carrier = Carrier(account.port, kill.fault, marker.listen)
    run = account.pass_over(carrier.port, reporter=marker)
    status = carrier.carry(fork(run, account.folder / "output"))
    if "hold" in kill.fault.how:
        for moment in (one for one in LATE if 0 < one <= kill.late):
            account.once(moment / 60)
        carrier.release()
    carrier.close()
    return status, carrier.happened


def _words(kill: Kill, status: int | None, verdict: Verdict, said: str) -> str:
    return f"{ {'kill': asdict(kill), 'exit': status, 'verdict': asdict(verdict)} } {said}"
