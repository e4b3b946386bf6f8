"""The relationship bank of one person: what the owner gave and what they asked, on the page of
`person` and in the answer of `may-i-ask`. No sum is shown: nobody keeps score.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.cli.call import Reading
from daemon.cli.promises import load_promises
from daemon.cli.screen import Screen
from daemon.cli.words import day
from daemon.core.bank import BankEntry, History
from daemon.core.may_i_ask import WORDS
from daemon.core.model import Person

_SHOWN = 5
GAVE, ASKED = "What you gave", "What you asked for"


def load_history(reading: Reading, person: Person, *, silent: bool = False) -> History:
    """The history of one person; `silent` leaves out what stale mail may not claim: who waits for
    whom, and what became of promises.
    """
    of = {person.id}
    gaps = () if silent else reading.store.network.load_gaps(reading.owner, reading.now, of)
    promises = () if silent else tuple(one for one, _ in load_promises(reading, of))
    return reading.store.bank.load_history(person, reading.now, reading.zone, gaps, promises)


def show_bank(screen: Screen, reading: Reading, entries: Sequence[BankEntry]) -> None:
    """The latest of each side, under two headings; nothing where there is nothing."""
    for kind, title in (("deposit", GAVE), ("withdrawal", ASKED)):
        found = [one for one in entries if one.kind == kind]
        if not found:
            continue
        screen.title(title)
        for one in found[:_SHOWN]:
            screen.line(_words(one, reading), 2)
        if len(found) > _SHOWN:
            screen.note(f"{len(found) - _SHOWN} more before that.", 2)


def _words(one: BankEntry, reading: Reading) -> str:
    """`m12, 3 Nov 2026, a favour: “May I …?”`"""
    parts = (one.message_ref, day(one.at, reading.zone), WORDS[one.what])
    said = ", ".join(part for part in parts if part)
    return f"{said}: “{one.quote}”" if one.quote else said
