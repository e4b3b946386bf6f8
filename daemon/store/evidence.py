"""The mails behind a claim: where each lies, who wrote it when, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, select_in


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One message as `explain` shows it."""

    ref: str
    at: datetime
    sender: str
    subject: str
    outgoing: bool
    kind: str
    kind_why: str
    message_id: str
    thread_ref: str
    places: tuple[str, ...]
    findings: tuple[tuple[str, str, str], ...]


class Evidence:
    """Looking up stored mails of one owner; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_messages(self, ids: Sequence[int]) -> tuple[ThreadLine, ...]:
        """Messages with where they lie and what was found in them, oldest first."""
        rows = sorted(
            select_in(
                self._database,
                "SELECT m.at, m.id, coalesce(a.email, ''), m.subject, m.outgoing, m.kind, "
                "m.kind_why, m.message_id, m.thread_id FROM message m "
                "LEFT JOIN address a ON a.id = m.sender_id "
                # The plus sign leaves the index of all mail of an owner out.
                "WHERE +m.owner_id = ? AND m.id IN (...)",
                ids,
                self._owner,
            )
        )
        places: dict[int, list[str]] = {}
        for number, folder, uid in select_in(
            self._database,
            "SELECT l.message_id, f.name, l.uid FROM location l JOIN folder f "
            "ON f.id = l.folder_id WHERE l.message_id IN (...)",
            ids,
        ):
            places.setdefault(number, []).append(f"{folder} {uid}")
        found: dict[int, list[tuple[str, str, str]]] = {}
        for number, detector, version, kind, quote, value in select_in(
            self._database,
            "SELECT message_id, detector, version, kind, quote, value FROM finding "
            "WHERE message_id IN (...) ORDER BY id",
            ids,
        ):
            told = _told(kind, quote, value)
            found.setdefault(number, []).append((kind, f"{detector} {version}", told))
        return tuple(
            ThreadLine(
                f"m{number}",
                datetime.fromtimestamp(at, UTC),
                sender,
                subject,
                bool(outgoing),
                kind,
                why,
                message_id,
                f"t{thread}",
                tuple(places.get(number, ())),
                tuple(found.get(number, ())),
            )
            for at, number, sender, subject, outgoing, kind, why, message_id, thread in rows
        )

    def find_messages(self, message_id: str) -> tuple[int, ...]:
        """Rows that carry this Message-ID (without angle brackets); reads the whole table."""
        rows = execute(
            self._database,
            "SELECT id FROM message WHERE owner_id = ? AND message_id = ?",
            (self._owner, message_id),
        )
        return tuple(number for (number,) in rows)

    def thread_messages(self, thread: int) -> tuple[int, ...]:
        """The messages of one thread."""
        rows = execute(
            self._database,
            "SELECT id FROM message WHERE owner_id = ? AND thread_id = ?",
            (self._owner, thread),
        )
        return tuple(number for (number,) in rows)

    def thread_of(self, message: int) -> tuple[str, tuple[str, ...]]:
        """Message-ID and References of a message, as an answer to it needs them."""
        rows = execute(
            self._database, "SELECT message_id, refs FROM message WHERE id = ?", (message,)
        )
        message_id, refs = rows[0] if rows else ("", "")
        return message_id, tuple(refs.split())


def _told(kind: str, quote: str, value: str) -> str:
    """The words of a finding; of a language its name, for all words of the mail are in it."""
    return value if kind == "language" or not quote else quote
