"""The naive twin: what a first scan costs with imapclient, email and peewee used as their manuals
show. It keeps people, touches, threads and gaps as plainly, so that the same questions could be
asked of it. Nothing in Wellkeeper uses it; `make bench` measures against it.
"""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

import peewee
from imapclient import IMAPClient

from bench.synthetic import ALIAS, FOLDERS, NOW, OWNER

BATCH = 500
ITEMS = ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "BODY.PEEK[HEADER]"]
database = peewee.DatabaseProxy()


class Base(peewee.Model):
    class Meta:
        database = database


class Message(Base):
    folder = peewee.TextField()
    uid = peewee.IntegerField()
    message_id = peewee.TextField(index=True)
    subject = peewee.TextField()
    sender = peewee.TextField(index=True)
    at = peewee.DateTimeField(index=True)
    thread = peewee.TextField(index=True)
    bulk = peewee.BooleanField()


class Recipient(Base):
    message_id = peewee.TextField(index=True)
    address = peewee.TextField(index=True)
    name = peewee.TextField()


class Touch(Base):
    address = peewee.TextField(index=True)
    at = peewee.DateTimeField()
    direction = peewee.TextField()
    message_id = peewee.TextField()


class Person(Base):
    address = peewee.TextField(unique=True)
    name = peewee.TextField()
    first_seen = peewee.DateTimeField()
    last_touch = peewee.DateTimeField()
    touches = peewee.IntegerField()


class Gap(Base):
    thread = peewee.TextField(unique=True)
    waiting_on = peewee.TextField()
    since = peewee.DateTimeField()


TABLES = [Message, Recipient, Touch, Person, Gap]
OWN = {OWNER, ALIAS}


def scan(port: int, user: str, password: str, file: Path) -> int:
    """Read the whole mailbox into `file`; the number of messages."""
    database.initialize(peewee.SqliteDatabase(str(file), pragmas={"journal_mode": "wal"}))
    database.create_tables(TABLES)
    count = 0
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client.login(user, password)
        for folder in FOLDERS:
            client.select_folder(folder, readonly=True)
            uids = client.search("ALL")
            for start in range(0, len(uids), BATCH):
                found = client.fetch(uids[start : start + BATCH], ITEMS)
                with database.atomic():
                    count += _store(folder, found)
    with database.atomic():
        _infer()
    database.close()
    return count


def _store(folder: str, found: dict[int, dict[bytes, Any]]) -> int:
    messages, recipients = [], []
    for uid, data in found.items():
        mail = email.message_from_bytes(data[b"BODY[HEADER]"], policy=email.policy.compat32)
        sender = parseaddr(str(mail.get("From", "")))[1].lower()
        refs = str(mail.get("References", mail.get("In-Reply-To", ""))).split()
        number = str(mail.get("Message-ID", f"{folder}/{uid}")).strip()
        try:
            at = parsedate_to_datetime(str(mail["Date"])).astimezone(UTC)
        except (TypeError, ValueError):
            at = data[b"INTERNALDATE"].astimezone(UTC)
        messages.append(
            {
                "folder": folder, "uid": uid, "message_id": number, "sender": sender, "at": at,
                "subject": str(email.header.make_header(email.header.decode_header(
                    str(mail.get("Subject", ""))))),
                "thread": refs[0] if refs else number,
                "bulk": "List-Id" in mail or "Auto-Submitted" in mail,
            }
        )  # fmt: skip
        to = [str(value) for name in ("To", "Cc") for value in mail.get_all(name, [])]
        recipients.extend(
            {"message_id": number, "address": address.lower(), "name": name}
            for name, address in getaddresses(to)
        )
    Message.insert_many(messages).execute()
    for start in range(0, len(recipients), 300):
        Recipient.insert_many(recipients[start : start + 300]).execute()
    return len(messages)


def _infer() -> None:
    touches: list[dict[str, Any]] = []
    people: dict[str, dict[str, Any]] = {}
    last: dict[str, Message] = {}
    to: dict[str, list[Recipient]] = {}
    for row in Recipient.select():
        to.setdefault(row.message_id, []).append(row)
    for message in Message.select().where(~Message.bulk).order_by(Message.at):
        last[message.thread] = message
        own = message.sender in OWN
        others = (
            [one.address for one in to.get(message.message_id, ())] if own else [message.sender]
        )
        for address in others:
            touches.append(
                {
                    "address": address, "at": message.at, "message_id": message.message_id,
                    "direction": "out" if own else "in",
                }
            )  # fmt: skip
            person = people.setdefault(
                address,
                {"address": address, "name": "", "first_seen": message.at, "touches": 0},
            )
            person["last_touch"] = message.at
            person["touches"] += 1
    gaps = [
        {
            "thread": thread,
            "since": one.at,
            "waiting_on": "person" if one.sender in OWN else "owner",
        }
        for thread, one in last.items()
        if datetime.fromisoformat(str(one.at)) > NOW - timedelta(days=180)
    ]
    for model, rows in ((Touch, touches), (Person, list(people.values())), (Gap, gaps)):
        for start in range(0, len(rows), 200):
            model.insert_many(rows[start : start + 200]).execute()
