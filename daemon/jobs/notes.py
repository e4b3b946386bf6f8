"""Reading the owner's notes: an answer to the weekly letter, or a mail to themselves whose subject
begins with `log`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from daemon.core.model import Owner
from daemon.core.notes import Note, is_note_subject, parse_note
from daemon.core.owner_words import TOUCH_KINDS
from daemon.core.worktime import zone_of
from daemon.errors import UsageError
from daemon.jobs.draft import fetch_original
from daemon.jobs.session import LOSSES, Session
from daemon.store import Store
from daemon.store.notes import SelfMail

log = logging.getLogger(__name__)

#: Older mails to oneself were not written for us.
_SINCE = timedelta(days=30)


def read_notes(
    sessions: Sequence[Session],
    store: Store,
    owner: Owner,
    now: datetime,
    away: Sequence[int] = (),
) -> int:
    """Read every new note and let what it tells be known; how many were read. Those that lie in
    a mailbox which is lost, or `away` (by its number), wait for it.
    """
    letters = store.notes.letter_ids()
    new = [
        one
        for one in store.notes.load_self_mails(now - _SINCE)
        if is_note_subject(one.subject) or letters & set(one.refs)
    ]
    people = store.network.load_people() if new else ()
    read = 0
    for one in new:
        try:
            text = fetch_original(sessions, store, one.message)
        except LOSSES:
            continue
        if not text and store.reading.lies_in(away, one.message):
            continue
        read += 1
        today = one.at.astimezone(zone_of(owner)).date()
        note = parse_note(one.subject, text, people, today)
        refused = _apply(store, owner, one, note, now)
        store.notes.record_note(
            one.message, one.at, note.understood(), (*note.not_understood, *refused)
        )
    if new:
        log.info("notes: %d read", read)
    return read


def _apply(store: Store, owner: Owner, mail: SelfMail, note: Note, now: datetime) -> list[str]:
    """Write down what is told; what could not be, in words. Doing it again changes nothing."""
    refused: list[str] = []
    zone = zone_of(owner)
    for touch in list(note.touches):
        at = min(mail.at, datetime.combine(touch.day, time(12), zone))
        try:
            address = store.words.ensure_address(touch.person.addresses[0])
            store.words.record_touch(
                address, touch.kind, at, TOUCH_KINDS[touch.kind], "as you noted"
            )
        except (UsageError, IndexError):
            note.touches.remove(touch)
            refused.append(f"{touch.kind} with {touch.person.name} (there is no address of theirs)")
    for fact in note.facts:
        store.words.record_fact(fact.person.id, fact.kind, fact.value, now)
    return refused
