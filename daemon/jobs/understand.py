"""Making sense of what a scan brought: who is who, the words, what they undo, whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from daemon.core.model import Owner
from daemon.jobs.marks import observe_marks
from daemon.jobs.pass_report import Understood
from daemon.jobs.read import Progress, read_mail
from daemon.jobs.session import Session
from daemon.jobs.turns import decide_turns
from daemon.store import Store


def understand(
    sessions: Sequence[Session],
    store: Store,
    owner: Owner,
    now: datetime,
    progress: Progress | None = None,
    *,
    all_there: bool = True,
) -> Understood:
    """Work through all that is new. What words undo (a machine wrote it, it came back) changes
    who is in touch and whose turn it is, so those are settled after reading, and once more where
    deciding had to read further mails. `all_there`: whether no mailbox is missing.
    """
    observe_marks(sessions, store)
    done = Understood(store.inference.infer_pending(owner.addresses, owner.name))
    read = read_mail(sessions, store, owner, now, progress)
    done.read = len(read)
    if store.health.was_interrupted():
        # It may have read mails and died before their words had any effect.
        read = store.reading.all_read()
    while True:
        store.effects.apply_readings(read)
        store.inference.infer_pending(owner.addresses, owner.name)
        store.meetings.settle(read, store.inference.owner_addresses(), now)
        decided = decide_turns(sessions, store, owner, now, all_there=all_there)
        done.threads += decided.threads
        done.read += len(decided.read)
        read = decided.read
        if not read:  # a mail is read once, so this ends
            return done
