"""The passes and what they met: what `status` shows, whether the daemon runs or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from daemon.core.model import OPEN_DRAFT_STATES, Coverage
from daemon.core.values import dataclass, replace
from daemon.store.database import Database
from daemon.store.engine import execute, marks, transaction
from daemon.store.folders import HELD
from daemon.store.lost_copies import LostCopiesReader
from daemon.store.times import epoch_of, maybe_time_of, time_of

#: What is written of a pass that was told to stop.
INTERRUPTED = "It was stopped before it had finished; the next pass goes on from there."


@dataclass(frozen=True, slots=True)
class PassLine:
    """One pass: `summary` holds its counts; `finished_at` is None while it runs or if it died."""

    started_at: datetime
    finished_at: datetime | None
    ok: bool
    summary: Mapping[str, float]
    error: str

    @property
    def interrupted(self) -> bool:
        """Whether it was told to stop: no fault, and nothing is lost."""
        return self.error == INTERRUPTED


@dataclass(frozen=True, slots=True)
class FolderLine:
    """One folder: how much of it is known, until when, and what is wrong with it."""

    mailbox: str
    name: str
    role: str
    messages: int
    complete_at: datetime | None
    problem: str


class Health:
    """Passes, folders and skipped mail of one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def record_start(self, now: datetime) -> int:
        """A pass begins; its number."""
        with transaction(self._database):
            ((number,),) = execute(
                self._database,
                "INSERT INTO pass (owner_id, started_at, ok, summary, error) "
                "VALUES (?, ?, 0, '{}', '') RETURNING id",
                (self._owner, epoch_of(now)),
            )
            execute(
                self._database,
                "DELETE FROM pass WHERE owner_id = ? AND id <= ?",
                (self._owner, number - 1000),
            )
        return int(number)

    def record_end(
        self, number: int, now: datetime, summary: Mapping[str, float], error: str = ""
    ) -> None:
        """A pass has ended, well unless `error` says otherwise."""
        import json  # late: who only looks writes none, and reads a thousand in half of the time

        with transaction(self._database):
            execute(
                self._database,
                "UPDATE pass SET finished_at = ?, ok = ?, summary = ?, error = ? WHERE id = ?",
                (epoch_of(now), not error, json.dumps(dict(summary)), error, number),
            )

    def record_interrupted(self, now: datetime) -> None:
        """The pass in hand was cut off by somebody who may do so, and knows nothing of it."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE pass SET finished_at = ?, error = ? WHERE owner_id = ? "
                "AND finished_at IS NULL AND id = (SELECT max(id) FROM pass WHERE owner_id = ?)",
                (epoch_of(now), INTERRUPTED, self._owner, self._owner),
            )

    def load_passes(self, limit: int = 10) -> tuple[PassLine, ...]:
        """The latest passes, newest first."""
        rows = execute(
            self._database,
            "SELECT started_at, finished_at, ok, summary, error FROM pass WHERE owner_id = ? "
            "ORDER BY id DESC LIMIT ?",
            (self._owner, limit),
        )
        return tuple(
            PassLine(
                time_of(started),
                maybe_time_of(finished),
                bool(ok),
                msgspec.json.decode(summary),
                error,
            )
            for started, finished, ok, summary, error in rows
        )

    def was_interrupted(self) -> bool:
        """Whether the pass before the one that runs now died or failed."""
        rows = execute(
            self._database,
            "SELECT ok FROM pass WHERE owner_id = ? ORDER BY id DESC LIMIT 1 OFFSET 1",
            (self._owner,),
        )
        return bool(rows) and not rows[0][0]

    def load_folders(self) -> tuple[FolderLine, ...]:
        """All folders of all mailboxes."""
        rows = execute(
            self._database,
            f"SELECT b.name, folder.name, role, {HELD}, complete_at, problem FROM folder "
            "JOIN mailbox b ON b.id = mailbox_id WHERE folder.owner_id = ? "
            "ORDER BY b.name, folder.name",
            (self._owner,),
        )
        return tuple(
            FolderLine(box, name, role, held, maybe_time_of(at), problem)
            for box, name, role, held, at, problem in rows
        )

    def count_all(self) -> dict[str, int]:
        """How many of each there are: messages, skipped, people, touches, threads."""
        # Of a whole table SQLite knows the number of rows nearly at once, of a part it does not.
        only = self._is_only_owner()
        own, values = ("", ()) if only else (" WHERE owner_id = ?", (self._owner,))
        people = "SELECT count(*) FROM person WHERE owner_id = ? AND NOT ignored"
        return {
            "messages": self._count(f"SELECT count(*) FROM message{own}", *values),
            "skipped": self._count(f"SELECT count(*) FROM skipped{own}", *values),
            "people": self._count(people, self._owner),
            "touches": self._count(f"SELECT count(*) FROM touch{own}", *values),
            "threads": self._count(f"SELECT count(*) FROM thread{own}", *values),
        }

    def count_waiting(self) -> int:
        """How many drafts wait for the owner."""
        return self._count(
            "SELECT count(*) FROM draft WHERE owner_id = ? "
            f"AND state IN ({marks(OPEN_DRAFT_STATES)})",
            self._owner,
            *OPEN_DRAFT_STATES,
        )

    def _count(self, sql: str, *values: int | str) -> int:
        ((number,),) = execute(self._database, sql, values)
        return int(number)

    def _is_only_owner(self) -> bool:
        return self._count("SELECT count(*) FROM owner") == 1

    def load_skipped(self, limit: int = 20) -> tuple[tuple[str, int, str], ...]:
        """Mails that could not be read: (folder, UID, why), newest first."""
        rows = execute(
            self._database,
            "SELECT f.name, s.uid, s.reason FROM skipped s JOIN folder f ON f.id = s.folder_id "
            "WHERE s.owner_id = ? ORDER BY s.id DESC LIMIT ?",
            (self._owner, limit),
        )
        return tuple((folder, uid, reason) for folder, uid, reason in rows)

    def load_coverage(self, now: datetime) -> Coverage:
        """Until when inbox and sent mail are known, over all mailboxes of the owner."""
        ((newest,),) = execute(
            self._database,
            "SELECT max(at) FROM message WHERE owner_id = ? AND at <= ?",
            (self._owner, epoch_of(now)),
        )
        lost = LostCopiesReader(self._database, self._owner).load(now)
        return replace(
            self._covered(),
            newest_mail=maybe_time_of(newest),
            lost_copies=lost,
            all_lost=bool(lost) and len(lost) == self._count_mailboxes(),
        )

    def load_until(self) -> datetime | None:
        """The moment up to which both directions are known, and nothing else of the coverage."""
        return self._covered().until

    def _covered(self) -> Coverage:
        inbox_until, inboxes, inbox_done = self._folder_times("inbox")
        sent_until, sents, sent_done = self._folder_times("sent")
        ((own,),) = execute(
            self._database,
            "SELECT count(*) FROM (SELECT 1 FROM message WHERE owner_id = ? AND outgoing LIMIT 1) "
            "AS some",
            (self._owner,),
        )
        return Coverage(
            inbox_until=inbox_until if inboxes and inboxes == inbox_done else None,
            sent_until=sent_until if sents == sent_done else None,
            newest_mail=None,
            sent_known=bool(sents and own),
        )

    def _count_mailboxes(self) -> int:
        """How many mailboxes mail comes into."""
        return self._count(
            "SELECT count(DISTINCT mailbox_id) FROM folder WHERE owner_id = ? AND role = 'inbox'",
            self._owner,
        )

    def _folder_times(self, role: str) -> tuple[datetime | None, int, int]:
        ((earliest, count, done),) = execute(
            self._database,
            "SELECT min(complete_at), count(*), count(complete_at) FROM folder "
            "WHERE owner_id = ? AND role = ?",
            (self._owner, role),
        )
        return maybe_time_of(earliest), count, done
