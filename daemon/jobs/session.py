"""One mailbox with an open connection, as the jobs pass it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daemon.config import FolderSettings, MailboxSettings
from daemon.core.mail import FolderInfo, FolderRole
from daemon.errors import FolderMissing
from daemon.mailbox import ImapMailbox, open_mailbox
from daemon.mailbox.connection import ConnectionSettings


@dataclass(frozen=True, slots=True)
class Session:
    """`mailbox_id` is the store's number of this mailbox; `folders` have their final roles."""

    mailbox_id: int
    settings: MailboxSettings
    mailbox: ImapMailbox
    folders: tuple[FolderInfo, ...]

    def names(self, role: FolderRole) -> tuple[str, ...]:
        """The folders with this role, those known by attribute first."""
        found = [one for one in self.folders if one.role is role and one.selectable]
        return tuple(one.name for one in sorted(found, key=lambda one: not one.by_attribute))


def connect(settings: MailboxSettings) -> ImapMailbox:
    """Open the mailbox that is configured; raises MailboxError."""
    return open_mailbox(connection_settings(settings))


def connection_settings(settings: MailboxSettings) -> ConnectionSettings:
    """How to log in to the mailbox that is configured."""
    return ConnectionSettings(
        host=settings.host,
        port=settings.port,
        user=settings.user,
        password=settings.password.reveal(),
        security=settings.security,
        ca_file=settings.ca_file,
        timeout_seconds=settings.timeout_seconds,
    )


def is_gone(mailbox: ImapMailbox, folder: str) -> bool:
    """Whether a folder that cannot be opened is gone for good, and not only closed for now."""
    return all(one.name != folder or not one.selectable for one in mailbox.list_folders())


def resolve_roles(
    folders: Sequence[FolderInfo], settings: FolderSettings
) -> tuple[FolderInfo, ...]:
    """The folders with their roles, the configured ones before what was found by itself.

    Raises FolderMissing where a configured folder does not exist.
    """
    by_name = {folder.name: folder for folder in folders}
    wanted: dict[str, FolderRole] = {}
    if settings.drafts:
        wanted[settings.drafts] = FolderRole.DRAFTS
    if settings.archive:
        wanted[settings.archive] = FolderRole.ARCHIVE
    wanted.update(dict.fromkeys(settings.sent, FolderRole.SENT))
    missing = [name for name in (*wanted, *settings.skip) if name not in by_name]
    if missing:
        raise FolderMissing(
            f"There is no folder {missing[0]!r} on the server, but [mailbox.folders] names it.",
            "The folders are: " + ", ".join(sorted(by_name)[:30]),
        )
    named_roles = {role for role in wanted.values() if role is not FolderRole.ARCHIVE}
    return tuple(
        replace(
            folder,
            role=wanted.get(
                folder.name,
                FolderRole.OTHER if folder.role in named_roles else folder.role,
            ),
        )
        for folder in folders
    )
