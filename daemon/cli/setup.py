"""`setup`: asks for address and password, finds the server, tries the login, learns the rest from
sent mail, and writes the configuration. Everything can be given, so that it runs unattended.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import click

from daemon.cli.call import Call
from daemon.cli.first_login import PORTS, Account, candidates, try_servers
from daemon.cli.install_service import install_service
from daemon.cli.once import once
from daemon.config import find_config
from daemon.config.check import check_time_zone, machine_time_zone
from daemon.config.providers import servers_for
from daemon.config.write import compose_config, refuse_existing, write_first_config
from daemon.core.habits import DAYS
from daemon.core.mail import UNREAD_ROLES, FolderRole
from daemon.core.names import name_from_address

_PASSWORD = "WELLKEEPER_PASSWORD"  # noqa: S105
_WORKING_DAYS = DAYS[:5]


@click.command()
@click.argument("address", required=False)
@click.option("--name", help="Your name; else it is taken from your sent mail.")
@click.option("--host", help="The IMAP server; else it is looked for.")
@click.option("--port", type=click.IntRange(1, 65535), help="Its port, if it is not the usual one.")
@click.option("--user", help="The login, if it is not the address.")
@click.option("--ca-file", type=click.Path(path_type=Path), help="A private certificate authority.")
@click.option(
    "--security",
    type=click.Choice(list(PORTS)),
    default="tls",
    help="How to encrypt; none only for a server on this machine.",
)
@click.option("--time-zone", help="Such as Europe/Berlin; else it is taken from your sent mail.")
@click.option("--working-days", help="Such as mon,tue,wed; else they are taken from it too.")
@click.option("--keyring", is_flag=True, help="Keep the password in your desktop's keyring.")
@click.option("--scan/--no-scan", default=None, help="Read the mailbox at once, placing nothing.")
@click.option("--service/--no-service", default=None, help="Write the systemd unit as well.")
@click.option("--unattended", is_flag=True, help="Ask nothing; say what is missing and stop.")
@click.pass_context
def setup(ctx: click.Context, /, address: str | None, **given: Any) -> None:
    """Ask for address and password, find the server, try the login, write the configuration.

    The password is asked for, or taken from WELLKEEPER_PASSWORD, and written to .env beside the
    configuration; with --keyring, into the keyring of your desktop session. Nothing that exists is
    replaced.

    \b
    Examples:
      wellkeeper setup
      wellkeeper setup ann@example.org --name "Ann Bee" --host imap.example.org
      wellkeeper setup ann@example.org --keyring
      WELLKEEPER_PASSWORD=... wellkeeper setup ann@example.org --unattended --no-scan --service
    """
    call: Call = ctx.obj
    path = find_config(call.config_file, os.environ)
    refuse_existing(path, keyring=given["keyring"])
    asks = not given["unattended"]
    days = _days(given["working_days"])
    if given["time_zone"] and (problem := check_time_zone(given["time_zone"])):
        raise click.UsageError(f"--time-zone: {problem}")
    address = (address or _ask("Your mail address", asks, "the address")).strip().lower()
    if address.count("@") != 1 or not all(address.split("@")):
        raise click.UsageError(f"{address} is not a mail address.")
    for advice in {one.advice for one in servers_for(address) if one.advice and not given["host"]}:
        call.screen.note(advice)
    password = os.environ.get(_PASSWORD) or _ask("Password", asks, _PASSWORD, hide_input=True)
    account = try_servers(candidates(address, password, given), call, address)
    habits = account.habits
    name = given["name"] or habits.name
    if not name:
        guess = name_from_address(address) or None
        name = _ask("Your name", asks, "--name", default=guess)
    zone = given["time_zone"] or habits.time_zone or _ask_zone(asks)
    text = compose_config(
        name=name.strip(),
        address=address,
        host=account.settings.host,
        port=account.settings.port,
        security=account.settings.security,
        user=account.settings.user,
        ca_file=given["ca_file"],
        time_zone=zone,
        working_days=days or habits.working_days or _ask_days(asks),
        keyring=given["keyring"],
    )
    config, *others = write_first_config(path, text, password, keyring=given["keyring"])
    _show_account(call, account)
    wrote = " and ".join(str(file) for file in (config, *others))
    call.screen.line(f"Wrote {wrote} (readable by you alone).")
    if given["keyring"]:
        call.screen.line("The password is in your keyring.")
    _go_on(ctx, call, config, asks, given)


def _ask(words: str, asks: bool, missing: str, **options: Any) -> str:
    """Ask, or say what should have been given."""
    if asks:
        return str(click.prompt(words, **options))
    if options.get("default"):
        return str(options["default"])
    raise click.UsageError(f"Nobody is there to be asked: {missing} is missing.")


def _ask_zone(asks: bool) -> str:
    """The time zone, where sent mail did not tell."""
    while True:
        zone = _ask(
            "Your time zone", asks, "--time-zone", default=machine_time_zone(os.environ)
        ).strip()
        if not (problem := check_time_zone(zone)):
            return zone
        click.echo(problem, err=True)


def _ask_days(asks: bool) -> tuple[str, ...]:
    """The working days, where sent mail did not tell."""
    words = _ask("Your working days", asks, "--working-days", default=",".join(_WORKING_DAYS))
    return _days(words) or _WORKING_DAYS


def _days(words: str | None) -> tuple[str, ...]:
    """`mon, tue` as the configuration has it; raises UsageError."""
    chosen = [word[:3] for word in re.split(r"[,\s]+", (words or "").strip().lower()) if word]
    for one in chosen:
        if one not in DAYS:
            raise click.UsageError(f"{one!r} is no day: expected some of {', '.join(DAYS)}.")
    return tuple(day for day in DAYS if day in chosen)


def _show_account(call: Call, account: Account) -> None:
    def named(role: FolderRole) -> str:
        return ", ".join(one.name for one in account.folders if one.role is role and one.selectable)

    read = [one for one in account.folders if one.selectable and one.role not in UNREAD_ROLES]
    call.screen.line(f"Logged in. It will read {len(read)} of {len(account.folders)} folders.")
    idle = "IDLE" in account.capabilities
    call.screen.pairs(
        [
            ("sent mail", named(FolderRole.SENT) or "none found: set [mailbox.folders] sent"),
            ("drafts go to", named(FolderRole.DRAFTS) or "Drafts (it will be made)"),
            ("new mail", "is seen at once (IDLE)" if idle else "is seen every quarter of an hour"),
            ("time zone", account.habits.time_zone and f"{account.habits.time_zone} (sent mail)"),
            ("working days", ", ".join(account.habits.working_days)),
        ],
        2,
    )


def _go_on(ctx: click.Context, call: Call, config: Path, asks: bool, given: dict[str, Any]) -> None:
    """Offer the first scan and the service; then say what can be done next."""
    here = asks and sys.stdin.isatty()
    call.config_file = call.config_file and config
    scan, service = given["scan"], given["service"]
    if scan is None and here:
        scan = click.confirm("Read the mailbox now? Nothing is placed in it yet.", default=True)
    if scan:
        ctx.invoke(once, dry_run=True)
    if service is None and here:
        service = click.confirm("Shall systemd keep it running?", default=True)
    if service:
        ctx.invoke(install_service, system=False, only_print=False)
        return
    call.screen.title("What next")
    option = f" --config {config}" if call.config_file else ""
    call.screen.pairs(
        [
            (f"wellkeeper{option} once --dry-run", "shows what it would write, changes nothing"),
            (f"wellkeeper{option} once", "reads your mail and places the first drafts"),
            (f"wellkeeper{option} install-service", "lets systemd keep it running from then on"),
        ],
        2,
        mark="",
    )
