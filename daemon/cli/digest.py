"""`digest`: the weekly letter, printed, written as a page to look at, or placed in the inbox."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli import shapes
from daemon.cli.call import Call, json_option
from daemon.cli.coverage import show_silence
from daemon.cli.digest_shapes import digest_shape
from daemon.cli.writing import write_page
from daemon.core.digest import Digest
from daemon.core.digest_html import compose_digest_html
from daemon.core.digest_mime import week_of
from daemon.core.digest_text import compose_digest_text
from daemon.core.mail import FolderRole
from daemon.core.silence import Silence
from daemon.core.worktime import zone_of
from daemon.errors import UsageError
from daemon.jobs.letter import load_digest
from daemon.store import lock, open_store

_NOTHING = "There is nothing to say this week, so no letter would come."


@click.command()
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the letter as a page to look at.",
)
@click.option("--place", is_flag=True, help="Put it into your inbox now, if this week has none.")
@json_option
@click.pass_obj
def digest(call: Call, html_file: Path | None, place: bool, as_json: bool) -> None:
    """The weekly letter: five people to do something for this week, and what else is open.

    The daemon puts it into your own inbox each Monday; see [digest] in the configuration.

    \b
    Examples:
      wellkeeper digest
      wellkeeper digest --html letter.html
      wellkeeper digest --place
    """
    if place and (html_file is not None or as_json):
        raise UsageError("--place goes alone.", "Leave --html and --json out, or --place.")
    if place:
        _place(call)
        return
    with call.reading() as reading:
        name = reading.config.mailboxes[0].name
        made, silence = load_digest(
            reading.store, name, reading.owner, reading.now, reading.config.introductions.lines
        )
        zone = reading.zone
    if as_json:
        shown = None if made is None else digest_shape(made, compose_digest_text(made), zone)
        call.screen.json({"digest": shown, "silence": shapes.silence_shape(silence)})
    elif made is None:
        _tell_nothing(call, silence)
    elif html_file is not None:
        write_page(html_file, compose_digest_html(made))
        call.screen.line(f"Written to {html_file}: {made.subject}")
    else:
        _show(call, made)


def _show(call: Call, made: Digest) -> None:
    call.screen.line(f"Subject: {made.subject}", bold=True)
    call.screen.line()
    call.screen.block(compose_digest_text(made), indent=0)


def _tell_nothing(call: Call, silence: Silence | None) -> None:
    if silence is not None:
        show_silence(call.screen, silence)
    else:
        call.screen.line(_NOTHING)


def _place(call: Call) -> None:
    # Imported late: who only reads the letter needs no mailbox.
    from daemon.jobs.digest import place_digest, recover_digests
    from daemon.jobs.once import open_sessions

    config = call.load_config(with_passwords=True)
    owner = config.owner.as_owner()
    now = call.now(owner)
    with lock(config.store.url), open_store(config.store.url, owner) as store:
        first = config.mailboxes[0].name
        week = week_of(now.astimezone(zone_of(owner)).date())
        with open_sessions(config, store) as sessions:
            recover_digests(sessions[0], store, now)
            state = store.digests(first).state_of(week)
            if state not in ("", "silent"):
                call.screen.line(f"The letter of {week} was placed already." if state != "reserved"
                                 else f"It is not sure yet that the letter of {week} arrived: "
                                 "try again in a few minutes.")  # fmt: skip
                return
            made, silence = load_digest(store, first, owner, now, config.introductions.lines)
            if made is None:
                _tell_nothing(call, silence)
                return
            new = place_digest(sessions[0], store, owner, made, week, now)
            unsure = store.digests(first).state_of(week) == "reserved"
            where = next(iter(sessions[0].names(FolderRole.INBOX)), "INBOX")
    if unsure:
        call.screen.line("The server said that it stored the letter, and does not show it yet: it "
                         "is looked for again.")  # fmt: skip
    elif new:
        call.screen.line(f"Placed in {where}: {made.subject}")
    else:
        call.screen.line(f"It lay in your mailbox already: {made.subject}")
