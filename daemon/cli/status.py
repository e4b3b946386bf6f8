"""`status`: is it healthy, since when, and how much of the mail does it know?"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.health_shapes import folder_shape, pass_shape
from daemon.cli.verdict import RUN_ONCE, Trouble, Verdict, find_troubles, judge
from daemon.cli.words import ago, count, moment
from daemon.core.model import OPEN_DRAFT_STATES, Coverage, Draft
from daemon.core.outcomes import NEVER_SEEN
from daemon.core.silence import LOST_HINT, lost_words
from daemon.core.values import dataclass
from daemon.store import service_runs

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from daemon.cli.screen import Screen
    from daemon.config import Config
    from daemon.store.health import FolderLine, PassLine
    from daemon.store.service import ServiceLine

_NO_STORE = "No mail has been read yet: there is no store at {}."
_SKIPPED_SHOWN = 10
#: So long `status` speaks of a draft that the server has lost.
_LOST_SHOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store says about itself."""

    passes: tuple[PassLine, ...]
    coverage: Coverage
    folders: tuple[FolderLine, ...]
    counts: dict[str, int]
    skipped: tuple[tuple[str, int, str], ...]
    drafts: tuple[Draft, ...]
    service: ServiceLine | None
    running: bool
    troubles: tuple[Trouble, ...]


@click.command()
@json_option
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Is it healthy, and how much does it know?

    The exit code is 0 when it is, else 1.

    \b
    Examples:
      wellkeeper status
      wellkeeper status --json | jq .healthy
    """
    call: Call = ctx.obj
    config = call.load_config()
    if not config.store.path.exists():
        verdict = Verdict(False, _NO_STORE.format(config.store.path), RUN_ONCE)
        _show_nothing(call.screen, config, verdict, as_json)
    else:
        with call.reading(config) as reading:
            known = _load(reading)
        verdict = judge(
            known.passes,
            known.coverage,
            reading.now,
            troubles=known.troubles,
            service=known.service,
            running=known.running,
        )
        if as_json:
            call.screen.json(_shape(reading, known, verdict))
        else:
            _show(call.screen, reading, known, verdict)
    ctx.exit(0 if verdict.healthy else 1)


def _load(reading: Reading) -> Known:
    health = reading.store.health
    passes, folders = health.load_passes(1000), health.load_folders()
    service = reading.store.service.load()
    running = service_runs(reading.config.store.url)
    drafts = reading.store.drafts(reading.config.mailboxes[0].name).load_drafts()
    lost = sum(_is_lost(one, reading.now) for one in drafts)
    return Known(
        passes=passes,
        coverage=health.load_coverage(reading.now),
        folders=folders,
        counts=health.count_all(),
        skipped=health.load_skipped(_SKIPPED_SHOWN),
        drafts=drafts,
        service=service,
        running=running,
        troubles=find_troubles(passes, folders, service, running, lost),
    )


def _is_lost(draft: Draft, now: datetime) -> bool:
    """Whether the server took it and never showed it, not long ago."""
    closed = draft.closed_at
    return draft.note == NEVER_SEEN and closed is not None and now - closed < _LOST_SHOWN


def _lag(known: Known, now: datetime) -> timedelta | None:
    until = known.coverage.until
    return None if until is None else max(timedelta(0), now - until)


def _shape(reading: Reading, known: Known, verdict: Verdict) -> shapes.Shape:
    zone, lag = reading.zone, _lag(known, reading.now)
    states = Counter(one.state for one in known.drafts)
    return {
        "healthy": verdict.healthy,
        "says": verdict.says,
        "hint": verdict.hint,
        "since": shapes.time_shape(verdict.since, zone),
        "running": known.running,
        "next_pass": shapes.time_shape(_next_pass(known), zone),
        "errors": [
            {
                "where": one.where,
                "says": one.says,
                "hint": one.hint,
                "since": shapes.time_shape(one.since, zone),
            }
            for one in known.troubles
        ],
        "last_pass": pass_shape(known.passes[0] if known.passes else None, zone),
        "coverage": shapes.coverage_shape(known.coverage, zone),
        "sent_stale": [
            {
                "mailbox": one.mailbox,
                "since": shapes.time_shape(one.since, zone),
                "people": one.people,
                "says": lost_words(one),
                "hint": LOST_HINT,
            }
            for one in known.coverage.lost_copies
        ],
        "lag_seconds": None if lag is None else int(lag.total_seconds()),
        "counts": known.counts,
        "drafts_waiting": sum(states[one] for one in OPEN_DRAFT_STATES),
        "drafts": {state.value: number for state, number in sorted(states.items())},
        "folders": [folder_shape(one, zone) for one in known.folders],
        "skipped": [
            {"folder": folder, "uid": uid, "why": why} for folder, uid, why in known.skipped
        ],
        "store": str(reading.config.store.path),
    }


def _show_nothing(screen: Screen, config: Config, verdict: Verdict, as_json: bool) -> None:
    if not as_json:
        screen.line(verdict.says)
        screen.line(verdict.hint)
        return
    nothing = Coverage(None, None, None, sent_known=False)
    screen.json(
        {
            "healthy": False,
            "says": verdict.says,
            "hint": verdict.hint,
            "since": None,
            "running": service_runs(config.store.url),
            "next_pass": None,
            "errors": [],
            "last_pass": None,
            "coverage": shapes.coverage_shape(nothing, shapes.UTC_ZONE),
            "sent_stale": [],
            "lag_seconds": None,
            "counts": dict.fromkeys(("messages", "skipped", "people", "touches", "threads"), 0),
            "drafts_waiting": 0,
            "drafts": {},
            "folders": [],
            "skipped": [],
            "store": str(config.store.path),
        }
    )


def _show(screen: Screen, reading: Reading, known: Known, verdict: Verdict) -> None:
    zone, now, coverage = reading.zone, reading.now, known.coverage
    says = verdict.says
    if verdict.healthy:
        says = f"Healthy since {moment(verdict.since, zone)}."
    screen.line(says, bold=True, fg="green" if verdict.healthy else "red")
    if verdict.hint:
        screen.line(verdict.hint)
    screen.line()
    waiting = [one for one in known.drafts if one.state in OPEN_DRAFT_STATES]
    newest = coverage.newest_mail
    screen.pairs(
        (
            ("Since", "" if verdict.healthy else moment(verdict.since, zone)),
            ("Daemon", _daemon_words(known, zone)),
            ("Last pass", _pass_words(known, reading)),
            ("Next pass", moment(_next_pass(known), zone)),
            ("Inbox known until", moment(coverage.inbox_until, zone) or "not yet"),
            ("Sent known until", moment(coverage.sent_until, zone) or "not yet"),
            ("Newest mail", f"{moment(newest, zone)} ({ago(newest, now, zone)})" if newest else ""),
            ("Knows", _count_words(known.counts)),
            ("Drafts waiting", str(len(waiting))),
            ("Drafts held back", _held_back_words(known)),
            ("Store", str(reading.config.store.path)),
        )
    )
    if known.troubles:
        screen.title("What is wrong")
        for trouble in known.troubles:
            screen.pairs([(trouble.where, f"{trouble.says} {trouble.hint}".strip())])
    if coverage.lost_copies and (verdict.hint != LOST_HINT or len(coverage.lost_copies) > 1):
        screen.title("Sent mail is stale")
        screen.pairs([(one.mailbox, lost_words(one)) for one in coverage.lost_copies])
        screen.line(LOST_HINT)
    if known.counts["skipped"]:
        screen.title(f"{count(known.counts['skipped'], 'mail')} could not be read")
        screen.pairs([(f"{folder} {uid}", why) for folder, uid, why in known.skipped])


def _next_pass(known: Known) -> datetime | None:
    return known.service.next_pass_at if known.service is not None and known.running else None


def _daemon_words(known: Known, zone: ZoneInfo) -> str:
    """Whether it runs and since when, or "" where there never was one."""
    if known.service is None:
        return ""
    if known.running:
        return f"runs since {moment(known.service.started_at, zone)}"
    stopped = known.service.stopped_at
    return "has died" if stopped is None else f"stopped {moment(stopped, zone)}"


def _pass_words(known: Known, reading: Reading) -> str:
    if not known.passes:
        return "none yet"
    last = known.passes[0]
    when = moment(last.started_at, reading.zone)
    if last.finished_at is None:
        service = known.service
        if known.running and service is not None and service.started_at <= last.started_at:
            return f"{when}: it runs now"
        return f"{when}: it runs still, or was cut off"
    if last.interrupted:
        return f"{when}: interrupted; the next goes on from there"
    if not last.ok:
        return f"{when}: failed"
    return f"{when}: fine, {count(last.summary.get('new', 0), 'new mail')}"


def _held_back_words(known: Known) -> str:
    """How many drafts the last pass could not write, or ""."""
    number = int(known.passes[0].summary.get("held_back", 0)) if known.passes else 0
    return f"{number}; `wellkeeper once --dry-run` says why" if number else ""


def _count_words(counts: dict[str, int]) -> str:
    return ", ".join(
        (
            count(counts["messages"], "mail"),
            count(counts["people"], "person", "people"),
            count(counts["touches"], "touch", "touches"),
        )
    )
