"""Reading words and deciding whose turn it is, in the threads that changed.

Only the last words of threads with people are fetched, at most 64 kB each, and dropped after the
detectors have seen them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from daemon.core import replies
from daemon.core.detectors import all_detectors
from daemon.core.mail import RawText
from daemon.core.model import Finding, Owner, ReadMessage, ThreadMessage
from daemon.core.parse.body import parse_body
from daemon.errors import FolderMissing
from daemon.jobs.session import Session
from daemon.mailbox import ImapMailbox
from daemon.store import Store
from daemon.store.network import GAPS_LAPSE_DAYS
from daemon.store.turns import Reading, UnreadMessage

log = logging.getLogger(__name__)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """How many threads were decided, and how many mails were read for it."""

    threads: int = 0
    read: int = 0


def detectors_version() -> int:
    """One number that changes whenever a detector does, so that what it read is read again."""
    text = ",".join(f"{one.name} {one.version}" for one in all_detectors())
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")


def rules_version() -> int:
    """The same for the whose-turn rule and all that it rests on."""
    return detectors_version() * 1000 + replies.VERSION


def owner_names(owner: Owner) -> frozenset[str]:
    """The lower-cased words of the owner's name, by which a mail may address them."""
    return frozenset(word.casefold() for word in owner.name.split() if len(word) > 1)


def decide_turns(
    sessions: Sequence[Session],
    store: Store,
    owner: Owner,
    now: datetime,
    progress: Progress | None = None,
) -> ReadResult:
    """Decide every thread that changed, after reading the words that it depends on. Threads
    without mail in the last half-year are left alone: their questions have lapsed.
    """
    version, names = detectors_version(), owner_names(owner)
    horizon = now - timedelta(days=GAPS_LAPSE_DAYS)
    threads = read = 0
    for chunk in store.turns.undecided(rules_version(), horizon):
        messages = store.turns.load_threads(chunk, version, names)
        wanted = [one for thread in messages.values() for one in words_needed(thread)]
        if wanted:
            for session in sessions:
                places = store.turns.locate(session.mailbox_id, wanted, version)
                read += _read(session.mailbox, store, places, names, version)
            messages = store.turns.load_threads(chunk, version, names)
        store.turns.record_turns(
            {thread: replies.whose_turn(messages.get(thread, ())) for thread in chunk},
            rules_version(),
        )
        threads += len(chunk)
        if progress is not None:
            progress(len(chunk))
    return ReadResult(threads, read)


def words_needed(thread: Sequence[ThreadMessage]) -> list[int]:
    """The messages of a thread whose words decide whose turn it is and were not read yet: the
    last words of one side, where the other side is a person.
    """
    run = replies.last_run(thread)
    concerns = [
        one
        for one in run
        if (one.sender > 0 and 0 in one.to)
        or (one.sender == 0 and any(other > 0 for other in one.to))
    ]
    return [one.id for one in concerns if one.findings is None]


def _read(
    mailbox: ImapMailbox,
    store: Store,
    places: Sequence[UnreadMessage],
    names: frozenset[str],
    version: int,
) -> int:
    """Fetch and read these messages, folder by folder; how many could be read."""
    read = 0
    folders: dict[str, dict[int, UnreadMessage]] = {}
    for place in places:
        folders.setdefault(place.folder, {})[place.uid] = place
    for folder, by_uid in folders.items():
        readings: list[Reading] = []
        try:
            for batch in mailbox.fetch_texts(folder, sorted(by_uid)):
                readings.extend(
                    read_words(by_uid.pop(text.uid), text, names)
                    for text in batch
                    if text.uid in by_uid
                )
        except FolderMissing as error:
            log.info("a folder could not be read for words: %s", type(error).__name__)
        read += len(readings)
        # What is gone from the server stays unread, and nothing is claimed about it.
        readings.extend(Reading(place.id, readable=False) for place in by_uid.values())
        store.turns.record_readings(readings, version)
    return read


def read_words(place: UnreadMessage, text: RawText, names: frozenset[str]) -> Reading:
    """Run all detectors over one message; a detector that fails is noted and left out."""
    body = parse_body(text.mime_header, text.text)
    message = ReadMessage(
        subject=place.subject,
        new_text=body.new_text,
        outgoing=place.outgoing,
        owner_names=names,
        direct_recipients=place.direct_recipients,
        recipients=place.recipients,
        has_attachment=body.has_attachment,
    )
    findings: list[tuple[str, int, Finding]] = []
    for detector in all_detectors():
        try:
            found = detector.detect(message)
        except Exception as error:
            log.warning("detector %s failed: %s", detector.name, type(error).__name__)
            continue
        findings.extend((detector.name, detector.version, one) for one in found)
    return Reading(place.id, tuple(findings))
