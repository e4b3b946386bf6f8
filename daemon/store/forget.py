"""Forgetting a person: everything that is known of them leaves the file, byte by byte.

Their mail, and the owner's mail to them alone, goes with all that was found in it. Of mail with
others their address and every finding that names them go. What other people write of them later,
without an address of theirs, cannot be recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import message_from_bytes, policy
from pathlib import Path

from daemon.core.model import OPEN_DRAFT_STATES
from daemon.core.values import dataclass
from daemon.core.waiting import FORGOTTEN
from daemon.errors import StoreError
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in, transaction
from daemon.store.forgotten import Forgotten

#: Rows that name them are not needed by anything else; of other tables only the words are blanked.
_DELETED = (
    "address_name", "finding", "gap", "draft", "meeting", "contact", "fact", "contact_fact",
    "article",
)  # fmt: skip
#: What the owner wrote in the configuration, and the names of their own folders; and what is
#: numbers alone.
_LEFT = ("owner", "mailbox", "folder", "tally")
#: What holds JSON must stay JSON.
_BLANK = """CASE substr("{column}", 1, 1) WHEN '[' THEN '[]' WHEN '{{' THEN '{{}}' ELSE '' END"""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was removed: `drafts` lie in the mailbox still, as the owner had them in hand; the
    `untouched` ones are taken back at the next pass. `read_still` says that another program was
    reading the store, so that its log keeps what was deleted until that program has ended;
    `not_packed` why the file could not be written anew, where what was deleted is overwritten only.
    """

    mails: int
    drafts: int
    untouched: int
    backups: int
    read_still: bool = False
    not_packed: str = ""


class Forgetting:
    """Removes people, for one owner. Hold the store's lock."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def forget(self, person: int) -> Forgot:
        """Remove a person and stay silent about their addresses."""
        with transaction(self._database):
            addresses = dict(
                execute(
                    self._database, "SELECT id, email FROM address WHERE person_id = ?", (person,)
                )
            )
            words = self._words(person, addresses)
            Forgotten(self._database, self._owner).remember(addresses.values())
            mails = self._remove_mails(addresses)
            untouched = self._blank_drafts(person)
            drafts = self._remove_person(person, addresses)
            self._scrub(words)
            execute(
                self._database,
                "DELETE FROM thread WHERE owner_id = ? AND NOT EXISTS "
                "(SELECT 1 FROM message m WHERE m.thread_id = thread.id)",
                (self._owner,),
            )
            # Before the commit: whoever dies in between can forget again, and finds them still.
            backups = self._remove_copies()
        not_packed = ""
        try:
            execute(self._database, "VACUUM")
        except StoreError as error:
            not_packed = error.message
        read_still = False
        try:
            ((busy, _, _),) = execute(self._database, "PRAGMA wal_checkpoint(TRUNCATE)")
            read_still = bool(busy)
        except StoreError as error:
            not_packed = error.message
        return Forgot(mails, drafts, untouched, backups, read_still, not_packed)

    def _remove_copies(self) -> int:
        """Delete what upgrades and repairs, also those that were killed, left beside the store."""
        path = Path(self._database.database)
        copies = [
            *path.parent.glob(f"{path.name}.before-*"),
            *path.parent.glob(f"{path.name}.part*"),
            *path.parent.glob(f".{path.name}.*.part-*"),
        ]
        for copy in copies:
            copy.unlink()
        return len(copies)

    def _words(self, person: int, addresses: dict[int, str]) -> set[str]:
        """By what they are recognised: addresses, and full names, for one word may be anybody's."""
        names = {
            name
            for row in execute(
                self._database, "SELECT name, name_set FROM person WHERE id = ?", (person,)
            )
            for name in row
        }
        for sql, values in (
            ("SELECT name FROM address_name WHERE address_id IN (...)", list(addresses)),
            (
                "SELECT c.name FROM contact c JOIN contact_email e ON e.contact_id = c.id "
                "WHERE e.email IN (...)",
                list(addresses.values()),
            ),
        ):
            names.update(name for (name,) in select_in(self._database, sql, values))
        return {*addresses.values(), *(name for name in names if " " in name.strip())}

    def _remove_mails(self, addresses: Iterable[int]) -> int:
        numbers = list(addresses)
        mails = {
            number
            for sql in (
                "SELECT id FROM message WHERE sender_id IN (...)",
                # What the owner wrote to them and nobody else.
                "SELECT m.id FROM message m JOIN recipient r ON r.message_id = m.id "
                "WHERE m.outgoing AND r.address_id IN (...) AND NOT EXISTS (SELECT 1 "
                "FROM recipient o JOIN address a ON a.id = o.address_id "
                "WHERE o.message_id = m.id AND a.is_owner = 0 "
                "AND a.person_id IS NOT (SELECT person_id FROM address WHERE id = r.address_id))",
            )
            for (number,) in select_in(self._database, sql, numbers)
        }
        executemany(self._database, "DELETE FROM message WHERE id = ?", [(one,) for one in mails])
        # Where they lay, they were counted.
        execute(self._database, "UPDATE folder SET counted = 0, counted_to = 0")
        return len(mails)

    def _blank_drafts(self, person: int) -> int:
        """Of drafts that can be taken back nothing stays but where they lie; how many."""
        blanked = execute(
            self._database,
            "UPDATE draft SET person_id = NULL, other_id = NULL, occasion = '', recipients = '[]', "
            "subject = '', text = '', reason = ?, evidence = '[]', note = '', "
            "mime = zeroblob(length(mime)) WHERE (person_id = ? OR other_id = ?) "
            "AND state = 'placed' RETURNING id",
            (FORGOTTEN, person, person),
        )
        return len(blanked)

    def _remove_person(self, person: int, addresses: dict[int, str]) -> int:
        drafts = execute(
            self._database,
            "DELETE FROM draft WHERE person_id = ? OR other_id = ? RETURNING state",
            (person, person),
        )
        executemany(
            self._database,
            "DELETE FROM contact WHERE owner_id = ? AND id IN "
            "(SELECT contact_id FROM contact_email WHERE email = ?)",
            [(self._owner, email) for email in addresses.values()],
        )
        for table in ("touch", "recipient", "meeting_guest"):
            executemany(
                self._database,
                f"DELETE FROM {table} WHERE address_id = ?",
                [(one,) for one in addresses],
            )
        executemany(
            self._database, "DELETE FROM address WHERE id = ?", [(one,) for one in addresses]
        )
        execute(self._database, "DELETE FROM person WHERE id = ?", (person,))
        return sum(state in OPEN_DRAFT_STATES for (state,) in drafts)

    def _scrub(self, words: set[str]) -> None:
        """Take out every text, in whatever table, that still names them."""
        pattern = re.compile(
            "|".join(r"\s+".join(map(re.escape, one.split())) for one in sorted(words)),
            re.IGNORECASE,
        )

        def names_them(value: str | bytes | None) -> bool:
            if isinstance(value, bytes):
                value = _plain(value)
            if value and "\\u" in value:
                value = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
            return bool(value and pattern.search(value))

        connection = self._database.connection()
        connection.create_function("names_them", 1, names_them, deterministic=True)
        for (table,) in execute(
            self._database,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        ):
            for _, column, kind, not_null, *_ in execute(
                self._database, f'PRAGMA table_info("{table}")'
            ):
                if table in _LEFT or kind.upper() not in ("TEXT", "BLOB"):
                    continue
                what = f'DELETE FROM "{table}"'
                if table not in _DELETED:
                    blank = _BLANK.format(column=column) if not_null else "NULL"
                    what = f'UPDATE "{table}" SET "{column}" = {blank}'
                execute(self._database, f'{what} WHERE names_them("{column}")')
        connection.create_function("names_them", 1, None)


def _plain(mime: bytes) -> str:
    """The words of a mail of our own making (a letter's bytes), decoded."""
    mail = message_from_bytes(mime, policy=policy.default)
    texts = [str(value) for value in mail.values()]
    for part in mail.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            texts.append(content.decode("utf-8", "replace"))
    return "\n".join(texts)
