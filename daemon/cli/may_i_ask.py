"""`may-i-ask NAME`: whether the owner has earned asking somebody for something, why, and what to
give first.
"""

from __future__ import annotations

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.coverage import coverage_words, show_silence
from daemon.cli.find import find_person
from daemon.cli.person_bank import load_history, show_bank
from daemon.cli.screen import Screen
from daemon.cli.words import day, evidence_line
from daemon.core.bank import BankEntry, infer_entries
from daemon.core.may_i_ask import MayIAsk
from daemon.core.may_i_ask import may_i_ask as decide
from daemon.core.model import Coverage, Person, Touch
from daemon.core.silence import Silence, reason_for_silence
from daemon.core.values import dataclass

_TOUCHES_SHOWN = 3
_THIN = "Little of what you gave and asked shows in mail; you may know better."


@dataclass(frozen=True, slots=True)
class _Answer:
    """`said` is None where the mail is not known well enough to judge."""

    person: Person
    said: MayIAsk | None
    entries: tuple[BankEntry, ...]
    touches: tuple[Touch, ...]
    coverage: Coverage
    silence: Silence | None


@click.command()
@click.argument("name", nargs=-1, required=True)
@json_option
@click.pass_obj
def may_i_ask(call: Call, name: tuple[str, ...], as_json: bool) -> None:
    """Have I earned asking for something: go ahead, give first, or reconnect first.

    NAME is a name or a part of one, an address, or a ref such as p12.

    \b
    Examples:
      wellkeeper may-i-ask ann
      wellkeeper may-i-ask ann@example.org --json
    """
    with call.reading() as reading:
        answer = _load(reading, " ".join(name))
    if as_json:
        call.screen.json(_shape(reading, answer))
    else:
        _show(call.screen, reading, answer)


def _load(reading: Reading, query: str) -> _Answer:
    """Raises UsageError where nobody, or nobody in particular, is meant."""
    network = reading.store.network
    person = find_person(network, query)
    coverage = reading.store.health.load_coverage(reading.now)
    silence = reason_for_silence(coverage, reading.now)
    history = load_history(reading, person, silent=silence is not None)
    touches = (one for one in network.load_touches(person) if one.at <= reading.now)
    return _Answer(
        person=person,
        said=decide(history, reading.now) if silence is None else None,
        entries=infer_entries(history, reading.now),
        touches=tuple(touches)[:_TOUCHES_SHOWN],
        coverage=coverage,
        silence=silence,
    )


def _shape(reading: Reading, answer: _Answer) -> shapes.Shape:
    zone, said = reading.zone, answer.said
    return {
        "person": answer.person.called,
        "person_ref": answer.person.ref,
        "verdict": said.verdict if said else None,
        "why": list(said.why) if said else [],
        "is_thin": said.is_thin if said else None,
        "evidence": [shapes.evidence_shape(one, zone) for one in said.evidence] if said else [],
        "give": [shapes.chance_shape(one, zone) for one in said.give] if said else [],
        "bank": shapes.bank_shape(answer.entries, zone),
        "touches": [shapes.touch_shape(one, zone) for one in answer.touches],
        "coverage": shapes.coverage_shape(answer.coverage, zone),
        "silence": shapes.silence_shape(answer.silence),
    }


def _show(screen: Screen, reading: Reading, answer: _Answer) -> None:
    name = f"{answer.person.called} ({answer.person.ref})"
    if answer.silence is not None:
        show_silence(screen, answer.silence)
    elif answer.said is not None:
        screen.line(f"{name}: {answer.said.verdict}", bold=True)
        for why in answer.said.why:
            screen.line(why, 2)
        if answer.said.is_thin:
            screen.note(_THIN, 2)
        if answer.said.give:
            screen.title("What you could give")
        for chance in answer.said.give:
            screen.line(chance.what, 2)
            if chance.evidence is not None:
                screen.note(evidence_line(chance.evidence, reading.zone), 4)
    show_bank(screen, reading, answer.entries)
    if answer.touches:
        screen.title("Latest touches")
    for one in answer.touches:
        who = {"out": "you wrote", "in": "they wrote"}.get(one.direction, one.kind)
        said = one.kind if one.kind != "email" else who
        when = ", ".join(part for part in (one.message_ref, day(one.at, reading.zone)) if part)
        screen.line(f"{when}, {said}" + (f": {one.subject}" if one.subject else ""), 2)
    if answer.silence is None:
        screen.line()
        screen.note(coverage_words(reading, answer.coverage))
