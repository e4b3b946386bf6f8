"""Reads for which mailboxes the owner's sent mail is stale, and what rests on those mailboxes. A
mailbox with a fresh copy costs a look at its last fifty; only one without is looked at closer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from daemon.core.lost_copies import (
    BEFORE_DAYS,
    LATELY_DAYS,
    LEAST_PEOPLE,
    Answer,
    LostCopies,
    count_lost,
    id_domain,
    is_suspect,
)
from daemon.store.database import Database
from daemon.store.engine import execute, marks, select_in
from daemon.store.recent import remembered
from daemon.store.times import time_of

#: So many of the last mails of a folder are looked at for a fresh one.
_LAST = 50


class LostCopiesReader:
    """Reads for one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load(self, now: datetime) -> tuple[LostCopies, ...]:
        """The mailboxes that the owner sends from without leaving copies. A pass and the agenda
        ask for them at three places.
        """
        question = ("lost copies", self._owner, now)
        return remembered(self._database, question, lambda: self._load(now))

    def _load(self, now: datetime) -> tuple[LostCopies, ...]:
        folders: dict[tuple[int, str], list[tuple[int, int | None]]] = {}
        for mailbox, name, folder, read_at in execute(
            self._database,
            "SELECT b.id, b.name, f.id, f.complete_at FROM folder f "
            "JOIN mailbox b ON b.id = f.mailbox_id "
            "WHERE f.owner_id = ? AND f.role = 'sent' ORDER BY b.id, f.id",
            (self._owner,),
        ):
            folders.setdefault((mailbox, name), []).append((folder, read_at))
        found = []
        for (mailbox, name), several in folders.items():
            times = [time_of(at) for _, at in several if at is not None]
            # What is not read yet is not lost.
            if len(times) == len(several):
                numbers = [folder for folder, _ in several]
                found.append(self._judge(mailbox, name, numbers, min(now, *times)))
        return tuple(one for one in found if one is not None)

    def mailboxes(self, now: datetime) -> list[int]:
        """The numbers of those mailboxes."""
        return [one.mailbox_id for one in self.load(now)]

    def messages_in(self, mailboxes: Sequence[int], messages: Iterable[int]) -> frozenset[int]:
        """Those of these messages that lie in one of these mailboxes."""
        rows = select_in(
            self._database,
            "SELECT DISTINCT l.message_id FROM location l JOIN folder f ON f.id = l.folder_id "
            f"WHERE f.mailbox_id IN ({marks(mailboxes)}) AND l.message_id IN (...)",
            sorted(set(messages)),
            *mailboxes,
        )
        return frozenset(number for (number,) in rows)

    def people_in(self, mailboxes: Sequence[int], people: Iterable[int]) -> frozenset[int]:
        """Those of these people whose newest mail, or an open question, lies in one of these."""
        newest = dict(
            select_in(
                self._database,
                "SELECT p.id, (SELECT t.message_id FROM address a JOIN touch t "
                "ON t.address_id = a.id WHERE a.person_id = p.id AND t.message_id IS NOT NULL "
                "ORDER BY t.at DESC LIMIT 1) FROM person p WHERE p.id IN (...)",
                sorted(people),
            )
        )
        asked = select_in(
            self._database,
            "SELECT g.person_id, g.message_id FROM gap g WHERE g.person_id IN (...)",
            sorted(newest),
        )
        pairs = [(who, mail) for who, mail in (*newest.items(), *asked) if mail is not None]
        there = self.messages_in(mailboxes, (mail for _, mail in pairs))
        return frozenset(who for who, mail in pairs if mail in there)

    def _judge(
        self, mailbox: int, name: str, folders: Sequence[int], now: datetime
    ) -> LostCopies | None:
        last = [row for folder in folders for row in self._last_copies(folder, now)]
        # The times of the last to come tell enough of a folder that is fresh.
        if not last or not is_suspect(time_of(max(at for at, _ in last)), now):
            return None
        newest = self._newest_copy(folders, now)
        if not is_suspect(newest, now):
            return None
        lately = max(newest, now - timedelta(days=LATELY_DAYS))
        answers = self._answers(mailbox, lately, now)
        if sum(not one.copied for one in answers) < LEAST_PEOPLE:
            return None
        own = {id_domain(message_id) for _, message_id in last} | self._own_domains()
        before = self._answers(mailbox, newest - timedelta(days=BEFORE_DAYS), newest)
        people = count_lost(answers, before, newest, own - {""})
        return LostCopies(name, mailbox, newest, people) if people else None

    def _last_copies(self, folder: int, now: datetime) -> list[tuple[int, str]]:
        return execute(
            self._database,
            "SELECT m.at, m.message_id FROM (SELECT message_id FROM location WHERE folder_id = ? "
            f"ORDER BY uid DESC LIMIT {_LAST}) AS l JOIN message m ON m.id = l.message_id "
            "WHERE m.outgoing AND m.at <= ?",
            (folder, int(now.timestamp())),
        )

    def _newest_copy(self, folders: Sequence[int], now: datetime) -> datetime:
        ((at,),) = execute(
            self._database,
            # Back from now: what is looked at is the mail since the newest copy, not the folder.
            "SELECT m.at FROM message m WHERE m.owner_id = ? AND m.at <= ? AND m.outgoing "
            "AND EXISTS (SELECT 1 FROM location l WHERE l.message_id = m.id "
            f"AND l.folder_id IN ({marks(folders)})) ORDER BY m.at DESC LIMIT 1",
            (self._owner, int(now.timestamp()), *folders),
        )
        return time_of(at)

    def _own_domains(self) -> set[str]:
        rows = execute(
            self._database,
            "SELECT email FROM address WHERE +owner_id = ? AND is_owner > 0",
            (self._owner,),
        )
        return {id_domain(email) for (email,) in rows}

    def _answers(self, mailbox: int, since: datetime, until: datetime) -> list[Answer]:
        """The replies to the owner alone that lie in a mailbox, of people written to before."""
        rows = execute(
            self._database,
            "SELECT m.thread_id, m.refs, a.person_id, m.subject_key, m.subject, m.at, "
            "m.message_id, m.quoted_at, (SELECT max(b.at) FROM address o JOIN message b "
            "ON b.sender_id = o.id WHERE o.person_id = a.person_id AND b.at < m.at) "
            "FROM message m JOIN address a ON a.id = m.sender_id "
            "JOIN person p ON p.id = a.person_id "
            "WHERE m.owner_id = ? AND m.at > ? AND m.at <= ? AND NOT m.outgoing AND m.is_reply "
            "AND m.has_refs AND m.recipients = 1 AND m.kind = 'personal' AND p.touches_out > 0 "
            "AND EXISTS (SELECT 1 FROM recipient r JOIN address w ON w.id = r.address_id "
            "WHERE r.message_id = m.id AND r.field = 'to' AND w.is_owner > 0) "
            "AND EXISTS (SELECT 1 FROM location l JOIN folder f ON f.id = l.folder_id "
            "WHERE l.message_id = m.id AND f.mailbox_id = ?)",
            (self._owner, int(since.timestamp()), int(until.timestamp()), mailbox),
        )
        known = set(
            select_in(
                self._database,
                "SELECT thread_id, message_id FROM message WHERE outgoing AND thread_id IN (...)",
                sorted({row[0] for row in rows}),
            )
        )
        return [
            Answer(
                person=person,
                subject=str(key or subject),
                at=time_of(at),
                message_id=message_id,
                parent=parent,
                copied=(thread, parent) in known,
                wrote_before=None if before is None else time_of(before),
                quoted_at=None if quoted is None else time_of(quoted),
            )
            for thread, refs, person, key, subject, at, message_id, quoted, before in rows
            for parent in refs.split()[-1:]
        ]
