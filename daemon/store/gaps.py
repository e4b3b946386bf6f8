"""Reading the open gaps: what the rules left in threads, less what was answered elsewhere, talked
over when the two met, or let go by the owner.
"""

from __future__ import annotations

from collections import Counter
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
#: So many mails after a question are looked through for one that answers it: first few, then all.
_LOOK_AHEAD = (2, 40)
#: Who writes so soon after a question has answered it, whatever they ask in turn.
_ANSWER_DAYS = 7
#: A reply with nothing before it: what it answers is in no folder that is read.
OPENS_AS_REPLY = (
    "(m.is_reply AND NOT EXISTS (SELECT 1 FROM message e "
    "WHERE e.thread_id = m.thread_id AND e.at < m.at))"
)
#: What `_around` says of no gap.
_NOTHING = (False, False, False)


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
        found = execute(
            self._database,
            # Whoever is waited for has answered elsewhere only where a touch of theirs is newer.
            "SELECT g.id, coalesce(CASE g.waiting_on WHEN 'owner' THEN p.last_out ELSE p.last_in "
            "END, 0) > g.since, "
            "g.waiting_on = 'person' AND coalesce(p.last_out, 0) > g.since "
            "FROM gap g JOIN person p ON p.id = g.person_id "
            "WHERE g.owner_id = ? AND NOT p.ignored AND g.since BETWEEN ? AND ? "
            "AND NOT EXISTS (SELECT 1 FROM correction c "
            f"WHERE c.message_id = g.message_id AND c.about = 'gap'){some}",
            (
                self._owner,
                epoch_of(now - timedelta(days=GAPS_LAPSE_DAYS)),
                epoch_of(now),
                *people,
            ),
        )
        # Most are over, as the index of touches tells; of the others alone the mails are looked at.
        over = self._over((number for number, wrote, _ in found if wrote), now)
        over |= self._answered_unseen(
            (number for number, _, again in found if again and number not in over), now
        )
        rows = self._rows(number for number, *_ in found if number not in over)
        reader = LostCopiesReader(self._database, self._owner)
        if lost := reader.mailboxes(now):
            unsure = reader.messages_in(lost, (row[8] for row in rows))
            rows = [row for row in rows if row[8] not in unsure]
        around = self._around([row[0] for row in rows if row[3] == "owner"])
        # To whom is asked only where it may be another one than who wrote.
        asked = {row[1] for row in rows if not around.get(row[0], _NOTHING)[0]}
        addresses = addresses_of(asked)
        return tuple(
            _gap(row, around.get(row[0], _NOTHING), addresses.get(row[1], ()), owner, now)
            for row in rows
        )

    def _rows(self, gaps: Iterable[int]) -> list[tuple[Any, ...]]:
        """What is shown of these gaps, oldest first."""
        rows = select_in(
            self._database,
            "SELECT g.id, p.id, coalesce(nullif(p.name_set, ''), p.name), g.waiting_on, m.subject, "
            "g.since, g.why, g.quote, m.id, m.message_id, g.thread_id, g.begun, s.email, "
            "p.owner_reply_days, p.owner_long_days, p.owner_answers, "
            "p.person_reply_days, p.person_long_days, p.person_answers "
            "FROM gap g JOIN person p ON p.id = g.person_id "
            "JOIN message m ON m.id = g.message_id LEFT JOIN address s ON s.id = m.sender_id "
            # A question of the other side's that stands unmarked in the answer to it.
            "WHERE NOT (g.quote <> '' AND EXISTS (SELECT 1 FROM message q "
            "JOIN finding f ON f.message_id = q.id AND f.kind = 'ask' AND f.quote = g.quote "
            "WHERE q.thread_id = m.thread_id AND q.outgoing <> m.outgoing AND q.at < m.at)) "
            "AND g.id IN (...)",
            gaps,
        )
        return sorted(rows, key=lambda row: (row[5], row[0]))

    def _over(self, gaps: Iterable[int], now: datetime) -> set[int]:
        """Those of these gaps after which the one who is waited for has answered elsewhere, or
        the two have met. Most are over with the first mail after them: the others are looked for
        only after those.
        """
        over, left = set[int](), list(gaps)
        for most in _LOOK_AHEAD:
            looked: Counter[int] = Counter()
            for gap, waits, person, question, since, why, begun, about, kind, *mail in select_in(
                self._database,
                # What a mail is about counts only where it went to several.
                "SELECT g.id, g.waiting_on, g.person_id, g.message_id, g.since, g.why, g.begun, "
                "CASE WHEN m.recipients > 1 THEN (SELECT q.subject_key FROM message q "
                "WHERE q.id = g.message_id) END, t.kind, "
                "t.at, m.outgoing, m.subject_key, m.recipients, m.subject "
                "FROM gap g JOIN touch t ON t.id IN ("
                # The first touches of whoever is waited for: of lively pairs there are thousands.
                "  SELECT n.id FROM address a JOIN touch n ON n.address_id = a.id "
                "  WHERE a.person_id = g.person_id AND n.at > g.since AND n.at <= ? "
                "  AND n.direction IN ('both', CASE g.waiting_on WHEN 'owner' THEN 'out' "
                f"  ELSE 'in' END) ORDER BY n.at LIMIT {most}) "
                "LEFT JOIN message m ON m.id = t.message_id WHERE g.id IN (...)",
                left,
                epoch_of(now),
            ):
                looked[gap] += 1
                if gap in over:
                    continue
                turn = Turn(waits, person, question, time_of(since), why, bool(begun))
                if kind != "email" or answered_elsewhere(turn, str(about or ""), [_pair(*mail)]):
                    over.add(gap)
            left = [gap for gap, number in looked.items() if number == most and gap not in over]
        return over

    def _answered_unseen(self, gaps: Iterable[int], now: datetime) -> set[int]:
        """Those of these gaps after which the owner answered a mail of the one who is waited for
        that is not there, and so wrote since.
        """
        rows = select_in(
            self._database,
            "SELECT g.id, g.person_id, g.message_id, g.since, m.at, m.recipients "
            "FROM gap g CROSS JOIN address a ON a.person_id = g.person_id "
            "CROSS JOIN touch n ON n.address_id = a.id AND n.at > g.since AND n.at <= ? "
            "AND n.direction = 'out' CROSS JOIN message m ON m.id = n.message_id "
            f"WHERE m.recipients = 1 AND {OPENS_AS_REPLY} AND g.id IN (...)",
            gaps,
            epoch_of(now),
        )
        over = set[int]()
        for gap, person, question, since, at, recipients in rows:
            turn = Turn("person", person, question, time_of(since), "")
            mail = PairMail(time_of(at), True, "", recipients, answers_unseen=True)
            if answered_elsewhere(turn, "", [mail]):
                over.add(gap)
        return over

    def _around(self, gaps: Iterable[int]) -> dict[int, tuple[bool, bool, bool]]:
        """Of each gap that waits for the owner: whether they ever wrote to where its mail came
        from, whether it is left to a talk, and whether it answers a question.
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


def _pair(at: int, outgoing: int, key: int | None, recipients: int, subject: str) -> PairMail:
    forward = recipients > 1 and is_forward(subject)  # to one alone it makes no difference
    return PairMail(time_of(at), bool(outgoing), str(key or ""), recipients, forward)


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
    usual, long, answers = row[13:16] if of_owner else row[16:19]
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
