"""Parsing in a second process: the same as at home, and nothing lost with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import World
from daemon.core.mail import FolderRole, RawHeader
from daemon.core.scan_batch import parse_batch
from daemon.jobs.beside import hands, second
from daemon.jobs.beside.second import SecondLost, SecondProcess
from daemon.jobs.scan import parsing
from daemon.jobs.scan.parsing import Batch, Headers, Parsed, Parsing, begin_parsing

NOW = datetime(2026, 6, 1, tzinfo=UTC)
IN = FolderRole.INBOX


@pytest.fixture(scope="module")
def batches() -> list[list[RawHeader]]:
    """Six hundred mails in batches of ten, with what is odd in between: flags, dates, problems."""
    raws = [
        RawHeader(
            number,
            mail.raw.partition(b"\r\n\r\n")[0],
            ("\\Seen",),
            int(mail.at.timestamp()),
        )
        for number, mail in enumerate(World(600, 40).mails(), 1)
    ]
    raws[7] = RawHeader(8, b"", problem="the server would not")
    raws[13] = raws[13]._replace(received_at=None, flags=("\\Seen", "\\Draft"))
    raws[21] = raws[21]._replace(
        header=b"Subject: =?utf-8?q?=C3=A4?=\r\nFrom: \xff\xfe <a@b.example>"
    )
    return [raws[start : start + 10] for start in range(0, len(raws), 10)]


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Parsing]:
    """With a second process from the first mail on, wherever this runs."""
    monkeypatch.setattr(hands, "_cores", lambda: 2)
    with begin_parsing(NOW) as one:
        one.expect(parsing.MUCH)
        assert one._second is not None
        yield one


def process_of(one: Parsing) -> int:
    assert one._second is not None
    pid = one._second._process.pid
    assert pid is not None
    return pid


def run(one: Parsing, batches: list[list[RawHeader]]) -> list[Parsed]:
    done: list[Parsed] = []
    for batch in batches:
        one.add(Batch(batch, IN), done.append)
    one.rest()
    return done


def check(done: list[Parsed], batches: list[list[RawHeader]]) -> None:
    """All of them, in their order, parsed as at home."""
    assert [one.given.mails for one in done] == batches
    for one in done:
        mails, unread = parse_batch(one.given.mails, NOW, IN)
        assert one.found is not None
        found, not_read = parsing.unpack(one.found)
        assert ([*found], not_read) == (mails, unread)
        assert len(found) == len(mails)
        assert all(type(mail) is type(mails[0]) for mail in found)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_it_parses_as_at_home(beside: Parsing, batches: list[list[RawHeader]]) -> None:
    check(run(beside, batches), batches)
    assert is_running(process_of(beside)), "it was not lost on the way"


def test_sent_mail_is_told_apart(beside: Parsing, batches: list[list[RawHeader]]) -> None:
    """A draft flag means nothing in sent mail: the role travels with each batch."""
    done: list[Parsed] = []
    beside.add(Batch(batches[1], FolderRole.SENT), done.append)
    beside.add(Batch(batches[1], IN), done.append)
    beside.rest()
    assert [len(parsing.unpack(one.found or b"")[0]) for one in done] == [10, 9]


def test_few_mails_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_cores", lambda: 2)
    with begin_parsing(NOW) as one:
        one.expect(parsing.MUCH - 1)
        assert one._second is None


def test_one_processor_starts_nothing(
    monkeypatch: pytest.MonkeyPatch, batches: list[list[RawHeader]]
) -> None:
    monkeypatch.setattr(hands, "_cores", lambda: 1)
    with begin_parsing(NOW) as one:
        one.expect(1_000_000)
        assert one._second is None
        check(run(one, batches), batches)


@pytest.mark.parametrize("after", [0, 1, 20, 59])
def test_killed_it_loses_nothing(
    beside: Parsing,
    batches: list[list[RawHeader]],
    after: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("WARNING", "daemon")  # whatever a command before has set
    pid = process_of(beside)
    done: list[Parsed] = []
    for number, batch in enumerate(batches):
        if number == after:
            os.kill(pid, signal.SIGKILL)
        beside.add(Batch(batch, IN), done.append)
    beside.rest()
    check(done, batches)
    assert beside._second is None
    assert not is_running(pid)
    assert "this one goes on alone" in caplog.text
    beside.expect(1_000_000)
    assert beside._second is None, "what was lost once is not tried again"


@pytest.mark.parametrize("place", ["put", "take", "then"])
def test_an_interrupt_loses_none(
    beside: Parsing,
    batches: list[list[RawHeader]],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    """Ctrl-C while it is talked to, or while a batch is taken over: none before it is left out,
    and at most the one that was being taken over comes twice.
    """
    done: list[Parsed] = []
    calls = 0

    def interrupted(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            signal.raise_signal(signal.SIGINT)

    def then(parsed: Parsed) -> None:
        done.append(parsed)
        if place == "then":
            interrupted()

    class Line:
        """As the line to it, with an interrupt at the third word."""

        def __init__(self, line: Any) -> None:
            self.poll, self.close = line.poll, line.close
            self.line = line

        def send(self, word: object) -> None:
            self.line.send(word)
            if place == "put":
                interrupted()

        def recv(self) -> Any:
            if place == "take":
                interrupted()
            return self.line.recv()

    assert beside._second is not None
    monkeypatch.setattr(beside._second, "_line", Line(beside._second._line))
    given = 0
    with pytest.raises(KeyboardInterrupt):
        for batch in batches:
            given += 1
            beside.add(Batch(batch, IN), then)
    beside.rest()
    once = [one for number, one in enumerate(done) if number == 0 or done[number - 1] is not one]
    assert len(done) - len(once) <= (place == "then")
    # The batch at which it came may be not taken on yet: then it is read again another time.
    assert given - len(once) in (0, 1)
    check(once, batches[: len(once)])


def test_one_that_hangs_is_given_up(
    beside: Parsing,
    batches: list[list[RawHeader]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("WARNING", "daemon")
    monkeypatch.setattr(second, "PATIENCE", 0.2)
    pid = process_of(beside)
    os.kill(pid, signal.SIGSTOP)
    check(run(beside, batches), batches)
    assert not is_running(pid)
    assert "it does not answer" in caplog.text


def test_one_that_is_slow_is_helped_and_waited_for(
    beside: Parsing, batches: list[list[RawHeader]]
) -> None:
    """What is parsed here meanwhile comes after what it has in hand, and does not heap up."""
    pid = process_of(beside)
    os.kill(pid, signal.SIGSTOP)
    done: list[Parsed] = []
    most = parsing.PLACES + 1
    for batch in batches[:most]:
        beside.add(Batch(batch, IN), done.append)
    assert done == []
    assert sum(one.is_done for one in beside._under_way) == most - parsing.PLACES
    later = threading.Timer(0.5, os.kill, (pid, signal.SIGCONT))
    later.start()
    for batch in batches[most:]:
        beside.add(Batch(batch, IN), done.append)
    assert not later.is_alive(), "it was waited for"
    beside.rest()
    check(done, batches)
    assert is_running(pid)


def test_what_has_no_room_is_parsed_at_home(
    batches: list[list[RawHeader]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A batch that is too large on the way there, and those whose results are on the way back."""
    sizes = sorted(len(Headers(NOW).pack(Batch(one, IN))) for one in batches)
    monkeypatch.setattr(second, "ROOM", sizes[-1] - 1)
    monkeypatch.setattr(hands, "_cores", lambda: 2)
    wide = [RawHeader(900, b"From: a@b.example\r\nTo: " + b",".join([b"a@b"] * 900))]
    with begin_parsing(NOW) as one:
        one.expect(parsing.MUCH)
        check(run(one, [*batches, wide, *batches]), [*batches, wide, *batches])
        assert one._second is not None, caplog.text
        assert len(one._second._free) == parsing.PLACES


def test_it_holds_no_connection_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a connection that we close would stay open, and a file that we lock would be its too."""
    monkeypatch.setattr(hands, "_cores", lambda: 2)
    with (tmp_path / "open").open("w"), begin_parsing(NOW) as one:
        one.expect(parsing.MUCH)
        check(run(one, []), [])
        (parsed,) = run(one, [[RawHeader(1, b"From: a@b.example")]])
        assert parsed.found  # it answers, so that it has set itself up
        held = {int(name.name) for name in Path(f"/proc/{process_of(one)}/fd").iterdir()}
        assert len(held - {0, 1, 2}) == 1


def test_signals_that_are_meant_for_us(beside: Parsing, batches: list[list[RawHeader]]) -> None:
    """Ctrl-C reaches both at a terminal; it goes on until we end it, and ends when it is told."""
    check(run(beside, batches[:2]), batches[:2])
    pid = process_of(beside)
    os.kill(pid, signal.SIGINT)
    check(run(beside, batches[:2]), batches[:2])
    assert is_running(pid)
    os.kill(pid, signal.SIGTERM)
    for _ in range(100):
        if not is_running(pid):
            break
        time.sleep(0.05)
    assert not is_running(pid)
    check(run(beside, batches), batches)


def test_it_ends_with_us(tmp_path: Path) -> None:
    code = (
        "import os, signal\n"
        "from datetime import UTC, datetime\n"
        "from daemon.jobs.beside.second import SecondProcess\n"
        "from daemon.jobs.scan.parsing import Headers\n"
        "one = SecondProcess(Headers(datetime(2026, 6, 1, tzinfo=UTC)), 2)\n"
        "print(one._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    pid = int(done.stdout)
    for _ in range(100):
        if not is_running(pid):
            break
        time.sleep(0.05)
    assert not is_running(pid)


def test_closed_it_is_gone_at_once(batches: list[list[RawHeader]]) -> None:
    one = SecondProcess(Headers(NOW), 2)
    pid = one._process.pid
    assert pid is not None
    assert one.put(Batch(batches[0], IN))
    one.close()
    assert not is_running(pid)


def test_a_lost_one_says_so(batches: list[list[RawHeader]]) -> None:
    with closing(SecondProcess(Headers(NOW), 2)) as one:
        assert one.put(Batch(batches[0], IN))
        assert one.take() is not None
        one._process.kill()
        one._process.join()
        with pytest.raises(SecondLost):
            one.put(Batch(batches[0], IN))
            one.take()
