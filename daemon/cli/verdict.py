"""Is it healthy? Decides from what the store knows of the passes and of the daemon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from daemon.cli.words import count
from daemon.core.silence import LOST_HINT, STALE_AFTER_DAYS, lost_words
from daemon.core.values import dataclass

if TYPE_CHECKING:
    from daemon.core.model import Coverage
    from daemon.store.health import FolderLine, PassLine
    from daemon.store.service import ServiceLine

RUN_ONCE = "Run `wellkeeper once`."
_CHECK = "Run `wellkeeper check` to see what is wrong, then `wellkeeper once`."
_LOOK = "`journalctl --user -u wellkeeper` says why; `systemctl --user restart wellkeeper` helps."
#: A pass may be late by so much: a long one before it, a machine that is just waking up.
_LATE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it works, since when it does or does not, and what to do."""

    healthy: bool
    says: str
    hint: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong; `where` is what it concerns."""

    where: str
    says: str
    hint: str
    since: datetime | None


def find_troubles(
    passes: Sequence[PassLine],
    folders: Sequence[FolderLine],
    service: ServiceLine | None,
    running: bool,
    lost: int = 0,
) -> tuple[Trouble, ...]:
    """All that is wrong, and what to do: what the daemon met, folders that can't be read, and how
    many drafts the server took and never showed.
    """
    good = next((one.started_at for one in passes if one.ok), None)
    found = [
        Trouble(one.place, one.says, one.hint, one.since)
        for one in (service.problems if service is not None else ())
        # A pass by hand that went well after the daemon's end has proved it over.
        if running or good is None or good < one.since
    ]
    found += [
        Trouble(f"folder {one.name}", one.problem, "See `wellkeeper check`.", None)
        for one in folders
        if one.problem
    ]
    if lost:
        says = f"The server said that it stored {count(lost, 'draft')}, and never showed "
        says += "it." if lost == 1 else "them."
        found.append(Trouble("drafts", says, "See `wellkeeper drafts --all`.", None))
    return tuple(found)


def judge(
    passes: Sequence[PassLine],
    coverage: Coverage,
    now: datetime,
    *,
    troubles: Sequence[Trouble] = (),
    service: ServiceLine | None = None,
    running: bool = False,
) -> Verdict:
    """Healthy is: the daemon met no trouble and has not died, the last pass that was let come to
    its end ended well, inbox and sent mail are fresh, and what is sent leaves copies.
    """
    met = [one for one in troubles if one.since is not None]
    if met:
        return Verdict(False, met[0].says, met[0].hint, met[0].since)
    ended = [one for one in passes if one.finished_at is not None and not one.interrupted]
    if service is not None and service.stopped_at is None and not running:
        seen = max((one.started_at for one in passes[:1]), default=service.started_at)
        return Verdict(False, "The daemon has died: nobody stopped it.", _LOOK, seen)
    if not ended:
        says = "The first pass has not finished." if passes else "No pass has been made yet."
        hint = "The daemon is at it; ask again in a while." if running else RUN_ONCE
        return Verdict(False, says, hint)
    last, since = ended[0], _since(ended)
    if not last.ok:
        return Verdict(False, f"The last pass failed: {last.error}", _CHECK, since)
    due = service.next_pass_at if service is not None and running else None
    if due is not None and now - max(due, passes[0].started_at) > _LATE:
        return Verdict(False, "The pass that was due has not been made.", _LOOK, due)
    if not coverage.sent_known:
        return Verdict(
            False,
            "No sent mail is known, so nobody can say who has answered whom.",
            'Name the folder of sent mail: [mailbox.folders] sent = "..."',
            since,
        )
    until = coverage.until
    if until is None:
        return Verdict(False, "The first scan is not finished.", RUN_ONCE, since)
    if now - until > timedelta(days=STALE_AFTER_DAYS):
        return Verdict(False, "The mail has not been read for days.", RUN_ONCE, until)
    if coverage.lost_copies:
        lost = coverage.lost_copies[0]
        return Verdict(False, lost_words(lost), LOST_HINT, lost.since)
    return Verdict(True, "Healthy", since=since)


def _since(ended: Sequence[PassLine]) -> datetime:
    """Since when passes have gone as the last one did."""
    since = ended[0].started_at
    for one in ended:
        if one.ok != ended[0].ok:
            break
        since = one.started_at
    return since
