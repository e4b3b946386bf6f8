"""How much of each draft the owner changed before sending it: the sent mail is read once more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from daemon.core.parse.body import parse_body
from daemon.core.rework import share_changed
from daemon.jobs.draft import fetch_original
from daemon.jobs.session import LOSSES, Session
from daemon.store import Store

#: A mail that could not be had for so many days after it was sent is not asked for any more.
_TRIED_DAYS = 7
_PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n"


def measure_changes(sessions: Sequence[Session], store: Store, now: datetime) -> int:
    """Compare what was sent with what was placed, and record the share; of how many drafts."""
    measured = 0
    for one in store.wordings.load_unmeasured(now - timedelta(days=_TRIED_DAYS)):
        try:
            sent = fetch_original(sessions, store, one.message)
        except LOSSES:
            continue
        if sent:
            # Read like the mail that came of it: without what counts as its signature.
            placed = parse_body(_PLAIN, one.text.encode("utf-8", "replace")).new_text
            store.wordings.record_changed(one.id, share_changed(placed, sent))
            measured += 1
    return measured
