"""Loads what people's mails to the owner tell of their tie: few queries, for all people at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import islice

from daemon.core.cadence import MEMORY_DAYS
from daemon.core.domains import domain_end, organisation_domain
from daemon.core.exchange import CONTACT_DAYS, LATELY_DAYS, Exchange
from daemon.core.reasons.cooling import (
    LAPSES_AFTER_DAYS,
    LEAST_SILENCE_DAYS,
    LEAST_SOCIABLE,
    LONGEST_PAUSES,
    USUAL_PAUSES,
    is_tie,
)
from daemon.core.touches import LARGEST_GROUP
from daemon.core.values import replace
from daemon.store.database import Database
from daemon.store.engine import among, execute, stream
from daemon.store.times import epoch_of, time_of

#: Of lively pairs there may be hundreds; the latest tell as much.
_MOST_TIMES = 12
_DAY = 86_400
#: So many of the latest mails to each other alone tell whether the tie was warm to the last.
_LATEST = 4
#: The people of whom as many mails to each other alone say something personal as a tie needs.
_PERSONAL = (
    "SELECT w.person_id FROM finding s "
    "JOIN message n ON n.id = s.message_id AND n.recipients = 1 "
    "JOIN touch u ON u.message_id = n.id AND u.kind = 'email' "
    "JOIN address w ON w.id = u.address_id "
    "WHERE s.owner_id = ? AND s.kind = 'sociable' AND w.person_id IS NOT NULL "
    f"GROUP BY w.person_id HAVING count(*) >= {LEAST_SOCIABLE}"
)


class Exchanges:
    """Reads for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._silent: dict[int, Exchange] | None = None

    def load_exchanges(
        self,
        now: datetime,
        of: Collection[int],
        talked: Collection[int],
        promised: Collection[int],
    ) -> dict[int, Exchange]:
        """By person, of those that are asked for (`of`); those of whom there is nothing to say have
        none. The contacts are those of people who may have `talked` since what waits for one of the
        two; when their firms wrote is looked up of those to whom something was `promised` that is
        due, and of those who are silent: for nobody else does it matter.
        """
        times: dict[int, tuple[list[int], list[int]]] = {}
        since, until = epoch_of(now - timedelta(days=CONTACT_DAYS)), epoch_of(now)
        some, people = among("p.id", talked)
        for person, at, direction in execute(
            self._database,
            "SELECT a.person_id, t.at, t.direction FROM touch t "
            "JOIN address a ON a.id = t.address_id WHERE t.at BETWEEN ? AND ? "
            # Nobody else's touches can be so late: few people, of all that there are.
            "AND a.person_id IN (SELECT p.id FROM person p WHERE p.owner_id = ? "
            f"AND p.last_touch >= ?{some}) ORDER BY t.at DESC",
            (since, until, self._owner, since, *people),
        ):
            if (found := times.get(person)) is None:
                if person not in talked:
                    continue
                found = times[person] = [], []
            if direction != "in":
                found[0].append(at)
            if direction != "out":
                found[1].append(at)
        result = {
            person: Exchange(_newest(out_at), _newest(in_at))
            for person, (out_at, in_at) in times.items()
        }
        silent = self._quiet(now, of) if self._silent is None else self._silent
        for person, quiet in silent.items():
            known = result.get(person, Exchange())
            result[person] = replace(quiet, out_at=known.out_at, in_at=known.in_at)
        firms_of = {one for one in of if one in silent or one in promised}
        for person, firm_at in self.load_firms(now, firms_of).items():
            result[person] = replace(result.get(person, Exchange()), firm_at=firm_at)
        return result

    def find_silent(self, now: datetime) -> set[int]:
        """All of whose silence `cooling` may speak; what was read for it is not read again."""
        self._silent = self._quiet(now, None)
        return set(self._silent)

    def load_firms(self, now: datetime, of: Collection[int]) -> dict[int, tuple[datetime, ...]]:
        """By person when people of their organisation last wrote to the owner, newest first: of
        the domains that they write from themselves those that somebody has written from lately.
        """
        since, until = epoch_of(now - timedelta(days=LATELY_DAYS)), epoch_of(now)
        domains: dict[int, list[str]] = {}
        some, people = among("person_id", of)
        for person, email in execute(
            self._database,
            "SELECT person_id, email FROM address WHERE +owner_id = ? "
            f"AND person_id IS NOT NULL{some} ORDER BY person_id, id",
            (self._owner, *people),
        ):
            if person in of:
                domains.setdefault(person, []).append(email.rpartition("@")[2])
        last = self._last_of_firms(since, until, {one for each in domains.values() for one in each})
        result: dict[int, tuple[datetime, ...]] = {}
        for person, theirs in domains.items():
            if wrote := {last[one] for one in theirs if one in last}:
                result[person] = tuple(time_of(at) for at in sorted(wrote, reverse=True))
        return result

    def _last_of_firms(self, since: int, until: int, domains: Collection[str]) -> dict[str, int]:
        """Of those of these domains from which somebody wrote: when somebody of the organisation
        last did. Nothing of a provider of free mail.
        """
        if not domains:
            return {}
        ends = {domain_end(one) for one in domains}
        firms: dict[str, str] = {}
        last: dict[str, int] = {}
        waited_for = set(domains)
        for email, at in stream(
            self._database,
            "SELECT a.email, m.at FROM message m JOIN address a ON a.id = m.sender_id "
            "WHERE m.owner_id = ? AND m.at BETWEEN ? AND ? AND NOT m.outgoing "
            "AND m.kind = 'personal' AND m.recipients <= ? AND a.is_owner = 0 AND a.role = '' "
            "ORDER BY m.at DESC",
            (self._owner, since, until, LARGEST_GROUP),
        ):
            domain = email.rpartition("@")[2]
            if domain not in firms:
                # Of others than these it need not be known whose they are.
                known = domain_end(domain) in ends
                firms[domain] = organisation_domain(email) if known else ""
                waited_for.discard(domain)
            if firm := firms[domain]:
                last.setdefault(firm, at)
            if not waited_for:
                break
        return {one: last[firms[one]] for one in domains if firms.get(one)}

    def _quiet(self, now: datetime, of: Collection[int] | None) -> dict[int, Exchange]:
        """The mails to each other alone, of those who have a habit, a tie and a silence that
        `cooling` would speak of: nobody else's history is read.
        """
        at = epoch_of(now)
        some, people = among("p.id", of)
        silent = at + 1 - int(LEAST_SILENCE_DAYS * _DAY)
        lapsed = at - 1 - int(LAPSES_AFTER_DAYS * _DAY)
        # Back from the last contact, as habits are: a tie must not end by days alone.
        memory = int(timedelta(days=2 * MEMORY_DAYS).total_seconds())
        rows = execute(
            self._database,
            "SELECT p.id, t.direction, m.subject, EXISTS (SELECT 1 FROM finding f "
            "WHERE f.message_id = m.id AND f.kind = 'sociable') FROM person p "
            "JOIN address a ON a.person_id = p.id "
            "JOIN touch t ON t.address_id = a.id AND t.kind = 'email' "
            "JOIN message m ON m.id = t.message_id AND m.recipients = 1 "
            "WHERE p.owner_id = ? AND p.usual_days IS NOT NULL AND p.last_touch BETWEEN ? AND ? "
            "AND p.touches_out > 0 AND p.touches_in > 0 "
            f"AND p.last_touch + {LONGEST_PAUSES * _DAY:g} * p.long_days < ? "
            f"AND p.last_touch + {USUAL_PAUSES * _DAY:g} * p.usual_days < ? "
            # No tie is spoken of in which next to nobody ever said a personal word.
            f"AND t.at > p.last_touch - ? AND p.id IN ({_PERSONAL}){some} ORDER BY m.at",
            (self._owner, lapsed, silent, at + 1, at + 1, memory, self._owner, *people),
        )
        mails: dict[int, list[tuple[str, str, bool]]] = {}
        for person, direction, subject, sociable in rows:
            mails.setdefault(person, []).append((direction, subject, bool(sociable)))
        told = {
            person: Exchange(
                alone_out=sum(direction == "out" for direction, _, _ in found),
                alone_in=sum(direction == "in" for direction, _, _ in found),
                sociable=sum(personal for _, _, personal in found),
                sociable_out=sum(personal for direction, _, personal in found
                                 if direction == "out"),
                warm=any(personal for _, _, personal in found[-_LATEST:]),
                subject=found[-1][1] if found[-1][2] else "",
            )
            for person, found in mails.items()
        }  # fmt: skip
        return {person: exchange for person, exchange in told.items() if is_tie(exchange)}


def _newest(times: Iterable[int]) -> tuple[datetime, ...]:
    return tuple(map(time_of, islice(times, _MOST_TIMES)))
