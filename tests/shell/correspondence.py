"""People who write: a mailbox on Dovecot whose owner sends drafts from it, and correspondents who
answer them with real replies that quote what they were sent.
"""

from __future__ import annotations

import imaplib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from typing import Any

import pytest
from mailroom import NOW, Account, letter

from daemon.cli.app import run
from daemon.demo.world import OWNER

OWN = f"{OWNER.name} <{OWNER.email}>"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who answers."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass(slots=True)
class Desk:
    """The owner's desk: days pass (`day` counts from NOW), drafts are sent, answers come in."""

    account: Account
    capsys: pytest.CaptureFixture[str]
    day: float = 0
    number: int = 1000
    minutes: int = 0

    @property
    def now(self) -> datetime:
        """The moment; a few minutes later each time that something is done."""
        return NOW + timedelta(days=self.day, minutes=self.minutes)

    def know(self, *people: Party) -> None:
        """Half a year of mail with each of them, both ways."""
        for one in people:
            for back in (120.0, 60.0, 20.0):
                self.number += 2
                told = letter(self.number, str(one), OWN, days_ago=back, subject="Hello",
                              words="All is well here, thank you for your lines.")  # fmt: skip
                said = letter(self.number + 1, OWN, str(one), days_ago=back - 1,
                              subject="Re: Hello", words="Good to hear from you.",
                              more=f"In-Reply-To: <{self.number}@letters.example>\r\n")  # fmt: skip
                self.account.put("INBOX", told, at=NOW - timedelta(days=back))
                self.account.put("Sent", said, at=NOW - timedelta(days=back - 1))
        self.number += 2  # so that no later mail has the Message-ID of the last of these

    def write(self, sender: Party, to: str, subject: str, words: str, more: str = "") -> bytes:
        """A mail that somebody begins; it arrives."""
        self._act()
        days_ago = (NOW - self.now) / timedelta(days=1)
        raw = letter(self.number, str(sender), to, days_ago=days_ago, subject=subject, words=words,
                     more=more)  # fmt: skip
        self.deliver(raw)
        return raw

    def answer(self, sender: Party, sent: bytes, words: str, *, to_all: bool = True,
               more: str = "") -> bytes:  # fmt: skip
        """A reply to a mail: it names it, quotes it, and goes to whoever stood in it."""
        self._act()
        original = message_from_bytes(sent, policy=policy.default)
        assert isinstance(original, EmailMessage)
        body = original.get_body(("plain",))
        quoted = "\n".join(
            f"> {line}" for line in (body.get_content() if body else "").splitlines()
        )
        fields = [original["From"], *original.get_all("To", []), *original.get_all("Cc", [])]
        readers = [f"{name} <{email}>" for name, email in getaddresses(map(str, fields))
                   if email != sender.email]  # fmt: skip
        subject = str(original["Subject"])
        subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
        text = (
            f"From: {sender}\r\nTo: {', '.join(readers) if to_all else readers[0]}\r\n"
            f"Subject: {subject}\r\nDate: {format_datetime(self.now)}\r\n"
            f"Message-ID: <answer{self.number}@replies.example>\r\n"
            f"In-Reply-To: {original['Message-ID']}\r\n"
            f"References: {original['Message-ID']}\r\n{more}"
            f"Content-Type: text/plain; charset=utf-8\r\n\r\n"
            f"{words}\r\n\r\nOn Tuesday, {OWNER.name} wrote:\r\n{quoted}\r\n"
        )
        raw = text.encode()
        self.deliver(raw)
        return raw

    def send_drafts(self, kind: str) -> list[bytes]:
        """The owner sends what lies in Drafts of a kind: it goes to Sent and leaves Drafts."""
        wanted = {
            row[0]
            for row in self.account.sql(
                "SELECT message_id FROM draft WHERE kind = ? AND state IN ('placed', 'edited')",
                kind,
            )
        }
        sent: list[bytes] = []
        self._act()
        with self._client() as client:
            client.select("Drafts")
            for uid, raw in _all(client):
                parsed = message_from_bytes(raw)
                if str(parsed["Message-ID"]).strip(" <>") in wanted:
                    client.append("Sent", "(\\Seen)", imaplib.Time2Internaldate(self.now), raw)
                    client.uid("STORE", uid, "+FLAGS", "(\\Deleted)")
                    sent.append(raw)
            client.expunge()
        return sent

    def pass_by(self, days: float) -> None:
        """So many days later."""
        self.day += days
        self.minutes = 0

    def look(self) -> list[str]:
        """One pass; the kinds of the drafts that it placed."""
        self._act()
        done = self.account.once((self.now - NOW) / timedelta(minutes=1))
        return [one.suggestion.kind for one in done.written]

    def told(self, *command: str) -> Any:
        """What a command prints as JSON."""
        return json.loads(self.call(*command, "--json"))

    def call(self, *command: str, code: int = 0) -> str:
        """What a command prints; it must end with `code`."""
        self._act()
        at = self.now.strftime("%Y-%m-%dT%H:%M")
        self.capsys.readouterr()
        got = run(("--config", str(self.account.configure()), "--at", at, *command))
        out, err = self.capsys.readouterr()
        assert got == code, out + err
        return out + err

    def deliver(self, raw: bytes) -> None:
        """A mail comes in now."""
        with self._client() as client:
            client.append("INBOX", "", imaplib.Time2Internaldate(self.now), raw)

    def _act(self) -> None:
        self.number += 1
        self.minutes += 5

    @contextmanager
    def _client(self) -> Iterator[imaplib.IMAP4]:
        server = self.account.server
        with imaplib.IMAP4(server.host, server.port) as client:
            client.login(self.account.user, server.password)
            yield client


def _all(client: imaplib.IMAP4) -> Iterator[tuple[str, bytes]]:
    found = client.uid("SEARCH", "ALL")[1][0]
    for uid in (found or b"").decode().split():
        (part, *_) = client.uid("FETCH", uid, "(BODY.PEEK[])")[1]
        assert isinstance(part, tuple)
        yield uid, part[1]
