"""`draft KIND NAME [NAME2]`: write one draft now, and place it."""

from __future__ import annotations

import click

from daemon.cli.call import Call, Reading
from daemon.cli.drafting import answer, ask_first, check_in, introduce, place_now, write_now
from daemon.cli.find import pick_person
from daemon.cli.once_words import show_written
from daemon.core.model import Suggestion
from daemon.core.worktime import zone_of
from daemon.errors import UsageError
from daemon.jobs.once import open_sessions
from daemon.jobs.writer import WrittenDraft
from daemon.store import lock, open_store
from daemon.templating import Templates

KINDS = ("check_in", "reply_owed", "introduction")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("name")
@click.argument("name2", required=False, default="")
@click.option("--ask-first", "asks", is_flag=True, help="Ask each of the two before.")
@click.option("--dry-run", is_flag=True, help="Print it; place nothing.")
@click.pass_obj
def draft(call: Call, kind: str, name: str, name2: str, asks: bool, dry_run: bool) -> None:
    """Write one draft now and put it into your Drafts folder.

    \b
    KIND is one of:
      check_in NAME            a word to somebody
      reply_owed NAME          the answer that somebody waits for
      introduction NAME NAME2  two people, presented to each other

    \b
    Examples:
      wellkeeper draft check_in Ann
      wellkeeper draft introduction Ann Bob --dry-run
      wellkeeper draft introduction Ann Bob --ask-first
    """
    if asks and kind != "introduction":
        raise UsageError("`--ask-first` is for introductions.", "wellkeeper draft --help")
    if (kind == "introduction") != bool(name2):
        wanted = "two names" if kind == "introduction" else "one name"
        raise UsageError(
            f"`draft {kind}` takes {wanted}.", f"wellkeeper draft {kind} ANN" + " BOB" * (not name2)
        )
    if dry_run:
        with call.reading() as reading:
            templates = Templates(reading.config.templates.folder)
            suggested = _suggest(reading, kind, name, name2, asks)
            written = [write_now([], reading, templates, one) for one in suggested]
        for each in written:
            _show(call, each, "would be placed")
        return
    config = call.load_config(with_passwords=True)
    owner = config.owner.as_owner()
    with lock(config.store.url), open_store(config.store.url, owner) as store:
        reading = Reading(config, owner, store, call.now(owner), zone_of(owner))
        suggested = _suggest(reading, kind, name, name2, asks)
        templates = Templates(config.templates.folder)
        with open_sessions(config, store) as sessions:
            placed = [place_now(sessions, reading, templates, one) for one in suggested]
    for one in placed:
        taken = f"taken by the server, which does not show it in {one.folder} yet"
        _show(call, one.draft, f"placed in your folder {one.folder}" if one.seen else taken)


def _suggest(
    reading: Reading, kind: str, name: str, name2: str, asks: bool
) -> tuple[Suggestion, ...]:
    people = reading.store.network.load_people()
    person = pick_person(people, name, certain=True)
    if kind == "introduction":
        other = pick_person(people, name2, certain=True)
        for never in reading.store.words.load_never_shared():
            if never.id in (person.id, other.id):
                raise UsageError(
                    f"You said never to share {never.called}.",
                    f"`wellkeeper share ask {never.ref}` takes it back.",
                )
        if asks:
            return ask_first(reading, person, other)
        return (introduce(reading, person, other),)
    return (check_in(reading, person) if kind == "check_in" else answer(reading, person),)


def _show(call: Call, written: WrittenDraft, what: str) -> None:
    suggestion = written.suggestion
    people = suggestion.person.called
    if suggestion.other is not None and not suggestion.writes_to:
        people += f" and {suggestion.other.called}"
    call.screen.line(f"One draft to {people} {what}:")
    show_written(call.screen, written)
