"""What the daemon tells of itself, for `status` and for its own next life: whether it runs, when
its next pass is due, what keeps it from working, and which logins were refused how often.
"""

from __future__ import annotations

from datetime import datetime

from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, transaction
from daemon.store.times import time_of


@dataclass(frozen=True, slots=True)
class ServiceProblem:
    """`place` is what it concerns: `pass`, `login main`, `configuration`, ..."""

    place: str
    says: str
    hint: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """The daemon's last life. `stopped_at` is None while it runs, and if it died."""

    started_at: datetime
    stopped_at: datetime | None
    next_pass_at: datetime | None
    problems: tuple[ServiceProblem, ...]


@dataclass(frozen=True, slots=True)
class RefusedLogin:
    """Refusals in a row of one login, known again by `mark` (see `service.logins`)."""

    salt: bytes
    mark: bytes
    count: int


class ServiceNotes:
    """The daemon's notes of one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def record_started(self, now: datetime) -> None:
        """A new life: what an earlier one complained of is forgotten."""
        with transaction(self._database):
            for table in ("service", "service_problem"):
                execute(self._database, f"DELETE FROM {table} WHERE owner_id = ?", (self._owner,))
            execute(
                self._database,
                "INSERT INTO service (owner_id, started_at) VALUES (?, ?)",
                (self._owner, int(now.timestamp())),
            )

    def record_stopped(self, now: datetime) -> None:
        """It ends in good order."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE service SET stopped_at = ?, next_pass_at = NULL WHERE owner_id = ?",
                (int(now.timestamp()), self._owner),
            )

    def record_next_pass(self, at: datetime | None) -> None:
        """When the next pass is due."""
        with transaction(self._database):
            execute(
                self._database,
                "UPDATE service SET next_pass_at = ? WHERE owner_id = ?",
                (None if at is None else int(at.timestamp()), self._owner),
            )

    def record_problem(self, place: str, says: str, hint: str, now: datetime) -> None:
        """Something keeps it from its work; the same again keeps its `since`."""
        with transaction(self._database):
            execute(
                self._database,
                "INSERT INTO service_problem (owner_id, place, says, hint, since) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (owner_id, place) DO UPDATE "
                "SET says = excluded.says, hint = excluded.hint",
                (self._owner, place, says, hint, int(now.timestamp())),
            )

    def forget_problem(self, place: str) -> None:
        """It is over."""
        with transaction(self._database):
            execute(
                self._database,
                "DELETE FROM service_problem WHERE owner_id = ? AND place = ?",
                (self._owner, place),
            )

    def load(self) -> ServiceLine | None:
        """The last life, or None where there was none."""
        rows = execute(
            self._database,
            "SELECT started_at, stopped_at, next_pass_at FROM service WHERE owner_id = ?",
            (self._owner,),
        )
        if not rows:
            return None
        problems = execute(
            self._database,
            "SELECT place, says, hint, since FROM service_problem WHERE owner_id = ? "
            "ORDER BY since, id",
            (self._owner,),
        )
        started, stopped, next_pass = rows[0]
        return ServiceLine(
            time_of(started),
            None if stopped is None else time_of(stopped),
            None if next_pass is None else time_of(next_pass),
            tuple(
                ServiceProblem(place, says, hint, time_of(since))
                for place, says, hint, since in problems
            ),
        )

    def load_refused(self, mailbox: str) -> RefusedLogin | None:
        """The refusals in a row of this mailbox's login."""
        rows = execute(
            self._database,
            "SELECT salt, mark, count FROM refused_login WHERE owner_id = ? AND mailbox = ?",
            (self._owner, mailbox),
        )
        return RefusedLogin(*rows[0]) if rows else None

    def record_refused(self, mailbox: str, refused: RefusedLogin) -> None:
        """One more refusal."""
        with transaction(self._database):
            execute(
                self._database,
                "INSERT INTO refused_login (owner_id, mailbox, salt, mark, count) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (owner_id, mailbox) DO UPDATE SET "
                "salt = excluded.salt, mark = excluded.mark, count = excluded.count",
                (self._owner, mailbox, refused.salt, refused.mark, refused.count),
            )

    def forget_refused(self, mailbox: str) -> None:
        """The login worked."""
        with transaction(self._database):
            execute(
                self._database,
                "DELETE FROM refused_login WHERE owner_id = ? AND mailbox = ?",
                (self._owner, mailbox),
            )
