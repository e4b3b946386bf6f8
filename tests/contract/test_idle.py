"""IDLE: mail is told of at once, and no server, dead or odd, makes us spin or miss it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from dovecot import Dovecot
from scripted import CAPABILITY, ScriptedServer, Talk

from daemon.errors import ConnectionLost
from daemon.mailbox import open_mailbox, open_watch

IDLE = CAPABILITY + b" IDLE"
MAIL = b"Message-ID: <new@idle>\r\n\r\nHello\r\n"


def idling(*before: bytes, then: Callable[[Talk, bytes], None]) -> Callable[[Talk], None]:
    """A server that lets in, answers IDLE after saying `before`, and goes on with `then`."""

    def script(talk: Talk) -> None:
        talk.let_in(IDLE)
        talk.examine()
        tag, _ = talk.hear(b"IDLE")
        talk.raw(b"".join(line + b"\r\n" for line in before))
        then(talk, tag)

    return script


def done(talk: Talk, tag: bytes) -> None:
    """The end of an IDLE, as it should be."""
    word, _ = talk.hear()
    assert word == b"DONE"
    talk.say(tag + b" OK Idle completed")
    talk.say_goodbye()


@pytest.mark.parametrize("security", ["none", "tls"])
def test_mail_is_told_of_at_once(dovecot: Dovecot, security: str) -> None:
    settings = dovecot.settings(security=security)
    watch = open_watch(settings)
    assert watch.can_wait

    def bring() -> None:
        time.sleep(0.3)
        with open_mailbox(settings) as mailbox:
            mailbox.append_message("INBOX", MAIL, (), datetime.now(UTC))

    for _ in range(2):  # the second IDLE on the same connection as well
        threading.Thread(target=bring).start()
        assert watch.wait(60) is True
    began = time.monotonic()
    assert watch.wait(0.5) is False
    assert time.monotonic() - began > 0.4
    watch.close()


def test_interrupt_ends_a_wait_from_another_thread(dovecot: Dovecot) -> None:
    watch = open_watch(dovecot.settings())
    threading.Timer(0.2, watch.interrupt).start()
    with pytest.raises(ConnectionLost):
        watch.wait(60)


def test_a_server_without_idle_says_so(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        talk.say_goodbye()

    scripted.play(script)
    watch = open_watch(scripted.settings())
    assert not watch.can_wait
    watch.close()


@pytest.mark.parametrize(
    "before",
    [
        [b"+ idling", b"* 2 EXISTS"],  # in the packet that begins it, where no poll sees it
        [b"* 2 EXISTS", b"+ idling"],  # before it begins
        [b"+ idling", b"* OK Still here", b"* 1 FETCH (FLAGS ())", b"* 2 EXISTS", b"* 1 RECENT"],
    ],
)
def test_growth_is_seen_wherever_it_is_told(scripted: ScriptedServer, before: list[bytes]) -> None:
    scripted.play(idling(*before, then=done))
    watch = open_watch(scripted.settings())
    assert watch.wait(60) is True
    watch.close()
    scripted.finish()


def test_growth_that_is_told_after_done_counts(scripted: ScriptedServer) -> None:
    def then(talk: Talk, tag: bytes) -> None:
        talk.hear()
        talk.say(b"* 2 EXISTS", tag + b" OK Idle completed")
        talk.say_goodbye()

    scripted.play(idling(b"+ idling", then=then))
    watch = open_watch(scripted.settings())
    assert watch.wait(0.2) is True
    watch.close()


def test_a_line_may_come_in_two_pieces(scripted: ScriptedServer) -> None:
    def then(talk: Talk, tag: bytes) -> None:
        talk.raw(b"* OK Still here\r\n* 2 EXI")
        time.sleep(0.3)
        talk.raw(b"STS\r\n")
        done(talk, tag)

    scripted.play(idling(b"+ idling", then=then))
    watch = open_watch(scripted.settings())
    assert watch.wait(60) is True
    watch.close()
    scripted.finish()


@pytest.mark.parametrize("line", [b"* OK Still here", b"* 1 EXPUNGE", b"* FLAGS (\\Seen)"])
def test_other_news_is_no_mail(scripted: ScriptedServer, line: bytes) -> None:
    scripted.play(idling(b"+ idling", line, then=done))
    watch = open_watch(scripted.settings())
    began = time.monotonic()
    assert watch.wait(0.5) is False
    assert time.monotonic() - began >= 0.45
    watch.close()


def test_a_dead_connection_does_not_spin(scripted: ScriptedServer) -> None:
    """imapclient's idle_check comes back empty tens of thousands of times a second here."""
    scripted.play(idling(b"+ idling", then=lambda talk, tag: None))
    watch = open_watch(scripted.settings())
    cpu = time.process_time()
    with pytest.raises(ConnectionLost):
        watch.wait(60)
    assert time.process_time() - cpu < 1


@pytest.mark.parametrize(
    ("before", "words"),
    [([b"+ idling", b"* BYE over quota"], "over quota"), ([b"* BYE go away"], "go away")],
)
def test_a_goodbye_is_repeated(scripted: ScriptedServer, before: list[bytes], words: str) -> None:
    scripted.play(idling(*before, then=lambda talk, tag: None))
    watch = open_watch(scripted.settings())
    with pytest.raises(ConnectionLost, match=words):
        watch.wait(10)


def test_a_refused_idle_is_no_endless_wait(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in(IDLE)
        talk.examine()
        tag, _ = talk.hear(b"IDLE")
        talk.say(tag + b" NO not today")
        talk.wait()

    scripted.play(script)
    watch = open_watch(scripted.settings())
    with pytest.raises(ConnectionLost, match="not today"):
        watch.wait(60)


def test_a_dripping_server_is_cut_by_the_deadline(scripted: ScriptedServer) -> None:
    """It answers DONE, but a byte a second: no read ever times out."""
    scripted.play(
        idling(b"+ idling", then=lambda talk, tag: talk.drip(b"* OK " + b"x" * 1000, 0.2))
    )
    watch = open_watch(scripted.settings(deadline_seconds=1.0))
    with pytest.raises(ConnectionLost):  # dripping on takes longer than a test may
        watch.wait(1)
