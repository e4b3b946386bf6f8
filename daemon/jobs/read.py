"""Reading the words of mails: which are worth it, in batches, each read once and dropped.

At most 64 kB of a mail are fetched; what the detectors found is all that stays of its words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise

from daemon.core.detectors import all_detectors
from daemon.core.mail import RawText
from daemon.core.model import Owner
from daemon.errors import ConnectionLost, FolderMissing, MailboxError
from daemon.jobs.session import LOSSES, Session, at_hand
from daemon.jobs.words import ReadingHands, begin_reading, read_all
from daemon.mailbox import ImapMailbox
from daemon.store import Store
from daemon.store.reading import Reading, UnreadMessage

log = logging.getLogger(__name__)

#: Told after each batch: mails read, mails to read.
Progress = Callable[[int, int], None]

#: Mail older than this is read only where it is the last of a person.
READ_DAYS = 400
#: So many mails are read in one pass; the rest waits for the next, newest first.
READ_AT_ONCE = 4_000
_BATCH = 200
#: To read so many takes longer than the disk, meanwhile, to take in what is known of them.
_MANY = 20
_TRIES = 2


def detectors_version() -> int:
    """One number that changes whenever a detector does, so that what it read is read again."""
    text = ",".join(f"{one.name} {one.version}" for one in all_detectors())
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")


def read_mail(
    sessions: Sequence[Session],
    store: Store,
    owner: Owner,
    now: datetime,
    progress: Progress | None = None,
) -> list[int]:
    """Read what is worth reading and was not read yet; the mails that were read."""
    wanted = store.reading.wanted(
        detectors_version(), now - timedelta(days=READ_DAYS), READ_AT_ONCE
    )
    return read_messages(sessions, store, owner, wanted, progress)


def read_messages(
    sessions: Sequence[Session],
    store: Store,
    owner: Owner,
    messages: Sequence[int],
    progress: Progress | None = None,
) -> list[int]:
    """Read these mails, as far as they are still where they were; those that were read. All of a
    folder together: to open one of 100,000 mails again takes a server a tenth of a second.
    """
    version = detectors_version()
    read: list[int] = []
    with begin_reading(owner) as reading:
        for session in at_hand(sessions):
            places = store.reading.locate(session.mailbox_id, messages, version)
            reading.expect(len(places))
            if len(places) >= _MANY:
                store.begin_to_settle()
            with session.on_its_own():
                for some in _read(session.mailbox, store, places, reading, version):
                    read.extend(some)
                    if progress is not None:
                        progress(len(read), len(messages))
    return read


def _read(
    mailbox: ImapMailbox,
    store: Store,
    places: Sequence[UnreadMessage],
    reading: ReadingHands,
    version: int,
) -> Iterator[list[int]]:
    """Fetch and read these messages, folder by folder; those that were read, so many at a time,
    once it is written. What was read before the connection is lost is written as well.
    """
    folders: dict[str, dict[int, UnreadMessage]] = {}
    for place in places:
        folders.setdefault(place.folder, {})[place.uid] = place
    for folder, then in pairwise((*folders, "")):
        by_uid = folders[folder]
        readings: list[Reading] = []
        lost: MailboxError | None = None
        mails = (
            (by_uid.pop(text.uid), text)
            for text in fetch_words(mailbox, folder, sorted(by_uid), then)
            if text.uid in by_uid
        )
        try:
            for one in read_all(mails, reading):
                readings.append(one)
                if len(readings) == _BATCH:
                    store.reading.record_readings(readings, version)
                    yield [one.message for one in readings]
                    readings = []
        except FolderMissing as error:
            log.info("a folder could not be read for words: %s", type(error).__name__)
        except LOSSES as error:
            lost = error
        read = [one.message for one in readings]
        if lost is None:
            # What is gone from the server stays unread, and nothing is claimed about it.
            readings.extend(Reading(place.id, readable=False) for place in by_uid.values())
        store.reading.record_readings(readings, version)
        yield read
        if lost is not None:
            raise lost


def fetch_words(
    mailbox: ImapMailbox, folder: str, uids: Sequence[int], then: str = ""
) -> Iterator[RawText]:
    """The texts of these mails. Some servers cut the connection over a mail that they cannot read,
    and would do so at every pass: then the rest is asked for one by one, each twice, and what
    cannot be had is left out. A server that is gone raises ConnectionLost. If another folder is
    asked for `then`, it is opened meanwhile.
    """
    left = list(uids)
    try:
        for batch in mailbox.fetch_texts(folder, uids, then=then):
            for text in batch:
                left.remove(text.uid)
                yield text
        return
    except ConnectionLost:
        mailbox.reconnect()
    for uid in left:
        for _ in range(_TRIES):
            try:
                for batch in mailbox.fetch_texts(folder, [uid]):
                    yield from batch
                break
            except ConnectionLost as error:
                log.info("the connection was lost over a mail: %s", type(error).__name__)
                mailbox.reconnect()
