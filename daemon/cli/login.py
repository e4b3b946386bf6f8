"""`login`: signs in to a mailbox with OAuth 2.0, on this machine or on another device."""

from __future__ import annotations

import click

from daemon.cli.call import Call
from daemon.config import MailboxSettings
from daemon.errors import UsageError
from daemon.jobs.session import connect
from daemon.tokens import TokenFile
from daemon.tokens.flows import DeviceFlow, LoopbackFlow


@click.command()
@click.argument("mailbox", default="main")
@click.option("--browser", is_flag=True, help="Sign in with a browser on this machine.")
@click.pass_obj
def login(call: Call, mailbox: str, browser: bool) -> None:
    """Sign in to a mailbox that wants tokens instead of a password (OAuth).

    The tokens are kept beside the store, readable by you alone (or in your keyring, where
    [mailbox] keyring says so), and renewed by themselves. The
    settings are in [mailbox.oauth]; see config.example.toml.

    \b
    Examples:
      wellkeeper login
      wellkeeper login work --browser
    """
    screen = call.screen
    settings = _find(call, mailbox)
    oauth = settings.oauth
    assert settings.token_file is not None
    if oauth.device_url and not browser:
        device = DeviceFlow(oauth)
        screen.line(f"Open {device.address} on any device, and type the code {device.code} there.")
        tokens = device.wait()
    elif oauth.authorize_url:
        loopback = LoopbackFlow(oauth, settings.user)
        screen.line("Open this address in a browser on this machine:")
        click.echo(loopback.address)
        tokens = loopback.wait()
    else:
        raise UsageError(
            "There is neither a device_url nor an authorize_url in [mailbox.oauth].",
            "See config.example.toml.",
        )
    file = TokenFile(settings.token_file, in_keyring=settings.keyring)
    with file.turn():
        file.save(tokens)
    with connect(settings) as session:
        folders = session.list_folders()
    screen.line(f"Signed in as {settings.user}: {len(folders)} folders.")


def _find(call: Call, name: str) -> MailboxSettings:
    config = call.load_config(with_passwords=True)
    for one in config.mailboxes:
        if one.name == name and one.oauth.in_use:
            return one
    if any(one.name == name for one in config.mailboxes):
        raise UsageError(
            f"The mailbox {name} signs in with a password.",
            "Set client_id in [mailbox.oauth] to sign in with tokens.",
        )
    names = ", ".join(one.name for one in config.mailboxes)
    raise UsageError(f"There is no mailbox called {name}.", f"There are: {names}")
