"""One mailbox with an open connection, as the jobs pass it on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from typing import TypeVar

from daemon.config import FolderSettings, MailboxSettings
from daemon.core.mail import FolderInfo, FolderRole, FolderStatus
from daemon.core.values import dataclass
from daemon.errors import (
    AppendUnclear,
    CertificateRefused,
    ConnectionLost,
    FolderMissing,
    LoginRejected,
    MailboxError,
)
from daemon.heap import share_one_heap
from daemon.mailbox import ImapMailbox, open_mailbox
from daemon.mailbox.login import ConnectionSettings

log = logging.getLogger(__name__)

T = TypeVar("T")

#: What ends a connection, or keeps it from being opened anew.
LOSSES = (ConnectionLost, AppendUnclear, LoginRejected, CertificateRefused)


@dataclass(frozen=True, slots=True)
class Session:
    """`mailbox_id` is the store's number of this mailbox; `folders` have their final roles;
    `opened_at` is in seconds of the monotonic clock. In `lost` is what ended the connection, if
    anything: then the pass goes on without this mailbox. `answered` is what the owner's own drafts
    answered when a folder of theirs was in that state.
    """

    mailbox_id: int
    settings: MailboxSettings
    mailbox: ImapMailbox
    folders: tuple[FolderInfo, ...]
    opened_at: float = field(default_factory=time.monotonic)
    lost: list[MailboxError] = field(default_factory=list, compare=False)
    answered: dict[str, tuple[FolderStatus, set[str]]] = field(default_factory=dict, compare=False)

    def names(self, role: FolderRole) -> tuple[str, ...]:
        """The folders with this role, those known by attribute first."""
        found = [one for one in self.folders if one.role is role and one.selectable]
        return tuple(one.name for one in sorted(found, key=lambda one: not one.by_attribute))

    @contextmanager
    def on_its_own(self) -> Iterator[None]:
        """Around what is done with this mailbox alone: a lost connection ends that and no more."""
        try:
            yield
        except LOSSES as error:
            log.info("a mailbox was lost during the pass: %s", type(error).__name__)
            self.lost.append(error)


def at_hand(sessions: Sequence[Session]) -> list[Session]:
    """Those whose connection was not lost."""
    return [one for one in sessions if not one.lost]


def connect(settings: MailboxSettings) -> ImapMailbox:
    """Open the mailbox that is configured; raises MailboxError."""
    share_one_heap()  # the line is watched by threads, which are the first ones
    return log_in(settings, open_mailbox)


def log_in(settings: MailboxSettings, open_session: Callable[[ConnectionSettings], T]) -> T:
    """Open a session with password or token. A token that the server refuses, though its time has
    not come, is renewed once: clocks differ, and owners change passwords. Raises MailboxError.
    """
    to_open = connection_settings(settings)
    try:
        return open_session(to_open)
    except LoginRejected:
        if not to_open.access_token:
            raise
        return open_session(connection_settings(settings, refused=to_open.access_token))


def connection_settings(settings: MailboxSettings, refused: str = "") -> ConnectionSettings:
    """How to log in to the mailbox that is configured; raises LoginRejected or ConnectionLost
    where a token is needed and cannot be had.
    """
    token = ""
    if settings.oauth.in_use and settings.token_file is not None:
        from daemon.tokens import TokenFile, access_token  # only for who signs in with them

        account = (settings.host, settings.port, settings.user)
        file = TokenFile(settings.token_file, in_keyring=settings.keyring)
        token = access_token(settings.oauth, file, account, refused)
    return ConnectionSettings(
        host=settings.host,
        port=settings.port,
        user=settings.user,
        password=settings.password.reveal(),
        security=settings.security,
        ca_file=settings.ca_file,
        timeout_seconds=settings.timeout_seconds,
        access_token=token,
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
