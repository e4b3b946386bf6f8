"""Introductions as they are read from stored mail, and what came of asking first. Nothing of it is
stored: a mail that is read again with better rules puts it right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from daemon.core.introductions import (
    OWNER,
    Answer,
    Asked,
    Asking,
    HeldMeeting,
    Introduction,
    LaterMail,
    Party,
    PresentingMail,
    infer_introductions,
)
from daemon.core.model import Evidence
from daemon.store.acquainted import Acquainted, load_acquainted
from daemon.store.database import Database
from daemon.store.engine import execute, select_in
from daemon.store.times import time_of

#: Older introductions are history, and none of them is shown.
SHOWN_DAYS = 730
#: The kind of the drafts that ask one of the two first.
ASK_KIND = "introduction_ask"
_ANSWERS: dict[str, Answer] = {
    "agrees": "agreed",
    "agrees_if": "conditional",
    "declines": "declined",
}
_TOLD = {
    "agreed": "they said yes",
    "conditional": "they said yes, on a condition",
    "declined": "they said no",
}


class Introductions:
    """Reads introductions, for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_introductions(self, now: datetime) -> tuple[Introduction, ...]:
        """All that are known at `now`, newest first; none with somebody who is ignored."""
        rows = execute(
            self._database,
            "SELECT m.id, m.message_id, m.thread_id, m.at, m.subject, m.sender_id, f.quote, "
            "f.value FROM finding f JOIN message m ON m.id = f.message_id "
            "WHERE f.owner_id = ? AND f.kind = 'introduction' AND m.kind = 'personal' "
            "AND m.sender_id IS NOT NULL AND m.at BETWEEN ? AND ? ORDER BY m.at, f.id",
            (
                self._owner,
                int((now - timedelta(days=SHOWN_DAYS)).timestamp()),
                int(now.timestamp()),
            ),
        )
        if not rows:
            return ()
        readers = self._recipients([row[0] for row in rows])
        addresses = {row[5] for row in rows} | {one for row in readers.values() for one, _ in row}
        parties, ignored = self._parties(addresses)
        mails = []
        for number, message_id, thread, at, subject, sender, quote, value in rows:
            involved = {sender, *(one for one, _ in readers.get(number, ()))}
            if involved & ignored:
                continue
            to, cc = (
                tuple(parties[one] for one, where in readers.get(number, ()) if where in fields)
                for fields in (("to",), ("cc", "bcc"))
            )
            names = tuple(value.split(", ")) if value else ()
            mails.append(
                PresentingMail(
                    f"m{number}", message_id, f"t{thread}", time_of(at), parties[sender], to, cc,
                    subject, quote, names,
                )
            )  # fmt: skip
        earliest = min((int(one.at.timestamp()) for one in mails), default=0)
        later = self._later({row[2] for row in rows}, addresses, earliest, int(now.timestamp()))
        return infer_introductions(mails, later, self._meetings(addresses), now)

    def _recipients(self, messages: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for message, address, field in select_in(
            self._database,
            "SELECT message_id, address_id, field FROM recipient WHERE message_id IN (...) "
            "ORDER BY message_id, field DESC, place",
            sorted(messages),
        ):
            found.setdefault(message, []).append((address, field))
        return found

    def _parties(self, addresses: Iterable[int]) -> tuple[dict[int, Party], set[int]]:
        """Who is behind these addresses, and which of them are of people who are ignored."""
        parties: dict[int, Party] = {}
        ignored: set[int] = set()
        for number, email, is_owner, person, name, seen, is_ignored in select_in(
            self._database,
            "SELECT a.id, a.email, a.is_owner, a.person_id, "
            "coalesce(nullif(p.name_set, ''), p.name, ''), coalesce((SELECT n.name "
            "FROM address_name n WHERE n.address_id = a.id AND n.name <> '' "
            "ORDER BY n.as_sender DESC, n.as_recipient DESC, n.name LIMIT 1), ''), "
            "coalesce(p.ignored, 0) "
            "FROM address a LEFT JOIN person p ON p.id = a.person_id WHERE a.id IN (...)",
            sorted(addresses),
        ):
            ref = OWNER if is_owner else f"p{person}" if person else ""
            known = "" if "@" in name else name
            parties[number] = Party(email, known or seen, ref)
            if is_ignored:
                ignored.add(number)
        return parties, ignored

    def _later(
        self, threads: Iterable[int], addresses: Iterable[int], since: int, until: int
    ) -> list[LaterMail]:
        """What was written since in these threads, by these people, and to them by the owner."""
        of_people = (
            "SELECT b.id FROM address a JOIN address b ON b.person_id = a.person_id "
            "WHERE a.is_owner = 0 AND a.id IN (...)"
        )
        wanted = {number for (number,) in select_in(self._database, of_people, sorted(addresses))}
        wanted |= set(addresses)
        columns = "SELECT m.id, m.message_id, m.thread_id, m.at, m.sender_id FROM message m "
        when = (
            f"m.kind = 'personal' AND m.sender_id IS NOT NULL AND m.at BETWEEN {since} AND {until}"
        )
        rows = set(
            select_in(
                self._database,
                f"{columns} WHERE {when} AND m.thread_id IN (...)",
                sorted(threads),
            )
        )
        owned = {
            number
            for (number,) in execute(
                self._database,
                "SELECT id FROM address WHERE +owner_id = ? AND is_owner > 0",
                (self._owner,),
            )
        }
        rows |= set(
            select_in(
                self._database,
                f"{columns} WHERE {when} AND NOT m.outgoing AND m.sender_id IN (...)",
                sorted(wanted - owned),
            )
        )
        rows |= set(
            select_in(
                self._database,
                f"{columns} JOIN recipient r ON r.message_id = m.id "
                f"WHERE {when} AND m.outgoing AND r.address_id IN (...)",
                sorted(wanted - owned),
            )
        )
        numbers = [row[0] for row in rows]
        readers = self._recipients(numbers)
        seen = {row[4] for row in rows} | {one for row in readers.values() for one, _ in row}
        parties, _ = self._parties(seen)
        met = {
            number: (quote, value)
            for number, quote, value in select_in(
                self._database,
                "SELECT message_id, quote, value FROM finding "
                "WHERE kind = 'met_somebody' AND message_id IN (...)",
                sorted(numbers),
            )
        }
        return [
            LaterMail(
                f"m{number}", message_id, f"t{thread}", time_of(at), parties[sender],
                tuple(parties[one] for one, _ in readers.get(number, ())),
                met.get(number, ("", ""))[0],
                tuple(filter(None, met.get(number, ("", ""))[1].split(", "))),
            )
            for number, message_id, thread, at, sender in sorted(rows, key=lambda row: row[3])
        ]  # fmt: skip

    def _meetings(self, addresses: Iterable[int]) -> list[HeldMeeting]:
        rows = list(
            select_in(
                self._database,
                "SELECT DISTINCT m.id, m.start_at, m.message_id FROM meeting m "
                "JOIN meeting_guest g ON g.meeting_id = m.id AND g.answer = 'comes' "
                "WHERE m.state = 'held' AND g.address_id IN (...)",
                sorted(addresses),
            )
        )
        guests: dict[int, list[int]] = {}
        for meeting, address in select_in(
            self._database,
            "SELECT meeting_id, address_id FROM meeting_guest WHERE answer = 'comes' "
            "AND meeting_id IN (...)",
            sorted({row[0] for row in rows}),
        ):
            guests.setdefault(meeting, []).append(address)
        parties, _ = self._parties({one for row in guests.values() for one in row})
        return [
            HeldMeeting(time_of(at), tuple(parties[one] for one in guests[number]), f"m{message}")
            for number, at, message in sorted(set(rows))
        ]

    # -- asking first ------------------------------------------------------------------------

    def load_askings(self, now: datetime) -> tuple[Asking, ...]:
        """The pairs that were asked first, newest first."""
        rows = execute(
            self._database,
            "SELECT d.person_id, d.other_id, d.state, d.subject, d.message_id, "
            "coalesce(d.placed_at, d.reserved_at), coalesce(nullif(p.name_set, ''), p.name), "
            "d.recipients FROM draft d JOIN person p ON p.id = d.person_id "
            "WHERE d.owner_id = ? AND d.kind = ? AND d.other_id IS NOT NULL "
            "AND d.state <> 'discarded' AND d.reserved_at <= ? ORDER BY d.id",
            (self._owner, ASK_KIND, int(now.timestamp())),
        )
        pairs: dict[tuple[str, str], dict[str, Asked]] = {}
        for person, other, state, subject, message_id, at, name, _ in rows:
            low, high = sorted((person, other))
            sent = state == "sent"
            answer, evidence = self._answer(person, subject, message_id, at, now)
            if answer == "waiting" and not sent:
                answer = "not_sent"
            asked = Asked(Party("", name, f"p{person}"), answer, time_of(at), evidence)
            pairs.setdefault((f"p{low}", f"p{high}"), {})[f"p{person}"] = asked
        found = []
        for pair, asked_of in pairs.items():
            both = sorted(asked_of.values(), key=lambda one: pair.index(one.party.ref))
            found.append(Asking(both[0], both[1] if len(both) > 1 else None, pair))
        return tuple(sorted(found, key=lambda one: (one.first.at, one.pair), reverse=True))

    def _answer(
        self, person: int, subject: str, message_id: str, since: int, now: datetime
    ) -> tuple[Answer, tuple[Evidence, ...]]:
        """What they said in the thread of the question: a no outweighs every yes, else the last
        word counts.
        """
        rows = execute(
            self._database,
            "SELECT f.kind, f.quote, m.at, m.id, m.message_id FROM finding f "
            "JOIN message m ON m.id = f.message_id JOIN address a ON a.id = m.sender_id "
            "WHERE f.owner_id = ? AND f.kind IN ('agrees', 'agrees_if', 'declines') "
            "AND a.person_id = ? AND m.at BETWEEN ? AND ? "
            "AND m.thread_id IN (SELECT o.thread_id FROM message o "
            "JOIN recipient r ON r.message_id = o.id JOIN address b ON b.id = r.address_id "
            "WHERE o.owner_id = ? AND o.outgoing AND b.person_id = ? AND o.at >= ? "
            "AND (o.message_id = ? OR o.subject = ?)) "
            "ORDER BY f.kind = 'declines' DESC, m.at DESC",
            (self._owner, person, since, int(now.timestamp()), self._owner, person, since,
             message_id, subject),
        )  # fmt: skip
        if not rows:
            return "waiting", ()
        kind, quote, at, number, answer_id = rows[0]
        said: Answer = _ANSWERS[kind]
        told = _TOLD[said]
        return said, (Evidence(told, time_of(at), f"m{number}", answer_id, quote),)

    def load_drafted(self) -> set[frozenset[str]]:
        """The pairs for whom there was a draft of an introduction, whatever became of it."""
        rows = execute(
            self._database,
            "SELECT person_id, other_id FROM draft WHERE owner_id = ? AND kind = 'introduction' "
            "AND person_id IS NOT NULL AND other_id IS NOT NULL",
            (self._owner,),
        )
        return {frozenset((f"p{one}", f"p{other}")) for one, other in rows}

    # -- whom never --------------------------------------------------------------------------

    def load_never_shared(self, of: Collection[int]) -> frozenset[str]:
        """The refs of those of these people who are never introduced."""
        rows = select_in(
            self._database,
            "SELECT id FROM person WHERE +owner_id = ? AND share_never AND id IN (...)",
            sorted(of),
            self._owner,
        )
        return frozenset(f"p{number}" for (number,) in rows)

    def load_acquainted(
        self, people: Sequence[int], some: Collection[int]
    ) -> frozenset[frozenset[str]]:
        """The pairs of one of `some` and another of these people who know each other."""
        return load_acquainted(self._database, people, some)

    def acquainted(self, also: Collection[frozenset[str]]) -> Acquainted:
        """All pairs of people who know each other, and `also` these."""
        return Acquainted(self._database, also)
