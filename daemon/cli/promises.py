"""`promises`: what the owner said they would do, and what others said, each until mail shows it
kept or nobody speaks of it any more.
"""

from __future__ import annotations

from collections.abc import Collection

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.coverage import coverage_words, show_silence
from daemon.cli.gaps import LET_GO
from daemon.cli.screen import Screen
from daemon.cli.words import date_words, day
from daemon.core.model import Coverage
from daemon.core.promises import Promise, PromiseState
from daemon.core.silence import reason_for_silence

BY_OWNER = "You said that you would"
BY_PERSON = "They said that they would"
_WAITING = (PromiseState.DUE, PromiseState.OPEN)


@click.command()
@click.option("--all", "show_all", is_flag=True, help="Those that are kept, lapsed or let go, too.")
@json_option
@click.pass_obj
def promises(call: Call, show_all: bool, as_json: bool) -> None:
    """What was promised and not seen yet, your own promises first.

    \b
    Examples:
      wellkeeper promises
      wellkeeper promises --all
      wellkeeper done promise:m12:0
    """
    with call.reading() as reading:
        coverage = reading.store.health.load_coverage(reading.now)
        silence = reason_for_silence(coverage, reading.now)
        loaded = () if silence is not None else load_promises(reading)
    found = tuple(one for one in loaded if show_all or one[0].state in _WAITING)
    if as_json:
        call.screen.json(
            {
                "promises": [shapes.promise_shape(*one, reading.zone) for one in found],
                "total": len(loaded),
                "coverage": shapes.coverage_shape(coverage, reading.zone),
                "silence": shapes.silence_shape(silence),
            }
        )
    elif silence is not None:
        show_silence(call.screen, silence)
    else:
        _show(call.screen, reading, found, len(loaded), coverage)


def load_promises(
    reading: Reading, of: Collection[int] | None = None
) -> tuple[tuple[Promise, str], ...]:
    """All promises with the person's name, or those of these people."""
    until = reading.store.health.load_until()
    return reading.store.promises.load_promises(reading.now, until, reading.zone, of)


def _show(
    screen: Screen,
    reading: Reading,
    found: tuple[tuple[Promise, str], ...],
    total: int,
    coverage: Coverage,
) -> None:
    if not found:
        screen.line("No promise is open.")
    shown = False
    for side, title in (("owner", BY_OWNER), ("person", BY_PERSON)):
        group = [one for one in found if one[0].made_by == side]
        if not group:
            continue
        if shown:
            screen.line()
        screen.line(title, bold=True)
        if side == "person":
            screen.note(LET_GO)
        for promise, name in group:
            show_promise(screen, reading, promise, name)
        shown = True
    screen.line()
    if total > len(found):
        screen.note(f"{total - len(found)} more, kept, lapsed or let go: add --all.")
    screen.note(coverage_words(reading, coverage))


def show_promise(screen: Screen, reading: Reading, one: Promise, name: str) -> None:
    """What, to or by whom, until when, and the words that say so."""
    screen.line()
    screen.line(f"{name} ({one.ref}): {one.what}", 2)
    if one.due is not None:
        until = f"by {date_words(one.due)}"
    else:
        until = f"no day was named; due {date_words(one.due_by)}"
    screen.line(f"{one.state.value}, {until}", 4)
    screen.note(f"{one.message_ref}, {day(one.made_at, reading.zone)}: “{one.quote}”", 4)
    if one.kept_by:
        screen.note(f"{one.kept_how}, {one.kept_by}, {day(one.kept_at, reading.zone)}", 4)
