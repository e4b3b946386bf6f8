"""The words of many mails are read by two processes: the same is found, and nothing is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from mailroom import NOW, Account

from daemon.core.detectors import Detector, all_detectors
from daemon.core.mail import RawText
from daemon.core.model import Finding, MessageKind, Owner, ReadMessage
from daemon.core.worktime import zone_of
from daemon.errors import ConnectionLost
from daemon.jobs import read, words
from daemon.jobs.beside import hands
from daemon.jobs.beside.second import SecondProcess
from daemon.jobs.words import Mail, begin_reading, read_all, read_words
from daemon.mailbox.reader import FolderReader
from daemon.store.reading import UnreadMessage

OWNER = Owner("Nora Lindqvist", ("nora@lindqvist.example",))
ASKED = b"Could you send me the minutes by Friday?\r\n"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[SecondProcess[Any]]:
    """Second processes, one from the first mail on, wherever this runs; in small lots."""
    found: list[SecondProcess[Any]] = []

    class Noted(SecondProcess[Any]):
        def __init__(self, trade: Any, places: int) -> None:
            super().__init__(trade, places)
            found.append(self)

    monkeypatch.setattr(hands, "_cores", lambda: 2)
    monkeypatch.setattr(hands, "SecondProcess", Noted)
    monkeypatch.setattr(words, "MUCH", 1)
    monkeypatch.setattr(words, "LOT", 3)
    return found


def mails(count: int) -> Iterator[Mail]:
    for number in range(1, count + 1):
        place = UnreadMessage(
            number, "INBOX", number, "Minutes", False, 1, 1, MessageKind.PERSONAL, NOW,
            "ann@acme.example", "Ann Lee",
        )  # fmt: skip
        yield place, RawText(number, b"", ASKED + f"I call you on day {number}.\r\n".encode())


def test_the_same_is_found(
    sample: Account, account: Account, started: list[SecondProcess[Any]]
) -> None:
    account.put_sample()
    Account(account.server, account.user, account.folder, 0).once()
    assert len(started) == 1
    assert account.picture() == sample.picture()


@pytest.mark.parametrize("after", [0, 2, 9])
def test_killed_it_loses_nothing(started: list[SecondProcess[Any]], after: int) -> None:
    names, zone = words.owner_names(OWNER), zone_of(OWNER)
    with begin_reading(OWNER) as reading:
        reading.expect(40)

        def some() -> Iterator[Mail]:
            for number, one in enumerate(mails(40)):
                if number == 3 * after:
                    pid = started[0]._process.pid
                    assert pid is not None
                    os.kill(pid, signal.SIGKILL)
                yield one

        found = list(read_all(some(), reading))
    assert found == [read_words(*one, names, "", zone) for one in mails(40)]
    assert all(one.findings for one in found)


def test_what_came_before_a_loss_is_told(started: list[SecondProcess[Any]]) -> None:
    def lost() -> Iterator[Mail]:
        yield from mails(10)
        raise ConnectionLost("The server went away.")

    told: list[int] = []
    with begin_reading(OWNER) as reading:
        reading.expect(40)
        with pytest.raises(ConnectionLost):
            told.extend(one.message for one in read_all(lost(), reading))
    assert told == list(range(1, 11))
    assert len(started) == 1


def fail(message: ReadMessage) -> list[Finding]:
    raise ValueError(message.subject)


def test_a_detector_that_fails_there_is_noted_here(
    started: list[SecondProcess[Any]],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("WARNING", "daemon")
    every = (Detector("broken", 1, fail), *all_detectors())
    monkeypatch.setattr(words, "all_detectors", lambda: every)
    with begin_reading(OWNER) as reading:
        reading.expect(40)
        found = list(read_all(mails(3), reading))
    assert len(started) == 1
    assert [one.failures for one in found] == [("broken failed: ValueError",)] * 3
    assert caplog.messages == ["detector broken failed: ValueError"] * 3
    assert all(one.findings for one in found), "the others have read on"


def test_few_mails_start_nothing(
    started: list[SecondProcess[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MUCH", 41)
    with begin_reading(OWNER) as reading:
        reading.expect(40)
        assert len(list(read_all(mails(40), reading))) == 40
    assert started == []


def test_each_folder_is_opened_once_for_its_words(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else once for each lot of mails: the newest lie in all folders by turns."""
    account.put_sample()
    opened: list[str] = []
    is_reading = False
    examine, read_mail = FolderReader._examine, read.read_mail

    def noted(self: FolderReader, folder: str) -> Any:
        if is_reading:
            opened.append(folder)
        return examine(self, folder)

    def noted_reading(*values: Any) -> Any:
        nonlocal is_reading
        is_reading = True
        try:
            return read_mail(*values)
        finally:
            is_reading = False

    monkeypatch.setattr(FolderReader, "_examine", noted)
    monkeypatch.setattr("daemon.jobs.understand.read_mail", noted_reading)
    monkeypatch.setattr(read, "_BATCH", 5)
    account.once()
    ((folders,),) = account.sql(
        "SELECT count(DISTINCT l.folder_id) FROM message m JOIN location l ON l.message_id = m.id "
        "WHERE m.read_version > 0"
    )
    assert folders > 1
    assert len(opened) <= folders
