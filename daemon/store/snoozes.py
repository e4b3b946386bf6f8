"""What the owner does not want to hear of for a while, or ever: said in words, or by what they did
with drafts.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.learned import Reviewed
from daemon.core.plan import ANY_KIND, OWED
from daemon.core.rework import HEAVY
from daemon.core.waiting import ASKED_FOR
from daemon.store.database import Database
from daemon.store.engine import execute, transaction
from daemon.store.times import time_of

#: A reason whose draft was thrown away rests this long for that person, twice as long each time.
REST_AFTER_DISCARD = timedelta(days=60)
LONGEST_REST = timedelta(days=730)
#: So long it counts what became of a draft.
_REMEMBERED = timedelta(days=365)
#: What is to be never again rests for longer than anybody keeps a mailbox.
NEVER = timedelta(days=36_500)


def rest_after(times: int) -> timedelta:
    """How long a reason rests for somebody after it was turned down so many times."""
    doublings = min(max(0, times - 1), 10)
    return min(LONGEST_REST, timedelta(days=REST_AFTER_DISCARD.days * (1 << doublings)))


class Snoozes:
    """Reads and writes until when which reason rests for whom, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_refusals(self) -> dict[int, list[tuple[str, datetime]]]:
        """By person: kinds of reasons, each with the moment until which it rests."""
        until: dict[tuple[int, str], datetime] = {}
        for person, kind, times, closed_at in execute(
            self._database,
            # What was put off for later has a snooze of its own.
            "SELECT person_id, kind, count(*), max(closed_at) FROM draft WHERE owner_id = ? "
            "AND state = 'discarded' AND note NOT LIKE 'moved to %' "
            "AND person_id IS NOT NULL GROUP BY person_id, kind",
            (self._owner,),
        ):
            until[person, kind] = time_of(closed_at) + rest_after(times)
        for person, times, closed_at in execute(
            self._database,
            # Whoever's drafts are thrown away whatever they say, and none was sent in between.
            "SELECT d.person_id, count(*), max(d.closed_at) FROM draft d WHERE d.owner_id = ? "
            "AND d.state = 'discarded' AND d.note NOT LIKE 'moved to %' "
            "AND d.person_id IS NOT NULL AND d.closed_at > coalesce((SELECT max(s.closed_at) "
            "FROM draft s WHERE s.person_id = d.person_id AND s.state = 'sent'), 0) "
            "GROUP BY d.person_id HAVING count(*) > 1",
            (self._owner,),
        ):
            until[person, ANY_KIND] = time_of(closed_at) + rest_after(times)
        for person, kind, epoch in execute(
            self._database,
            "SELECT person_id, kind, until FROM snooze WHERE owner_id = ?",
            (self._owner,),
        ):
            key = (person, kind)
            until[key] = max(time_of(epoch), until.get(key, time_of(epoch)))
        result: dict[int, list[tuple[str, datetime]]] = {}
        for (person, kind), moment in sorted(until.items()):
            result.setdefault(person, []).append((kind, moment))
        return result

    def load_reviewed(self, now: datetime) -> dict[str, Reviewed]:
        """By kind what became of the drafts that were closed within a year; what was put off for
        later, and what was asked for in the terminal, says nothing; nor does it that an answer that
        was owed was rewritten.
        """
        return {
            kind: Reviewed(sent, discarded, 0 if kind in OWED else rewritten)
            for kind, sent, discarded, rewritten in execute(
                self._database,
                "SELECT kind, sum(state = 'sent'), sum(state = 'discarded'), "
                "sum(state = 'sent' AND coalesce(changed, 0) > ?) FROM draft "
                "WHERE owner_id = ? AND state IN ('sent', 'discarded') AND closed_at > ? "
                "AND note <> 'moved to Later' AND reason <> ? GROUP BY kind",
                (HEAVY, self._owner, int((now - _REMEMBERED).timestamp()), ASKED_FOR),
            )
        }

    def record_snooze(self, person: int, kind: str, until: datetime, now: datetime) -> None:
        """Let this reason rest for this person until then; a later word replaces it."""
        with transaction(self._database):
            execute(
                self._database,
                "INSERT INTO snooze (owner_id, person_id, kind, until, at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (person_id, kind) DO UPDATE SET until = excluded.until, "
                "at = excluded.at",
                (self._owner, person, kind, int(until.timestamp()), int(now.timestamp())),
            )
