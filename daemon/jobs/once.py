"""One whole pass: settle what was left open, scan, infer, decide whose turn it is, see what became
of the drafts, plan, and place new ones.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from datetime import datetime
from typing import Protocol

from daemon.config import Config
from daemon.core.mail import FolderRole
from daemon.core.model import Relationship, Suggestion
from daemon.core.superseded import find_superseded
from daemon.core.values import dataclass
from daemon.errors import StoreError, WellkeeperError
from daemon.jobs.agenda import Agenda, allowed_today, load_known, make_agenda
from daemon.jobs.digest import settle_digest
from daemon.jobs.draft import NEVER_READ, Writer, WrittenDraft, write_drafts
from daemon.jobs.newsletters import read_newsletters
from daemon.jobs.notes import read_notes
from daemon.jobs.observe import observe_drafts
from daemon.jobs.place import drafts_folder, place_drafts, recover_drafts
from daemon.jobs.quiet import is_quiet, sum_up
from daemon.jobs.rework import measure_changes
from daemon.jobs.scan import ScanResult
from daemon.jobs.session import Session
from daemon.jobs.side_by_side import Mailboxes, open_session
from daemon.jobs.understand import Understood, understand
from daemon.store import Store, turn_of
from daemon.store.drafts import Drafts
from daemon.store.health import INTERRUPTED
from daemon.templating import Templates

log = logging.getLogger(__name__)


class Reporter(Protocol):
    """What a pass tells while it runs; the command line shows it, the service logs it."""

    def step(self, name: str) -> None:
        """A step begins: `scan`, `read`, `plan`, `draft`."""

    def scanned(self, folder: str, done: int, total: int) -> None:
        """So many headers of a folder are read, of so many."""

    def read(self, done: int, total: int) -> None:
        """The words of so many mails are read, of so many."""


class Quiet:
    """Tells nothing."""

    def step(self, name: str) -> None:
        """See Reporter."""

    def scanned(self, folder: str, done: int, total: int) -> None:
        """See Reporter."""

    def read(self, done: int, total: int) -> None:
        """See Reporter."""


@dataclass(slots=True)
class PassReport:
    """What a pass did. `passed_over` names mailboxes that could not be had, with the reason, of
    which `failed` holds the errors; `outcomes` counts drafts by the state that they came to.
    `quiet`: nothing had changed since the last whole pass, and no more was done than to see that.
    """

    scans: dict[str, ScanResult] = field(default_factory=dict)
    passed_over: dict[str, str] = field(default_factory=dict)
    failed: dict[str, WellkeeperError] = field(default_factory=dict)
    understood: Understood = field(default_factory=Understood)
    recovered: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    agenda: Agenda | None = None
    written: list[WrittenDraft] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)
    placed: int = 0
    letter: str = ""
    notes: int = 0
    newsletters: int = 0
    quiet: bool = False

    @property
    def had_nothing_to_do(self) -> bool:
        """Whether it changed nothing: then one over the same would not either."""
        told = {name: number for name, number in self.counts().items() if name != "suggestions"}
        return not (any(told.values()) or self.recovered or self.written or self.passed_over)

    def counts(self) -> dict[str, float]:
        """The numbers that the store keeps of a pass."""
        return {
            "read": sum(one.read for one in self.scans.values()),
            "new": sum(one.new for one in self.scans.values()),
            "skipped": sum(one.skipped for one in self.scans.values()),
            "threads_decided": self.understood.threads,
            "words_read": self.understood.read,
            "suggestions": len(self.agenda.suggestions) if self.agenda else 0,
            "placed": self.placed,
            "notes": self.notes,
            "newsletters": self.newsletters,
            "letters": int(self.letter == "placed"),
            **{f"drafts_{state}": count for state, count in self.outcomes.items()},
        }


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
    templates: Templates,
    now: datetime,
    reporter: Reporter | None = None,
    *,
    place: bool = True,
    letter: bool = False,
    mailboxes: Mailboxes | None = None,
) -> PassReport:
    """Do it all once. With `place=False` nothing is written to a mailbox, and drafts are only
    written in memory. With `letter=True` the weekly letter is placed where it is due. `mailboxes`
    remembers from pass to pass which are slow or dead; without it all are waited for.

    Drafts and the letter lie in the first mailbox. Where that cannot be had the others are read
    all the same, and drafts wait. Raises MailboxError where none can be had.
    """
    number = store.health.record_start(now)
    report = PassReport()
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
        with everything.read(config, store, now, reporter.scanned, has_nothing_new) as read:
            report.scans, report.failed = read.scans, read.failed
            report.passed_over = read.passed_over()
            sessions = read.sessions
            if report.quiet:
                log.info("pass: nothing has changed")
            else:
                _work(sessions, config, store, templates, now, reporter, report, place)
            if place and letter and _holds_drafts(sessions[0], config):
                owner = config.owner.as_owner()
                synonyms = config.introductions.lines
                report.letter = settle_digest(
                    sessions[0], store, owner, config.digest, now, synonyms
                )
    except BaseException as error:
        _record_failure(store, number, now, report, error)
        raise
    _record_success(store, number, now, report, seen, turn_of(config.store.url))
    return report


def _holds_drafts(session: Session, config: Config) -> bool:
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
    here = [one.mailbox_id for one in sessions]
    away = [store.mailbox_id(name) for name in report.passed_over]

    def lies_in(mailboxes: Sequence[int], suggestion: Suggestion) -> bool:
        message = int(suggestion.reply_to[1:])
        return any(store.reading.locate(one, [message], NEVER_READ) for one in mailboxes)

    return [
        one
        for one in suggestions
        if not away or not one.reply_to or lies_in(here, one) or not lies_in(away, one)
    ]


def _record_success(
    store: Store,
    number: int,
    now: datetime,
    report: PassReport,
    seen: bytes | None,
    turn: int,
) -> None:
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
    templates: Templates,
    now: datetime,
    reporter: Reporter,
    report: PassReport,
    place: bool,
) -> None:
    owner = config.owner.as_owner()
    first = sessions[0]
    drafts = store.drafts(config.mailboxes[0].name)
    waits = place and not _holds_drafts(first, config)
    place = place and not waits
    reporter.step("read")
    report.understood = understand(sessions, store, owner, now, reporter.read)
    report.notes = read_notes(sessions, store, owner, now)
    report.newsletters = read_newsletters(sessions, store, owner, now)
    known = _settle(first, store, drafts, config, now, report) if place else None
    if place and measure_changes(sessions, store, now):
        known = None
    reporter.step("plan")
    report.agenda = make_agenda(
        store, owner, now, config.plan.days_between, known, config.introductions.lines
    )
    reporter.step("draft")
    limit = allowed_today(drafts, owner, config.plan, now)
    writer = Writer(store, templates, owner)
    suggestions = () if waits else _at_hand(report.agenda.suggestions, sessions, store, report)
    report.written, report.held_back = write_drafts(
        sessions, store, drafts, writer, suggestions, limit, now
    )
    if place and report.written:
        folder = drafts_folder(first.mailbox, first.folders)
        over = (*first.names(FolderRole.SENT), *first.names(FolderRole.TRASH))
        report.placed = place_drafts(first.mailbox, folder, drafts, report.written, now, over)
    log.info(
        "pass: %s",
        ", ".join(f"{name} {value:g}" for name, value in report.counts().items() if value),
    )


def _settle(
    first: Session,
    store: Store,
    drafts: Drafts,
    config: Config,
    now: datetime,
    report: PassReport,
) -> Sequence[Relationship] | None:
    """See what became of the drafts. What was loaded for that, where nothing of it has changed."""
    owner = config.owner.as_owner()
    waiting = drafts.load_waiting(now)
    known = load_known(store, owner, now, config.introductions.lines) if waiting else None
    superseded = find_superseded(waiting, known or (), owner, now)
    sent = first.names(FolderRole.SENT)
    report.recovered = recover_drafts(first.mailbox, drafts, sent, now, superseded=superseded)
    report.outcomes = observe_drafts(
        first.mailbox, drafts, now, first.folders, store.snoozes, superseded
    )
    return None if report.recovered or report.outcomes else known
