"""`log`, `fact`, `set`: what the owner knows and mail cannot say. It lasts through every scan."""

from __future__ import annotations

from datetime import datetime, time

import click

from daemon.cli.call import Call, json_option
from daemon.cli.whom import Telling, parse_email, telling
from daemon.cli.words import day
from daemon.core.model import Circle, Direction, Person
from daemon.core.owner_words import FACT_KINDS, MAX_TEXT, TOUCH_KINDS
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.past_days import find_past_day
from daemon.errors import UsageError


@click.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(list(TOUCH_KINDS)), help="What it was; else a meeting.")
@click.option("--when", default="today", metavar="DAY", help="yesterday, last friday, 2026-11-20.")
@click.option("--note", default="", help="What it was about.")
@click.option(
    "--direction",
    type=click.Choice(("out", "in", "both")),
    help="Who gave it: out is you. What is usual for the kind, unless said.",
)
@click.option("--undo", is_flag=True, help="Take back what was logged last of them.")
@click.pass_obj
def log(
    call: Call,
    name: str,
    kind: str | None,
    when: str,
    note: str,
    direction: Direction | None,
    undo: bool,
) -> None:
    """Log a touch that mail cannot see: a coffee, a call, a gift.

    \b
    Examples:
      wellkeeper log Ann --kind coffee --when yesterday
      wellkeeper log Ann --kind call --when "last friday" --note "her new office"
      wellkeeper log ann@example.org --kind meeting --when 2026-11-20
      wellkeeper log Ann --undo
    """
    with telling(call) as told:
        if undo:
            person = told.pick(name)
            gone = told.store.words.withdraw_touch(person.id, kind or "")
            if gone is None:
                call.screen.line(f"Nothing of that was logged of {person.called}.")
            else:
                on = day(gone.at, told.read.zone)
                call.screen.line(f"Taken back: {gone.kind} with {person.called}, {on}.")
            return
        kind = kind or "meeting"
        at = _moment(when, told)
        address, whom = _address(told, name)
        words = told.store.words
        fresh = words.record_touch(
            address, kind, at, direction or TOUCH_KINDS[kind], clean_line(note, MAX_TEXT)
        )
        verb = "Logged" if fresh else "Logged already"
        call.screen.line(f"{verb}: {kind} with {whom}, {day(at, told.read.zone)}.")


def _moment(when: str, told: Telling) -> datetime:
    """Noon of that day, for the hour is nobody's business; now where that has not come."""
    now = told.read.now.astimezone(told.read.zone)
    found = find_past_day(when, now.date())
    if found is None:
        raise UsageError(
            f"{when!r} is no day that has been.",
            "Say it like yesterday, last friday, 3 days ago, 12 November or 2026-11-20.",
        )
    return min(now, datetime.combine(found, time(12), told.read.zone))


def _address(told: Telling, name: str) -> tuple[int, str]:
    """The address to log with; one that no mail has shown is somebody new."""
    email = name.casefold().strip()
    if "@" in email and not any(email in one.addresses for one in told.people):
        email = parse_email(email)
        return told.store.words.ensure_person(email), email
    person = told.pick(name)
    return told.store.words.ensure_address(person.addresses[0]), person.called


@click.command()
@click.argument("name")
@click.argument("kind", required=False, type=click.Choice(FACT_KINDS))
@click.argument("text", required=False, default="")
@click.option("--remove", metavar="REF", default="", help="Take back a fact, such as f3.")
@json_option
@click.pass_obj
def fact(call: Call, name: str, kind: str | None, text: str, remove: str, as_json: bool) -> None:
    """Note what you know of somebody; without a kind, list what you noted.

    \b
    Examples:
      wellkeeper fact Ann need "a life insurer"
      wellkeeper fact Ann birthday 1980-05-12
      wellkeeper fact Ann
      wellkeeper fact Ann --remove f3
    """
    with telling(call) as told:
        person = told.pick(name)
        known = told.store.words.load_facts(person.id)
        if as_json and (remove or kind):
            raise UsageError("--json lists what you noted.", "Leave KIND, TEXT and --remove out.")
        if as_json:
            listed = [{"ref": f"f{n}", "kind": sort, "value": value} for n, sort, value in known]
            call.screen.json({"facts": listed})
        elif remove:
            _remove(call, told, person, remove)
        elif kind is None:
            call.screen.pairs([(f"f{n}", f"{sort}: {value}") for n, sort, value in known])
            if not known:
                call.screen.line(f"You noted nothing of {person.called}.")
        elif not (value := clean_line(text, MAX_TEXT)):
            raise UsageError(
                f"What is the {kind}?", f'For example: wellkeeper fact "{name}" {kind} "..."'
            )
        else:
            fresh = told.store.words.record_fact(person.id, kind, value, told.read.now)
            verb = "Noted" if fresh else "Noted already"
            call.screen.line(f"{verb} of {person.called}: {kind}, {value}")


def _remove(call: Call, told: Telling, person: Person, ref: str) -> None:
    for number, kind, value in told.store.words.load_facts(person.id):
        if ref == f"f{number}":
            told.store.words.withdraw_fact(number)
            call.screen.line(f"Taken back of {person.called}: {kind}, {value}")
            return
    raise UsageError(
        f"You noted no {ref!r} of {person.called}.", "`wellkeeper fact NAME` lists what you noted."
    )


@click.command("set")
@click.argument("name")
@click.option(
    "--circle",
    type=click.Choice([*(one.value for one in Circle), "learned"]),
    help="How close they are; learned lets mail say it again.",
)
@click.option("--name", "new_name", help='What to call them; "" lets mail say it again.')
@click.pass_obj
def set_person(call: Call, name: str, circle: str | None, new_name: str | None) -> None:
    """Say how close somebody is, or what they are called.

    \b
    Examples:
      wellkeeper set Ann --circle close
      wellkeeper set ann@example.org --name "Ann Lee"
    """
    if circle is None and new_name is None:
        raise UsageError("Set what?", "Give --circle or --name.")
    with telling(call) as told:
        person = told.pick(name)
        if circle is not None:
            chosen = None if circle == "learned" else Circle(circle)
            told.store.words.set_circle(person.id, chosen)
            call.screen.line(f"{person.called}: circle {circle}")
        if new_name is not None:
            new_name = clean_line(new_name, 100)
            told.store.words.set_name(person.id, new_name)
            call.screen.line(
                f"{person.called} is {new_name} from now on."
                if new_name
                else f"{person.called} is called again as mail says."
            )
