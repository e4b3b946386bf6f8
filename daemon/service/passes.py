"""One pass of the daemon, and what its failure means: when to try again, and when not to."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from daemon.config import Config, MailboxSettings
from daemon.core.backoff import Backoff
from daemon.core.values import dataclass
from daemon.errors import LoginRejected, StoreBusy, StoreError, StoreTooNew, WellkeeperError
from daemon.jobs.once import run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.service.logins import MOST_REFUSALS, Logins, locked_error
from daemon.service.problems import Problems
from daemon.service.progress import Progress
from daemon.store import Store, lock
from daemon.store.held import HeldStore
from daemon.templating import Templates

log = logging.getLogger(__name__)

#: Seconds before the first, and at most before any further attempt after a failure.
FIRST_WAIT, LONGEST_WAIT = 30.0, 3600.0
#: Seconds before a refused login is tried for the second and for the third time.
LOGIN_WAITS = (60.0, 600.0)
#: Seconds between two looks whether somebody has signed in anew: at a file, at no server.
SIGN_IN_WAIT = 300.0
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
    #: After a pass without one of the mailboxes: when that is to be tried again, at the latest.
    again_seconds: float | None = None


class Passes:
    """Makes passes, for the worker's thread alone; `logins` and `problems` are shared."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        random: Callable[[], float],
        progress: Progress,
        logins: Logins,
        problems: Problems,
        mailboxes: Mailboxes,
    ) -> None:
        self._clock = clock
        self._progress = progress
        self._logins = logins
        self._problems = problems
        self._mailboxes = mailboxes
        self._backoff = Backoff(FIRST_WAIT, LONGEST_WAIT, random)
        self._prepared: Setup | None = None
        self._held = HeldStore()

    def close(self) -> None:
        """No more passes are made."""
        self._held.close()

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
            self._held.open(config.store.url, config.owner.as_owner()) as store,
        ):
            if self._prepared is not setup:
                self._logins.load(store.service, config.mailboxes)
                self._prepared = setup
            yield store

    def serve(self, setup: Setup, until: Callable[[], bool]) -> float | None:
        """Store what a slow mailbox has read beside the passes. Seconds after which a pass is to
        be made because that could not be done now.
        """
        try:
            with self._store(setup) as store:
                self._mailboxes.serve(store, until)
        except StoreError as error:
            log.info("%s", error.message)
            return BUSY_WAIT if isinstance(error, StoreBusy) else FIRST_WAIT
        return None

    def _attempt(self, setup: Setup, store: Store, began: float) -> Outcome:
        """Pass, without the mailboxes whose login is refused; never raises but for the store."""
        config = setup.config
        self._bar_locked(config)
        failure: WellkeeperError | None = None
        try:
            run_pass(
                config, store, setup.templates, self._clock(), self._progress, letter=True,
                plan=False, mailboxes=self._mailboxes,
            )  # fmt: skip
        except StoreError:
            raise
        except WellkeeperError as error:
            failure = error
        except Exception as error:
            return self._unforeseen(error, began)
        refused = self._note_mailboxes(config, failure)
        took = time.monotonic() - began
        if failure is None:
            self._backoff.reset()
            self._problems.drop("pass")
            return Outcome(took, None, None, self._accept(), self._mailboxes.next_try())
        if isinstance(failure, LoginRejected):
            self._problems.drop("pass")  # the server answers: this is all that is wrong now
            if all(self._logins.is_locked(one) for one in config.mailboxes):
                if any(one.oauth.in_use for one in config.mailboxes):
                    return Outcome(took, SIGN_IN_WAIT)
                return Outcome(took, LONGEST_WAIT, locked_error(config.mailboxes[0]))
            return Outcome(took, min(refused, default=LOGIN_WAITS[0]))
        log.warning("%s %s", failure.message, failure.hint)
        self._problems.add("pass", failure.message, failure.hint)
        return Outcome(took, self._backoff.next_seconds())

    def _bar_locked(self, config: Config) -> None:
        self._logins.forgive_anew(config.mailboxes)
        locked = [one for one in config.mailboxes if self._logins.is_locked(one)]
        self._mailboxes.barred = {one.name: locked_error(one) for one in locked}
        for name, error in self._mailboxes.barred.items():
            self._problems.add(f"login {name}", error.message, error.hint)

    def _note_mailboxes(self, config: Config, failure: WellkeeperError | None) -> list[float]:
        """Write down what each mailbox met; seconds until each refused login is tried again."""
        met = {
            name: error
            for name, error in self._mailboxes.last.failed.items()
            if name not in self._mailboxes.barred
        }
        counted = (*met.values(), *self._mailboxes.barred.values())  # those were not even tried
        if isinstance(failure, LoginRejected) and failure not in counted:
            met[_find(config.mailboxes, failure).name] = failure  # refused in the midst of a pass
        waits = []
        for one in config.mailboxes:
            error = met.get(one.name)
            if isinstance(error, LoginRejected):
                wait = self._refuse(one, error)
                if wait is not None:
                    waits.append(wait)
                    self._mailboxes.rest(one.name, wait)
                self._problems.drop(f"mailbox {one.name}")
            elif error is not None and len(config.mailboxes) > 1:
                self._problems.add(f"mailbox {one.name}", error.message, error.hint)
        return waits

    def _accept(self) -> tuple[str, ...]:
        """The mailboxes that were had, whose troubles are over."""
        for one in self._mailboxes.last.sessions:
            self._logins.accept(one.settings)
            self._problems.drop(f"login {one.settings.name}")
            if not one.lost:
                self._problems.drop(f"mailbox {one.settings.name}")
        return tuple(one.settings.name for one in self._mailboxes.last.sessions if not one.lost)

    def _refuse(self, settings: MailboxSettings, error: LoginRejected) -> float | None:
        """Count a refusal; seconds until the next attempt, or None where there is none."""
        count = self._logins.count_refusal(settings)
        log.warning("%s (%d of %d) %s", error.message, count, MOST_REFUSALS, error.hint)
        locked = count >= MOST_REFUSALS
        said: LoginRejected = locked_error(settings) if locked else error
        self._problems.add(f"login {settings.name}", said.message, said.hint)
        return None if locked else LOGIN_WAITS[count - 1]

    def _unforeseen(self, error: Exception, began: float) -> Outcome:
        """A fault of ours: it must not end the daemon, and must not go unseen."""
        log.exception("a pass failed")
        self._problems.add(
            "pass",
            f"Something unforeseen went wrong ({type(error).__name__}).",
            "It is tried again by itself; the log says where it happened.",
        )
        return Outcome(time.monotonic() - began, self._backoff.next_seconds())


def _find(mailboxes: Sequence[MailboxSettings], error: LoginRejected) -> MailboxSettings:
    """Whose login it was."""
    for one in mailboxes:
        if (one.host, one.port, one.user) == error.account:
            return one
    return mailboxes[0]
