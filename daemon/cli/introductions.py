"""`introductions`: who was introduced to whom and what came of it; `introductions suggest`: who
might be, and why.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.coverage import show_silence
from daemon.cli.words import day
from daemon.core.introductions import Asking, Introduction
from daemon.core.model import Evidence
from daemon.core.pairs import Pair
from daemon.core.silence import Silence, reason_for_silence
from daemon.jobs.introductions import load_introduced, suggest_pairs

_SIDES = {"made": "You introduced", "received": "You were introduced", "between": "You were copied"}
_STATES = {
    "fresh": "just made",
    "silent": "no mail shows what came of it",
    "one_answered": "one of them has written since",
    "both_answered": "both have written since",
    "met": "they met",
}
_ASKED = {"waiting": "waiting for word", "agreed": "both said yes", "declined": "not this time"}


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def introductions(context: click.Context, as_json: bool) -> None:
    """Introductions, made and received, and what came of each.

    \b
    Examples:
      wellkeeper introductions
      wellkeeper introductions suggest
      wellkeeper draft introduction ANN BOB
    """
    if context.invoked_subcommand is not None:
        return
    call = context.ensure_object(Call)
    with call.reading() as reading:
        silence = _silence(reading)
        found = () if silence else reading.store.introductions.load_introductions(reading.now)
        asked = () if silence else reading.store.introductions.load_askings(reading.now)
    if as_json:
        call.screen.json(
            {
                "introductions": [introduction_shape(one, reading.zone) for one in found],
                "asked_first": [asking_shape(one, reading.zone) for one in asked],
                "silence": shapes.silence_shape(silence),
            }
        )
    elif silence is not None:
        show_silence(call.screen, silence)
    else:
        _show(call, reading, found, asked)


@introductions.command()
@json_option
@click.pass_obj
def suggest(call: Call, as_json: bool) -> None:
    """Two people who should know each other, and why."""
    with call.reading() as reading:
        silence = _silence(reading)
        pairs = () if silence else _pairs(reading)
    if as_json:
        shown = [pair_shape(one, reading.zone) for one in pairs]
        call.screen.json({"pairs": shown, "silence": shapes.silence_shape(silence)})
    elif silence is not None:
        show_silence(call.screen, silence)
    elif not pairs:
        call.screen.line("Nobody comes to mind now.")
    for one in () if as_json else pairs:
        call.screen.line(f"{one.first.name} and {one.second.name}", bold=True)
        call.screen.line(one.reason, 2)
        for item in one.evidence:
            when = f", {day(item.at, reading.zone)}" if item.at else ""
            said = f": “{item.quote}”" if item.quote else ""
            call.screen.note(f"{item.message_ref or 'known'}{when}, {item.what}{said}", 4)
        call.screen.note(f"`wellkeeper draft introduction {one.first.ref} {one.second.ref}`", 2)


def _silence(reading: Reading) -> Silence | None:
    return reason_for_silence(reading.store.health.load_coverage(reading.now), reading.now)


def _pairs(reading: Reading) -> tuple[Pair, ...]:
    store, now = reading.store, reading.now
    return suggest_pairs(
        store,
        store.network.load_relationships(reading.owner, now),
        load_introduced(store, now),
        store.facts.load_stories(),
        now,
        reading.config.introductions.lines,
    )


def _show(
    call: Call, reading: Reading, found: tuple[Introduction, ...], asked: tuple[Asking, ...]
) -> None:
    screen = call.screen
    if not found and not asked:
        screen.line("No introduction is known.")
    for one in found:
        screen.line(f"{presented(one)}", bold=True)
        screen.line(f"{day(one.at, reading.zone)}, {became(one)}", 2)
        for item in one.evidence:
            when = day(item.at, reading.zone) if item.at else ""
            said = f": “{item.quote}”" if item.quote else ""
            screen.note(f"{item.message_ref}, {when}, {item.what}{said}", 4)
    for asking in asked:
        # A no is the owner's to know, once, and nobody else's.
        names = " and ".join(each.party.name for each in (asking.first, asking.second) if each)
        screen.line(f"Asked first: {names}", bold=True)
        screen.line(f"{day(asking.first.at, reading.zone)}, {_ASKED[asking.state.value]}", 2)
        for item in _told(asking):
            when = day(item.at, reading.zone) if item.at else ""
            screen.note(f"{item.message_ref}, {when}, {item.what}: “{item.quote}”", 4)


def presented(one: Introduction) -> str:
    """`You introduced: Ann Lee and Bob Ray`."""
    names = " and ".join(each.called for each in one.people)
    by = "" if one.side == "made" else f", by {one.introducer.called}"
    return f"{_SIDES[one.side]}: {names}{by}"


def became(one: Introduction) -> str:
    """What is known to have come of it."""
    return _STATES[one.state.value]


def _told(one: Asking) -> tuple[Evidence, ...]:
    """What they answered to being asked."""
    asked = (each for each in (one.first, one.second) if each is not None)
    return tuple(item for each in asked for item in each.evidence)


def introduction_shape(one: Introduction, zone: ZoneInfo) -> dict[str, Any]:
    """One introduction for `--json`."""
    return {
        "ref": one.ref,
        "side": one.side,
        "introducer": one.introducer.called,
        "people": [
            {"name": each.name, "address": each.address, "person_ref": each.ref}
            for each in one.people
        ],
        "at": shapes.time_shape(one.at, zone),
        "state": one.state.value,
        "answered": [each.called for each in one.answered],
        "subject": one.subject,
        "message_ref": one.message_ref,
        "message_id": one.message_id,
        "evidence": [shapes.evidence_shape(item, zone) for item in one.evidence],
    }


def asking_shape(one: Asking, zone: ZoneInfo) -> dict[str, Any]:
    """Two who were asked first for `--json`."""
    return {
        "people": [
            {"name": each.party.name, "answer": each.answer}
            for each in (one.first, one.second)
            if each
        ],
        "state": one.state.value,
        "at": shapes.time_shape(one.first.at, zone),
        "evidence": [shapes.evidence_shape(item, zone) for item in _told(one)],
    }


def pair_shape(one: Pair, zone: ZoneInfo) -> dict[str, Any]:
    """A suggested pair for `--json`."""
    return {
        "first": one.first.name,
        "first_ref": one.first.ref,
        "second": one.second.name,
        "second_ref": one.second.ref,
        "reason": one.reason,
        "score": round(one.score, 2),
        "evidence": [shapes.evidence_shape(item, zone) for item in one.evidence],
    }
