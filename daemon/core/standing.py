"""What stands between the owner and one person beside their questions, put together for the reasons
to reach out: promises that are due, facts, appointments missed, tasks, gifts and asks.
"""

from __future__ import annotations

from daemon.core.appointments import MissedRow
from daemon.core.model import Evidence, Fact
from daemon.core.promises import Promise
from daemon.core.values import dataclass

#: Facts and mails older than this are no occasion for a word any more.
FRESH_DAYS = 60


_NONE_MISSED = MissedRow()


@dataclass(frozen=True, slots=True)
class Standing:
    """`promises` are the owner's own that are due. `facts` are what the person told within
    `FRESH_DAYS`, and birthdays whenever they were told, newest first. `missed` are the appointments
    missed in a row. `task` is the newest mail to the owner alone that gives them something to do,
    `kindness` the newest by which the person gave or delivered something that the owner had asked
    for. `met` is how the two came to know each other: a word about it, a meeting, an introduction.
    `last_given` and `last_asked` are the owner's last deposit and withdrawal; both are None where
    nobody looked, as nothing but the owner's asking makes anybody look.
    """

    promises: tuple[Promise, ...] = ()
    facts: tuple[Fact, ...] = ()
    missed: MissedRow = _NONE_MISSED
    task: Evidence | None = None
    kindness: Evidence | None = None
    met: Evidence | None = None
    last_given: Evidence | None = None
    last_asked: Evidence | None = None
