"""Mailboxes among several that could not be had: what kept each, and when it is tried again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence

from daemon.config import MailboxSettings
from daemon.core.backoff import Backoff
from daemon.core.values import dataclass
from daemon.errors import MailboxError, StoreError, WellkeeperError
from daemon.jobs.session import Session

log = logging.getLogger(__name__)

#: Seconds before one is tried again, at first and at most.
FIRST_WAIT, LONGEST_WAIT = 30.0, 3600.0


@dataclass(slots=True)
class _Trouble:
    settings: MailboxSettings
    error: WellkeeperError
    backoff: Backoff
    until: float = 0.0


class Troubles:
    """By the mailbox's name. What has been read once more is in none."""

    def __init__(self, random: Callable[[], float], pace: float) -> None:
        self._random = random
        self._pace = pace
        self._now: dict[str, _Trouble] = {}

    def add(self, settings: MailboxSettings, error: BaseException) -> WellkeeperError:
        """This ended its reading; what to say of it. Raises what concerns all mailboxes."""
        says = _mailbox_error(error)
        trouble = self._now.get(settings.name)
        if trouble is None:
            backoff = Backoff(FIRST_WAIT * self._pace, LONGEST_WAIT * self._pace, self._random)
            trouble = self._now[settings.name] = _Trouble(settings, says, backoff)
        trouble.error = says
        trouble.until = time.monotonic() + trouble.backoff.next_seconds()
        log.warning("the mailbox %s was passed over: %s", settings.name, says.message)
        return says

    def of(self, name: str) -> WellkeeperError | None:
        """What kept it, while it rests."""
        trouble = self._now.get(name)
        return None if trouble is None else trouble.error

    def settle(self, sessions: Sequence[Session], is_well: bool) -> dict[str, WellkeeperError]:
        """At the end of a pass: what to say of those whose connection was lost on the way. The
        others have proved themselves where the pass `is_well`: what kept them is forgotten.
        """
        lost = {}
        for one in sessions:
            name = one.settings.name
            if one.lost:
                lost[name] = self.add(one.settings, one.lost[0])
            elif is_well:
                self._now.pop(name, None)
        return lost

    def keep_only(self, wanted: Sequence[MailboxSettings]) -> None:
        """Forget those that the configuration no longer has, or has otherwise."""
        settings = {one.name: one for one in wanted}
        for name, trouble in list(self._now.items()):
            if settings.get(name) != trouble.settings:
                del self._now[name]

    def must_rest(self, name: str) -> bool:
        """Whether it is not to be tried yet."""
        trouble = self._now.get(name)
        return trouble is not None and trouble.until > time.monotonic()

    def rest(self, name: str, seconds: float) -> None:
        """Do not try this one again for so many seconds."""
        if name in self._now:
            self._now[name].until = time.monotonic() + seconds * self._pace

    def forgive(self) -> None:
        """All may be tried at once."""
        for trouble in self._now.values():
            trouble.until = 0.0

    def next_try(self, without: Collection[str]) -> float | None:
        """Seconds until the first may be tried again."""
        waits = [one.until for name, one in self._now.items() if name not in without]
        return max(0.0, min(waits) - time.monotonic()) if waits else None


def _mailbox_error(error: BaseException) -> WellkeeperError:
    """What ended the reading of one mailbox. Raises what concerns them all: the store, a stop."""
    if isinstance(error, StoreError) or not isinstance(error, Exception):
        raise error
    if isinstance(error, WellkeeperError):
        return error
    # A fault of ours, met in one mailbox, must not keep the others from being read.
    log.error("reading a mailbox failed", exc_info=error)
    return MailboxError(
        f"Something unforeseen went wrong ({type(error).__name__}).",
        "It is tried again by itself; the log says where it happened.",
    )
