"""Deciding whose turn it is, in the threads that changed, after reading the words it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime, timedelta

from daemon.core import replies
from daemon.core.model import Owner, ThreadMessage
from daemon.core.values import dataclass
from daemon.jobs.read import detectors_version, read_messages
from daemon.jobs.session import Session
from daemon.jobs.words import owner_names
from daemon.store import Store
from daemon.store.gaps import GAPS_LAPSE_DAYS


@dataclass(frozen=True, slots=True)
class Decided:
    """How many threads were decided, and which mails were read for it."""

    threads: int = 0
    read: list[int] = field(default_factory=list)


def rules_version() -> int:
    """One number that changes with the whose-turn rule and all that it rests on."""
    return detectors_version() * 1000 + replies.VERSION


def decide_turns(
    sessions: Sequence[Session],
    store: Store,
    owner: Owner,
    now: datetime,
    *,
    all_there: bool = True,
) -> Decided:
    """Decide every thread that changed. Threads without mail in the last half-year are left
    alone: their questions have lapsed. Where a mailbox is missing, lost now or not `all_there`,
    threads whose deciding words could not be had stay undecided until it is back.
    """
    version, names = detectors_version(), owner_names(owner)
    horizon = now - timedelta(days=GAPS_LAPSE_DAYS)
    threads = 0
    read: list[int] = []
    for chunk in store.turns.undecided(rules_version(), horizon):
        messages = store.turns.load_threads(chunk, version, names)
        wanted = [one for thread in messages.values() for one in words_needed(thread)]
        if wanted:
            read.extend(read_messages(sessions, store, owner, wanted))
            messages = store.turns.load_threads(chunk, version, names)
            if not all_there or any(one.lost for one in sessions):
                chunk = [one for one in chunk if not words_needed(messages.get(one, ()))]
        store.turns.record_turns(
            {thread: replies.whose_turn(messages.get(thread, ())) for thread in chunk},
            rules_version(),
        )
        threads += len(chunk)
    return Decided(threads, read)


def words_needed(thread: Sequence[ThreadMessage]) -> list[int]:
    """The messages of a thread whose words decide whose turn it is and were not read yet: the
    last words of one side, where the other side is a person.
    """
    run = replies.last_run(thread)
    return [one.id for one in run if replies.is_between(one) and one.findings is None]
