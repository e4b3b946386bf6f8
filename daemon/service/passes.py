"""One pass of the daemon, and what its failure means: when to try again, and when not to."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from daemon.config import Config, MailboxSettings
from daemon.core.backoff import Backoff
from daemon.errors import LoginRejected, StoreBusy, StoreError, StoreTooNew, WellkeeperError
from daemon.jobs.once import run_pass
from daemon.service.logins import MOST_REFUSALS, Logins, locked_error
from daemon.service.problems import Problems
from daemon.service.progress import Progress
from daemon.store import Store, lock, open_store
from daemon.templating import Templates

log = logging.getLogger(__name__)

#: Seconds before the first, and at most before any further attempt after a failure.
FIRST_WAIT, LONGEST_WAIT = 30.0, 3600.0
#: Seconds before a refused login is tried for the second and for the third time.
LOGIN_WAITS = (60.0, 600.0)
#: Seconds until somebody else who writes to the store (`once`, `draft`) is done.
BUSY_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What a pass works with: one configuration and its templates, read together."""

    config: Config
    templates: Templates


@dataclass(frozen=True, slots=True)
class Outcome:
    """`retry_seconds` is None after a good pass; `fatal` ends the daemon."""

    seconds: float
    retry_seconds: float | None = None
    fatal: WellkeeperError | None = None
    logged_in: tuple[str, ...] = ()


class Passes:
    """Makes passes, for the worker's thread alone; `logins` and `problems` are shared."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        random: Callable[[], float],
        progress: Progress,
        logins: Logins,
        problems: Problems,
    ) -> None:
        self._clock = clock
        self._progress = progress
        self._logins = logins
        self._problems = problems
        self._backoff = Backoff(FIRST_WAIT, LONGEST_WAIT, random)
        self._prepared: Setup | None = None

    def make(self, setup: Setup, conclude: Callable[[Store, Outcome], None]) -> Outcome:
        """One pass. `conclude` writes down what follows from it while the store is still open;
        what it could not write, it will be asked to write again.
        """
        began = time.monotonic()
        outcome: Outcome | None = None
        try:
            with self._store(setup) as store:
                outcome = self._attempt(setup, store, began)
                conclude(store, outcome)
                self._logins.save(store.service)
                self._problems.save(store.service)
        except StoreBusy as error:
            log.info("%s", error.message)
            return Outcome(time.monotonic() - began, BUSY_WAIT)
        except StoreError as error:
            log.error("%s %s", error.message, error.hint)
            self._problems.add("store", error.message, error.hint)
            fatal = error if isinstance(error, StoreTooNew) else None
            return Outcome(time.monotonic() - began, self._backoff.next_seconds(), fatal)
        except Exception as error:
            return self._unforeseen(error, began)
        self._problems.drop("store")
        return outcome

    @contextmanager
    def _store(self, setup: Setup) -> Iterator[Store]:
        """The store, locked; what was known of the logins is read with a new configuration."""
        config = setup.config
        with (
            lock(config.store.url),
            open_store(config.store.url, config.owner.as_owner()) as store,
        ):
            if self._prepared is not setup:
                self._logins.load(store.service, config.mailboxes)
                self._prepared = setup
            yield store

    def _attempt(self, setup: Setup, store: Store, began: float) -> Outcome:
        """Pass, without the mailboxes whose login is refused; never raises but for the store."""
        usable = [one for one in setup.config.mailboxes if not self._logins.is_locked(one)]
        while True:
            first = setup.config.mailboxes[0]
            if first not in usable:  # its drafts folder is where all drafts go
                error = locked_error(first)
                self._problems.add(f"login {first.name}", error.message, error.hint)
                return Outcome(time.monotonic() - began, LONGEST_WAIT, error)
            config = structs.replace(setup.config, mailboxes=tuple(usable))
            try:
                run_pass(config, store, setup.templates, self._clock(), self._progress, letter=True)
            except LoginRejected as error:
                refused = _find(usable, error)
                wait = self._refuse(refused, error)
                if refused is not first:
                    usable.remove(refused)
                elif wait is not None:
                    return Outcome(time.monotonic() - began, wait)
                else:
                    usable.remove(refused)
            except StoreError:
                raise
            except WellkeeperError as error:
                log.warning("%s %s", error.message, error.hint)
                self._problems.add("pass", error.message, error.hint)
                return Outcome(time.monotonic() - began, self._backoff.next_seconds())
            except Exception as error:
                return self._unforeseen(error, began)
            else:
                return self._succeed(usable, began)

    def _succeed(self, usable: list[MailboxSettings], began: float) -> Outcome:
        self._backoff.reset()
        self._problems.drop("pass")
        for one in usable:
            self._logins.accept(one)
            self._problems.drop(f"login {one.name}")
        return Outcome(time.monotonic() - began, logged_in=tuple(one.name for one in usable))

    def _refuse(self, settings: MailboxSettings, error: LoginRejected) -> float | None:
        """Count a refusal; seconds until the next attempt, or None where there is none."""
        count = self._logins.count_refusal(settings)
        log.warning("%s (%d of %d) %s", error.message, count, MOST_REFUSALS, error.hint)
        if count >= MOST_REFUSALS:
            error = locked_error(settings)
        self._problems.drop("pass")  # the server answers: this is all that is wrong now
        self._problems.add(f"login {settings.name}", error.message, error.hint)
        return None if count >= MOST_REFUSALS else LOGIN_WAITS[count - 1]

    def _unforeseen(self, error: Exception, began: float) -> Outcome:
        """A fault of ours: it must not end the daemon, and must not go unseen."""
        log.exception("a pass failed")
        self._problems.add(
            "pass",
            f"Something unforeseen went wrong ({type(error).__name__}).",
            "It is tried again by itself; the log says where it happened.",
        )
        return Outcome(time.monotonic() - began, self._backoff.next_seconds())


def _find(mailboxes: list[MailboxSettings], error: LoginRejected) -> MailboxSettings:
    """Whose login it was."""
    for one in mailboxes:
        if (one.host, one.port, one.user) == error.account:
            return one
    return mailboxes[0]
