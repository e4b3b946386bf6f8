"""What `check` says: each ability of the server with what will therefore work, each folder with
why it is read or not.
"""

from __future__ import annotations

from daemon.cli.check_report import CAPABILITIES, CheckReport, MailboxReport, folder_note
from daemon.cli.columns import Column
from daemon.cli.screen import Screen
from daemon.config import Config
from daemon.core.mail import FolderInfo, FolderRole
from daemon.jobs.place import DRAFTS_NAME

_COLUMNS = (
    Column("Folder"),
    Column("Role", whole=True),
    Column("Read", whole=True),
    Column("Why", extra=True),
)


def show_report(screen: Screen, report: CheckReport) -> None:
    """All that was found; the problems themselves follow on stderr."""
    config = report.config
    screen.line(f"Configuration {config.path}", bold=True)
    screen.pairs(
        (
            ("Owner", f"{config.owner.name}, {', '.join(config.owner.as_owner().addresses)}"),
            ("Time zone", config.owner.time_zone),
            ("Store", f"{config.store.path} ({_store_words(report.store_mode)})"),
            ("Passwords", _secrets_words(config, report.secrets_mode)),
            ("Templates", _template_words(config, report.template_problems)),
        ),
        indent=2,
    )
    for one in report.mailboxes:
        _show_mailbox(screen, one)
    screen.line()
    number = len(report.problems)
    if number:
        screen.line(f"{number} problem{'s' * (number > 1)}:", bold=True, fg="red")
    else:
        screen.line("Everything is fine. Next: `wellkeeper once --dry-run`.", bold=True, fg="green")


def _show_mailbox(screen: Screen, one: MailboxReport) -> None:
    settings = one.settings
    screen.title(f"Mailbox {settings.name}")
    how = {"tls": "TLS", "starttls": "STARTTLS", "none": "plain text, this computer only"}
    screen.pairs(
        (
            ("Server", f"{settings.host}:{settings.port} ({how[settings.security]})"),
            ("Login", f"{settings.user}, {'fine' if one.logged_in else 'failed'}"),
            *(
                (ability.name, f"yes: {ability.yes}" if has else f"no: {ability.no}")
                for ability in CAPABILITIES
                if (has := one.abilities.get(ability.name)) is not None
            ),
        ),
        indent=2,
    )
    if not one.folders:
        return
    screen.line()
    screen.table(_COLUMNS, [_folder_row(folder, one) for folder in one.folders])
    drafts = one.first(FolderRole.DRAFTS) or f"none yet; {DRAFTS_NAME} will be created"
    screen.line()
    screen.pairs(
        (
            ("Drafts go to", drafts),
            ("Sent mail is in", one.first(FolderRole.SENT) or "nowhere that is known"),
        ),
        indent=2,
    )


def _folder_row(folder: FolderInfo, one: MailboxReport) -> tuple[str, str, str, str]:
    is_read = folder.name in one.read
    note = folder_note(folder, one.settings.folders, is_read)
    return folder.name, folder.role.value, "yes" if is_read else "no", note


def _store_words(mode: int | None) -> str:
    if mode is None:
        return "not there yet; `wellkeeper once` makes it"
    private = "private" if not mode & 0o077 else "others may read it until the next pass"
    return f"mode {mode:04o}, {private}"


def _secrets_words(config: Config, mode: int | None) -> str:
    if mode is None:
        return "from the environment or a credential"
    return f"{config.path.absolute().parent / '.env'} (mode {mode:04o}, private)"


def _template_words(config: Config, problems: list[str]) -> str:
    folder = config.templates.folder
    where = f"{folder}, else the bundled ones" if folder else "the bundled ones"
    return f"{where}; {'all fine' if not problems else f'{len(problems)} wrong'}"
