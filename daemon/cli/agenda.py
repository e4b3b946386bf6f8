"""`agenda`: whom to reach out to, why, and on what evidence; or why nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.coverage import coverage_words, show_silence
from daemon.cli.words import count, day, drafts_waiting, evidence_line, kind_words
from daemon.core.capital import as_sentence
from daemon.core.caps import spread_over_days
from daemon.jobs.agenda import begun_lately, caps_of, make_agenda

if TYPE_CHECKING:
    from daemon.cli.screen import Screen
    from daemon.core.model import Suggestion
    from daemon.jobs.agenda import Agenda


@click.command()
@click.option(
    "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many."
)
@click.option("--week", is_flag=True, help="On which of the next seven days each is due.")
@json_option
@click.pass_obj
def agenda(call: Call, limit: int, week: bool, as_json: bool) -> None:
    """Whom to reach out to, and why, the most important first.

    People for whom a draft waits already are left out; see `wellkeeper drafts`.

    \b
    Examples:
      wellkeeper agenda
      wellkeeper agenda --week
      wellkeeper agenda --at 2026-05-01
    """
    with call.reading() as reading:
        plan = reading.config.plan
        synonyms = reading.config.introductions.lines
        made = make_agenda(
            reading.store, reading.owner, reading.now, plan.days_between, synonyms=synonyms
        )
        waiting = reading.store.health.count_waiting()
        shown = made.suggestions[:limit]
        days: dict[str, date] = {}
        if week:
            drafts = reading.store.drafts(reading.config.mailboxes[0].name)
            begun = begun_lately(drafts, reading.owner, reading.now)
            caps = caps_of(plan)
            spread = spread_over_days(made.suggestions, reading.owner, caps, reading.now, begun)
            days = {one.ref: day_ for day_, chosen in spread for one in chosen}
            shown = tuple(one for _, chosen in spread for one in chosen)
    if as_json:
        call.screen.json(
            {
                "suggestions": [
                    shapes.suggestion_shape(rank, one, reading.zone)
                    | ({"day": days[one.ref].isoformat()} if week else {})
                    for rank, one in enumerate(shown, 1)
                ],
                "total": len(made.suggestions),
                "drafts_waiting": waiting,
                "coverage": shapes.coverage_shape(made.coverage, reading.zone),
                "silence": shapes.silence_shape(made.silence),
            }
        )
        return
    _show(call.screen, reading, made, shown, waiting, days)


def _show(
    screen: Screen,
    reading: Reading,
    made: Agenda,
    shown: tuple[Suggestion, ...],
    waiting: int,
    days: Mapping[str, date],
) -> None:
    if made.silence is not None:
        show_silence(screen, made.silence)
        return
    people = count(len(made.suggestions), "person", "people")
    if made.suggestions:
        screen.line(f"{people} to reach out to, as of {day(reading.now, reading.zone)}", bold=True)
    else:
        screen.line("Nobody needs a word from you now.")
    last: date | None = None
    for rank, one in enumerate(shown, 1):
        screen.line()
        if one.ref in days and days[one.ref] != last:
            last = days[one.ref]
            screen.line(f"{last:%A}, {last.day} {last:%B}", bold=True)
            screen.line()
        show_suggestion(screen, reading, rank, one)
    screen.line()
    total = len(made.suggestions)
    if days and total > len(shown):
        screen.note(f"{total - len(shown)} more for later weeks.")
    elif total > len(shown):
        screen.note(f"{total - len(shown)} more: add --limit {total}.")
    if waiting:
        screen.note(drafts_waiting(waiting))
    screen.note(coverage_words(reading, made.coverage))


def show_suggestion(screen: Screen, reading: Reading, rank: int, one: Suggestion) -> None:
    """One suggestion: who, why, what to do, and the words that it rests on."""
    screen.line(f"{rank}. {one.person.called}: {kind_words(one.kind)}", bold=True)
    screen.line(f"{as_sentence(one.reason)}.", indent=3)
    screen.line(f"→ {one.act}." if screen.unicode else f"-> {one.act}.", indent=3)
    for item in one.evidence:
        screen.note(evidence_line(item, reading.zone), indent=3)
    screen.note(f"`wellkeeper explain {one.ref}` shows all of it", indent=3)
