"""The watch over an inbox: it says "wake", comes back by itself, and never guesses passwords."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from dovecot import Dovecot
from waiting import until

from daemon.config import MailboxSettings, Secret
from daemon.mailbox import open_mailbox
from daemon.watch import Watch

RAW = b"Message-ID: <%d@watch>\r\nFrom: Ann <ann@example.org>\r\n\r\nHello\r\n"


class Ear:
    """What a watch said."""

    def __init__(self) -> None:
        self.woken: queue.SimpleQueue[float] = queue.SimpleQueue()
        self.refused: queue.SimpleQueue[str] = queue.SimpleQueue()

    def wake(self) -> None:
        self.woken.put(time.monotonic())


Begin = Callable[..., tuple[Watch, Ear]]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Watches that end with the test."""
    watches: list[Watch] = []

    def start(server: Dovecot, user: str, password: str = "") -> tuple[Watch, Ear]:
        settings = MailboxSettings(
            host=server.host, port=server.port, security="none", user=user,
            password=Secret(password or server.password), timeout_seconds=5,
        )  # fmt: skip
        ear = Ear()
        watch = Watch(settings, ear.wake, ear.refused.put, lambda: 1.0)
        watch.start()
        watches.append(watch)
        return watch, ear

    yield start
    for watch in watches:
        watch.stop(5)
        assert not watch.alive


def bring(server: Dovecot, user: str, number: int = 1) -> None:
    with open_mailbox(server.settings(user)) as mailbox:
        mailbox.append_message("INBOX", RAW % number, (), datetime.now(UTC))


def test_it_wakes_for_new_mail_and_not_before_it_may_log_in(dovecot: Dovecot, begin: Begin) -> None:
    user = dovecot.user().user
    watch, ear = begin(dovecot, user)
    time.sleep(0.3)
    assert not watch.waiting
    watch.resume()
    ear.woken.get(timeout=60)  # what came before there was a watch
    until(lambda: watch.waiting)
    time.sleep(0.2)
    for number in range(3):
        bring(dovecot, user, number)
        ear.woken.get(timeout=60)


def test_mail_that_came_while_the_server_was_away_is_told_of(
    private: Dovecot, begin: Begin
) -> None:
    watch, ear = begin(private, "ann")
    watch.resume()
    ear.woken.get(timeout=60)
    until(lambda: watch.waiting)
    private.stop()
    until(lambda: not watch.waiting)
    private.write_messages("ann", "INBOX", [(RAW % 1, datetime.now(UTC), ())])
    private.start()
    ear.woken.get(timeout=60)
    until(lambda: watch.waiting)


def test_nothing_is_told_where_nothing_came(private: Dovecot, begin: Begin) -> None:
    watch, ear = begin(private, "ann")
    watch.resume()
    ear.woken.get(timeout=60)
    until(lambda: watch.waiting)
    private.restart()
    until(lambda: not watch.waiting)
    until(lambda: watch.waiting)
    assert ear.woken.empty()


def test_a_refused_login_is_told_once_and_not_repeated(dovecot: Dovecot, begin: Begin) -> None:
    watch, ear = begin(dovecot, "ann", "wrong")
    watch.resume()
    assert ear.refused.get(timeout=60) == "main"
    with pytest.raises(queue.Empty):
        ear.refused.get(timeout=2)
    watch.resume()  # somebody says that it works again
    assert ear.refused.get(timeout=60) == "main"
    assert ear.woken.empty() and watch.alive


def test_without_idle_it_is_silent_and_leaves_the_server_alone(begin: Begin) -> None:
    server = Dovecot(capability="IMAP4rev1 UIDPLUS")
    try:
        server.start()
        watch, ear = begin(server, "ann")
        watch.resume()
        until(lambda: watch.pointless)
        logins = server.log.count("Logged in")
        watch.resume()
        bring(server, "ann")
        time.sleep(1)
        assert ear.woken.empty() and watch.alive
        assert server.log.count("Logged in") <= logins + 1  # ours, with `bring`
    finally:
        server.remove()


def test_after_a_sleep_it_takes_a_new_connection(dovecot: Dovecot, begin: Begin) -> None:
    user = dovecot.user().user
    watch, ear = begin(dovecot, user)
    watch.resume()
    ear.woken.get(timeout=60)
    until(lambda: watch.waiting)
    logins = dovecot.log.count(f"Login: user=<{user}>")
    watch.reconnect()
    until(lambda: dovecot.log.count(f"Login: user=<{user}>") == logins + 1)
    until(lambda: watch.waiting)
    time.sleep(0.2)
    bring(dovecot, user)
    ear.woken.get(timeout=60)
