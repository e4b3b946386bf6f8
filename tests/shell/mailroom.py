"""A mailbox on Dovecot with a store of its own, passes over it (here or in a child that may be
killed), and whole pictures of both to compare.
"""

from __future__ import annotations

import dataclasses
import hashlib
import imaplib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dovecot import Dovecot

from daemon.config import Config, load_config
from daemon.core.mail import RawHeader
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER
from daemon.jobs.once import PassReport, run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import lock, open_store
from daemon.templating import Templates

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
ROOT = Path(__file__).parents[2]
#: What people write who are more to each other than business.
PERSONAL = "All is well here, and we enjoyed the long weekend."

#: What is known, without the numbers that rows have by chance.
PICTURE = {
    "messages": "SELECT identity_key, subject, at, outgoing, kind, "
    "id IN (SELECT message_id FROM pending), read_version <> 0 FROM message",
    "people": "SELECT p.name, p.circle, p.first_seen, p.last_touch, p.touches_out, p.touches_in, "
    "p.usual_days, p.long_days, p.owner_reply_days, p.person_reply_days, "
    "(SELECT group_concat(email) FROM (SELECT a.email FROM address a WHERE a.person_id = p.id "
    "ORDER BY a.email)) FROM person p",
    "touches": "SELECT a.email, t.at, t.kind, t.direction, m.identity_key FROM touch t "
    "JOIN address a ON a.id = t.address_id LEFT JOIN message m ON m.id = t.message_id",
    "threads": "SELECT group_concat(identity_key) FROM (SELECT m.thread_id, m.identity_key "
    "FROM message m ORDER BY m.identity_key) GROUP BY thread_id",
    "gaps": "SELECT g.waiting_on, g.since, g.why, g.quote, p.name, m.identity_key FROM gap g "
    "JOIN person p ON p.id = g.person_id JOIN message m ON m.id = g.message_id",
    "places": "SELECT f.name, l.uid, m.identity_key FROM location l "
    "JOIN folder f ON f.id = l.folder_id JOIN message m ON m.id = l.message_id",
    "addresses": "SELECT email, is_owner, role, delivered FROM address",
    "names": "SELECT a.email, n.name, n.as_sender, n.as_recipient FROM address_name n "
    "JOIN address a ON a.id = n.address_id",
    "findings": "SELECT m.identity_key, f.detector, f.kind, f.quote, f.value FROM finding f "
    "JOIN message m ON m.id = f.message_id",
    "drafts": "SELECT kind, occasion, message_id, recipients, subject, state FROM draft",
    "skipped": "SELECT f.name, s.uid FROM skipped s JOIN folder f ON f.id = s.folder_id",
}


@dataclass(frozen=True, slots=True)
class Account:
    """A user of a Dovecot, with a configuration and a store in `folder`; `more` is what else the
    file says.
    """

    server: Dovecot
    user: str
    folder: Path
    drafts_per_day: int = 3
    aliases: tuple[str, ...] = (OWNER.addresses[1],)
    more: str = ""

    @property
    def store(self) -> Path:
        return self.folder / "wellkeeper.db"

    def configure(self, port: int = 0) -> Path:
        """Write the configuration, for another port where something stands before the server."""
        file = self.folder / "config.toml"
        file.write_text(
            f'[owner]\nname = "{OWNER.name}"\naddress = "{OWNER.email}"\n'
            f"aliases = {list(self.aliases)}\n"
            f'time_zone = "Europe/Amsterdam"\n[mailbox]\nhost = "127.0.0.1"\n'
            f'port = {port or self.server.port}\nsecurity = "none"\nuser = "{self.user}"\n'
            f'[store]\nurl = "sqlite:///{self.store}"\n'
            f"[plan]\ndrafts_per_day = {self.drafts_per_day}\n{self.more}",
            "utf-8",
        )
        return file

    def config(self, port: int = 0) -> Config:
        environment = {"HOME": str(self.folder), "WELLKEEPER_PASSWORD": self.server.password}
        return load_config(self.configure(port), environment)

    def once(self, minutes: float = 0, port: int = 0) -> PassReport:
        """One pass in this process, `minutes` after NOW."""
        config = self.config(port)
        with open_store(config.store.url, config.owner.as_owner()) as store:
            moment = NOW + timedelta(minutes=minutes)
            return run_pass(config, store, Templates(), moment)

    def once_locked(
        self, minutes: float = 0, port: int = 0, mailboxes: Mailboxes | None = None
    ) -> PassReport:
        """One pass under the lock, as commands and daemon make it."""
        config = self.config(port)
        with (
            lock(config.store.url),
            open_store(config.store.url, config.owner.as_owner()) as store,
        ):
            moment = NOW + timedelta(minutes=minutes)
            return run_pass(config, store, Templates(), moment, mailboxes=mailboxes)

    def start_child(self, minutes: float = 0, port: int = 0) -> subprocess.Popen[bytes]:
        """The command `once`, as the owner would call it, in a process that can be killed."""
        at = (NOW + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
        command = [sys.executable, "-m", "daemon", "--config", str(self.configure(port)),
                   "--at", at, "once"]  # fmt: skip
        environment = {
            **{name: value for name, value in os.environ.items() if "WELLKEEPER" not in name},
            "WELLKEEPER_PASSWORD": self.server.password,
        }
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def put(
        self, folder: str, *mails: bytes, at: datetime = NOW, flags: Sequence[str] = ()
    ) -> None:
        """Lay mails into a folder, in their order, as received at `at`."""
        self.server.write_messages(self.user, folder, [(one, at, flags) for one in mails])

    def put_sample(self, now: datetime = NOW) -> None:
        """Two years of mail of the sample world, until `now`."""
        by_folder: dict[str, list[Any]] = {}
        for one in build_sample(now):
            by_folder.setdefault(one.folder, []).append((one.raw, one.received_at, one.flags))
        for folder, mails in by_folder.items():
            self.server.write_messages(self.user, folder, mails)

    def copy(self, folder: Path, **changes: Any) -> Account:
        """The same mail (UIDs and UIDVALIDITY too) for another user, and the same store."""
        folder.mkdir()
        other = dataclasses.replace(self, user=self.server.user().user, folder=folder, **changes)
        mail = self.server.mail_root
        shutil.copytree(mail / self.user, mail / other.user, copy_function=_copy_with_owner)
        for path in (mail / other.user, *(mail / other.user).rglob("*")):
            stat = (mail / self.user / path.relative_to(mail / other.user)).stat()
            os.chown(path, stat.st_uid, stat.st_gid)
        if self.store.exists():
            save_store(self.store, other.store)
        return other

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        database = sqlite3.connect(self.store)
        with database:
            rows = database.execute(statement, values).fetchall()
        database.close()
        return rows

    def picture(self, *leave_out: str) -> dict[str, list[tuple[Any, ...]]]:
        """All that the store knows, ordered, without row numbers."""
        with closing(sqlite3.connect(self.store)) as database:
            return {
                name: sorted(database.execute(statement).fetchall(), key=repr)
                for name, statement in PICTURE.items()
                if name not in leave_out
            }

    def on_server(self) -> dict[tuple[str, int], tuple[str, str]]:
        """Everything on the server: (folder, UID) → (flags, hash of all bytes)."""
        found: dict[tuple[str, int], tuple[str, str]] = {}
        with imaplib.IMAP4(self.server.host, self.server.port) as client:
            client.login(self.user, self.server.password)
            for line in client.list()[1]:
                assert isinstance(line, bytes)
                folder = line.decode().rpartition(' "/" ')[2].strip('"')
                client.select(f'"{folder}"', readonly=True)
                for part in client.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])")[1]:
                    if isinstance(part, tuple):
                        uid = re.search(rb"UID (\d+)", part[0])
                        flags = re.search(rb"FLAGS \(([^)]*)\)", part[0])
                        assert uid and flags
                        marks = b" ".join(sorted(set(flags[1].split()) - {b"\\Recent"}))
                        digest = hashlib.sha256(part[1]).hexdigest()
                        found[folder, int(uid[1])] = (marks.decode(), digest)
        return found

    def placed_ids(self) -> list[str]:
        """The Message-IDs of the drafts in the Drafts folder."""
        path = self.server.maildir(self.user, "Drafts")
        files = [file for name in ("cur", "new") for file in (path / name).glob("*")]
        ids = [re.search(rb"(?im)^message-id: *<(.*)>", file.read_bytes()) for file in files]
        return sorted(one[1].decode() for one in ids if one)


def _copy_with_owner(source: str, target: str) -> None:
    shutil.copy2(source, target)


def save_store(source: Path, target: Path) -> None:
    """A whole copy of a store, as a backup program would take it."""
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)
    one.close()
    other.close()
    target.chmod(0o600)


def peak_memory(child: subprocess.Popen[bytes]) -> int:
    """The most memory in kB that a child held until it ended. The kernel's own count (ru_maxrss)
    begins with what the parent held when it made the child.
    """
    peak = 0
    while child.poll() is None:
        with suppress(OSError):
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child.pid}/status").read_text())
            peak = max(peak, int(found[1])) if found else peak
        time.sleep(0.02)
    return peak


def letter(
    number: int,
    sender: str,
    to: str,
    *,
    days_ago: float = 10,
    subject: str = "Dates",
    words: str = "All is well here.",
    message_id: str = "",
    more: str = "",
) -> bytes:
    """One plain mail; `number` makes its Message-ID, `more` is further header lines."""
    at = format_datetime(NOW - timedelta(days=days_ago))
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {at}\r\n"
        f"Message-ID: <{message_id or f'{number}@letters.example'}>\r\n{more}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    ).encode()


def headers(uids: Iterable[int], sender: str, recipient: str) -> list[RawHeader]:
    """Headers of plain mails with these UIDs, one a minute, as a scan reads them."""
    return [
        RawHeader(
            uid,
            f"From: {sender}\r\nTo: {recipient}\r\nSubject: Matter {uid}\r\n"
            f"Message-ID: <{uid}@mail.example>\r\n\r\n".encode(),
            received_at=int(NOW.timestamp()) + 60 * uid,
        )
        for uid in uids
    ]
