"""Reading the open gaps: what the rules left in threads, less what was answered elsewhere, talked
over when the two met, or let go by the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from daemon.core.elsewhere import PairMail, answered_elsewhere
from daemon.core.expectation import expected_days
from daemon.core.model import Gap, Owner, Turn
from daemon.core.parse.subjects import is_forward
from daemon.core.worktime import working_days_between
from daemon.store.database import Database
from daemon.store.engine import among, execute, select_in
from daemon.store.lost_copies import LostCopiesReader
from daemon.store.times import epoch_of, time_of

#: Older questions are history, not gaps.
GAPS_LAPSE_DAYS = 180
#: So many mails after a question are looked through for one that answers it.
_LOOK_AHEAD = 40
#: Who writes so soon after a question has answered it, whatever they ask in turn.
_ANSWER_DAYS = 7


class Gaps:
    """The open gaps of one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_gaps(
        self,
        owner: Owner,
        now: datetime,
        addresses_of: Callable[[Collection[int]], Mapping[int, tuple[str, ...]]],
        of: Collection[int] | None = None,
    ) -> tuple[Gap, ...]:
        """Every open gap of these people at least, oldest first; `addresses_of` gives the addresses
        of people by number, the one to write to first.
        """
        some, people = among("g.person_id", of)
        rows = execute(
            self._database,
            "SELECT g.id, p.id, coalesce(nullif(p.name_set, ''), p.name), g.waiting_on, m.subject, "
            "g.since, g.why, g.quote, m.id, m.message_id, g.thread_id, g.begun, s.email, "
            "m.subject_key, p.owner_reply_days, p.owner_long_days, p.owner_answers, "
            "p.person_reply_days, p.person_long_days, p.person_answers "
            "FROM gap g JOIN person p ON p.id = g.person_id "
            "JOIN message m ON m.id = g.message_id LEFT JOIN address s ON s.id = m.sender_id "
            "WHERE g.owner_id = ? AND NOT p.ignored AND g.since BETWEEN ? AND ? "
            "AND NOT EXISTS (SELECT 1 FROM correction c "
            "WHERE c.message_id = g.message_id AND c.about = 'gap') "
            # A question of the other side's that stands unmarked in the answer to it.
            "AND NOT (g.quote <> '' AND EXISTS (SELECT 1 FROM message q "
            "JOIN finding f ON f.message_id = q.id AND f.kind = 'ask' AND f.quote = g.quote "
            "WHERE q.thread_id = m.thread_id AND q.outgoing <> m.outgoing AND q.at < m.at))"
            f"{some} ORDER BY g.since, g.id",
            (
                self._owner,
                epoch_of(now - timedelta(days=GAPS_LAPSE_DAYS)),
                epoch_of(now),
                *people,
            ),
        )
        reader = LostCopiesReader(self._database, self._owner)
        if lost := reader.mailboxes(now):
            unsure = reader.messages_in(lost, (row[8] for row in rows))
            rows = [row for row in rows if row[8] not in unsure]
        over = self._over({row[0]: row for row in rows}, now)
        left = [row for row in rows if row[0] not in over]
        addresses = addresses_of({row[1] for row in left})
        around = self._around([row[0] for row in left])
        return tuple(
            _gap(row, around[row[0]], addresses.get(row[1], ()), owner, now) for row in left
        )

    def _over(self, gaps: Mapping[int, tuple[Any, ...]], now: datetime) -> set[int]:
        """Those of these gaps after which the one who is waited for has answered elsewhere, or
        the two have met.
        """
        over: set[int] = set()
        for gap, kind, at, outgoing, subject, key, recipients in select_in(
            self._database,
            "SELECT g.id, t.kind, t.at, m.outgoing, m.subject, m.subject_key, m.recipients "
            "FROM gap g JOIN touch t ON t.id IN ("
            # The first touches of whoever is waited for: of lively pairs there may be thousands.
            "  SELECT n.id FROM address a JOIN touch n ON n.address_id = a.id "
            "  WHERE a.person_id = g.person_id AND n.at > g.since AND n.at <= ? AND n.direction "
            "  IN ('both', CASE g.waiting_on WHEN 'owner' THEN 'out' ELSE 'in' END) "
            f"  ORDER BY n.at LIMIT {_LOOK_AHEAD}) "
            "LEFT JOIN message m ON m.id = t.message_id WHERE g.id IN (...)",
            gaps,
            epoch_of(now),
        ):
            if gap in over:
                continue
            row = gaps[gap]
            if kind != "email" or answered_elsewhere(
                _turn(row),
                str(row[13] or ""),
                (
                    PairMail(
                        time_of(at), bool(outgoing), str(key or ""), recipients, is_forward(subject)
                    ),
                ),
            ):
                over.add(gap)
        return over

    def _around(self, gaps: Iterable[int]) -> dict[int, tuple[bool, bool, bool]]:
        """Of each gap: whether the owner ever wrote to where its mail came from, whether it is left
        to a talk, and whether it answers a question.
        """
        rows = select_in(
            self._database,
            "SELECT g.id, "
            "EXISTS (SELECT 1 FROM touch t WHERE t.address_id = m.sender_id "
            "AND t.direction = 'out'), "
            # The question, or what its writer added in the thread since, leaves it to a talk.
            "EXISTS (SELECT 1 FROM message c JOIN finding f ON f.message_id = c.id "
            "AND f.kind = 'by_phone' WHERE c.thread_id = m.thread_id AND c.sender_id = m.sender_id "
            "AND c.at >= g.since), "
            # It is the first word since the other side asked something, within a few days.
            f"coalesce((SELECT q.at > m.at - {_ANSWER_DAYS * 86400} AND EXISTS (SELECT 1 "
            "FROM finding f WHERE f.message_id = q.id AND f.kind IN ('ask', 'favour')) "
            "AND NOT EXISTS (SELECT 1 FROM message c WHERE c.thread_id = m.thread_id "
            "AND c.sender_id = m.sender_id AND c.at > q.at AND c.at < m.at) "
            "FROM message q WHERE q.thread_id = m.thread_id AND q.outgoing <> m.outgoing "
            "AND q.at < m.at ORDER BY q.at DESC LIMIT 1), 0) "
            "FROM gap g JOIN message m ON m.id = g.message_id WHERE g.id IN (...)",
            gaps,
        )
        return {
            gap: (bool(written), bool(talk), bool(answer)) for gap, written, talk, answer in rows
        }


def _turn(row: tuple[Any, ...]) -> Turn:
    return Turn(row[3], row[1], row[8], time_of(row[5]), row[6], bool(row[11]))


def _gap(
    row: tuple[Any, ...],
    around: tuple[bool, bool, bool],
    emails: tuple[str, ...],
    owner: Owner,
    now: datetime,
) -> Gap:
    (number, person, name, waiting_on, subject, since, why, quote) = row[:8]
    (message, message_id, thread, begun, sender) = row[8:13]
    of_owner = waiting_on == "owner"
    usual, long, answers = row[14:17] if of_owner else row[17:20]
    # An answer goes to where they wrote from, if the owner has ever written there.
    written, by_phone, answers_one = around
    address = sender if of_owner and (written or not emails) else (emails[0] if emails else "")
    return Gap(
        ref=f"g{number}",
        person_ref=f"p{person}",
        person=name,
        address=address,
        waiting_on=waiting_on,
        subject=subject,
        since=time_of(since),
        age_days=working_days_between(time_of(since), now, owner),
        expected_days=expected_days(usual, long, of_owner=of_owner, answers=answers),
        message_id=message_id,
        message_ref=f"m{message}",
        thread_ref=f"t{thread}",
        why=why,
        quote=quote,
        begun=bool(begun),
        by_phone=by_phone,
        answers=answers_one,
    )
