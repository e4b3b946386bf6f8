"""Whole mailboxes in a store, as the daemon's own scan and inference leave them, without a server:
what the measurements of turns stand on. Words are read when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpora import split_mail
from bench.real_mailboxes import filed_mails, owner_of
from daemon.config import FolderSettings
from daemon.core.elsewhere import PairMail
from daemon.core.mail import FolderStatus, RawHeader, RawText
from daemon.core.model import Owner, ThreadMessage
from daemon.core.parse.subjects import parse_subject
from daemon.core.scan_batch import parse_batch
from daemon.jobs.read import detectors_version
from daemon.jobs.scan import folders_to_read
from daemon.jobs.turns import words_needed
from daemon.jobs.words import owner_names, read_words
from daemon.mailbox.folders import resolve_folders
from daemon.store import Store, open_store
from daemon.store.engine import execute
from daemon.store.gaps import OPENS_AS_REPLY
from daemon.store.reading import Reading

#: The mailboxes are of 1999 to 2002; a few mails bear dates of later years.
NOW = datetime(2002, 12, 31, tzinfo=UTC)
_BATCH = 500


@dataclass(slots=True)
class Loaded:
    """One mailbox in a store of its own. `files` maps a place (folder, UID) to the mail as it
    came, `numbers` every copy's Message-ID to the store's number of the message.
    """

    store: Store
    owner: Owner
    mailbox_id: int
    files: dict[tuple[str, int], bytes]
    numbers: dict[str, int]

    def thread_of(self, message: int) -> int:
        """The thread in which a message is now."""
        ((thread,),) = execute(
            self.store.database, "SELECT thread_id FROM message WHERE id = ?", (message,)
        )
        return int(thread)

    def subject_of(self, message: int) -> str:
        """The subject of a message."""
        ((subject,),) = execute(
            self.store.database, "SELECT subject FROM message WHERE id = ?", (message,)
        )
        return str(subject)

    def load_thread(self, thread: int) -> tuple[ThreadMessage, ...]:
        """The messages of a thread with the words that its turn depends on read, as in a pass."""
        version, names = detectors_version(), owner_names(self.owner)
        turns = self.store.turns
        messages = turns.load_threads([thread], version, names)[thread]
        wanted = words_needed(messages)
        if not wanted:
            return messages
        readings: list[Reading] = []
        for place in self.store.reading.locate(self.mailbox_id, wanted, version):
            header, text = split_mail(self.files[place.folder, place.uid])
            readings.append(read_words(place, RawText(place.uid, header, text), names))
        self.store.reading.record_readings(readings, version)
        return turns.load_threads([thread], version, names)[thread]

    def load_pair(self, person: int, since: datetime, until: datetime) -> list[PairMail]:
        """The personal mails between the owner and a person after one moment and up to another."""
        sides = (
            ("r.message_id = m.id AND a.person_id = ?", "m.outgoing", True),
            (
                "r.message_id = m.id AND a.is_owner > 0 AND EXISTS (SELECT 1 FROM address s "
                "WHERE s.id = m.sender_id AND s.person_id = ?)",
                "NOT m.outgoing",
                False,
            ),
        )
        found = []
        for between, direction, outgoing in sides:
            rows = execute(
                self.store.database,
                "SELECT DISTINCT m.id, m.at, m.subject, m.recipients, "
                f"m.outgoing AND {OPENS_AS_REPLY} FROM message m "
                "JOIN recipient r ON r.message_id = m.id JOIN address a ON a.id = r.address_id "
                f"WHERE {between} AND {direction} AND m.kind = 'personal' AND m.at > ? "
                "AND m.at <= ?",
                (person, int(since.timestamp()), int(until.timestamp())),
            )
            for _, at, subject, recipients, unseen in rows:
                parsed = parse_subject(subject)
                moment = datetime.fromtimestamp(at, UTC)
                found.append(
                    PairMail(
                        moment, outgoing, parsed.about, recipients, parsed.is_forward, bool(unseen)
                    )
                )
        return found


@contextmanager
def load_mailbox(root: Path, user: str) -> Iterator[Loaded]:
    """One of the mailboxes of `enron_mailboxes`, scanned and worked through."""
    owner = owner_of(root, user)
    folders = _folders(root, user)
    files: dict[tuple[str, int], bytes] = {}
    ids: dict[tuple[str, int], str] = {}
    with TemporaryDirectory() as home, open_store(f"sqlite:///{home}/store.db", owner) as store:
        scans = store.scans(user)
        found = resolve_folders([((), b"/", name.encode()) for name in sorted(folders)])
        for folder in folders_to_read(found, FolderSettings()):
            mails = folders[folder.name]
            status = FolderStatus(folder.name, 1, len(mails), len(mails) + 1)
            cursor = scans.open_folder(folder, status)
            for start in range(0, len(mails), _BATCH):
                batch = [
                    RawHeader(uid, split_mail(raw)[0])
                    for uid, raw in enumerate(mails[start : start + _BATCH], start + 1)
                ]
                messages, unread = parse_batch(batch, NOW)
                scans.record(cursor, [(messages, unread)], batch[-1].uid, NOW)
                ids.update(((folder.name, one.uid), one.message_id) for one in messages)
            scans.record_complete([(cursor, status)], NOW)
            files.update(((folder.name, uid), raw) for uid, raw in enumerate(mails, 1))
        store.inference.infer_pending(owner.addresses, owner.name)
        rows = execute(
            store.database,
            "SELECT f.name, l.uid, l.message_id FROM location l "
            "JOIN folder f ON f.id = l.folder_id",
        )
        numbers = {ids[name, uid]: number for name, uid, number in rows if (name, uid) in ids}
        yield Loaded(store, owner, store.mailbox_id(user), files, numbers)


def _folders(root: Path, user: str) -> dict[str, list[bytes]]:
    result: dict[str, list[tuple[int, bytes]]] = {}
    for folder, number, raw in filed_mails(root, user):
        result.setdefault(folder, []).append((number, raw))
    return {name: [raw for _, raw in sorted(mails)] for name, mails in result.items()}
