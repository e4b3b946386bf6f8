"""One whole pass: look whether anything is new, and where it is, settle what was left open, scan,
infer, decide whose turn it is, see what became of the drafts, plan, and place new ones (`work`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from daemon.config import Config
from daemon.errors import StoreError, WellkeeperError
from daemon.jobs.pass_report import PassReport, Quiet, Reporter
from daemon.jobs.quiet import is_quiet, sum_up
from daemon.jobs.session import Session
from daemon.jobs.side_by_side import Mailboxes, open_session
from daemon.store import Store, turn_of
from daemon.store.health import INTERRUPTED

if TYPE_CHECKING:
    from daemon.templating import Templates

log = logging.getLogger(__name__)


@contextmanager
def open_sessions(config: Config, store: Store) -> Iterator[list[Session]]:
    """All configured mailboxes, connected, their folders known. Raises MailboxError."""
    with ExitStack() as stack:
        sessions: list[Session] = []
        for settings in config.mailboxes:
            sessions.append(open_session(settings, store))
            stack.callback(sessions[-1].mailbox.close)
        yield sessions


def run_pass(
    config: Config,
    store: Store,
    templates: Templates | None,
    now: datetime,
    reporter: Reporter | None = None,
    *,
    place: bool = True,
    letter: bool = False,
    plan: bool = True,
    mailboxes: Mailboxes | None = None,
    report: PassReport | None = None,
) -> PassReport:
    """Do it all once. With `place=False` nothing is written to a mailbox, and drafts are only
    written in memory. With `letter=True` the weekly letter is placed where it is due. With
    `plan=False` there is an agenda only where a draft may come of it. `mailboxes`
    remembers from pass to pass which are slow or dead; without it all are waited for. Without
    `templates` those of the configuration are loaded where they are needed. A `report` that is
    given is filled on the way: then it is there also where this raises.

    Drafts and the letter lie in the first mailbox. Where that cannot be had the others are read
    all the same, and drafts wait. Raises MailboxError where none can be had, and where none is
    left: then at the end, with all done that could be.
    """
    with store.without_waiting():
        number = store.health.record_start(now)
    report = PassReport() if report is None else report
    reporter = reporter or Quiet()
    seen: bytes | None = None

    def has_nothing_new(looks: Sequence[str | None]) -> bool:
        nonlocal seen
        seen = sum_up(looks, config) if place else None
        report.quiet = is_quiet(store, seen, config, now)
        if not report.quiet:
            store.looks.forget_look()
            reporter.step("scan")
        return report.quiet

    everything = mailboxes or Mailboxes()
    try:
        with ExitStack() as stack:
            reading = everything.read(config, store, now, reporter.scanned, has_nothing_new)
            with store.without_waiting():
                read = stack.enter_context(reading)
            report.scans, report.failed = read.scans, read.failed
            report.passed_over = read.passed_over()
            sessions = read.sessions
            if report.quiet:
                log.info("pass: nothing has changed")
            else:
                _work(sessions, config, store, templates, now, reporter, report, place, plan)
            if place and letter and not sessions[0].lost:
                with sessions[0].on_its_own():
                    report.letter = _write_letter(sessions[0], config, store, now)
        report.passed_over = read.passed_over()  # and those that were lost on the way
    except BaseException as error:
        _record_failure(store, number, now, report, error)
        raise
    _record_success(store, number, now, report, seen, turn_of(config.store.url))
    return report


def _record_success(
    store: Store,
    number: int,
    now: datetime,
    report: PassReport,
    seen: bytes | None,
    turn: int,
) -> None:
    with store.without_waiting():
        if report.quiet:
            store.looks.record_quiet(number, now, turn)
            return
        store.health.record_end(number, now, report.counts())
        if seen is not None and report.had_nothing_to_do and store.looks.is_settled():
            store.looks.record_settled(seen, now, turn)


def _record_failure(
    store: Store, number: int, now: datetime, report: PassReport, error: BaseException
) -> None:
    """Why this pass has ended: a failure, a fault of ours, or somebody told it to stop."""
    if isinstance(error, WellkeeperError):
        words = error.message
    elif isinstance(error, Exception):
        words = f"Something unforeseen went wrong ({type(error).__name__})."
    else:
        words = INTERRUPTED
    try:
        store.health.record_end(number, now, report.counts(), words)
    except StoreError as broken:
        log.warning("the end of the pass could not be written: %s", broken.message)


def _work(
    sessions: Sequence[Session],
    config: Config,
    store: Store,
    templates: Templates | None,
    now: datetime,
    reporter: Reporter,
    report: PassReport,
    place: bool,
    plan: bool,
) -> None:
    # Imported late: half a second that a pass with nothing new has no use for.
    from daemon.jobs.work import work
    from daemon.templating import Templates

    templates = templates or Templates(config.templates.folder)
    work(sessions, config, store, templates, now, reporter, report, place, plan)


def _write_letter(session: Session, config: Config, store: Store, now: datetime) -> str:
    """The weekly letter, where it is due and this is the mailbox that it goes to."""
    from daemon.jobs.digest import settle_digest
    from daemon.jobs.work import holds_drafts

    if not holds_drafts(session, config):
        return ""
    owner, synonyms = config.owner.as_owner(), config.introductions.lines
    return settle_digest(session, store, owner, config.digest, now, synonyms)
