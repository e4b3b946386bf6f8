"""`merge`, `split`, `alias`, `ignore`, `not-a-person`, `share`: who is who,
and who is left alone.
"""

from __future__ import annotations

import click

from daemon.cli.call import Call
from daemon.cli.whom import parse_email, telling
from daemon.errors import UsageError


@click.command()
@click.argument("name")
@click.argument("other")
@click.pass_obj
def merge(call: Call, name: str, other: str) -> None:
    """Two are one person: OTHER becomes part of NAME, for good.

    \b
    Examples:
      wellkeeper merge "Ann Lee" ann.lee@home.example
      wellkeeper merge p3 p17
    """
    with telling(call) as told:
        second = told.pick(other)
        person = told.pick(name, besides=second)
        if person.id == second.id:
            raise UsageError(f"Both are {person.called} ({person.ref}) already.")
        told.store.words.merge(person.id, second.id, told.read.now)
        call.screen.line(f"{second.called} ({second.ref}) is {person.called} ({person.ref}) now.")
        call.screen.note(f"To undo: wellkeeper split {person.ref} {second.addresses[0]}")


@click.command()
@click.argument("name")
@click.argument("address")
@click.pass_obj
def split(call: Call, name: str, address: str) -> None:
    """An address of NAME is somebody else's, for good.

    \b
    Examples:
      wellkeeper split "Ann Lee" bob@example.org
    """
    with telling(call) as told:
        person, email = told.pick(name), parse_email(address)
        if email not in told.store.words.emails_of(person.id):
            raise UsageError(
                f"{email} is not an address of {person.called}.",
                f"`wellkeeper person {person.ref}` shows theirs.",
            )
        number = told.store.words.ensure_address(email)
        new = told.store.words.split(person.id, number, told.read.now)
        call.screen.line(f"{email} is not {person.called} but p{new} from now on.")
        call.screen.note(f"To undo: wellkeeper merge {person.ref} {email}")


@click.command()
@click.argument("name")
@click.argument("address")
@click.pass_obj
def alias(call: Call, name: str, address: str) -> None:
    """An address belongs to NAME too, whether mail has shown it or not.

    \b
    Examples:
      wellkeeper alias "Ann Lee" ann@home.example
    """
    with telling(call) as told:
        person, email = told.pick(name), parse_email(address)
        number = told.store.words.ensure_address(email)
        told.store.words.add_alias(person.id, number, told.read.now)
        call.screen.line(f"{email} is {person.called} ({person.ref}) too.")


@click.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Take notice of them again.")
@click.pass_obj
def ignore(call: Call, name: str, undo: bool) -> None:
    """Leave somebody out of everything: lists, suggestions, drafts.

    \b
    Examples:
      wellkeeper ignore "Ann Lee"
      wellkeeper ignore --undo "Ann Lee"
    """
    with telling(call, ignored=undo) as told:
        person = told.pick(name)
        told.store.words.set_ignored(person.id, not undo)
        call.screen.line(
            f"{person.called} is seen again." if undo else f"{person.called} is ignored."
        )


@click.command("not-a-person")
@click.argument("name")
@click.option("--undo", is_flag=True, help="An address is a person's after all.")
@click.pass_obj
def not_a_person(call: Call, name: str, undo: bool) -> None:
    """These addresses are a machine's, a list's or an office's: never suggest them.

    \b
    Examples:
      wellkeeper not-a-person "Book Club"
      wellkeeper not-a-person --undo club@example.org
    """
    with telling(call) as told:
        if undo:
            email = parse_email(name)
            if not told.store.words.readmit(email):
                raise UsageError(f"You did not say of {email} that it is no person.")
            call.screen.line(f"{email} may be a person's; the next pass will see.")
            return
        person = told.pick(name)
        for email in told.store.words.deny_person(person.id):
            call.screen.line(f"{email} is no person.")


@click.group()
def share() -> None:
    """Whether somebody's particulars may stand in an introduction.

    \b
    Examples:
      wellkeeper share never "Ann Lee"
      wellkeeper share ask "Ann Lee"
    """


@share.command()
@click.argument("name")
@click.pass_obj
def never(call: Call, name: str) -> None:
    """Never pass on how to reach them, nor introduce them."""
    _share(call, name, never=True)


@share.command()
@click.argument("name")
@click.pass_obj
def ask(call: Call, name: str) -> None:
    """You decide each time, by reviewing the draft."""
    _share(call, name, never=False)


def _share(call: Call, name: str, *, never: bool) -> None:
    with telling(call) as told:
        person = told.pick(name)
        told.store.words.set_share_never(person.id, never)
        call.screen.line(
            f"{person.called} is never introduced to anybody."
            if never
            else f"{person.called} may be introduced: you review each draft."
        )
