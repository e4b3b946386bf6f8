"""Watches one inbox with IDLE, on a connection of its own, and says only "wake".

Where there is no IDLE, or no connection, it says nothing and the schedule does the work.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from daemon.config import MailboxSettings
from daemon.core.backoff import Backoff
from daemon.errors import ConnectionLost, LoginRejected, MailboxError
from daemon.jobs.session import log_in
from daemon.mailbox import FolderWatch, open_watch
from daemon.mailbox.idle import RENEW_SECONDS

log = logging.getLogger(__name__)

#: Seconds that a connection must have lived to count as good.
PROVEN_SECONDS = 60.0
#: Early returns in a row after which a connection that answers is given up all the same.
MOST_EARLY = 5
FIRST_WAIT, LONGEST_WAIT = 5.0, 900.0


class Watch:
    """A thread on one mailbox. It begins when it is first told `resume`: a login must have worked
    before, and one that was refused here is not repeated until somebody says `resume` again.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        wake: Callable[[], None],
        refused: Callable[[str], None],
        random: Callable[[], float],
    ) -> None:
        """`wake` is called for new mail, `refused` with the mailbox's name for a refused login;
        both from this thread. `random` gives numbers from 0 to 1.
        """
        self.settings = settings
        self._wake = wake
        self._refused = refused
        self._backoff = Backoff(FIRST_WAIT, LONGEST_WAIT, random)
        self._may_login = threading.Event()
        self._hurry = threading.Event()
        self._stopping = False
        self._lock = threading.Lock()
        self._watch: FolderWatch | None = None
        self._seen: tuple[int, int | None, int] | None = None
        #: Whether it sits in IDLE now, and whether the server has none.
        self.waiting = False
        self.pointless = False
        self._thread = threading.Thread(
            target=self._run, name=f"watch {settings.name}", daemon=True
        )

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; nothing happens before the first `resume`."""
        self._thread.start()

    def resume(self) -> None:
        """A login has just worked: go on where one was refused or none was tried."""
        if not self.pointless:
            self._may_login.set()

    def reconnect(self) -> None:
        """Drop the connection and make a new one: after a sleep the old one is often dead."""
        self.pointless = False
        self._hurry.set()
        self._interrupt()

    def stop(self, seconds: float = 1.0) -> None:
        """End the thread, wherever it is, and wait for it for at most `seconds`."""
        self._stopping = True
        self._may_login.set()
        self.reconnect()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _interrupt(self) -> None:
        with self._lock:
            if self._watch is not None:
                self._watch.interrupt()

    def _run(self) -> None:
        while not self._stopping:
            self._may_login.wait()
            if self._stopping:
                break
            self._hurry.clear()
            try:
                self._sit()
            except LoginRejected as error:
                self._may_login.clear()
                log.warning("watching %s: %s", self.settings.name, error)
                self._refused(self.settings.name)
                continue
            except MailboxError as error:
                if not self._stopping:
                    log.info("watching %s: %s", self.settings.name, error)
            except Exception:
                log.exception("watching %s failed; it goes on by schedule", self.settings.name)
            self._hurry.wait(self._backoff.next_seconds())

    def _sit(self) -> None:
        """Watch over one connection until it ends; raises MailboxError."""
        watch = log_in(self.settings, open_watch)
        with self._lock:
            self._watch = watch
        try:
            if not watch.can_wait:
                log.info("watching %s: the server has no IDLE", self.settings.name)
                self.pointless = True
                self._may_login.clear()
                return
            self._tell_missed(watch)
            self._wait(watch)
        finally:
            self.waiting = False
            with self._lock:
                self._watch = None
            watch.close()

    def _tell_missed(self, watch: FolderWatch) -> None:
        """What came while there was no connection, or before there was one, is told of now."""
        status = watch.status
        seen, self._seen = self._seen, (status.uidvalidity, status.uidnext, status.exists)
        if seen != self._seen:
            self._wake()

    def _wait(self, watch: FolderWatch) -> None:
        early = 0
        began = time.monotonic()
        self.waiting = True
        while not self._stopping:
            at = time.monotonic()
            grew = watch.wait(RENEW_SECONDS)
            if grew:
                self._seen = None
                self._wake()
            now = time.monotonic()
            if grew or now - at >= PROVEN_SECONDS:
                early = 0
            elif now - at < RENEW_SECONDS - 1:
                early += 1
            if early >= MOST_EARLY:
                raise ConnectionLost("The mail server wakes us again and again for nothing.")
            if now - began >= PROVEN_SECONDS:
                self._backoff.reset()
