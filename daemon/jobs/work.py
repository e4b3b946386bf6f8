"""The work of a pass in which something is new: make sense of the mail, see what became of the
drafts, plan, and place new ones. A pass with nothing new never loads any of it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from daemon.config import Config
from daemon.core.mail import FolderRole
from daemon.core.model import Suggestion
from daemon.core.superseded import find_superseded
from daemon.jobs.agenda import allowed_today, load_waited_for, make_agenda
from daemon.jobs.draft import write_drafts
from daemon.jobs.holidays import keep_holidays
from daemon.jobs.newsletters import read_newsletters
from daemon.jobs.notes import read_notes
from daemon.jobs.observe import observe_drafts
from daemon.jobs.pass_report import PassReport, Reporter
from daemon.jobs.place import drafts_folder, place_drafts, recover_drafts
from daemon.jobs.rework import measure_changes
from daemon.jobs.session import Session, at_hand
from daemon.jobs.understand import understand
from daemon.jobs.writer import Writer
from daemon.store import Store
from daemon.store.drafts import Drafts
from daemon.templating import Templates

log = logging.getLogger(__name__)


def holds_drafts(session: Session, config: Config) -> bool:
    """Whether this is the mailbox where all drafts go: the first of the configuration."""
    return session.settings.name == config.mailboxes[0].name


def _at_hand(
    suggestions: Sequence[Suggestion],
    sessions: Sequence[Session],
    store: Store,
    report: PassReport,
) -> Sequence[Suggestion]:
    """Without those that answer a mail in a mailbox which could not be had: they would be written
    without its words, so they wait.
    """
    here = [one.mailbox_id for one in at_hand(sessions)]
    away = [
        *(store.mailbox_id(name) for name in report.passed_over),
        *(one.mailbox_id for one in sessions if one.lost),
    ]

    def may_be_had(message: int) -> bool:
        return store.reading.lies_in(here, message) or not store.reading.lies_in(away, message)

    return [
        one
        for one in suggestions
        if not away or not one.reply_to or may_be_had(int(one.reply_to[1:]))
    ]


def work(
    sessions: Sequence[Session],
    config: Config,
    store: Store,
    templates: Templates,
    now: datetime,
    reporter: Reporter,
    report: PassReport,
    place: bool,
    plan: bool,
) -> None:
    """All of a pass after the scan, told in `report`; with `place=False` nothing is written to a
    mailbox, and without `plan` there is an agenda only where a draft may come of it. What a mailbox
    whose connection is lost on the way was needed for waits for the next pass, and all else is
    done; with the only one as well: what is known by then is made sense of and planned with.
    """
    owner = config.owner.as_owner()
    first = sessions[0]
    drafts = store.drafts(config.mailboxes[0].name)
    waits = place and not holds_drafts(first, config)
    place = place and not waits
    with store.without_waiting():
        keep_holidays(store, owner, now)
        reporter.step("read")
        away = [store.mailbox_id(name) for name in report.passed_over]
        report.understood = understand(
            sessions, store, owner, now, reporter.read, all_there=not report.passed_over
        )
        report.notes = read_notes(sessions, store, owner, now, away)
        report.newsletters = read_newsletters(sessions, store, owner, now)
    if place and not first.lost:
        reporter.step("settle")
        with first.on_its_own():
            _settle(first, store, drafts, config, now, report)
    if place:
        measure_changes(sessions, store, now)
    if first.lost and place:
        waits, place = True, False
    reporter.step("plan")
    limit = allowed_today(drafts, owner, config.plan, now)
    if plan or (limit and not waits):
        report.agenda = make_agenda(
            store, owner, now, config.plan.days_between, config.introductions.lines
        )
    reporter.step("draft")
    offers = report.agenda.suggestions if report.agenda and not waits else ()
    writer = Writer(store, templates, owner)
    suggestions = _at_hand(offers, sessions, store, report)
    report.written, report.held_back = write_drafts(
        sessions, store, drafts, writer, suggestions, limit, now
    )
    if place and report.written and not first.lost:
        with first.on_its_own():
            folder = drafts_folder(first.mailbox, first.folders)
            over = (*first.names(FolderRole.SENT), *first.names(FolderRole.TRASH))
            report.placed = place_drafts(first.mailbox, folder, drafts, report.written, now, over)
    done = [f"{name} {value:g}" for name, value in report.counts().items() if value]
    log.info("pass: %s", ", ".join(done) or "nothing new")


def _settle(
    first: Session,
    store: Store,
    drafts: Drafts,
    config: Config,
    now: datetime,
    report: PassReport,
) -> None:
    """See what became of the drafts."""
    owner = config.owner.as_owner()
    waiting = drafts.load_waiting(now)
    known = load_waited_for(store, owner, now, waiting, config.introductions.lines)
    superseded = find_superseded(waiting, known, owner, now)
    sent = first.names(FolderRole.SENT)
    report.recovered = recover_drafts(first.mailbox, drafts, sent, now, superseded=superseded)
    report.outcomes = observe_drafts(
        first.mailbox, drafts, now, first.folders, store.snoozes, superseded
    )
