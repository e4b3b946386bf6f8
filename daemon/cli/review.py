"""`snooze` and `let-go`: the owner's word about a suggestion or a draft, so that its reason rests
for that person a while, or for good.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from daemon.cli.call import Call, Reading
from daemon.cli.drafts import find_draft
from daemon.cli.words import day, kind_words
from daemon.core.reasons import all_reasons
from daemon.errors import UsageError
from daemon.store import open_store
from daemon.store.snoozes import NEVER


@click.command()
@click.argument("ref")
@click.option(
    "--weeks", type=click.IntRange(1, 520), default=4, show_default=True, help="For how long."
)
@click.pass_obj
def snooze(call: Call, ref: str, weeks: int) -> None:
    """Let a reason rest for a person. REF is what `agenda` and `drafts` show.

    \b
    Examples:
      wellkeeper snooze check_in:p12
      wellkeeper snooze d5 --weeks 12
    """
    _rest(call, ref, timedelta(weeks=weeks))


@click.command("let-go")
@click.argument("ref")
@click.pass_obj
def let_go(call: Call, ref: str) -> None:
    """Never suggest this reason for this person again. REF is what `agenda` and `drafts` show.

    For a gap or a promise: `wellkeeper dismiss`.

    \b
    Examples:
      wellkeeper let-go check_in:p12
      wellkeeper let-go d5
    """
    _rest(call, ref, NEVER)


def _rest(call: Call, ref: str, length: timedelta) -> None:
    with call.reading() as reading:
        person, kind, name = _meant(reading, ref.strip())
        now, zone = reading.now, reading.zone
    with open_store(reading.config.store.url, reading.owner) as store:
        until: datetime = now + length
        store.snoozes.record_snooze(person, kind, until, now)
    rests = "never again" if length == NEVER else f"not before {day(until, zone)}"
    call.screen.line(f"{name}: {kind_words(kind)}, {rests}.")


def _meant(reading: Reading, ref: str) -> tuple[int, str, str]:
    """(person, kind, name). Raises UsageError where nothing of that kind is known."""
    if ref.lower().startswith("d") and ref[1:].isdigit():
        draft = find_draft(reading, ref)
        if not draft.person_ref:
            raise UsageError(f"Whom {ref} was for is not known any more.", "Nothing need rest.")
        return int(draft.person_ref[1:]), draft.kind, draft.person
    kind, _, rest = ref.partition(":")
    wanted = rest.partition(":")[0]
    if kind not in {reason.kind for reason in all_reasons()}:
        raise UsageError(
            f"{ref!r} is no suggestion and no draft.",
            "`wellkeeper agenda` shows refs such as check_in:p12; "
            "gaps and promises are let go with `wellkeeper dismiss`.",
        )
    for person in reading.store.network.load_people():
        if person.ref == wanted:
            return person.id, kind, person.called
    raise UsageError(f"There is no person {wanted!r}.", "`wellkeeper people` lists everybody.")
