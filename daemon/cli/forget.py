"""`forget NAME`: nothing of a person stays in the store, and nothing comes back."""

from __future__ import annotations

import click

from daemon.cli.call import Call
from daemon.cli.whom import telling
from daemon.cli.words import count
from daemon.store import lock


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(call: Call, name: str, yes: bool) -> None:
    """Remove a person and all that is known of them, and stay silent about them from now on.

    Their mail stays in your mailbox. This cannot be undone.

    \b
    Examples:
      wellkeeper forget "Ann Lee"
      wellkeeper forget ann@example.org --yes
    """
    with call.reading() as read:
        url = read.config.store.url
    with lock(url), telling(call) as told:
        person = told.pick(name)
        emails = told.store.words.emails_of(person.id)
        if not yes:
            shown = ", ".join(emails)
            click.confirm(f"Forget {person.called} ({shown}) for ever?", abort=True)
        done = told.store.forgetting.forget(person.id)
    screen = call.screen
    screen.line(f"Forgotten, with what was known from {count(done.mails, 'mail')}.")
    if done.untouched:
        screen.line(
            f"{count(done.untouched, 'draft')} to them will be removed from your Drafts folder at "
            "the next pass, unless you change it before."
        )
    if done.drafts:
        screen.line(
            f"{count(done.drafts, 'draft')} to them may lie in your Drafts folder still: "
            "throw it away there."
        )
    if done.backups:
        screen.line(f"{count(done.backups, 'backup')} of the store that held them are gone too.")
    if done.read_still:
        screen.note("Another program reads the store: its log holds them until that has ended and "
                    "another pass has run.")  # fmt: skip
    if done.not_packed:
        screen.note(f"{done.not_packed} It has forgotten, but could not write its file anew, which "
                    "stays as large as it was. What was deleted there is overwritten; see to the "
                    "cause, then run `wellkeeper once`, which empties the log.")  # fmt: skip
