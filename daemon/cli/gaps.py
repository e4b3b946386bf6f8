"""`gaps`: questions that wait for an answer. What the owner owes comes first; what others have
not answered is a fact to act on or to let go, never a score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.coverage import coverage_words, show_silence
from daemon.cli.words import day
from daemon.core.durations import days_in_words
from daemon.core.silence import reason_for_silence

if TYPE_CHECKING:
    from daemon.cli.screen import Screen
    from daemon.core.model import Coverage, Gap

OWED_BY_OWNER = "Waiting for you"
OWED_TO_OWNER = "You asked, and no answer has come"
LET_GO = "Ask once more, or let it go: nobody owes an answer."


@click.command()
@click.option("--all", "show_all", is_flag=True, help="Those that are not late yet, too.")
@json_option
@click.pass_obj
def gaps(call: Call, show_all: bool, as_json: bool) -> None:
    """Questions that wait for an answer longer than is usual between the two.

    \b
    Examples:
      wellkeeper gaps
      wellkeeper gaps --all
    """
    with call.reading() as reading:
        coverage = reading.store.health.load_coverage(reading.now)
        silence = reason_for_silence(coverage, reading.now)
        loaded = reading.store.network.load_gaps(reading.owner, reading.now)
    loaded = () if silence is not None else loaded
    found = tuple(one for one in loaded if show_all or is_late(one))
    if as_json:
        call.screen.json(
            {
                "gaps": [shapes.gap_shape(one, reading.zone) for one in found],
                "total": len(loaded),
                "coverage": shapes.coverage_shape(coverage, reading.zone),
                "silence": shapes.silence_shape(silence),
            }
        )
    elif silence is not None:
        show_silence(call.screen, silence)
    else:
        _show(call.screen, reading, found, len(loaded), coverage)


def is_late(gap: Gap) -> bool:
    """Whether it has waited longer than is usual between these two."""
    return gap.age_days >= gap.expected_days


def _show(
    screen: Screen, reading: Reading, found: tuple[Gap, ...], total: int, coverage: Coverage
) -> None:
    theirs = [one for one in found if one.waiting_on == "owner"]
    own = [one for one in found if one.waiting_on == "person"]
    if not found:
        screen.line("Nobody waits longer than usual.")
    if theirs:
        screen.line(OWED_BY_OWNER, bold=True)
        for one in theirs:
            show_gap(screen, reading, one)
    if own:
        if theirs:
            screen.line()
        screen.line(OWED_TO_OWNER, bold=True)
        screen.note(LET_GO)
        for one in own:
            show_gap(screen, reading, one)
    screen.line()
    if total > len(found):
        screen.note(f"{total - len(found)} more, not late yet: add --all.")
    screen.note(coverage_words(reading, coverage))


def show_gap(screen: Screen, reading: Reading, one: Gap) -> None:
    """Who waits since when for what, and the words that say so."""
    age = days_in_words(one.age_days, "working day")
    limit = f"{one.expected_days:g}"
    late = f"{age}; usual for you two is {limit}" if is_late(one) else f"{age}; late after {limit}"
    screen.line()
    screen.line(f"{one.person or one.address} ({one.ref}): {one.subject or '(no subject)'}", 2)
    screen.line(f"since {day(one.since, reading.zone)} ({late})", 4)
    screen.note(f"{one.message_ref}, {one.why}" + (f": “{one.quote}”" if one.quote else ""), 4)
    if one.begun:
        screen.note("You have begun an answer: it lies in your drafts.", 4)
