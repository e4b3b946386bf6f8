"""A short torture: a few fault points of every kind and some hundred malformed mails, from a seed.

`make torture` is the long one.
"""

from __future__ import annotations

import errno
import imaplib
import os
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.faults import syscalls  # noqa: E402
from bench.faults.carrier import Carrier, Fault  # noqa: E402
from bench.faults.drafts import (  # noqa: E402
    PATTERNS,
    SHARES,
    Point,
    choose_points,
    look_around,
    try_point,
)
from bench.faults.leaks import problems_of, problems_of_page, read_and_show  # noqa: E402
from bench.faults.mails import read_configurations, read_messages  # noqa: E402
from bench.faults.placing import SHARES as KILLS  # noqa: E402
from bench.faults.placing import choose_kills, try_kill  # noqa: E402
from bench.faults.room import CANARY, NOW, Room, fork  # noqa: E402
from bench.faults.siege import Siege  # noqa: E402
from bench.faults.sums import Sums, add_up  # noqa: E402

SEED = 20


def test_a_few_fault_points_of_every_kind(tmp_path: Path) -> None:
    room = Room(tmp_path)
    try:
        points = [one for one in choose_points(room, 24, SEED) if one.kind != "stall"]
        kinds = {one.kind for one in points} | {"stall"}
        assert kinds == {*SHARES} or not syscalls.available()
        points += [  # in the middle of a message upward, and of one downward
            Point("at a pattern", Fault(way, 0, "fin", pattern=PATTERNS[way][at]))
            for way, at in (("up", 6), ("down", 3))
        ]
        for point in points:
            tally = try_point(room, point)
            assert (tally.points, tally.struck) == (1, 1), point
            assert not tally.wrong, tally.wrong
    finally:
        room.close()


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [
        (Fault("up", 3, "drip"), b"one APPEND two\r\n"),
        (Fault("up", 1, "fin", pattern=rb"APP"), b"one APPE"),
        (Fault("up", 0, "fin", pattern=rb" (?=two)"), b"one APPEND "),
        (Fault("up", 2, "flip"), b"one APPEND two\r\n"),
        (Fault("up", 2, "insert"), b"on"),
        (Fault("up", 2, "replace"), b"on"),
    ],
)
def test_what_the_carrier_does(fault: Fault, arrives: bytes) -> None:
    """Exactly that, at exactly that byte; garbage is other bytes, and a drip loses none."""
    said = b"one APPEND two\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        carrier = Carrier(server.getsockname()[1], fault)
        listen, tell = os.pipe()
        thread = threading.Thread(target=carrier.carry_until, args=(listen, 0, 60))
        thread.start()
        with socket.create_connection(("127.0.0.1", carrier.port), 30) as client:
            for piece in (said[:9], said[9:]):  # the pattern may be cut in two
                with suppress(OSError):
                    client.sendall(piece)
            with suppress(OSError):
                client.shutdown(socket.SHUT_WR)
            target, _ = server.accept()
            target.settimeout(30)
            got = b"".join(iter(lambda: target.recv(100), b""))
            target.close()
        os.write(tell, b".")
        thread.join()
        carrier.close()
        for one in (listen, tell):
            os.close(one)
    assert carrier.happened
    if fault.how in ("insert", "replace"):
        assert got.startswith(arrives) and got != said
        assert got.endswith(said[2:]) is (fault.how == "insert")
    elif fault.how == "flip":
        assert len(got) == len(said) and sum(a != b for a, b in zip(got, said, strict=True)) == 1
    else:
        assert got == arrives


@pytest.mark.timeout(600)
def test_a_few_deaths_while_placing(tmp_path: Path) -> None:
    """On a server with UIDPLUS and on one without; `bench.torture --only placing` tries all."""
    rooms = {uidplus: Room(tmp_path, uidplus=uidplus) for uidplus in (True, False)}
    try:
        kills = choose_kills(rooms, 24, SEED)
        assert {one.kind for one in kills} == {*KILLS} or not syscalls.available()
        for kill in kills:
            tally = try_kill(rooms[kill.uidplus], kill)
            assert (tally.points, tally.struck) == (1, 1), kill
            assert not tally.wrong, tally.wrong
        with rooms[False].fresh() as account:
            account.once()
            there = {uid for folder, uid in account.on_server() if folder == "Drafts"}
            assert there == {uid for (uid,) in account.sql("SELECT uid FROM draft")}
            with imaplib.IMAP4(account.server.host, account.port) as client:
                client.login(account.user, account.server.password)
                said = client.append("Drafts", "", imaplib.Time2Internaldate(NOW), b"A: b\r\n\r\n")
            assert said[0] == "OK" and b"APPENDUID" not in said[1][0], "no UIDPLUS at all"
    finally:
        for room in rooms.values():
            room.close()


def test_a_siege_is_endured_and_what_it_breaks_is_seen(tmp_path: Path) -> None:
    siege = Siege(tmp_path)
    try:
        found = siege.endure(8, SEED)
        assert sum(one.struck for one in found.values()) > 20
        assert not [line for one in found.values() for line in one.wrong]
        with siege.fresh() as account:
            siege.ask(account, 0)
            siege.run(account, 0)
            (draft,) = (siege.server.maildir(account.user, "Drafts") / "cur").iterdir()
            account.put("Drafts", draft.read_bytes(), flags=["\\Draft"])
            tally = siege.settle(account, 0, ())
            assert (tally.lost, tally.doubled) == (0, 1) and tally.wrong
            siege.ask(account, 1)
            for file in (siege.server.maildir(account.user, "Drafts") / "cur").iterdir():
                file.unlink()
            tally = siege.settle(account, 1, ())
            assert (tally.lost, tally.doubled) == (1, 0) and tally.wrong
            assert siege.whole(account).otherwise_wrong == 2
    finally:
        siege.close()


def test_runs_add_up_and_what_was_found_before_is_kept(tmp_path: Path) -> None:
    one = {"faults": {"cut": {"points": 3, "wrong": ["x"]}}, "slowest_ms": {"a": 2.0}}
    other = {"faults": {"cut": {"points": 4, "wrong": []}, "call": {"points": 1}},
             "slowest_ms": {"a": 1.5, "b": 1.0}}  # fmt: skip
    both = {"faults": {"cut": {"points": 7, "wrong": ["x"]}, "call": {"points": 1}},
            "slowest_ms": {"a": 2.0, "b": 1.0}}  # fmt: skip
    assert add_up(one, other) == both
    for keep, runs in ((False, 1), (True, 2), (True, 3), (False, 1)):
        sums = Sums(tmp_path / "torture.json", keep=keep)
        sums.add({"runs": 1})
        assert sums.found == {"runs": runs}


def test_what_is_wrong_is_counted(tmp_path: Path) -> None:
    """The judge itself: a draft too many, one too few, and a mail that is gone are seen."""
    room = Room(tmp_path)
    try:
        with room.fresh() as account:
            account.once()
            drafts = room.server.maildir(account.user, "Drafts")
            first, second, *_ = sorted((drafts / "cur").iterdir())
            account.put("Drafts", first.read_bytes(), flags=["\\Draft"])
            second.unlink()
            next((room.server.maildir(account.user) / "cur").iterdir()).unlink()
            verdict = room.judge(account)
        assert (verdict.doubled, verdict.lost, verdict.changed) == (1, 1, 1)
        lost = Point("cut", Fault("up", 10**9, "fin"))
        assert try_point(room, lost).struck == 0, "a byte that never comes disturbs nothing"
    finally:
        room.close()


@pytest.mark.skipif(not syscalls.available(), reason="ptrace by hand needs Linux on x86-64")
def test_a_call_that_fails_and_a_kill_at_a_call(tmp_path: Path) -> None:
    file = tmp_path / "file"

    def write() -> None:
        with file.open("wb", buffering=0) as target:
            target.write(b"one")
            target.write(b"two")

    whole = syscalls.watch(fork(write, tmp_path / "out", before=syscalls.let_be_traced))
    assert whole.status == 0 and whole.calls == ["openat", "write", "write"]
    for how, left in (("before", b"one"), ("after", b"onetwo"), ("ENOSPC", b"one")):
        pid = fork(write, tmp_path / "out", before=syscalls.let_be_traced)
        found = syscalls.watch(pid, 2, how)
        assert found.struck and file.read_bytes() == left, how
        assert found.status == (3 if how == "ENOSPC" else -9)
    assert os.strerror(errno.ENOSPC) in (tmp_path / "out").read_text()


def test_malformed_mails_are_read() -> None:
    found = read_messages(300, SEED)
    assert (found.crashes, found.stalls, found.unescaped) == (0, 0, 0), found.wrong
    assert found.messages == 300 and found.drafts > 100


def test_malformed_mails_on_a_server_and_all_that_is_shown(tmp_path: Path) -> None:
    found = read_and_show(tmp_path, 60, SEED, ("people", "gaps --all", "digest"))
    assert not found.wrong, found.wrong
    assert (found.without_a_note, found.unescaped, found.tracebacks) == (0, 0, 0)
    assert (found.secrets, found.open_files) == (0, 0), found.modes
    assert found.outputs > 7 and found.files > 0


def test_what_is_shown_wrongly_is_seen(tmp_path: Path) -> None:
    assert list(problems_of("a\x1b[31m")) and list(problems_of("5332114"))
    assert not list(problems_of("fine\n"))
    for page in ("<p><SCRIPT>x", "<p onload=x>", "<p><img src=x>", "<p><a href='javascript:x'>"):
        assert problems_of_page(page)
    assert not problems_of_page("<p class=on>&lt;script&gt;</p><script>1</script>", 1)
    (tmp_path / "log").write_text(f"LOGIN ann {CANARY}")
    (tmp_path / "log").chmod(0o644)
    assert look_around(tmp_path) == (1, 1)


def test_damaged_configurations_are_refused_or_taken(tmp_path: Path) -> None:
    example = (ROOT / "config.example.toml").read_text("utf-8")
    found = read_configurations(200, SEED, example, str(tmp_path))
    assert (found.crashes, found.unescaped) == (0, 0), found.wrong
    assert 20 < found.refused < 200
