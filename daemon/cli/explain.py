"""`explain REF`: the chain of evidence behind anything that is shown, down to the folder and UID
of each mail, its words, and which detector read them.
"""

from __future__ import annotations

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.explained import Explained, explain_ref
from daemon.cli.screen import Screen
from daemon.cli.words import moment
from daemon.store.evidence import ThreadLine


@click.command()
@click.argument("ref")
@json_option
@click.pass_obj
def explain(call: Call, ref: str, as_json: bool) -> None:
    """The evidence of anything shown.

    REF is p12 (person), g3 (gap), d5 (draft), m99 (mail), t7 (thread), reply_owed:p12
    (suggestion), introduction:m12, or a Message-ID.

    \b
    Examples:
      wellkeeper explain g3
      wellkeeper explain reply_owed:p12
    """
    with call.reading() as reading:
        found = explain_ref(reading, ref.strip())
    if as_json:
        call.screen.json(
            {
                "ref": found.ref,
                "kind": found.kind,
                "says": found.says,
                "because": list(found.because),
                "messages": [shapes.message_shape(one, reading.zone) for one in found.messages],
            }
        )
    else:
        _show(call.screen, reading, found)


def _show(screen: Screen, reading: Reading, found: Explained) -> None:
    screen.line(found.says, bold=True)
    for reason in found.because:
        screen.line(f"- {reason}")
    for one in found.messages:
        show_message(screen, reading, one)


def show_message(screen: Screen, reading: Reading, one: ThreadLine) -> None:
    """One mail as evidence: where it lies, what it is taken for, and what was read in it."""
    screen.line()
    who = f"you ({one.sender})" if one.outgoing else one.sender or "(no usable sender)"
    screen.line(f"{one.ref}, {moment(one.at, reading.zone)}, {who}", bold=True)
    findings = (
        (f"Says {kind}", f"“{quote}” ({detector})" if quote else f"({detector})")
        for kind, detector, quote in one.findings
    )
    screen.pairs(
        (
            ("Subject", one.subject or "(none)"),
            ("Kind", f"{one.kind}: {one.kind_why}" if one.kind_why else one.kind),
            ("Lies in", ", ".join(f"{_place(place)}" for place in one.places)),
            ("Message-ID", f"<{one.message_id}>" if one.message_id else "(none)"),
            ("Thread", one.thread_ref),
            *findings,
        ),
        indent=2,
    )


def _place(place: str) -> str:
    folder, _, uid = place.rpartition(" ")
    return f"{folder} (UID {uid})"
