"""What the relationship bank is derived from: the mails and touches with people, their findings.
Nothing of the bank is stored, so that reading mail again puts it right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from daemon.core.bank import BankMail, History
from daemon.core.model import Finding, Gap, Person, Touch
from daemon.core.promise_keeping import Promiser
from daemon.core.promises import Promise
from daemon.core.values import replace
from daemon.store.database import Database
from daemon.store.engine import select_in
from daemon.store.facts import Facts

#: What is older than this has been forgotten by both.
BANK_DAYS = 730
#: The findings that may make an entry.
_KINDS = "('gift', 'favour', 'ask', 'task', 'wants_back', 'closer', 'promise', 'introduction')"


class Bank:
    """Reads what was given and asked, for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._facts = Facts(database, owner_id)

    def load_history(
        self,
        person: Person,
        now: datetime,
        zone: tzinfo,
        gaps: Iterable[Gap] = (),
        promises: Iterable[Promise] = (),
    ) -> History:
        """All that is known of one person; `gaps` and `promises` may be those of everybody."""
        (history,) = self.load_histories((person,), now, zone, gaps, promises)
        facts = (one for one in self._facts.load_facts(person.id) if one.at <= now)
        return replace(history, facts=tuple(facts))

    def load_histories(
        self,
        people: Sequence[Person],
        now: datetime,
        zone: tzinfo,
        gaps: Iterable[Gap] = (),
        promises: Iterable[Promise] = (),
    ) -> tuple[History, ...]:
        """The histories of these people in their order, without facts. Times are told in `zone`."""
        mails, touches = self._contacts([one.id for one in people], now, zone)
        by_person: dict[str, list[Gap]] = {}
        for gap in gaps:
            by_person.setdefault(gap.person_ref, []).append(gap)
        promised: dict[str, list[Promise]] = {}
        for promise in promises:
            promised.setdefault(promise.person_ref, []).append(promise)
        return tuple(
            History(
                person=one,
                mails=tuple(mails.get(one.id, ())),
                touches=tuple(touches.get(one.id, ())),
                promises=tuple(promised.get(one.ref, ())),
                gaps=tuple(by_person.get(one.ref, ())),
            )
            for one in people
        )

    def _contacts(
        self, people: Sequence[int], now: datetime, zone: tzinfo
    ) -> tuple[dict[int, list[BankMail]], dict[int, list[Touch]]]:
        """Mails and other touches by person, oldest first."""
        rows = sorted(
            select_in(
                self._database,
                "SELECT DISTINCT t.at, a.person_id, t.direction, t.kind, coalesce(m.id, 0), "
                "coalesce(m.message_id, ''), coalesce(m.thread_id, 0), coalesce(m.recipients, 1), "
                "coalesce(nullif(t.note, ''), m.subject, '') "
                "FROM address a JOIN touch t ON t.address_id = a.id AND t.at BETWEEN ? AND ? "
                "LEFT JOIN message m ON m.id = t.message_id WHERE a.person_id IN (...)",
                people,
                int((now - timedelta(days=BANK_DAYS)).timestamp()),
                int(now.timestamp()),
            )
        )
        numbers = sorted({row[4] for row in rows if row[4] and row[3] == "email"})
        findings, counts = self._findings(numbers), self._counts(numbers)
        mails: dict[int, list[BankMail]] = {}
        touches: dict[int, list[Touch]] = {}
        for epoch, person, direction, kind, number, message_id, thread, recipients, about in rows:
            at, ref = datetime.fromtimestamp(epoch, zone), f"m{number}" if number else ""
            if kind != "email":
                touch = Touch(f"p{person}", at, kind, direction, ref, about)
                touches.setdefault(person, []).append(touch)
                continue
            by: Promiser = "person" if direction == "in" else "owner"
            mail = BankMail(
                by, at, ref, message_id, f"t{thread}" if thread else "",
                tuple(findings.get(number, ())), counts.get(number, 1), recipients,
            )  # fmt: skip
            mails.setdefault(person, []).append(mail)
        return mails, touches

    def _findings(self, messages: Sequence[int]) -> dict[int, list[Finding]]:
        result: dict[int, list[Finding]] = {}
        for message, kind, quote, value in select_in(
            self._database,
            "SELECT message_id, kind, quote, value FROM finding "
            f"WHERE (kind IN {_KINDS} OR (kind = 'delivers' AND value = 'introduction')) "
            "AND message_id IN (...) ORDER BY id",
            messages,
        ):
            result.setdefault(message, []).append(Finding(kind, quote, value))
        return result

    def _counts(self, messages: Sequence[int]) -> dict[int, int]:
        """With how many people each of these mails is a touch, those who are ignored counted."""
        rows = select_in(
            self._database,
            "SELECT t.message_id, count(DISTINCT a.person_id) FROM touch t "
            "JOIN address a ON a.id = t.address_id WHERE a.person_id IS NOT NULL "
            "AND t.message_id IN (...) GROUP BY t.message_id",
            messages,
        )
        return dict(rows)
