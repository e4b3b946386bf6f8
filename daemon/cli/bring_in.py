"""`import FILE`: address books, calendars, and what `export --format json` wrote. Importing a file
again changes nothing.
"""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.call import Call
from daemon.cli.whom import Telling, telling
from daemon.cli.words import count
from daemon.core.contacts.calendar_file import parse_calendar
from daemon.core.contacts.card import Cards
from daemon.core.contacts.decode import decode_text
from daemon.core.contacts.tables import parse_table
from daemon.core.contacts.vcard import parse_vcards
from daemon.core.owner_archive import read_archive
from daemon.errors import UsageError
from daemon.store.contacts import Imported

#: Larger files are no address books.
_MAX_BYTES = 100_000_000
_SHOWN = 10
_KINDS = "Known are vCard (.vcf), the CSV of Google Contacts and LinkedIn, .ics and our JSON."


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")
@click.pass_obj
def bring_in(call: Call, file: Path, dry_run: bool) -> None:
    """Read an address book, a calendar, or what `export --format json` wrote.

    Contacts tell more of people you are in touch with by mail (telephone, title, organisation,
    birthday). Those you never wrote with are kept and not shown. Meetings of a calendar become
    touches.

    \b
    Examples:
      wellkeeper import contacts.vcf --dry-run
      wellkeeper import Connections.csv
      wellkeeper import calendar.ics
      wellkeeper import wellkeeper.json
    """
    content = _read(file)
    with telling(call, make=not dry_run) as told, told.store.trying(undo=dry_run):
        _import(call, told, content, dry_run)
    if dry_run:
        call.screen.note("Nothing was changed. Without --dry-run it is done.")


def _read(file: Path) -> bytes:
    """The whole of it. A device never ends, and of a pipe nobody knows its size beforehand."""
    try:
        with file.open("rb") as source:
            content = source.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}).", _KINDS) from None
    if len(content) > _MAX_BYTES:
        raise UsageError(f"{file} is too large for an address book.", _KINDS)
    return content


def _import(call: Call, told: Telling, content: bytes, dry_run: bool) -> None:
    head = content[:4000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").upper()
    would = "would be " if dry_run else ""
    store, now, screen = told.store, told.read.now, call.screen
    if head.startswith(b"BEGIN:VCALENDAR"):
        owner = store.inference.owner_addresses() | set(told.read.owner.addresses)
        calendar = parse_calendar(content, owner, now)
        added = store.words.add_meetings(calendar.meetings)
        screen.line(
            f"{count(calendar.events, 'event')} read: {count(len(calendar.meetings), 'meeting')} "
            f"took place with others, {count(added, 'touch', 'touches')} {would}new."
        )
        _problems(call, calendar.problems)
    elif head.startswith(b"{"):
        archive = read_archive(content)
        changed, waiting = store.archive.record_archive(archive, now)
        screen.line(f"Your own words: {changed} {would}new or changed.")
        if waiting:
            screen.line(
                f"{count(waiting, 'correction')} concern mail that is not read yet: import again "
                "after `wellkeeper once`."
            )
        if archive.cards:
            _summary(call, store.archive.record_cards(archive, now), would)
    else:
        text, problem = decode_text(content)
        cards = parse_vcards(text) if head.startswith(b"BEGIN:VCARD") else parse_table(text)
        _refuse_empty(cards)
        _summary(call, store.contacts.record_cards(cards, now), would)
        _problems(call, (*([problem] if problem else []), *cards.problems))


def _refuse_empty(cards: Cards) -> None:
    if not cards.cards:
        first = f" ({cards.problems[0]})" if cards.problems else ""
        raise UsageError(f"There is no contact in it{first}.", _KINDS)


def _summary(call: Call, done: Imported, would: str) -> None:
    total = done.new + done.changed + done.same
    call.screen.line(
        f"{count(total, 'contact')} read: {done.new:,} {would}new, {done.changed:,} "
        f"{would}changed, {done.same:,} as before."
    )
    call.screen.line(
        f"{done.known:,} of them are people you are in touch with; the others are kept and "
        "not shown."
    )
    if done.forgotten:
        call.screen.line(f"{count(done.forgotten, 'contact')} left out: you had them forgotten.")


def _problems(call: Call, problems: tuple[str, ...]) -> None:
    if problems:
        call.screen.line(f"{count(len(problems), 'problem')}; the rest was read:")
        for one in problems[:_SHOWN]:
            call.screen.line(one, 2)
        if len(problems) > _SHOWN:
            call.screen.line(f"and {len(problems) - _SHOWN} more", 2)
