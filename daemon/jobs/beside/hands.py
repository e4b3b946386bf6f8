"""Who works on what has come: this process, and where it is much a second one beside it, so that it
goes on while the store is written.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic

from daemon.jobs.beside.second import G, SecondLost, SecondProcess, Trade

log = logging.getLogger(__name__)


class Lot(Generic[G]):
    """Some of what has come, and what was `found` in it once it is worked on, packed until it is
    needed; `then` takes it.
    """

    __slots__ = ("found", "given", "then")

    def __init__(self, given: G, then: Callable[[Lot[G]], None]) -> None:
        self.given = given
        self.then = then
        self.found: bytes | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is worked on."""
        return self.found is not None


class Hands(Generic[G]):
    """Lots go in and come out worked on, in their order; close it after the last. What a second
    process has in hand when it is lost is worked on here.
    """

    def __init__(self, trade: Trade[G], much: int, places: int, here: int = 1) -> None:
        """From so many mails on as are `much` a second process is worth its start, a few hundredths
        of a second. It may have so many lots in hand as it has `places`, so that it has work while
        we do something else; and so many that were worked on `here` may wait for those before them.
        """
        self._trade = trade
        self._much = much
        self._places = places
        self._most = places + here
        self._second: SecondProcess[G] | None = None
        self._may_start = _cores() > 1
        self._under_way: deque[Lot[G]] = deque()

    def expect(self, mails: int) -> None:
        """So many mails are to come, as far as is known."""
        if mails < self._much or not self._may_start:
            return
        self._may_start = False  # a second time neither, where it was lost
        try:
            self._second = SecondProcess(self._trade, self._places)
        except OSError as error:
            log.info("there is no second process: %s", error)

    def add(self, given: G, then: Callable[[Lot[G]], None]) -> None:
        """Take a lot, which goes on to `then` when it is worked on, at once or later. A second
        process is given as much as it has room for before anything is taken back, so that it has
        work while that is stored. Where it has no room and nothing to give back, the lot is worked
        on here meanwhile.
        """
        self._make_room()
        self._hand_over(Lot(given, then))
        while self._under_way and (self._under_way[0].is_done or self._second is None):
            self._finish(self._under_way[0])
            self._pass_on()

    def rest(self) -> None:
        """All that is still under way goes on."""
        while self._under_way:
            self._finish(self._under_way[0])
            self._pass_on()

    def close(self) -> None:
        """Let go of the second process."""
        self._go_on_alone()

    def _pass_on(self) -> None:
        """The oldest goes on. Only then it is let go of: an interrupt must lose none."""
        self._under_way[0].then(self._under_way[0])
        self._under_way.popleft()

    def _make_room(self) -> None:
        """Where the second process has none, take back what it has worked on, if it has; wait for
        it only before too much heaps up.
        """
        second = self._second
        if second is None or second.has_room:
            return
        if second.has_answer or len(self._under_way) >= self._most:
            self._finish(next(one for one in self._under_way if not one.is_done))

    def _hand_over(self, one: Lot[G]) -> None:
        with self._minding_the_second():
            self._under_way.append(one)
            if self._second is not None and not self._second.put(one.given):
                self._work_on(one)

    def _finish(self, one: Lot[G]) -> None:
        """Have it worked on; of those that the second process has in hand, the oldest."""
        if one.is_done:
            return
        answer = None
        with self._minding_the_second():
            if self._second is not None:
                answer = self._second.take()
        if answer is None:
            self._work_on(one)
        else:
            one.found = answer

    def _work_on(self, one: Lot[G]) -> None:
        one.found = self._trade.work(one.given)

    @contextmanager
    def _minding_the_second(self) -> Iterator[None]:
        """Where the second process is lost, or we are interrupted while we talk to it, this one
        goes on alone, with all that is under way.
        """
        try:
            yield
        except SecondLost as error:
            log.warning("the second process is lost (%s); this one goes on alone", error)
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
