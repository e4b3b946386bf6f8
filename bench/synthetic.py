"""A mailbox of any size that never was: threads with people, lists, newsletters, machines, notes of
absence, over eight years, the same for the same number. Written as Maildir, for `make bench`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

from bench.synthetic_words import ASKS, DOMAINS, FIRST, LAST, MACHINES, SUBJECTS, WORDS

OWNER_NAME, OWNER = "Nora Lindqvist", "nora@lindqvist.example"
ALIAS = "n.lindqvist@studio.example"
#: The moment of a first scan: just after the last mail.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
YEARS = 8
FOLDERS = ("INBOX", "Sent", "Archive")
_ZONES = [timezone(timedelta(minutes=minutes)) for minutes in (0, 60, 120, -300, -480, 330)]


@dataclass(slots=True)
class Correspondent:
    """Somebody who writes; `addresses` are one or two."""

    name: str
    addresses: tuple[str, ...]
    zone: timezone


@dataclass(slots=True)
class Thread:
    """A conversation while it grows."""

    subject: str
    people: list[Correspondent]
    ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as it will lie in its folder."""

    folder: str
    at: datetime
    flags: str
    raw: bytes


class World:
    """All mail of one owner, made in the order of time."""

    def __init__(self, messages: int, people: int, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._messages = messages
        self._start = NOW - timedelta(days=int(YEARS * 365.25))
        self._people = [self._person(number) for number in range(people)]
        # A few write often, most now and then.
        self._weights: list[float] = []
        total = 0.0
        for number in range(people):
            total += 1 / (number + 1) ** 0.8
            self._weights.append(total)
        self._made = 0
        self._encoded: dict[str, str] = {}

    def _person(self, number: int) -> Correspondent:
        rng = self._random
        first, last, domain = rng.choice(FIRST), rng.choice(LAST), rng.choice(DOMAINS)
        local = "".join(c for c in f"{first}.{last}".lower() if c.isascii()).strip(".") or "user"
        # The number is spelled in letters: digits would make the address a machine's.
        tail = "".join(chr(97 + int(digit)) for digit in str(number))
        addresses = [f"{local}.{tail}@{domain}"]
        if rng.random() < 0.15:
            addresses.append(f"{local}.{tail}@{rng.choice(DOMAINS)}")
        return Correspondent(f"{first} {last}", tuple(addresses), rng.choice(_ZONES))

    def _anybody(self) -> Correspondent:
        return self._random.choices(self._people, cum_weights=self._weights)[0]

    def mails(self) -> Iterator[Mail]:
        """Every message, oldest first."""
        for at, kind, thread, writer in self._plan():
            self._made += 1
            if kind == "thread":
                assert thread is not None
                yield self._personal(at, thread, writer)
            elif kind == "list":
                assert thread is not None
                yield self._list_post(at, thread, writer or self._anybody())
            else:
                yield self._machine(at, kind)

    def _plan(self) -> list[tuple[datetime, str, Thread | None, Correspondent | None]]:
        rng = self._random
        plan: list[tuple[datetime, str, Thread | None, Correspondent | None]] = []
        span = (NOW - self._start).total_seconds() - 86400
        while len(plan) < self._messages:
            at = self._start + timedelta(seconds=rng.random() * span)
            draw = rng.random()
            if draw < 0.40:
                kind = "thread" if draw < 0.30 else "list"
                others = rng.choice((0, 0, 0, 1, 1, 3)) if kind == "thread" else 0
                people = [self._anybody() for _ in range(1 + others)]
                subject = f"{rng.choice(SUBJECTS)} {rng.randint(1, 9999)}"
                thread = Thread(subject, people)
                is_own = rng.random() < 0.35
                for _ in range(min(1 + int(rng.expovariate(1 / 2.6)), 40)):
                    writer = None if is_own and kind == "thread" else rng.choice(people)
                    plan.append((at, kind, thread, writer))
                    at += timedelta(seconds=rng.lognormvariate(10.8, 1.3))
                    is_own = not is_own
                    if at >= NOW:
                        break
            else:
                kind = "news" if draw < 0.70 else "machine" if draw < 0.97 else "absent"
                plan.append((at, kind, None, None))
        del plan[self._messages :]
        plan.sort(key=lambda one: one[0])
        return plan

    def _id(self, domain: str) -> str:
        return f"<{self._made:x}.{self._random.getrandbits(64):016x}@{domain}>"

    def _word(self, text: str) -> str:
        """Text for a header, encoded where it must be."""
        if text.isascii():
            return text
        if text not in self._encoded:
            self._encoded[text] = Header(text, "utf-8").encode()
        return self._encoded[text]

    def _who(self, person: Correspondent, address: str = "") -> str:
        return f"{self._word(person.name)} <{address or person.addresses[0]}>"

    def _personal(self, at: datetime, thread: Thread, writer: Correspondent | None) -> Mail:
        rng = self._random
        own = f"{OWNER_NAME} <{OWNER if rng.random() < 0.8 else ALIAS}>"
        if writer is None:
            sender, to, zone, domain = own, [self._who(one) for one in thread.people], _ZONES[1], ""
        else:
            address = rng.choices(writer.addresses, [5, 1][: len(writer.addresses)])[0]
            sender, zone = self._who(writer, address), writer.zone
            to = [own, *(self._who(one) for one in thread.people if one is not writer)]
            domain = address.partition("@")[2]
        header = self._transport(at, domain) if writer else ""
        header += f"Date: {format_datetime(at.astimezone(zone))}\nFrom: {sender}\nTo: {to[0]}\n"
        if len(to) > 1:
            header += "Cc: " + ",\n\t".join(to[1:]) + "\n"
        header += self._threaded(thread, domain or "lindqvist.example")
        flags = "S" if rng.random() < 0.93 else ""
        folder = "Sent" if writer is None else self._folder(at)
        if writer is not None and rng.random() < 0.4:
            flags = "R" + flags
        return self._mail(folder, at, flags, header)

    def _threaded(self, thread: Thread, domain: str) -> str:
        number = self._id(domain)
        mark = "Re: " if thread.ids else ""
        header = f"Subject: {self._word(mark + thread.subject)}\nMessage-ID: {number}\n"
        if thread.ids:
            chain = "\n\t".join(thread.ids[-20:])
            header += f"In-Reply-To: {thread.ids[-1]}\nReferences: {chain}\n"
        thread.ids.append(number)
        return header

    def _list_post(self, at: datetime, thread: Thread, writer: Correspondent) -> Mail:
        name = f"list{len(thread.subject) % 10}"
        where = f"{name}@lists.example"
        header = (
            self._transport(at, "lists.example")
            + f"Date: {format_datetime(at.astimezone(writer.zone))}\nFrom: {self._who(writer)}\n"
            f"To: {where}\n{self._threaded(thread, 'lists.example')}Precedence: list\n"
            f"List-Id: The list <{name}.lists.example>\nList-Post: <mailto:{where}>\n"
            f"List-Unsubscribe: <https://lists.example/{name}>,\n\t<mailto:{name}-request@"
            f"lists.example>\nSender: {name}-bounces@lists.example\n"
        )
        return self._mail(self._folder(at), at, "S", header)

    def _machine(self, at: datetime, kind: str) -> Mail:
        rng, number = self._random, self._made
        if kind == "absent":
            who = self._anybody()
            header = (
                f"From: {self._who(who)}\nSubject: Automatic reply: {rng.choice(SUBJECTS[:5])}\n"
                f"In-Reply-To: {self._id('lindqvist.example')}\nAuto-Submitted: auto-replied\n"
            )
        elif kind == "news":
            domain = f"news{rng.randint(0, 199)}.example"
            header = (
                f"From: The Weekly <news@{domain}>\nReply-To: hello@{domain}\n"
                f"Subject: {self._word(f'The Weekly — issue {rng.randint(1, 400)}')}\n"
                f"List-Id: <weekly.{domain}>\nList-Unsubscribe: <https://{domain}/u/"
                f"{rng.getrandbits(128):032x}>, <mailto:unsub@{domain}?subject={number:x}>\n"
            )
        else:
            name, address, subject = rng.choice(MACHINES)
            header = (
                f"From: {name} <{address}>\nSubject: {subject.format(rng.randint(1, 99999))}\n"
                "Auto-Submitted: auto-generated\n"
            )
        header = (
            self._transport(at, "machine.example")
            + f"Date: {format_datetime(at)}\nTo: {OWNER}\nMessage-ID: {self._id('m.example')}\n"
            + header
        )
        return self._mail(self._folder(at), at, "S", header)

    def _folder(self, at: datetime) -> str:
        is_old = at < self._start + 0.6 * (NOW - self._start)
        return "Archive" if is_old and self._random.random() < 0.55 else "INBOX"

    def _transport(self, at: datetime, domain: str) -> str:
        code = f"{self._random.getrandbits(128):032x}"
        return (
            f"Return-Path: <bounce@{domain}>\nDelivered-To: {OWNER}\n"
            f"Received: from mx.{domain} (mx.{domain} [192.0.2.7])\n\tby in.lindqvist.example "
            f"with ESMTPS id {code[:11]}\n\tfor <{OWNER}>; {format_datetime(at)}\n"
            f"Authentication-Results: in.lindqvist.example; dkim=pass header.d={domain};\n"
            f"\tspf=pass smtp.mailfrom={domain}\n"
            f"DKIM-Signature: v=1; a=rsa-sha256; d={domain}; s=s1;\n\th=from:to:subject:date;\n"
            f"\tbh={code}=;\n\tb={code * 4}\n"
        )

    def _mail(self, folder: str, at: datetime, flags: str, header: str) -> Mail:
        rng = self._random
        words = rng.choices(WORDS, k=min(int(rng.lognormvariate(4.5, 0.7)), 2000))
        lines = [" ".join(words[start : start + 12]) for start in range(0, len(words), 12)]
        text = "\n".join((*lines, rng.choice(ASKS)))
        header += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        raw = f"{header}\nHello,\n\n{text}\n".encode()
        return Mail(folder, at, "".join(sorted(flags)), raw)


def write_mailbox(root: Path, world: World) -> int:
    """Write all mail below `root` as Maildir++; the number of bytes."""
    places = {name: root if name == "INBOX" else root / f".{name}" for name in FOLDERS}
    for place in places.values():
        for part in ("cur", "new", "tmp"):
            (place / part).mkdir(parents=True, exist_ok=True)
    size = 0
    for number, mail in enumerate(world.mails()):
        stamp = int(mail.at.timestamp())
        virtual = len(mail.raw) + mail.raw.count(b"\n")
        name = f"{stamp}.M{number}P1.bench,S={len(mail.raw)},W={virtual}:2,{mail.flags}"
        path = f"{places[mail.folder]}/cur/{name}"
        with open(path, "wb", buffering=0) as file:
            file.write(mail.raw)
        os.utime(path, (stamp, stamp))
        size += len(mail.raw)
    return size
