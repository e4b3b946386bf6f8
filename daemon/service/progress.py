"""What the work in hand tells: the words for `systemctl status`, the sign of life that feeds the
watchdog, and the places where a pass can be stopped.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_STEPS = {
    "scan": "Looking for new mail",
    "read": "Reading what waits for an answer",
    "settle": "Looking what became of the drafts",
    "plan": "Deciding whom to reach out to",
    "draft": "Writing drafts",
}
#: Seconds between two words of a long scan.
_PACE = 2.0


class Stopped(BaseException):
    """The pass is to end here. No Exception, so that nothing on the way takes it for a fault."""


class Progress:
    """The Reporter of all passes. `last_sign` is in monotonic seconds."""

    def __init__(self, tell: Callable[[str], None], stopping: threading.Event) -> None:
        """`tell` takes one line of words, from the worker's thread."""
        self._tell = tell
        self._stopping = stopping
        self._told_at = 0.0
        self.last_sign = time.monotonic()

    def sign(self) -> None:
        """The worker lives."""
        self.last_sign = time.monotonic()

    def check(self) -> None:
        """Raises Stopped where the daemon ends; no sign of life."""
        if self._stopping.is_set():
            raise Stopped

    def step(self, name: str) -> None:
        """See Reporter. Raises Stopped where the daemon ends: between two steps nothing is lost."""
        self._told_at = 0.0
        self._go_on(f"{_STEPS.get(name, name)} ...")

    def scanned(self, folder: str, done: int, total: int) -> None:
        """See Reporter. Raises Stopped: each batch is stored together with its cursor."""
        self._go_on(f"Looking through {folder}: {done:,} of {max(done, total):,} mails ...")

    def read(self, done: int, total: int) -> None:
        """See Reporter. Raises Stopped: what was read is stored already."""
        self._go_on(f"Reading mails: {done:,} of {max(done, total):,} ...")

    def _go_on(self, words: str) -> None:
        self.sign()
        self.check()
        if self.last_sign - self._told_at >= _PACE:
            self._told_at = self.last_sign
            self._tell(words)
