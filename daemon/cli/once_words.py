"""What a pass tells at its end: what was read, who waits, which drafts lie where, what next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from daemon.cli.coverage import show_silence
from daemon.cli.screen import Screen
from daemon.cli.words import count, kind_words
from daemon.config import Config
from daemon.core.durations import days_in_words
from daemon.core.model import Draft, DraftState, Gap
from daemon.core.reasons.reply_owed import is_due
from daemon.jobs.agenda import allowed_today
from daemon.jobs.pass_report import PassReport
from daemon.jobs.writer import WrittenDraft
from daemon.store import Store

_SHOWN = 5


def show_pass(
    screen: Screen,
    config: Config,
    store: Store,
    report: PassReport,
    now: datetime,
    seconds: float,
    *,
    dry_run: bool,
) -> None:
    """The summary of one pass in which something was new."""
    owner = config.owner.as_owner()
    if dry_run:
        screen.line("Dry run: your mailbox was only read, and the store was left as it is.")
    drafts = store.drafts(config.mailboxes[0].name)
    scans = report.scans.values()
    read, new = sum(one.read for one in scans), sum(one.new for one in scans)
    folders = count(sum(one.folders for one in scans), "folder")
    repeated = "" if read == new else f", {new:,} of them new"
    screen.line(f"{count(read, 'mail')} read in {folders}{repeated} ({seconds:.1f} s).")
    known = store.health.count_all()
    screen.line(
        f"{count(known['people'], 'person', 'people')} and "
        f"{count(known['touches'], 'touch', 'touches')} are known."
    )
    show_trouble(screen, report)
    show_fates(screen, report)
    if report.agenda is not None and report.agenda.silence is not None:
        screen.line()
        show_silence(screen, report.agenda.silence)
        return
    waiting = drafts.load_drafts(only_open=True)
    show_waiting(screen, store.network.load_gaps(owner, now), waiting, now)
    places = {one.message_id: one.folder for one in drafts.load_placed()}
    lost = config.mailboxes[0].name in {*report.passed_over, *report.failed}
    if report.written and dry_run:
        show_trial(screen, report)
    elif any(not lost or one.message_id in places for one in report.written):
        show_placed(screen, report, waiting, places)
    else:
        left = allowed_today(drafts, owner, config.plan, now)
        screen.line()
        if lost:
            screen.line("No new drafts: the mailbox that they go to could not be had. They wait.")
        else:
            screen.line(_why_none(report, len(waiting), left))
    _show_next(screen, report, dry_run=dry_run)


def show_trouble(screen: Screen, report: PassReport) -> None:
    """What could not be read or written, by name."""
    skipped = sum(one.skipped for one in report.scans.values())
    if skipped:
        screen.line(f"{count(skipped, 'mail')} could not be read; `wellkeeper status` lists them.")
    for mailbox, problem in report.passed_over.items():
        screen.line(f"The mailbox {mailbox} was passed over: {problem}")
    for scan in report.scans.values():
        for folder, problem in scan.problems:
            screen.line(f"The folder {folder} was passed over: {problem}")
    for one in report.held_back:
        person, kind = one.suggestion.person.called, kind_words(one.suggestion.kind)
        screen.line(f"The draft for {person} ({kind}) could not be written: {one.why}")


def show_fates(screen: Screen, report: PassReport) -> None:
    """What became of earlier drafts since the last pass."""
    fates = [f"{number} {state}" for state, number in sorted(report.outcomes.items()) if number]
    if fates:
        screen.line(f"Of your earlier drafts: {', '.join(fates)}.")


def show_waiting(
    screen: Screen, gaps: Sequence[Gap], drafts: Sequence[Draft], now: datetime
) -> None:
    """Who waits for the owner longer than is usual between the two, and for whom a draft lies
    there already. What nobody waits for any more is not told.
    """
    drafting = {one.person_ref for one in drafts}
    late = [one for one in gaps if is_due(one, now)]
    if not late:
        return
    screen.line()
    screen.line(f"{count(len(late), 'answer')} of yours {'is' if len(late) == 1 else 'are'} due:")
    for gap in late[:_SHOWN]:
        age = days_in_words(gap.age_days, "working day")
        subject = gap.subject or "(no subject)"
        ready = " (a draft is ready)" if gap.person_ref in drafting else ""
        screen.line(f"{gap.person or gap.address}, {age}: {subject}{ready}", indent=2)
    if len(late) > _SHOWN:
        screen.note(f"and {len(late) - _SHOWN} more: `wellkeeper gaps`", indent=2)


def show_trial(screen: Screen, report: PassReport) -> None:
    """What a dry run would place, with the whole text."""
    screen.line()
    screen.line(f"{count(len(report.written), 'draft')} would be placed:")
    for one in report.written:
        show_written(screen, one)


def show_placed(
    screen: Screen, report: PassReport, drafts: Sequence[Draft], places: Mapping[str, str]
) -> None:
    """Each new draft with its ref and reason, and in which folder they lie."""
    refs = {one.message_id: one.ref for one in drafts}
    unseen = {one.message_id for one in drafts if one.state is DraftState.RESERVED}
    seen = [one for one in report.written if one.message_id not in unseen]
    screen.line()
    if len(seen) < len(report.written):
        taken = count(len(report.written) - len(seen), "draft")
        screen.line(f"The server took {taken} and does not show it: it is looked for again.")
    if seen:
        folder = places.get(seen[0].message_id, "Drafts")
        screen.line(f"{count(len(seen), 'new draft')} in your folder {folder}:")
    for one in seen:
        name = one.suggestion.person.called
        ref = refs.get(one.message_id, "")
        screen.line(f"{ref} {name}: {one.subject}", indent=2, bold=True)
        screen.line(f"because {one.suggestion.reason}", indent=4)


def show_written(screen: Screen, one: WrittenDraft) -> None:
    """A draft before it is placed, whole."""
    to = [address.email for address in one.to]
    show_text(screen, to, one.subject, one.suggestion.reason, one.text)


def show_text(screen: Screen, to: Sequence[str], subject: str, reason: str, text: str) -> None:
    """A whole draft."""
    screen.line()
    rows = (("To", ", ".join(to)), ("Subject", subject), ("Because", reason))
    screen.pairs(rows, indent=2)
    screen.line()
    screen.block(text, indent=4)


def _why_none(report: PassReport, waiting: int, left: int) -> str:
    wait = f"{count(waiting, 'draft')} {'waits' if waiting == 1 else 'wait'} in your mailbox"
    if report.agenda is None or not report.agenda.suggestions:
        return f"No new drafts. {wait}." if waiting else "Nobody needs a word from you now."
    offered = len(report.agenda.suggestions)
    if not left:
        more = count(offered, "suggestion")
        return f"No new drafts today: enough for now, or a day off; {more} for another day."
    if not report.held_back:
        return f"No new drafts: they were written before. {wait}."
    if len(report.held_back) < offered:
        return "No new drafts: what was not written before could not be, as said above."
    return "No new drafts: none could be written, as said above."


def _show_next(screen: Screen, report: PassReport, *, dry_run: bool) -> None:
    screen.line()
    if dry_run and report.written:
        screen.note("To place them, run `wellkeeper once`.")
    elif report.written:
        screen.note(
            "Open Drafts in your mail program: change a word, send, or throw away. "
            "`wellkeeper explain` with a ref from above shows why, `wellkeeper agenda` who else."
        )
    else:
        screen.note("`wellkeeper agenda` shows whom to reach out to, `wellkeeper people` the rest.")
