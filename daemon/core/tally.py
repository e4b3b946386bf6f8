"""What is counted of somebody's touches: enough to say what is usual with them, and little enough
to be kept, so that what a new touch changes is told without looking at all the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from daemon.core.cadence import MEMORY_DAYS, learn_cadence
from daemon.core.expectation import LONGEST_REPLY_DAYS, ReplyHabit, find_answers, learn_reply_habit
from daemon.core.model import Cadence, Direction
from daemon.core.values import dataclass
from daemon.core.worktime import DAY

#: Epoch seconds, direction, and which thread it is in ("" for none).
Exchanged = tuple[int, Direction, str]
#: Whether there was a touch from a moment on and before another one (epoch seconds).
Seen = Callable[[int, int], bool]


@dataclass(slots=True)
class Tally:
    """Times are epoch seconds; `out`, `into` and `both` say how many touches went which way, and
    `last_out` and `last_in` when one was last that did not go the other way alone. `days` are those
    of contact (UTC's, counted from 1970), in order. Of answers in threads it is counted how many
    took 0, 1, 2 … working days.
    """

    first: int
    last: int
    last_out: int | None
    last_in: int | None
    out: int
    into: int
    both: int
    days: list[int]
    owner_took: list[int]
    person_took: list[int]

    def totals(self) -> tuple[int | None, ...]:
        """All but the lists, in their order."""
        return (
            *(self.first, self.last, self.last_out, self.last_in),
            *(self.out, self.into, self.both),
        )

    def add(self, touches: Sequence[Exchanged], before: Iterable[Exchanged]) -> None:
        """Count more touches, which may be earlier ones too. `before` are those counted already
        that stand in the same threads.
        """
        for at, way, _ in touches:
            self.first, self.last = min(self.first, at), max(self.last, at)
            if way != "in":
                self.last_out = at if self.last_out is None else max(self.last_out, at)
            if way != "out":
                self.last_in = at if self.last_in is None else max(self.last_in, at)
            place = bisect_left(self.days, at // DAY)
            if self.days[place : place + 1] != [at // DAY]:
                self.days.insert(place, at // DAY)
        ways = [way for _, way, _ in touches]
        self.out += ways.count("out")
        self.into += ways.count("in")
        self.both += ways.count("both")
        before = list(before)
        for some, times in ((before, -1), ([*before, *touches], 1)):
            some.sort()
            self._count_answers(some, [at // DAY for at, _, _ in some], times)

    def _count_answers(self, ordered: Sequence[Exchanged], days: Iterable[int], times: int) -> None:
        found = find_answers(days, ordered)
        for counts, took in zip((self.owner_took, self.person_took), found, strict=True):
            for one in took:
                counts[one] += times

    def cadence(self, seen: Seen) -> Cadence | None:
        """How often there is contact. Memory begins at some time of a day: of that day alone
        it is asked whether there was contact after that.
        """
        begins = self.last - MEMORY_DAYS * DAY
        days = self.days[bisect_left(self.days, begins // DAY) :]
        if (
            begins > self.first
            and days[0] == begins // DAY
            and not seen(begins, (days[0] + 1) * DAY)
        ):
            del days[0]
        return learn_cadence(days)

    def reply_habits(self) -> tuple[ReplyHabit | None, ReplyHabit | None]:
        """How fast the owner and the person answer each other."""
        return learn_reply_habit(self.owner_took), learn_reply_habit(self.person_took)


def count_touches(touches: Iterable[Exchanged]) -> Tally:
    """The tally of some touches, in any order. Raises IndexError where there are none."""
    ordered = sorted(touches)
    days = [at // DAY for at, _, _ in ordered]
    ways = [way for _, way, _ in ordered]
    tally = Tally(
        first=ordered[0][0],
        last=ordered[-1][0],
        last_out=next((at for at, way, _ in reversed(ordered) if way != "in"), None),
        last_in=next((at for at, way, _ in reversed(ordered) if way != "out"), None),
        out=ways.count("out"),
        into=ways.count("in"),
        both=ways.count("both"),
        days=[*dict.fromkeys(days)],
        owner_took=[0] * (LONGEST_REPLY_DAYS + 1),
        person_took=[0] * (LONGEST_REPLY_DAYS + 1),
    )
    tally._count_answers(ordered, days, 1)
    return tally
