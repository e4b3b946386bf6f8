"""The daemon: one worker, one schedule, one watch a mailbox, and the main thread that looks after
them, answers signals and tells systemd.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from signal import SIGHUP, SIGUSR1
from typing import IO

from daemon.config import Config
from daemon.core.worktime import zone_of
from daemon.errors import ConfigError, StoreBusy, WellkeeperError
from daemon.heap import keep_heap_small, trim
from daemon.jobs.side_by_side import PATIENCE, Mailboxes
from daemon.scheduler import Every, Job, Scheduler, Weekly
from daemon.service.logins import Logins
from daemon.service.memory import keeping_libraries, preload, release_memory
from daemon.service.notify import Notifier
from daemon.service.passes import Outcome, Passes, Setup
from daemon.service.problems import Problems
from daemon.service.progress import Progress
from daemon.service.rest import Rest
from daemon.service.signals import STOP, Bell
from daemon.service.worker import Worker
from daemon.store import Store, lock_for_service, open_store
from daemon.templating import Templates
from daemon.watch import Watch

log = logging.getLogger(__name__)

#: Seconds between two looks of the main thread at the others.
LOOK_SECONDS = 30.0
#: Seconds in which SIGTERM must have led to the end; of these, those that the work in hand has.
STOP_SECONDS = 4.0
#: Seconds in which the end can be written down.
RECORD_SECONDS = 0.8
#: Seconds without any progress after which the watchdog is no longer fed. One answer of a server
#: may take two minutes, the inference of a first scan some more.
STUCK_SECONDS = 600.0
#: Seconds by which the clock may drift from one look to the next without having been set.
CLOCK_TOLERANCE = 5.0


class Service:
    """The daemon of one owner. `run` is for the main thread and returns when it is told to stop."""

    def __init__(
        self,
        load: Callable[[], Config],
        clock: Callable[[], datetime],
        notifier: Notifier,
        extra: Callable[[Config], Sequence[tuple[Job, Callable[[Setup], None]]]] | None = None,
        pace: float = 1.0,
    ) -> None:
        """`load` reads the configuration, at the start and at each reload. `extra` gives further
        jobs with what they do (the digest). `pace` shortens all waiting, for simulated time.

        Raises ConfigError, also for a broken template.
        """
        self._load = load
        self._clock = clock
        self._notifier = notifier
        self._extra = extra
        self._pace = pace
        self._bell = Bell()
        self._stopping = threading.Event()
        self._fatal: WellkeeperError | None = None
        self._setup = self._read_setup()
        self._problems = Problems(clock)
        self._logins = Logins()
        self._progress = Progress(self._tell, self._stopping)
        self._mailboxes = Mailboxes(
            patience=PATIENCE, wake=self._beside, check=self._progress.check,
            random=random.random, pace=pace, hold=True,
        )  # fmt: skip
        self._passes = Passes(
            clock, random.random, self._progress, self._logins, self._problems, self._mailboxes
        )
        self._rest = Rest()
        self._tasks: dict[str, Callable[[], None]] = {
            "pass": self._pass,
            "digest": self._pass,  # every pass places the letter that is due
            "serve": self._serve,
            "sign": self._progress.sign,
        }
        self._worker = Worker(self._tasks)
        self._scheduler = Scheduler((), zone_of(self._setup.config.owner.as_owner()), self._due)
        self._watches: dict[str, Watch] = {}

    def run(self) -> None:
        """Work until SIGTERM or SIGINT. SIGHUP reads the configuration again, SIGUSR1 looks for
        mail now.

        Raises StoreBusy where a daemon runs on this store already, LoginRejected where the last
        login that was allowed has been refused, StoreError where the store is from a newer version.
        """
        url = self._setup.config.store.url
        keep_heap_small()
        with ExitStack() as stack:
            stack.enter_context(self._bell.listening())
            stack.enter_context(_only_one(url))
            self._begin()
            try:
                self._look_after()
            finally:
                self._end()
        if self._fatal is not None:
            raise self._fatal

    # -- the main thread ---------------------------------------------------------------------

    def _begin(self) -> None:
        self._record_start()  # before the preloading: what an upgrade leaves behind is filled up
        preload(self._setup.config.owner.country, self._clock().year)
        self._worker.start()
        self._scheduler.start()
        self._arrange()
        self._notifier.ready()
        log.info("started with %d mailbox(es)", len(self._setup.config.mailboxes))

    def _look_after(self) -> None:
        """Until it is time to stop: signals, the clock, the other threads, the watchdog."""
        watchdog = self._notifier.watchdog_seconds
        pause = LOOK_SECONDS if watchdog is None else min(LOOK_SECONDS, watchdog / 3)
        offset = time.time() - time.monotonic()
        while self._fatal is None:
            came = self._bell.wait(pause)
            if came & STOP:
                return
            if SIGHUP in came:
                self._reload()
            if SIGUSR1 in came:
                self._mailboxes.try_now()
                self._worker.due("pass")
            before, offset = offset, time.time() - time.monotonic()
            if abs(offset - before) > CLOCK_TOLERANCE:
                self._clock_jumped(offset - before)
            self._worker.due("sign")
            self._check_threads()
            trim()  # what the watches have used after the pass that let them log in

    def _check_threads(self) -> None:
        for name, watch in self._watches.items():
            if not watch.alive:
                log.error("the watch over %s has died; a new one begins", name)
                self._watches[name] = self._new_watch(name)
                self._watches[name].resume()
        stuck = time.monotonic() - self._progress.last_sign > STUCK_SECONDS
        if self._worker.alive and self._scheduler.alive and not stuck:
            self._notifier.alive()
        else:
            log.error("no progress for %d s: the watchdog is not fed", STUCK_SECONDS)

    def _clock_jumped(self, seconds: float) -> None:
        """The machine slept, or its clock was set: connections may be dead, times be wrong."""
        log.info("the clock went %+.0f s: looking for mail now", seconds)
        self._scheduler.clock_changed()
        for watch in self._watches.values():
            watch.reconnect()
        self._mailboxes.doubt()
        self._mailboxes.try_now()
        self._worker.due("pass")

    def _end(self) -> None:
        began = time.monotonic()
        self._notifier.stopping()
        self._stopping.set()
        self._scheduler.stop()
        for watch in self._watches.values():
            watch.stop(0)
        self._mailboxes.close()
        ended = self._worker.stop(STOP_SECONDS)
        if not ended:
            # Whatever it was, it is safe to be cut off here: that is how drafts are placed.
            log.warning("the step in hand did not end in %.0f s and is cut off", STOP_SECONDS)
        # A thread for it: where the step in hand is in the middle of writing, it has to wait.
        recorder = threading.Thread(
            target=self._record_stop, args=(ended,), name="stop", daemon=True
        )
        recorder.start()
        recorder.join(RECORD_SECONDS)
        log.info("stopped after %.1f s", time.monotonic() - began)

    # -- the configuration -------------------------------------------------------------------

    def _read_setup(self) -> Setup:
        config = self._load()
        templates = Templates(config.templates.folder)
        problems = templates.check()
        if problems:
            raise ConfigError(problems, "Correct it, or remove it to have the bundled one.")
        return Setup(config, templates)

    def _reload(self) -> None:
        """Read it all again; where something is wrong with it, go on with what there was."""
        self._notifier.reloading()
        try:
            with keeping_libraries():
                setup = self._read_setup()
            if setup.config.store != self._setup.config.store:
                raise WellkeeperError("[store] url has changed.", "Stop the daemon and start it.")
        except WellkeeperError as error:
            log.error("not reloaded: %s %s", error.message, error.hint)
            self._problems.add(
                "configuration",
                f"The configuration was not reloaded: {error.message}",
                f"{error.hint} Until then the former one holds.".strip(),
            )
        else:
            self._problems.drop("configuration")
            self._setup = setup
            self._arrange()
            self._mailboxes.try_now()
            log.info("reloaded")
        self._worker.due("pass")
        self._notifier.ready()

    def _arrange(self) -> None:
        """Jobs and watches as the configuration has them now."""
        config = self._setup.config
        jobs = [Job("pass", Every(config.schedule.every_minutes * 60.0 * self._pace))]
        if config.digest.enabled:
            jobs.append(Job("digest", Weekly((config.digest.day,), config.digest.hour)))
        for job, work in self._extra(config) if self._extra is not None else ():
            jobs.append(job)
            self._tasks[job.name] = lambda work=work: work(self._setup)  # type: ignore[misc]
        self._scheduler.replace(jobs, zone_of(config.owner.as_owner()))
        wanted = {one.name: one for one in config.mailboxes} if config.schedule.watch else {}
        for name in [
            name for name, old in self._watches.items() if wanted.get(name) != old.settings
        ]:
            self._watches.pop(name).stop(0)
        for name in wanted:
            if name not in self._watches:
                self._watches[name] = self._new_watch(name)

    def _new_watch(self, name: str) -> Watch:
        settings = next(one for one in self._setup.config.mailboxes if one.name == name)
        watch = Watch(settings, self._wake, self._refused, random.random)
        watch.start()
        return watch

    # -- told by other threads ---------------------------------------------------------------

    def _due(self, name: str) -> None:
        """The scheduler: the time of a job has come."""
        self._worker.due(name)

    def _wake(self) -> None:
        """A watch: there is mail. After much work it waits a little, so that a busy day does not
        become one long scan.
        """
        rest = self._rest.seconds(time.monotonic())
        if rest > 0:
            self._scheduler.hasten("pass", rest)
        else:
            self._worker.due("pass")

    def _beside(self, what: str) -> None:
        """A slow mailbox: it has been read, or has something to be stored."""
        if what == "pass":
            self._wake()
        else:
            self._worker.due(what)

    def _refused(self, name: str) -> None:
        """A watch: its login was refused, where one had worked before."""
        for one in self._setup.config.mailboxes:
            if one.name == name:
                self._logins.count_refusal(one)
        self._worker.due("pass")

    def _tell(self, words: str) -> None:
        self._notifier.status(words)

    # -- the worker's thread -----------------------------------------------------------------

    def _pass(self) -> None:
        self._progress.sign()
        outcome = self._passes.make(self._setup, self._conclude)
        self._progress.sign()
        if outcome.fatal is not None:
            self._fatal = outcome.fatal
            self._bell.ring()
        elif outcome.retry_seconds is not None:
            self._scheduler.move("pass", outcome.retry_seconds * self._pace)
        elif outcome.again_seconds is not None:
            self._scheduler.hasten("pass", outcome.again_seconds)
        self._rest.worked(outcome.seconds, time.monotonic())
        for name in outcome.logged_in:
            if name in self._watches:
                self._watches[name].resume()
        release_memory()
        self._tell_rest()

    def _serve(self) -> None:
        """What a slow mailbox has read is stored between two passes, until one is due."""
        wait = self._passes.serve(self._setup, lambda: self._worker.waiting)
        if wait is not None:
            self._scheduler.hasten("pass", wait * self._pace)
        release_memory()

    def _conclude(self, store: Store, outcome: Outcome) -> None:
        if outcome.retry_seconds is not None:
            self._scheduler.move("pass", outcome.retry_seconds * self._pace)
        elif outcome.again_seconds is not None:
            self._scheduler.hasten("pass", outcome.again_seconds)
        with store.without_waiting():
            store.service.record_next_pass(self._scheduler.next_time("pass"))

    def _tell_rest(self) -> None:
        at = self._scheduler.next_time("pass")
        when = "" if at is None else (
            f"next pass {at.astimezone(zone_of(self._setup.config.owner.as_owner())):%H:%M}"
        )  # fmt: skip
        trouble = self._problems.first
        self._tell("; ".join(part for part in (trouble, when) if part) or "Waiting for mail")

    def _record_start(self) -> None:
        """Raises StoreTooNew; another trouble of the store is the first pass's to report."""
        config = self._setup.config
        try:
            with open_store(config.store.url, config.owner.as_owner()) as store:
                store.service.record_started(self._clock())
        except WellkeeperError as error:
            if error.exit_code == 78:
                raise
            log.error("%s %s", error.message, error.hint)

    def _record_stop(self, ended: bool) -> None:
        config = self._setup.config
        if ended:
            self._passes.close()
        try:
            with open_store(config.store.url, config.owner.as_owner()) as store:
                self._problems.save(store.service)
                self._logins.save(store.service)
                store.health.record_interrupted(self._clock())
                store.service.record_stopped(self._clock())
        except WellkeeperError as error:
            log.error("%s %s", error.message, error.hint)


def _only_one(url: str) -> IO[str]:
    """The lock of the one daemon of a store; `status` may hold it for a moment to look."""
    for _ in range(8):
        try:
            return lock_for_service(url)
        except StoreBusy:
            time.sleep(0.05)
    return lock_for_service(url)
