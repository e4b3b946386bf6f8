"""`check`: is the configuration right, can it log in, what can the server do, and what will
therefore work? It writes nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import click

from daemon.cli import shapes
from daemon.cli.call import Call, json_option
from daemon.cli.check_report import CAPABILITIES, CheckReport, MailboxReport, folder_note
from daemon.cli.check_words import show_report
from daemon.cli.failures import report_failure
from daemon.config import MailboxSettings
from daemon.core.mail import FolderInfo, FolderRole
from daemon.errors import FolderMissing, WellkeeperError
from daemon.jobs.scan import folders_to_read
from daemon.jobs.session import connect, resolve_roles
from daemon.templating import Templates


@click.command()
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Try the configuration, the login and the folders; changes nothing.

    \b
    Examples:
      wellkeeper check
      wellkeeper --config other.toml check
    """
    call: Call = ctx.obj
    config = call.load_config(with_passwords=True)
    report = CheckReport(
        config=config,
        store_mode=_mode(config.store.path),
        secrets_mode=_mode(config.path.absolute().parent / ".env"),
        mailboxes=[check_mailbox(settings) for settings in config.mailboxes],
        template_problems=Templates(config.templates.folder).check(),
    )
    if as_json:
        call.screen.json(_shape(report))
    else:
        show_report(call.screen, report)
    for problem in report.problems:
        report_failure(problem)
    ctx.exit(report.problems[0].exit_code if report.problems else 0)


def check_mailbox(settings: MailboxSettings) -> MailboxReport:
    """Log in, ask what the server can do, and look at the folders."""
    report = MailboxReport(settings)
    try:
        with connect(settings) as mailbox:
            report.logged_in = True
            report.abilities = {
                one.name: bool(one.tokens & mailbox.capabilities) for one in CAPABILITIES
            }
            found = mailbox.list_folders()
            report.folders = found
            report.folders = resolve_roles(found, settings.folders)
    except WellkeeperError as error:
        report.problems.append(error)
        return report
    report.read = frozenset(one.name for one in folders_to_read(report.folders, settings.folders))
    if not report.first(FolderRole.SENT):
        report.problems.append(_no_sent(report.folders))
    return report


def _no_sent(folders: Sequence[FolderInfo]) -> FolderMissing:
    names = ", ".join(one.name for one in folders if one.selectable)
    return FolderMissing(
        "No folder of sent mail was found, so nobody can say who has answered whom.",
        f'Name it in the configuration: [mailbox.folders] sent = "..."; there are: {names}.',
    )


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except OSError:
        return None


def _shape(report: CheckReport) -> shapes.Shape:
    config = report.config
    return {
        "ok": not report.problems,
        "config": str(config.path),
        "store": str(config.store.path),
        "store_mode": None if report.store_mode is None else f"{report.store_mode:04o}",
        "secrets_mode": None if report.secrets_mode is None else f"{report.secrets_mode:04o}",
        "mailboxes": [
            {
                "name": one.settings.name,
                "host": one.settings.host,
                "port": one.settings.port,
                "security": one.settings.security,
                "user": one.settings.user,
                "logged_in": one.logged_in,
                "capabilities": one.abilities,
                "folders": [
                    {
                        "name": folder.name,
                        "role": folder.role.value,
                        "read": folder.name in one.read,
                        "why": folder_note(folder, one.settings.folders, folder.name in one.read),
                    }
                    for folder in one.folders
                ],
                "drafts": one.first(FolderRole.DRAFTS) or None,
                "sent": one.first(FolderRole.SENT) or None,
            }
            for one in report.mailboxes
        ],
        "problems": [
            {"message": one.message, "hint": one.hint, "exit_code": one.exit_code}
            for one in report.problems
        ],
    }
