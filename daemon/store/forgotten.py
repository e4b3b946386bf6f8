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

import peewee

from daemon.core.mail import Address
from daemon.store.engine import execute, executemany

if TYPE_CHECKING:
    from daemon.store.reading import Reading
    from daemon.store.scans import ScannedMessage

_EMAIL = re.compile(r"[^\s<>\"'(),;:\[\]]{1,64}@[\w.-]{1,253}\w")


class Forgotten:
    """The addresses to be silent about, for one owner; as they were when it was made."""

    def __init__(self, database: peewee.SqliteDatabase, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        rows = execute(database, "SELECT salt, mark FROM forgotten WHERE owner_id = ?", (owner_id,))
        self._salt = bytes(rows[0][0]) if rows else os.urandom(16)
        self._marks = {bytes(mark) for _, mark in rows}

    def __contains__(self, email: str) -> bool:
        return bool(self._marks) and self._mark(email) in self._marks

    def remember(self, emails: Iterable[str]) -> None:
        """Inside a transaction: be silent about these too."""
        marks = {self._mark(email) for email in emails} - self._marks
        executemany(
            self._database,
            "INSERT INTO forgotten (owner_id, salt, mark) VALUES (?, ?, ?)",
            [(self._owner, self._salt, mark) for mark in sorted(marks)],
        )
        self._marks |= marks

    def _mark(self, email: str) -> bytes:
        return blake2b(email.casefold().encode(), key=self._salt, digest_size=16).digest()

    def without(self, messages: Sequence[ScannedMessage]) -> list[ScannedMessage]:
        """The mails without those of the forgotten; of mails to several, without the forgotten."""
        if not self._marks:
            return list(messages)
        kept = []
        for message in messages:
            headers = message.headers
            if headers.sender and headers.sender.email in self:
                continue
            groups = (headers.to, headers.cc, headers.bcc)
            to, cc, bcc = (self._others(group) for group in groups)
            gone = sum(map(len, groups)) - len(to) - len(cc) - len(bcc)
            if gone and not (to or cc or bcc):
                continue
            if gone:
                left = replace(
                    headers, to=to, cc=cc, bcc=bcc, recipients=max(1, headers.recipients - gone)
                )
                message = replace(message, headers=left)
            kept.append(message)
        return kept

    def _others(self, group: Sequence[Address]) -> tuple[Address, ...]:
        return tuple(one for one in group if one.email not in self)

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
