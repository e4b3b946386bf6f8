"""Reads several mailboxes side by side, so that none waits for one that is slow or dead: which are
read, which a pass waits for, which it goes without, and when those are tried again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from daemon.config import Config, MailboxSettings
from daemon.errors import MailboxError, WellkeeperError
from daemon.jobs.side_by_side.counter import Counter
from daemon.jobs.side_by_side.held import Held
from daemon.jobs.side_by_side.read_mailboxes import ReadMailboxes
from daemon.jobs.side_by_side.reading import Reading, open_and_look, scan, see_folders
from daemon.jobs.side_by_side.troubles import Troubles
from daemon.store import Store

if TYPE_CHECKING:
    from daemon.jobs.scan import Progress

log = logging.getLogger(__name__)

#: Seconds that a pass waits for the others when the first mailbox has been read. One that takes
#: longer is read on beside the passes and joins the one after.
PATIENCE = 10.0
#: And that it waits for the others to be looked at, before the first may be read.
LOOK_PATIENCE = 1.0
_LOOK = 0.2


class Mailboxes:
    """The mailboxes of one owner from pass to pass. `read` and `serve` are for the thread that has
    the store open; a mailbox that is late is read on between them.
    """

    def __init__(
        self,
        *,
        patience: float | None = None,
        wake: Callable[[str], None] = lambda _: None,
        check: Callable[[], None] = lambda: None,
        random: Callable[[], float] = lambda: 0.0,
        pace: float = 1.0,
        hold: bool = False,
    ) -> None:
        """Without `patience` (seconds) a pass waits for all. `wake` is told `pass` when a late
        mailbox has been read and `serve` when it has something to be stored. `check` is called
        while a pass waits and may raise to end it. `pace` shortens all waiting. With
        `hold` connections are kept from one good pass to the next.
        """
        self._patience = patience
        self._check = check
        self._wake = wake
        self._pace = pace
        self._hold = hold
        self._held = Held(pace)
        self._counter = Counter(lambda: wake("serve"))
        self._readings: dict[str, Reading] = {}
        self._late: set[str] = set()
        self._troubles = Troubles(random, pace)
        #: Those that are not to be tried, with the reason: their logins are refused.
        self.barred: dict[str, WellkeeperError] = {}
        #: What the last `read` met, also where it raised.
        self.last = ReadMailboxes()

    @contextmanager
    def read(
        self,
        config: Config,
        store: Store,
        now: datetime,
        progress: Progress,
        has_nothing_new: Callable[[Sequence[str | None]], bool],
    ) -> Iterator[ReadMailboxes]:
        """All mailboxes that could be had, open and with their new mail stored. Before anything
        is read `has_nothing_new` is asked once, with a look at each: where it says so, none is.

        Raises StoreError, and where none could be had the MailboxError of the first.
        """
        self.last = done = ReadMailboxes(failed=dict(self.barred))
        is_well = False
        try:
            wanted = [one for one in config.mailboxes if one.name not in self.barred]
            self._held.let_go_of_others(wanted)
            if len(config.mailboxes) == 1 and wanted and not self._readings:
                self._read_only_one(wanted[0], store, now, progress, has_nothing_new, done)
            else:
                self._read_all(wanted, store, now, progress, has_nothing_new)
                for settings in wanted:
                    self._collect(settings.name, done)
            if not done.sessions:
                raise next(
                    done.failed[one.name] for one in config.mailboxes if one.name in done.failed
                )
            yield done
            if all(one.lost for one in done.sessions):
                raise done.sessions[0].lost[0]
            is_well = True
        finally:
            done.failed |= self._troubles.settle(done.sessions, is_well)
            for session in done.sessions:
                if self._hold and is_well and not session.lost:
                    self._held.add(session)
                else:
                    session.mailbox.close()

    def serve(self, store: Store, until: Callable[[], bool], seconds: float = 2.0) -> None:
        """Store what late mailboxes have read, until nothing has come for so long or `until`."""
        with self._counter.open_for(store):
            while self._counter.serve_one(seconds) and not until():
                pass

    def try_now(self) -> None:
        """Whatever failed is tried again at the next pass."""
        self._troubles.forgive()

    def rest(self, name: str, seconds: float) -> None:
        """Do not try this one again for so many seconds."""
        self._troubles.rest(name, seconds)

    def next_try(self) -> float | None:
        """Seconds until one that failed is to be tried again."""
        return self._troubles.next_try(self.barred)

    def doubt(self) -> None:
        """From any thread: what is held may be dead (the machine slept), and a dead connection is
        found out only by waiting. The next pass opens new ones.
        """
        self._held.doubt()

    def close(self) -> None:
        """Give up all that is under way; threads that are in the network end by themselves."""
        for reading in self._readings.values():
            reading.drop()
        self._held.let_go()

    # -- within a pass -----------------------------------------------------------------------

    def _read_only_one(
        self,
        settings: MailboxSettings,
        store: Store,
        now: datetime,
        progress: Progress,
        has_nothing_new: Callable[[Sequence[str | None]], bool],
        done: ReadMailboxes,
    ) -> None:
        """Without a thread: there is nobody whom it could keep waiting."""
        try:
            held = self._held.take(settings.name)
            session, seen = open_and_look(settings, store, held)
            done.sessions.append(session)
            if not has_nothing_new([seen]):
                if session is held:
                    session = done.sessions[-1] = see_folders(session)
                done.scans[settings.name] = scan(session, store, now, progress)
        except MailboxError as error:
            done.failed[settings.name] = error
            raise

    def _read_all(
        self,
        wanted: list[MailboxSettings],
        store: Store,
        now: datetime,
        progress: Progress,
        has_nothing_new: Callable[[Sequence[str | None]], bool],
    ) -> None:
        self._forget_others(wanted)
        with self._counter.open_for(store):
            begun = self._begin(wanted, now, progress)
            self._await(lambda one: one.looked, LOOK_PATIENCE)
            looks = [begun[one.name].look if one.name in begun else None for one in wanted]
            nothing_new = has_nothing_new(looks)
            for reading in begun.values():
                reading.go_on(scan=not nothing_new)
            self._late |= self._await(lambda one: one.succeeded, PATIENCE)

    def _forget_others(self, wanted: list[MailboxSettings]) -> None:
        """What the configuration no longer has, or has otherwise."""
        settings = {one.name: one for one in wanted}
        for name, reading in list(self._readings.items()):
            if settings.get(name) != reading.settings:
                reading.drop()
                del self._readings[name]
        self._troubles.keep_only(wanted)

    def _begin(
        self, wanted: list[MailboxSettings], now: datetime, progress: Progress
    ) -> dict[str, Reading]:
        """Begin with all that are not under way and need not rest; with all where none is left."""
        idle = [one for one in wanted if one.name not in self._readings]
        ready = [one for one in idle if not self._troubles.must_rest(one.name)]
        begun = {}
        for settings in ready or ([] if self._readings else idle):
            held = self._held.take(settings.name)
            begun[settings.name] = Reading(settings, self._counter, now, progress, self._wake, held)
            begun[settings.name].start()
        self._readings |= begun
        return begun

    def _await(self, is_there: Callable[[Reading], bool], longest: float) -> set[str]:
        """Serve until all have got so far or ended, or one has and the others take too long; those
        that have not.
        """
        ends: float | None = None
        while True:
            under_way = {
                name for name, one in self._readings.items() if not (is_there(one) or one.ended)
            }
            if not under_way:
                return under_way
            if self._patience is not None and any(map(is_there, self._readings.values())):
                ends = ends or time.monotonic() + min(longest, self._patience)
                if under_way <= self._late or time.monotonic() >= ends:
                    return under_way
            self._counter.serve_one(_LOOK)
            self._check()

    def _collect(self, name: str, done: ReadMailboxes) -> None:
        """Whatever came of this one. Raises what was no trouble of a mailbox."""
        reading = self._readings.get(name)
        if reading is None:
            error = self._troubles.of(name)
            if error is not None:
                done.failed[name] = error
            return
        reading.beside_the_passes = True  # before the look: it must not end unseen in between
        if not reading.ended:
            done.late.add(name)
            return
        del self._readings[name]
        if reading.error is not None:
            done.failed[name] = self._troubles.add(reading.settings, reading.error)
            self._late.add(name)  # no pass waits for it until it has been read once more
        elif reading.session is not None:
            done.sessions.append(reading.session)
            if reading.result is not None:
                done.scans[name] = reading.result
            self._late.discard(name)
