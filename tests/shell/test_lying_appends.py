"""Servers that lie about an APPEND: a UID of another mail, no UID that was ever there, a draft that
was there and is not any more, a search that does not find what is there. Never two of one draft,
and nothing is removed. Those that keep nothing from the first are in `test_swallowed_appends`.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from killer import KillingProxy, at_answer
from mailroom import Account

from daemon.errors import AppendUnclear, ConnectionLost

#: What the server said, and what it had been asked → what arrives.
Change = Callable[[bytes, bytes], bytes]
_UID = re.compile(rb"\[APPENDUID (\d+) (\d+)\]")
_FOUND = re.compile(rb"(?m)^\* SEARCH[ \d]*\r$")


@contextmanager
def liar(port: int, change: Change) -> Iterator[int]:
    """A port before the server, whose answers are changed line by line."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked = bytearray()

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                server = socket.create_connection(("127.0.0.1", port))
                for one in ((client, server, False), (server, client, True)):
                    threading.Thread(target=pass_on, args=one, daemon=True).start()

        def pass_on(source: socket.socket, target: socket.socket, lies: bool) -> None:
            try:
                while data := source.recv(65536):
                    while lies and not data.endswith(b"\n"):
                        data += source.recv(65536)
                    if not lies:
                        asked[:] = data
                    target.sendall(change(data, bytes(asked)) if lies else data)
                target.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # one of the two has gone

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def another_uid(data: bytes, _: bytes) -> bytes:
    """The draft before it, or one that is not there."""
    return _UID.sub(lambda one: b"[APPENDUID %s %d]" % (one[1], int(one[2]) - 1), data)


def far_away(data: bytes, _: bytes) -> bytes:
    return _UID.sub(rb"[APPENDUID \1 999999]", data)


def another_folder(data: bytes, _: bytes) -> bytes:
    return _UID.sub(rb"[APPENDUID 1 \2]", data)


@pytest.mark.parametrize("change", [another_uid, far_away, another_folder])
def test_a_uid_that_names_another_mail(change: Change, sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    with liar(account.server.port, change) as port:
        assert account.once(port=port).placed == 3
    placed = account.placed_ids()
    for minutes in (10, 30, 60):
        account.once(minutes)
    assert account.placed_ids() == placed and len(set(placed)) == 3
    # What counts is where it was seen, so that none is taken for one that was saved anew.
    assert {one for (one,) in account.sql("SELECT state FROM draft")} == {"placed"}
    there = {uid for folder, uid in account.on_server().keys() - before.keys()}
    assert {uid for (uid,) in account.sql("SELECT uid FROM draft")} == there
    assert {key: account.on_server().get(key) for key in before} == before


def test_a_draft_that_is_gone_after_it_was_seen_brings_no_second_and_no_loop(
    sample: Account, tmp_path: Path
) -> None:
    """It cannot be told from one that the owner threw away at once; the others stay."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    assert account.once().placed == 3
    cur = account.server.maildir(account.user, "Drafts") / "cur"
    next(iter(sorted(cur.iterdir()))).unlink()
    left = account.placed_ids()
    for minutes in (10, 30, 60, 120):
        assert account.once(minutes).placed == 0
    assert account.placed_ids() == left and len(left) == 2
    states = sorted(one for (one,) in account.sql("SELECT state FROM draft"))
    assert states == ["discarded", "placed", "placed"]
    assert {key: account.on_server().get(key) for key in before} == before


def test_a_search_that_does_not_find_what_is_there(sample: Account, tmp_path: Path) -> None:
    """The answer to an APPEND was lost, and the server's index lags behind for hours."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    with (
        KillingProxy(account.server.port, at_answer(1)) as proxy,
        pytest.raises((AppendUnclear, ConnectionLost)),
    ):
        account.once(port=proxy.port)
    assert len(account.placed_ids()) == 1

    def forgets(data: bytes, asked: bytes) -> bytes:
        return _FOUND.sub(b"* SEARCH\r", data) if b"SEARCH HEADER" in asked else data

    with liar(account.server.port, forgets) as port:
        for minutes in (1, 10, 20):
            account.once(minutes, port)
    placed = account.placed_ids()
    assert len(placed) == len(set(placed)) == 3
