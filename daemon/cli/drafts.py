"""`drafts`: what waits for review, and what became of earlier drafts; `drafts show` prints one."""

from __future__ import annotations

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.columns import Column
from daemon.cli.words import day, evidence_line, kind_words, moment
from daemon.core.model import Draft
from daemon.errors import UsageError

_COLUMNS = (
    Column("Ref", whole=True),
    Column("Person"),
    Column("Kind", extra=True, whole=True),
    Column("State", whole=True),
    Column("Subject", extra=True),
    Column("Placed", extra=True, whole=True),
)


@click.group(invoke_without_command=True)
@click.option("--all", "show_all", is_flag=True, help="Those that are sent or thrown away too.")
@json_option
@click.pass_context
def drafts(ctx: click.Context, show_all: bool, as_json: bool) -> None:
    """What waits for your review, and what became of earlier drafts.

    \b
    Examples:
      wellkeeper drafts
      wellkeeper drafts --all
      wellkeeper drafts show d5
    """
    if ctx.invoked_subcommand is not None:
        return
    call: Call = ctx.obj
    with call.reading() as reading:
        found = load_drafts(reading, only_open=not show_all)
    if as_json:
        call.screen.json({"drafts": [shapes.draft_shape(one, reading.zone) for one in found]})
        return
    if not found:
        call.screen.line("No drafts yet." if show_all else "No draft waits for you.")
        return
    call.screen.table(
        _COLUMNS,
        [
            (
                one.ref,
                one.person or ", ".join(one.to),
                kind_words(one.kind),
                one.state.value,
                one.subject,
                day(one.placed_at, reading.zone),
            )
            for one in found
        ],
    )
    if call.screen.terminal:
        call.screen.note(f"`wellkeeper drafts show {found[0].ref}` prints one.")


@drafts.command()
@click.argument("ref")
@json_option
@click.pass_obj
def show(call: Call, ref: str, as_json: bool) -> None:
    """Print one draft as it was placed, with its reason."""
    with call.reading() as reading:
        found = find_draft(reading, ref)
    if as_json:
        call.screen.json({"draft": shapes.whole_draft_shape(found, reading.zone)})
        return
    show_head(call, reading, found)
    call.screen.line()
    call.screen.block(found.text)


def show_head(call: Call, reading: Reading, one: Draft) -> None:
    """All of a draft but its text."""
    call.screen.pairs(
        (
            ("Draft", f"{one.ref}, {kind_words(one.kind)}, {one.state.value}"),
            ("To", ", ".join(one.to)),
            ("Subject", one.subject),
            ("Because", one.reason),
            ("Placed", moment(one.placed_at, reading.zone)),
            ("Closed", moment(one.closed_at, reading.zone)),
            ("Note", one.note),
            *(("Evidence", evidence_line(item, reading.zone)) for item in one.evidence),
        )
    )


def find_draft(reading: Reading, ref: str) -> Draft:
    """The draft with this ref. Raises UsageError where there is none."""
    found = next(
        (one for one in load_drafts(reading, only_open=False) if one.ref == ref.lower()), None
    )
    if found is None:
        raise UsageError(f"There is no draft {ref!r}.", "`wellkeeper drafts --all` lists them.")
    return found


def load_drafts(reading: Reading, *, only_open: bool) -> tuple[Draft, ...]:
    """All drafts, or those that wait; newest first."""
    mailbox = reading.config.mailboxes[0].name
    return reading.store.drafts(mailbox).load_drafts(only_open=only_open)
