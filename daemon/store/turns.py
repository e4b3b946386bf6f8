"""The threads in which it must be decided whose turn it is, and the gaps that came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from daemon.core.model import MessageKind, ThreadMessage, Turn
from daemon.store.database import Database
from daemon.store.engine import chunks, execute, executemany, select_in, transaction
from daemon.store.times import epoch_of


class Turns:
    """Whose turn it is, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def undecided(self, version: int, horizon: datetime) -> Iterator[list[int]]:
        """Chunks of threads with mail after `horizon` that these rules have not decided, newest
        first.
        """
        found: list[tuple[int, int]] = []
        # Each of the three is one place in the index: those that are decided are not looked at.
        for undecided, versions in (("IS NULL", ()), ("< ?", (version,)), ("> ?", (version,))):
            found += execute(
                self._database,
                "SELECT last_at, id FROM thread WHERE owner_id = ? "
                f"AND decided_version {undecided} AND last_at >= ?",
                (self._owner, *versions, epoch_of(horizon)),
            )
        return chunks(number for _, number in sorted(found, reverse=True))

    def load_threads(
        self, threads: Sequence[int], read_version: int, owner_names: frozenset[str]
    ) -> dict[int, tuple[ThreadMessage, ...]]:
        """The messages of these threads, oldest first, with what was read in them."""
        people = self._people(threads)
        findings: dict[int, set[str]] = {}
        for message, kind, value in select_in(
            self._database,
            "SELECT f.message_id, f.kind, f.value FROM finding f "
            "JOIN message m ON m.id = f.message_id WHERE m.thread_id IN (...)",
            threads,
        ):
            if kind == "named":
                named = set(value.casefold().replace(",", " ").split()) & owner_names
                kind = "named_owner" if named else "named_other"
            findings.setdefault(message, set()).add(kind)
        flags = self._flags(threads)
        result: dict[int, list[ThreadMessage]] = {}
        numbers: dict[str, int] = {}
        rows = list(
            select_in(
                self._database,
                "SELECT m.thread_id, m.id, m.at, m.outgoing, m.sender_id, a.person_id, "
                "m.recipients, m.kind, m.read_version, m.message_id, m.refs, m.begun "
                "FROM message m LEFT JOIN address a ON a.id = m.sender_id "
                "WHERE m.thread_id IN (...) ORDER BY m.thread_id, m.at, m.id",
                threads,
            )
        )
        for row in rows:
            numbers.setdefault(row[9], row[1])
        for row in rows:
            thread, number, at, outgoing, sender, person, recipients, kind, read = row[:9]
            to, cc = people.get(number, ((), ()))
            marks = flags.get(number, frozenset())
            result.setdefault(thread, []).append(
                ThreadMessage(
                    id=number,
                    at=datetime.fromtimestamp(at, UTC),
                    sender=0 if outgoing else _who(person, sender),
                    to=to,
                    cc=cc,
                    recipients=recipients,
                    kind=MessageKind(kind),
                    findings=frozenset(findings.get(number, ())) if read == read_version else None,
                    # In-Reply-To stands last among the references.
                    parent=numbers.get(row[10].rpartition(" ")[2], 0) if row[10] else 0,
                    flagged="\\flagged" in marks,
                    answered="\\answered" in marks,
                    begun=bool(row[11]),
                )
            )
        return {thread: tuple(messages) for thread, messages in result.items()}

    def _flags(self, threads: Sequence[int]) -> dict[int, frozenset[str]]:
        """The owner's marks on the mails of these threads, lower-cased, where there are any."""
        rows = select_in(
            self._database,
            "SELECT l.message_id, l.flags FROM message m JOIN location l ON l.message_id = m.id "
            "WHERE (l.flags LIKE '%flagged%' OR l.flags LIKE '%answered%') "
            "AND m.thread_id IN (...)",
            threads,
        )
        return {number: frozenset(flags.lower().split()) for number, flags in rows}

    def _people(self, threads: Sequence[int]) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
        rows = select_in(
            self._database,
            "SELECT r.message_id, r.field, a.id, a.person_id, a.is_owner FROM recipient r "
            "JOIN message m ON m.id = r.message_id JOIN address a ON a.id = r.address_id "
            "WHERE m.thread_id IN (...) ORDER BY r.message_id",
            threads,
        )
        result = {}
        for message, group in groupby(rows, key=lambda row: row[0]):
            fields: dict[str, list[int]] = {}
            for _, field, address, person, is_owner in group:
                who = 0 if is_owner else _who(person, address)
                fields.setdefault(field, []).append(who)
            result[message] = (
                tuple(dict.fromkeys(fields.get("to", ()))),
                tuple(dict.fromkeys(fields.get("cc", ()))),
            )
        return result

    def record_turns(self, turns: Mapping[int, Turn | None], version: int) -> None:
        """Write the gaps of these threads anew; a thread where nobody waits has none."""
        with transaction(self._database):
            executemany(
                self._database,
                "DELETE FROM gap WHERE thread_id = ?",
                [(thread,) for thread, turn in turns.items() if turn is None],
            )
            executemany(
                self._database,
                "INSERT INTO gap (owner_id, thread_id, person_id, message_id, waiting_on, since, "
                "why, begun, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce(("
                "SELECT f.quote FROM finding f "
                "WHERE f.message_id = ? AND f.kind IN ('ask', 'wants_back') "
                "ORDER BY f.kind <> 'ask', f.value <> 'question', f.id LIMIT 1), '')) "
                "ON CONFLICT (thread_id) DO UPDATE SET person_id = excluded.person_id, "
                "message_id = excluded.message_id, waiting_on = excluded.waiting_on, "
                "since = excluded.since, why = excluded.why, begun = excluded.begun, "
                "quote = excluded.quote",
                [
                    (
                        self._owner,
                        thread,
                        turn.person,
                        turn.message,
                        turn.waiting_on,
                        int(turn.since.timestamp()),
                        turn.why,
                        turn.begun,
                        turn.message,
                    )
                    for thread, turn in turns.items()
                    if turn is not None
                ],
            )
            executemany(
                self._database,
                "UPDATE thread SET decided_version = ? WHERE id = ?",
                [(version, thread) for thread in turns],
            )


def _who(person: int | None, address: int | None) -> int:
    """A person's id, or a negative number for an address that is nobody known."""
    if person is not None:
        return int(person)
    return -int(address or 0) or -1
