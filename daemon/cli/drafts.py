"""`drafts`: what waits for review, and what became of earlier drafts; `drafts show` prints one."""

from __future__ import annotations

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.columns import Column
from daemon.cli.words import day, evidence_line, kind_words, moment, state_words
from daemon.core.model import Draft, DraftState
from daemon.core.outcomes import Fate
from daemon.core.worktime import zone_of
from daemon.errors import UsageError
from daemon.store import lock, open_store

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
      wellkeeper drafts discard d5
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
                state_words(one),
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


@drafts.command()
@click.argument("ref")
@click.pass_obj
def discard(call: Call, ref: str) -> None:
    """Throw a draft away, as you would in your mail program: its reason then rests.

    One that you have changed is left to you.
    """
    from daemon.jobs.once import open_sessions  # late: who only reads needs no mailbox
    from daemon.mailbox import OwnDraft

    config = call.load_config(with_passwords=True)
    owner = config.owner.as_owner()
    with lock(config.store.url), open_store(config.store.url, owner) as store:
        reading = Reading(config, owner, store, call.now(owner), zone_of(owner))
        found = find_draft(reading, ref)
        kept = store.drafts(config.mailboxes[0].name)
        place = next((one for one in kept.load_placed() if one.id == int(found.ref[1:])), None)
        if place is None or place.uid is None or place.uidvalidity is None:
            raise UsageError(f"{ref} waits no more: it is {found.state.value}.", "Nothing is done.")
        if place.state is DraftState.EDITED:
            raise UsageError(f"You have changed {ref}.", "Throw it away in your mail program.")
        own = OwnDraft(place.folder, place.uidvalidity, place.uid, place.message_id, place.size)
        with open_sessions(config, store) as sessions:
            if not sessions[0].mailbox.remove_own_draft(own):
                raise UsageError(
                    f"{ref} is not as it was placed, or this server cannot remove a single mail.",
                    "Throw it away in your mail program.",
                )
        kept.record_fate(place.id, Fate(DraftState.DISCARDED, note="in the terminal"), reading.now)
    call.screen.line(f"Thrown away: {found.subject} (to {', '.join(found.to)}).")


def show_head(call: Call, reading: Reading, one: Draft) -> None:
    """All of a draft but its text."""
    call.screen.pairs(
        (
            ("Draft", f"{one.ref}, {kind_words(one.kind)}, {state_words(one)}"),
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
