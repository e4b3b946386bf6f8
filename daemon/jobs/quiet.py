"""A pass over mailboxes in which nothing has changed: one question to each server, and done.

A whole pass that found nothing to do writes down what it saw. While the next one sees the same,
nobody has written to the store, and it is the same day, going through it all again would find
nothing but what time alone makes due, and that is looked at once an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import daemon
from daemon.config import Config
from daemon.core.worktime import zone_of
from daemon.jobs.session import Session
from daemon.store import Store, turn_of

#: What time alone makes due waits so long at most.
WHOLE_PASS_EVERY = timedelta(hours=1)


def look(session: Session) -> str | None:
    """What stands for all that is in one mailbox; None where its server cannot vouch that nothing
    has changed (no CONDSTORE or LIST-STATUS).
    """
    marks = session.mailbox.look()
    folders = {one.name for one in session.folders if one.selectable}
    if marks is None or not folders <= {one.name for one in marks}:
        return None
    return repr((session.settings.name, marks))


def sum_up(looks: Sequence[str | None], config: Config) -> bytes | None:
    """What stands for all that a pass depends on but time and the store, from a look at each
    mailbox; None where there was none at one of them.
    """
    if len(looks) != len(config.mailboxes):
        return None
    seen = blake2b(digest_size=16)
    for one in looks:
        if one is None:
            return None
        seen.update(one.encode("utf-8", "surrogateescape"))
    seen.update(repr((daemon.__version__, config, _templates(config.templates.folder))).encode())
    return seen.digest()


def _templates(folder: Path | None) -> list[tuple[str, int, int]]:
    """The owner's own templates: a changed file is a changed name, time or size."""
    if folder is None:
        return []
    found = [(str(path), path.stat()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(name, stat.st_mtime_ns, stat.st_size) for name, stat in found]


def is_quiet(store: Store, seen: bytes | None, config: Config, now: datetime) -> bool:
    """Whether there is nothing to do but to note that all is as it was."""
    last = store.looks.load_look()
    if last is None or seen != last.seen or turn_of(config.store.url) != last.turn + 1:
        return False
    zone = zone_of(config.owner.as_owner())
    same_day = last.at.astimezone(zone).date() == now.astimezone(zone).date()
    return same_day and timedelta() <= now - last.at < WHOLE_PASS_EVERY
