"""Staying silent about those whom the owner had forgotten: their addresses are known only by a
salted hash, and whatever brings them again is dropped before it is stored.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from daemon.core.keys import content_key
from daemon.core.scanned import ScannedMail
from daemon.store.database import Database
from daemon.store.engine import execute, executemany

if TYPE_CHECKING:
    from daemon.store.reading import Reading

_EMAIL = re.compile(r"[^\s<>\"'(),;:\[\]]{1,64}@[\w.-]{1,253}\w")


class Forgotten:
    """The addresses to be silent about, for one owner; as they were when it was made."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        #: One salt, but for those that came with an archive of another store.
        self._marks: dict[bytes, set[bytes]] = {}
        for salt, mark in execute(
            database, "SELECT salt, mark FROM forgotten WHERE owner_id = ? ORDER BY id", (owner_id,)
        ):
            self._marks.setdefault(bytes(salt), set()).add(bytes(mark))

    def __contains__(self, email: str) -> bool:
        return any(_mark(email, salt) in marks for salt, marks in self._marks.items())

    def remember(self, emails: Iterable[str]) -> None:
        """Inside a transaction: be silent about these too."""
        salt = next(iter(self._marks), None) or os.urandom(16)
        self.adopt(salt, [_mark(email, salt) for email in emails if email not in self])

    def adopt(self, salt: bytes, marks: Iterable[bytes]) -> None:
        """Inside a transaction: be silent about those with these marks too."""
        new = set(marks) - self._marks.get(salt, set())
        executemany(
            self._database,
            "INSERT INTO forgotten (owner_id, salt, mark) VALUES (?, ?, ?)",
            [(self._owner, salt, mark) for mark in sorted(new)],
        )
        if new:
            self._marks.setdefault(salt, set()).update(new)

    def load_marks(self) -> tuple[tuple[bytes, tuple[bytes, ...]], ...]:
        """(salt, marks), which say of nobody who it is."""
        return tuple((salt, tuple(sorted(marks))) for salt, marks in self._marks.items())

    def without(self, mails: Iterable[ScannedMail]) -> Iterable[ScannedMail]:
        """The mails without those of the forgotten; of mails to several, without the forgotten."""
        if not self._marks:
            return mails
        kept = []
        for mail in mails:
            if mail.sender and mail.sender in self:
                continue
            people = tuple(one for one in mail.people if one[1] not in self)
            gone = len(mail.people) - len(people)
            if gone and not people:
                continue
            if gone:
                mail = mail._replace(
                    people=people,
                    recipients=max(1, mail.recipients - gone),
                    content=content_key(mail.sender, mail.written, mail.subject, people),
                )
            kept.append(mail)
        return kept

    def without_findings(self, readings: Sequence[Reading]) -> list[Reading]:
        """What was read, without findings that name an address of the forgotten."""
        if not self._marks:
            return list(readings)
        return [
            replace(
                one,
                findings=tuple(
                    item
                    for item in one.findings
                    if not any(
                        email in self
                        for text in (item[2].quote, item[2].value)
                        for email in _EMAIL.findall(text)
                    )
                ),
            )
            for one in readings
        ]


def _mark(email: str, salt: bytes) -> bytes:
    return blake2b(email.casefold().encode(), key=salt, digest_size=16).digest()
