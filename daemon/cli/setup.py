"""`setup`: asks for address and password, finds the server, tries the login, writes the
configuration. Everything can be given as an option, so that it runs unattended as well.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from daemon.cli.call import Call
from daemon.config import find_config
from daemon.config.providers import Provider, servers_for
from daemon.config.write import compose_config, write_first_config
from daemon.core.mail import UNREAD_ROLES, FolderInfo, FolderRole
from daemon.core.names import name_from_address
from daemon.errors import ConfigError, ConnectionLost, LoginRejected
from daemon.mailbox import open_mailbox
from daemon.mailbox.connection import ConnectionSettings

_PASSWORD = "WELLKEEPER_PASSWORD"  # noqa: S105
_PORTS = {"tls": 993, "starttls": 143, "none": 143}


@click.command()
@click.argument("address", required=False)
@click.option("--name", help="Your name, as it stands in your mail.")
@click.option("--host", help="The IMAP server; else it is looked for.")
@click.option("--port", type=click.IntRange(1, 65535), help="Its port, if it is not the usual one.")
@click.option("--user", help="The login, if it is not the address.")
@click.option("--ca-file", type=click.Path(path_type=Path), help="A private certificate authority.")
@click.option(
    "--security",
    type=click.Choice(list(_PORTS)),
    default="tls",
    help="How to encrypt; none only for a server on this machine.",
)
@click.pass_obj
def setup(
    call: Call,
    address: str | None,
    name: str | None,
    host: str | None,
    port: int | None,
    user: str | None,
    ca_file: Path | None,
    security: str,
) -> None:
    """Ask for address and password, find the server, try the login, write the configuration.

    The password is asked for, or taken from WELLKEEPER_PASSWORD. Nothing that exists is replaced.

    \b
    Examples:
      wellkeeper setup
      wellkeeper setup ann@example.org --name "Ann Bee" --host imap.example.org
    """
    screen = call.screen
    path = find_config(call.config_file, os.environ)
    for file in (path, path.parent / ".env"):
        if file.exists():
            raise ConfigError([f"{file} exists already"], f"change it by hand, or remove {file}")
    address = (address or click.prompt("Your mail address")).strip().lower()
    if address.count("@") != 1 or not all(address.split("@")):
        raise click.UsageError(f"{address} is not a mail address.")
    name = (name or click.prompt("Your name", default=name_from_address(address) or None)).strip()
    servers = (Provider(host),) if host else servers_for(address)
    for advice in {server.advice for server in servers if server.advice}:
        screen.note(advice)
    password = os.environ.get(_PASSWORD) or click.prompt("Password", hide_input=True)
    found, folders = _try_servers(
        [
            ConnectionSettings(
                server.host,
                port or _PORTS[security],
                user or address,
                password,
                security,  # type: ignore[arg-type]  # click.Choice gives one of the three
                ca_file,
            )
            for server in servers
        ],
        call,
    )
    text = compose_config(
        name=name,
        address=address,
        host=found.host,
        port=found.port,
        security=security,
        user=found.user,
        ca_file=ca_file,
    )
    config, secrets = write_first_config(path, text, password)
    _show_folders(call, folders)
    screen.line(f"Wrote {config} and {secrets} (readable by you alone).")
    screen.title("What next")
    option = f" --config {config}" if call.config_file else ""
    screen.pairs(
        [
            (f"wellkeeper{option} once --dry-run", "shows what it would write, changes nothing"),
            (f"wellkeeper{option} once", "reads your mail and places the first drafts"),
        ],
        2,
        mark="",
    )


def _try_servers(
    candidates: list[ConnectionSettings], call: Call
) -> tuple[ConnectionSettings, tuple[FolderInfo, ...]]:
    """The first server that lets the owner in, and its folders. A refused login ends the search:
    trying a password around locks accounts.
    """
    failures: list[str] = []
    for settings in candidates:
        call.screen.note(f"Trying {settings.host}:{settings.port} ...")
        try:
            with open_mailbox(settings) as mailbox:
                return settings, mailbox.list_folders()
        except LoginRejected:
            raise
        except ConnectionLost as error:
            failures.append(error.message)
    raise ConnectionLost(
        " ".join(failures), "Ask your provider for its IMAP server and give it with --host."
    )


def _show_folders(call: Call, folders: tuple[FolderInfo, ...]) -> None:
    def named(role: FolderRole) -> str:
        return ", ".join(one.name for one in folders if one.role is role and one.selectable)

    read = [one for one in folders if one.selectable and one.role not in UNREAD_ROLES]
    call.screen.line(f"Logged in. It will read {len(read)} of {len(folders)} folders.")
    call.screen.pairs(
        [
            ("sent mail", named(FolderRole.SENT) or "none found: set [mailbox.folders] sent"),
            ("drafts go to", named(FolderRole.DRAFTS) or "Drafts (it will be made)"),
        ],
        2,
    )
