"""Writing mails into the store: which of them are known already, who wrote them to whom, which
thread they belong to, what names people bear in them.

Set-based: some thousands of mails cost the same number of statements as one; and what is done for
each of them is done field by field, over all mails at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

from daemon.core.full_names import full_name_key
from daemon.core.mail import FolderRole
from daemon.core.scanned import ScannedMail
from daemon.core.senders import role_of_unnamed
from daemon.store.database import Database
from daemon.store.engine import (
    ASKED_AT_ONCE,
    execute,
    executemany,
    insert_columns,
    insert_rows,
    select_in,
)
from daemon.store.met_keys import perhaps_held
from daemon.store.pending import make_pending
from daemon.store.recent import keep_weeks
from daemon.store.roles import settle_roles
from daemon.store.threading import Threads

#: Only so many recipients of one mail are kept; mail to more than eight is no touch anyway.
KEPT_RECIPIENTS = 50
_CACHE_LIMIT = 200_000
#: Recipients of a mail as (field, address, name).
_People = Sequence[tuple[str, str, str]]
#: An address, by its number, and a name that it bears.
_Named = tuple[int, str]
#: The same people write in every batch.
_name_key = lru_cache(maxsize=16_384)(full_name_key)


class NewMail:
    """The writer of mails, for one owner. Within a transaction of the caller's, which has it
    `finish` at its end.
    """

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._addresses: dict[str, int] = {}
        ((self._first_own,),) = execute(
            database, "SELECT address FROM owner WHERE id = ?", (owner_id,)
        )
        self._threads = Threads(database, owner_id)
        #: How often addresses, by their numbers, bore names in mail of this transaction.
        self._as_sender: Counter[_Named] = Counter()
        self._as_recipient: Counter[_Named] = Counter()

    def forget_rows(self) -> None:
        """Rely on no row number that was read before."""
        self._addresses.clear()
        self._threads.forget()
        self._as_sender.clear()
        self._as_recipient.clear()

    def finish(self) -> None:
        """Write what is written once for all mails of a transaction."""
        self._threads.keep()
        self._count_names("as_sender", "as_recipient", self._as_sender)
        self._count_names("as_recipient", "as_sender", self._as_recipient)
        settle_roles(self._database, self._as_sender)
        self._as_sender.clear()
        self._as_recipient.clear()

    def write(self, every: Any, role: FolderRole) -> tuple[list[int], set[int]]:
        """Store what is new of the mails of one folder, of which each field is given as by
        `each_field`; the row of each mail, and the rows of those that were new.
        """
        numbers, fresh = self._number(every)
        if len(fresh) == len(numbers):
            if numbers:
                self._insert(numbers, every, role)
            return numbers, set(fresh)
        if fresh:
            new = [[field[place] for place in fresh.values()] for field in every]
            self._insert([*fresh], ScannedMail._make(new), role)
        known = {n: who for n, who in zip(numbers, every.people, strict=True) if n not in fresh}
        if known:
            self._restore(known)
        return numbers, set(fresh)

    def _known(self, column: str, keys: Sequence[int]) -> dict[int, int]:
        """The messages that are stored already, by one of their keys."""
        return dict(
            select_in(
                self._database,
                f"SELECT {column}, id FROM message WHERE owner_id = ? AND {column} IN (...)",
                perhaps_held(self._database, keys),
                self._owner,
                at_once=ASKED_AT_ONCE,
            )
        )

    def _number(self, every: Any) -> tuple[list[int], dict[int, int]]:
        """Give each mail its row, that of a copy known already or a new one; the rows, and where
        those are that are new, by theirs.
        """
        identities = every.identity
        contents = [content for content in every.content if content is not None]
        by_identity = self._known("identity_key", identities)
        by_content = self._known("content_key", contents)
        ((highest,),) = execute(self._database, "SELECT coalesce(max(id), 0) FROM message")
        numbers: list[int] = []
        fresh: dict[int, int] = {}
        if not by_identity and not by_content and _differ(identities) and _differ(contents):
            numbers = [*range(highest + 1, highest + 1 + len(identities))]  # as in a first scan
            return numbers, {number: place for place, number in enumerate(numbers)}
        for place, (identity, content) in enumerate(zip(identities, every.content, strict=True)):
            number = by_identity.get(identity)
            if number is None and content is not None:
                number = by_content.get(content)
            if number is None:
                number = highest = highest + 1
                fresh[number] = place
            by_identity.setdefault(identity, number)
            if content is not None:
                by_content.setdefault(content, number)
            numbers.append(number)
        return numbers, fresh

    def _insert(self, numbers: Sequence[int], every: Any, role: FolderRole) -> None:
        """Store mails that are new under these numbers, their recipients, and what names they
        bear.
        """
        people = every.people
        left_out = [one for one in people if len(one) > KEPT_RECIPIENTS]
        if left_out:
            people = [*map(_kept, people)]
        as_sender = Counter(zip(every.sender, every.sender_name, strict=True))
        as_recipient: Counter[tuple[str, str]] = Counter()
        for (_, email, name), count in Counter(chain.from_iterable(people)).items():
            as_recipient[email, name] += count
        delivered_to = Counter(chain.from_iterable(every.delivered_to))
        addresses = self._address_ids(
            {email for email, _ in chain(as_sender, as_recipient)}
            | delivered_to.keys()
            | {email for all_of_one in left_out for _, email, _ in all_of_one}
        )
        senders = [*map(addresses.get, every.sender)]
        delivered = bytes(_were_delivered(every.delivered, role))
        threads = self._threads.join(numbers, every.at, every.thread_keys)
        insert_columns(
            self._database,
            "INSERT INTO message (id, identity_key, content_key, message_id, refs, subject, "
            "subject_key, is_reply, has_refs, at, sender_id, recipients, header_kind, kind, "
            "kind_why, thread_id, content_type, delivered, outgoing, begun, owner_id) "
            f"VALUES (..., 0, {self._owner})",
            [
                numbers,
                every.identity,
                every.content,
                every.message_id,
                every.references,
                every.subject,
                every.subject_key,
                # Numbers, which sqlite3 takes as they are; of True it asks who could adapt it.
                bytes(every.is_reply),
                bytes(map(bool, every.references)),
                every.at,
                senders,
                every.recipients,
                every.kind,
                every.kind,
                every.kind_why,
                threads,
                every.content_type,
                delivered,
                # Inference marks the rest; to write a mail again costs as much as to store it.
                bytes(
                    sender == self._first_own and not brought
                    for sender, brought in zip(every.sender, delivered, strict=True)
                ),
            ],
        )
        make_pending(self._database, "id BETWEEN ? AND ?", (numbers[0], numbers[-1]))
        keep_weeks(self._database, self._owner, numbers, every.at)
        self._insert_recipients(zip(numbers, people, strict=True))
        # Only of mail that is new: a folder that is read again must count nothing twice.
        executemany(
            self._database,
            "UPDATE address SET delivered = delivered + ? WHERE id = ?",
            [(count, addresses[email]) for email, count in delivered_to.items()],
        )
        self._as_sender.update(_named(addresses, as_sender))
        self._as_recipient.update(_named(addresses, as_recipient))

    def _insert_recipients(self, people_of: Iterable[tuple[int, _People]]) -> None:
        """Store to whom mails went, whose addresses are known."""
        addresses = self._addresses
        rows: list[tuple[int, int, int, str]] = []
        for number, kept in people_of:
            if len(kept) == 1:  # as most have
                ((field, email, _),) = kept
                rows.append((number, 0, addresses[email], field))
                continue
            once = dict.fromkeys([one[:2] for one in kept])
            rows += [
                (number, place, addresses[email], field)
                for place, (field, email) in enumerate(once)
            ]
        insert_rows(
            self._database,
            "INSERT INTO recipient (message_id, place, address_id, field) VALUES (...)",
            rows,
        )

    def _restore(self, known: dict[int, _People]) -> None:
        """Store to whom mails went that are known, where that was lost: a damaged store is read
        again after its repair.
        """
        lost = select_in(
            self._database,
            "SELECT id, 0 FROM message WHERE recipients > 0 AND id IN (...) AND NOT EXISTS "
            "(SELECT 1 FROM recipient r WHERE r.message_id = message.id)",
            sorted(known),
        )
        people_of = {number: _kept(known[number]) for number, _ in lost}
        self._address_ids({email for kept in people_of.values() for _, email, _ in kept})
        self._insert_recipients(people_of.items())

    def _address_ids(self, wanted: set[str]) -> dict[str, int]:
        """The numbers of these addresses, those that are new to us made; "" is none."""
        wanted.discard("")
        if len(self._addresses) > _CACHE_LIMIT:
            self._addresses.clear()
        missing = sorted(wanted - self._addresses.keys())
        executemany(
            self._database,
            "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
            "VALUES (?, ?, 0, ?, 0) ON CONFLICT (owner_id, email) DO NOTHING",
            [(self._owner, email, role_of_unnamed(email)) for email in missing],
        )
        self._addresses.update(
            select_in(
                self._database,
                "SELECT email, id FROM address WHERE owner_id = ? AND email IN (...)",
                missing,
                self._owner,
            )
        )
        return self._addresses

    def _count_names(self, column: str, other: str, names: Counter[_Named]) -> None:
        executemany(
            self._database,
            f"INSERT INTO address_name (address_id, name, name_key, {column}, {other}) "
            f"VALUES (?, ?, ?, ?, 0) ON CONFLICT (address_id, name) "
            f"DO UPDATE SET {column} = address_name.{column} + excluded.{column}",
            [(address, name, _name_key(name), count) for (address, name), count in names.items()],
        )


def _named(addresses: Mapping[str, int], names: Mapping[tuple[str, str], int]) -> dict[_Named, int]:
    """How often which address bears which name, of (email, name); of those that have both."""
    return {
        (addresses[email], name): count for (email, name), count in names.items() if email and name
    }


def _were_delivered(brought: Sequence[bool], role: FolderRole) -> Iterable[bool]:
    """Whether a server brought each mail, by where they lie and what servers write on a mail. What
    a program lays into a folder, as it does with what the owner sends, bears none of it.
    """
    if role in (FolderRole.SENT, FolderRole.INBOX):
        return repeat(role is FolderRole.INBOX, len(brought))
    return brought


def _differ(keys: Sequence[int]) -> bool:
    return len(set(keys)) == len(keys)


def _kept(people: _People) -> _People:
    """The recipients of whom is kept that they were: so many of each field."""
    if len(people) <= KEPT_RECIPIENTS:
        return people
    return [
        one
        for field in ("to", "cc", "bcc")
        for one in [each for each in people if each[0] == field][:KEPT_RECIPIENTS]
    ]
