"""Fault points on the way of a draft: which there are, and what became of the drafts after each.

A point is one whole pass in a process of its own (scan, read, plan, place three drafts), disturbed
once, and then ordinary passes; right is exactly the state of a mailbox that nothing disturbed.
"""

from __future__ import annotations

import random
import signal
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.faults import syscalls
from bench.faults.carrier import Carrier, Fault
from bench.faults.room import CANARY, Room, Torn, Verdict, fork

#: The part of all points that each kind gets.
SHARES = {
    "cut": 0.44, "call": 0.2, "call, first start": 0.05, "kill at a byte": 0.08,
    "late commit": 0.06, "flipped bit": 0.035, "flipped bit upward": 0.02, "garbage": 0.03,
    "garbage under TLS": 0.02, "drip": 0.02, "at a pattern": 0.04, "stall": 0.005,
}  # fmt: skip
#: After these anything may have been said in anybody's name: what is known may be otherwise then,
#: and a draft may have arrived as another. No more than wanted may lie there.
GARBLED = ("flipped bit", "flipped bit upward", "garbage")
#: Moments by what is said: before or after a command, before a literal or in it, before the answer
#: that says that all is well and in it.
PATTERNS = {
    "up": (rb"LOGIN ", rb" EXAMINE ", rb" UID FETCH ", rb" UID SEARCH ", rb" APPEND ",
           rb" APPEND [^\r\n]*\r\n", rb" APPEND [^\r\n]*\r\n(?s:.{80})",
           rb" APPEND [^\r\n]*\r\n(?s:.)+?\r\n\r\n"),
    "down": (rb"\* (?=\d+ FETCH)", rb"BODY\[[^\r\n]*\{\d+\}", rb"BODY\[[^\r\n]*\{\d+\}\r\n",
             rb"BODY\[[^\r\n]*\{\d+\}\r\n(?s:.{30})", rb"\r\n(?=\S+ OK Fetch)", rb"\S+ OK Fetch",
             rb"\+ OK\r\n", rb"\r\n(?=\S+ OK \[APPENDUID)", rb"OK \[APPENDUID"),
}  # fmt: skip
#: Seconds after the disturbance at which a message that was held arrives.
LATE = (0, 1, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Point:
    """One disturbance: of the wire (`fault`), or of the `call`th writing call (`how`)."""

    kind: str
    fault: Fault | None = None
    call: int = -1
    how: str = ""
    late: int = 0


@dataclass(slots=True)
class Tally:
    """What came of the points of one kind."""

    points: int = 0
    struck: int = 0
    lost: int = 0
    doubled: int = 0
    otherwise_wrong: int = 0
    crashes: int = 0
    overdue: int = 0
    secrets: int = 0
    open_files: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Sum up."""
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)
        del self.wrong[20:]


def choose_points(room: Room, count: int, seed: int) -> list[Point]:
    """About `count` points, spread evenly over every byte and every call."""
    chance = random.Random(seed)
    wanted = {kind: max(1, round(count * share)) for kind, share in SHARES.items()}
    sizes = {tls: _measure(room, tls) for tls in (False, True)}
    points: list[Point] = []

    def add(kind: str, how: str, way: str, tls: bool, parts: int) -> None:
        places = spread(sizes[tls][way], wanted[kind] // parts, chance)
        points.extend(Point(kind, Fault(way, at, how, tls)) for at in places)

    for tls in (False, True):
        for way in ("up", "down"):
            add("cut", "fin", way, tls, 8)
            add("cut", "rst", way, tls, 8)
            add("kill at a byte", "kill", way, tls, 4)
            add("drip", "drip", way, tls, 4)
            add("stall", "stall", way, tls, 4)
            for how in ("insert", "replace"):
                add("garbage under TLS" if tls else "garbage", how, way, tls, 4)
    add("flipped bit", "flip", "down", False, 1)
    add("flipped bit upward", "flip", "up", False, 1)
    points.extend(at_patterns(wanted["at a pattern"], chance))
    up = sizes[False]["up"]
    for number, at in enumerate(spread(up // 2, wanted["late commit"], chance)):
        fault = Fault("up", up - 1 - at, "hold")
        points.append(Point("late commit", fault, late=LATE[number % len(LATE)]))
    for kind in ("call", "call, first start"):
        points.extend(_calls(room, kind, wanted[kind], chance))
    chance.shuffle(points)
    return points


def at_patterns(count: int, chance: random.Random) -> list[Point]:
    """So many points at what is said; of each pattern in turn."""
    places = [(way, one) for way, some in PATTERNS.items() for one in some]
    first = chance.randrange(len(places))
    return [
        Point("at a pattern", Fault(way, 0, chance.choice(("fin", "rst")), pattern=pattern))
        for way, pattern in (places[(first + at) % len(places)] for at in range(count))
    ]


def spread(size: int, count: int, chance: random.Random) -> Iterator[int]:
    """`count` places in a row of `size`, one in each of as many equal parts; all where it fits."""
    count = min(max(1, count), size)
    for number in range(count):
        low, high = size * number // count, size * (number + 1) // count
        yield chance.randrange(low, max(low + 1, high))


def _measure(room: Room, tls: bool) -> dict[str, int]:
    with room.fresh(tls=tls, blank=True) as account:
        carrier = Carrier(_port(room, tls), Fault())
        assert carrier.carry(fork(lambda: account.once(port=carrier.port), _output(account))) == 0
        carrier.close()
        return carrier.passed


def _calls(room: Room, kind: str, count: int, chance: random.Random) -> list[Point]:
    if not syscalls.available():
        return []
    with room.fresh(blank=kind == "call") as account:
        pid = fork(account.pass_over(), _output(account), before=syscalls.let_be_traced)
        ways = ways_to_fail(syscalls.watch(pid).calls)
    return [Point(kind, call=ways[at][0], how=ways[at][1])
            for at in spread(len(ways), count, chance)]  # fmt: skip


def ways_to_fail(calls: list[str]) -> list[tuple[int, str]]:
    """`(number, how)` of all that can be done at these writing calls."""
    return [
        *((number, how) for number in range(len(calls)) for how in ("before", "after")),
        *((at, "ENOSPC") for at, name in enumerate(calls) if name in syscalls.FULL),
        *((at, "EIO") for at, name in enumerate(calls) if name in syscalls.BROKEN),
        *((at, "EPIPE") for at, name in enumerate(calls) if name.startswith("send")),
    ]


def try_points(base: Path, points: list[Point]) -> dict[str, Tally]:
    """Try these points in a room of our own; tallies by kind."""
    tallies: dict[str, Tally] = {}
    room = Room(base)
    try:
        for point in points:
            tallies.setdefault(point.kind, Tally()).add(try_point(room, point))
    finally:
        room.close()
    return tallies


def try_point(room: Room, point: Point) -> Tally:
    """Disturb one pass, let ordinary ones follow, and judge."""
    tls = point.fault is not None and point.fault.tls
    wait = 2 if point.kind == "stall" else 5
    with room.fresh(tls=tls, blank=point.kind != "call, first start", wait=wait) as account:
        output = _output(account)
        if point.fault is None:
            pid = fork(account.pass_over(), output, before=syscalls.let_be_traced)
            traced = syscalls.watch(pid, point.call, point.how)
            status, struck = traced.status, traced.struck
            verdict = room.judge(account)
        else:
            carrier = Carrier(_port(room, tls), point.fault)
            status = carrier.carry(fork(lambda: account.once(port=carrier.port), output))
            struck = carrier.happened
            if point.fault.how == "hold":
                _ordinary_passes(account, point.late)
                carrier.release()
            carrier.close()
            verdict = room.judge(account, known=point.kind not in GARBLED)
        said = output.read_text("utf-8", "replace")
        tally = Tally(1, int(struck))
        tally.lost, tally.doubled = verdict.lost, verdict.doubled
        tally.otherwise_wrong = int(bool(verdict.differs or verdict.changed or verdict.failed))
        tally.crashes = int(status not in (0, 75, None, -signal.SIGKILL))
        tally.overdue = int(status is None)
        tally.secrets, tally.open_files = look_around(account.folder)
        if tally != Tally(1, int(struck)):
            tally.wrong.append(_words(point, status, verdict, said))
        return tally


def _ordinary_passes(account: Torn, seconds: int) -> None:
    """The passes of those seconds, as the daemon would make them."""
    for moment in (one for one in LATE if 0 < one <= seconds):
        account.once(moment / 60)


def look_around(folder: Path) -> tuple[int, int]:
    """Files below `folder` that hold the password, and those that others may read. The
    configuration is ours; what the program wrote counts.
    """
    secrets = open_files = 0
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "config.toml":
            secrets += CANARY.encode() in path.read_bytes()
            open_files += bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    return secrets, open_files


def _words(point: Point, status: int | None, verdict: Verdict, said: str) -> str:
    what: dict[str, Any] = {"point": asdict(point), "exit": status, "verdict": asdict(verdict)}
    return f"{what} {said[-600:]}"


def _port(room: Room, tls: bool) -> int:
    return room.server.tls_port if tls else room.server.port


def _output(account: Torn) -> Path:
    return account.folder / "output"
