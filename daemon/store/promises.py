"""The promises of one owner and their people, put together from findings each time they are asked
for: what became of one depends on the mail since, so nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from daemon.core.keys import hash_key
from daemon.core.model import Finding
from daemon.core.promise_keeping import UNASKED, LaterMail, PromiseMade, Promiser
from daemon.core.promises import (
    Promise,
    PromiseState,
    days_since_due,
    infer_promises,
    may_be_due,
    promises_made,
)
from daemon.store.database import Database
from daemon.store.engine import FEW, among, execute, select_in
from daemon.store.recent import first_since
from daemon.store.times import epoch_of

#: Older promises are history.
PROMISES_LAPSE_DAYS = 120
#: Whom it was promised to or by, what they are called, and what one mail promised.
_Made = tuple[int, str, tuple[PromiseMade, ...]]
#: By the number of a mail what is known of it and each promise in it, as `_mails` reads it.
_Mails = dict[int, list[tuple[Any, ...]]]
_UNASKED = ", ".join(f"'{kind}'" for kind in sorted(UNASKED))


class Promises:
    """Reads promises, and keeps what the owner said about them."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_due_of_owner(self, now: datetime, zone: tzinfo, days: int) -> Iterable[_Made]:
        """What the owner promised in mails in which something is due, for fewer days than these."""
        today, due = now.astimezone(zone).date(), _Mails()
        for number, findings in self._mails(now, None, only_own=True).items():
            at = datetime.fromtimestamp(findings[0][1], zone)
            since = [days_since_due(row[-1], at, today) for row in findings]
            if any(one is not None and 0 <= one < days for one in since):
                due[number] = findings
        return self._made(due, zone)

    def load_promises(
        self,
        now: datetime,
        covered_until: datetime | None,
        zone: tzinfo,
        of: Collection[int] | None = None,
        *,
        only_due: bool = False,
    ) -> tuple[tuple[Promise, str], ...]:
        """Every promise since `PROMISES_LAPSE_DAYS` with the person's name, the oldest due first;
        of these people alone, where not of all. `only_due`: of the owner's own, those that are due.

        Times are told in `zone`, by which days are counted.
        """
        made: dict[int, list[PromiseMade]] = {}
        names: dict[int, str] = {}
        if of is not None and not of:
            return ()
        for person, name, promises in self._made(self._mails(now, of, only_own=only_due), zone):
            if of is not None and person not in of:
                continue
            made.setdefault(person, []).extend(promises)
            names[person] = name
        if only_due:
            # Whoever was promised nothing that may be due needs no look at what came after.
            made = {
                person: own
                for person, own in made.items()
                if any(may_be_due(one, now) for one in own)
            }
        dismissed = self._dismissed()
        result: list[tuple[Promise, str]] = []
        later = self._later(made, now, zone)
        for person, own in made.items():
            refs = [one.ref for one in own if _key(one.message_ref, one.quote) in dismissed]
            found = infer_promises(own, later.get(person, ()), now, covered_until, refs)
            result.extend(
                (one, names[person])
                for one in found
                if not only_due or one.state is PromiseState.DUE
            )
        return tuple(sorted(result, key=lambda pair: (pair[0].due_by, pair[0].ref)))

    def _mails(self, now: datetime, of: Collection[int] | None, *, only_own: bool) -> _Mails:
        """The mails in which anything was promised: between the owner and these people at least;
        those of the owner alone with `only_own`.
        """
        since, until = epoch_of(now - timedelta(days=PROMISES_LAPSE_DAYS)), epoch_of(now)
        some, people = among("a.person_id", of, FEW)
        first = 0 if some else first_since(self._database, self._owner, since)
        tables = " CROSS JOIN ".join(("message m", "finding f")[:: 1 if some else -1])
        theirs = (
            "AND m.id IN (SELECT t.message_id FROM address a JOIN touch t ON t.address_id = a.id "
            f"AND t.at BETWEEN ? AND ? WHERE t.kind = 'email'{some}) "
        )
        rows = execute(
            self._database,
            "SELECT m.id, m.at, m.outgoing, m.message_id, m.thread_id, f.quote, f.value "
            # From what was promised lately, not from all promises ever, nor from all mail.
            f"FROM {tables} WHERE f.owner_id = ? AND {'+' if some else ''}f.message_id >= ? "
            "AND f.message_id = m.id AND f.kind = 'promise' "
            "AND m.kind = 'personal' AND m.at BETWEEN ? AND ? "
            f"{'AND m.outgoing ' if only_own else ''}{theirs if some else ''}ORDER BY m.id, f.id",
            (self._owner, first, since, until, *((since, until, *people) if some else ())),
        )
        mails = _Mails()
        for row in rows:
            mails.setdefault(row[0], []).append(row)
        return mails

    def _made(self, mails: _Mails, zone: tzinfo) -> Iterable[_Made]:
        """What was promised in each mail, with the one person it was promised to or by."""
        known = self._people(list(mails))
        for number, findings in mails.items():
            if number not in known:
                continue
            person, name = known[number]
            _, at, outgoing, message_id, thread, _, _ = findings[0]
            yield (
                person,
                name,
                promises_made(
                    [Finding("promise", quote, value) for *_, quote, value in findings],
                    outgoing=bool(outgoing),
                    person_ref=f"p{person}",
                    at=datetime.fromtimestamp(at, zone),
                    message_ref=f"m{number}",
                    message_id=message_id,
                    thread=f"t{thread}",
                ),
            )

    def _people(self, messages: Sequence[int]) -> dict[int, tuple[int, str]]:
        """The one person whom each mail is between the owner and; none where there are several."""
        found: dict[int, set[tuple[int, str]]] = {}
        for message, person, name in select_in(
            self._database,
            "SELECT t.message_id, p.id, coalesce(nullif(p.name_set, ''), p.name) FROM touch t "
            "JOIN address a ON a.id = t.address_id JOIN person p ON p.id = a.person_id "
            "WHERE t.kind = 'email' AND NOT p.ignored AND t.message_id IN (...)",
            messages,
        ):
            found.setdefault(message, set()).add((person, name))
        return {
            message: next(iter(people)) for message, people in found.items() if len(people) == 1
        }

    def _later(
        self, made: dict[int, list[PromiseMade]], now: datetime, zone: tzinfo
    ) -> dict[int, list[LaterMail]]:
        """What happened between the owner and these people since their first promise."""
        first = {
            person: int(min(one.made_at for one in all_).timestamp())
            for person, all_ in made.items()
            if all_  # of a finding that is not understood any more nothing is left
        }
        rows = [
            row
            for row in select_in(
                self._database,
                "SELECT a.person_id, t.direction, t.at, t.kind, m.id, m.message_id, m.thread_id, "
                "m.subject FROM address a JOIN touch t ON t.address_id = a.id "
                "AND t.at BETWEEN ? AND ? LEFT JOIN message m ON m.id = t.message_id "
                "WHERE a.person_id IN (...)",
                first,
                min(first.values(), default=0),
                int(now.timestamp()),
            )
            if row[2] > first[row[0]]
        ]
        findings: dict[int, list[Finding]] = {}
        for message, kind, quote, value in select_in(
            self._database,
            "SELECT message_id, kind, quote, value FROM finding "
            f"WHERE kind NOT IN ({_UNASKED}) AND message_id IN (...)",
            {row[4] for row in rows if row[4] is not None},
        ):
            findings.setdefault(message, []).append(Finding(kind, quote, value))
        result: dict[int, list[LaterMail]] = {}
        for person, direction, at, kind, number, message_id, thread, subject in rows:
            by: Promiser = "person" if direction == "in" else "owner"
            result.setdefault(person, []).append(
                LaterMail(
                    by=by,
                    at=datetime.fromtimestamp(at, zone),
                    message_ref=f"m{number}" if number else "",
                    message_id=message_id or "",
                    thread=f"t{thread}" if thread else "",
                    subject=subject or "",
                    findings=tuple(findings.get(number, ())),
                    met=kind in ("meeting", "call", "coffee"),
                )
            )
        return result

    def _dismissed(self) -> frozenset[int]:
        rows = execute(
            self._database,
            "SELECT message_id, quote_key FROM correction WHERE owner_id = ? AND about = 'promise'",
            (self._owner,),
        )
        return frozenset(hash_key(f"m{message}", str(key)) for message, key in rows)


def _key(message_ref: str, quote: str) -> int:
    return hash_key(message_ref, str(hash_key("quote", quote)))
