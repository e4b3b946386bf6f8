"""Who parses the headers of a scan: this process, or for much mail a second one beside it, so that
it goes on while the store is written.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from daemon.core.mail import FolderRole, RawHeader
from daemon.core.scan_batch import parse_batch
from daemon.core.short_way import forget_lines
from daemon.core.values import dataclass
from daemon.jobs.scan.second import PLACES, SecondLost, SecondProcess, pack

log = logging.getLogger(__name__)

#: From so many mails on a second process is worth its start, a few hundredths of a second, and a
#: thread that reads ahead.
MUCH = 4_000
#: Batches that wait to be parsed, or for those before them.
MOST_UNDER_WAY = PLACES + 1


@dataclass(slots=True)
class Parsed:
    """A batch of one folder, and what was `found` in it once it is parsed, packed until it is
    stored; `then` takes it.
    """

    batch: Sequence[RawHeader]
    role: FolderRole
    then: Callable[[Parsed], None]
    found: bytes | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is parsed."""
        return self.found is not None


class Parsing:
    """Batches go in and come out parsed, in their order; close it after the last. What a second
    process has in hand when it is lost is parsed here.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._second: SecondProcess | None = None
        self._may_start = _cores() > 1
        self._under_way: deque[Parsed] = deque()

    def expect(self, mails: int) -> None:
        """So many mails are to come, as far as is known."""
        if mails < MUCH or not self._may_start:
            return
        self._may_start = False  # a second time neither, where it was lost
        try:
            self._second = SecondProcess(self._now)
        except OSError as error:
            log.info("there is no second process to parse in: %s", error)

    def add(
        self, batch: Sequence[RawHeader], role: FolderRole, then: Callable[[Parsed], None]
    ) -> None:
        """Take a batch, which goes on to `then` when it is parsed, at once or later. A second
        process is given as much as it has room for before anything is taken back, so that it has
        work while that is stored. Where it has no room and nothing to give back, the batch is
        parsed here meanwhile.
        """
        self._make_room()
        self._hand_over(Parsed(batch, role, then))
        while self._under_way and (self._under_way[0].is_done or self._second is None):
            self._finish(self._under_way[0])
            self._pass_on()

    def rest(self) -> None:
        """All that is still under way goes on."""
        while self._under_way:
            self._finish(self._under_way[0])
            self._pass_on()

    def close(self) -> None:
        """Let go of what was remembered and of the second process."""
        forget_lines()
        self._go_on_alone()

    def _pass_on(self) -> None:
        """The oldest goes on. Only then it is let go of: an interrupt must lose none."""
        self._under_way[0].then(self._under_way[0])
        self._under_way.popleft()

    def _make_room(self) -> None:
        """Where the second process has none, take back what it has parsed, if it has; wait for it
        only before too much heaps up.
        """
        second = self._second
        if second is None or second.has_room:
            return
        if second.has_answer or len(self._under_way) >= MOST_UNDER_WAY:
            self._finish(next(one for one in self._under_way if not one.is_done))

    def _hand_over(self, one: Parsed) -> None:
        with self._minding_the_second():
            self._under_way.append(one)
            if self._second is not None and not self._second.put(one.batch, one.role):
                self._parse(one)

    def _finish(self, one: Parsed) -> None:
        """Have it parsed; of those that the second process has in hand, the oldest."""
        if one.is_done:
            return
        answer = None
        with self._minding_the_second():
            if self._second is not None:
                answer = self._second.take()
        if answer is None:
            self._parse(one)
        else:
            one.found = answer

    def _parse(self, one: Parsed) -> None:
        one.found = pack(*parse_batch(one.batch, self._now, one.role))

    @contextmanager
    def _minding_the_second(self) -> Iterator[None]:
        """Where the second process is lost, or we are interrupted while we talk to it, this one
        goes on alone, with all that is under way.
        """
        try:
            yield
        except SecondLost as error:
            log.warning("the second process is lost (%s); this one parses on alone", error)
            self._go_on_alone()
        except BaseException:
            self._go_on_alone()
            raise

    def _go_on_alone(self) -> None:
        if self._second is not None:
            self._second.close()
            self._second = None


def _cores() -> int:
    """So many processors this process may use; one where the system does not tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
