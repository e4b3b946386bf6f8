"""Every error that may reach the owner: what happened, what to do, and whether to try again.

Only `cli` prints them, only the service retries. The exit codes are those of sysexits.h that
DESIGN.md promises.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class WellkeeperError(Exception):
    """One clear sentence, and a hint that says what to do about it."""

    retry: bool = False
    exit_code: int = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(WellkeeperError):
    """The command was asked for something that does not exist or fits twice."""

    exit_code = 2


class ConfigError(WellkeeperError):
    """The configuration is wrong; `problems` holds all of them, each `[section] key: what`."""

    exit_code = 78

    def __init__(self, problems: Sequence[str], hint: str = "") -> None:
        super().__init__("; ".join(problems), hint)
        self.problems = tuple(problems)


class MailboxError(WellkeeperError):
    """Something between us and the IMAP server."""

    exit_code = 75
    retry = True


class ConnectionLost(MailboxError):
    """Unknown host, refused, cut, timed out, or talking nonsense: try again later."""


class CertificateRefused(MailboxError):
    """TLS could not be verified. Trying again changes nothing until somebody acts."""

    retry = False
    exit_code = 78


class LoginRejected(MailboxError):
    """The server said [AUTHENTICATIONFAILED]: never retried blindly, so as not to lock out.
    `account` is (host, port, user) of the login.
    """

    retry = False
    exit_code = 77

    def __init__(
        self, message: str, hint: str = "", account: tuple[str, int, str] = ("", 0, "")
    ) -> None:
        super().__init__(message, hint)
        self.account = account


class FolderMissing(MailboxError):
    """A folder that is needed does not exist or cannot be opened."""

    retry = False
    exit_code = 78


class AppendRefused(MailboxError):
    """The server refused a draft (over quota, read-only, no permission)."""

    retry = True


class AppendUnclear(MailboxError):
    """The connection died between sending a draft and its answer: it may be there or not."""

    retry = True


class UnsafeText(MailboxError):
    """A text that would break out of an IMAP command (a line break, a NUL) is never sent."""

    retry = False
    exit_code = 78


class StoreError(WellkeeperError):
    """The store cannot be opened, is locked, broken, full, or from a newer version."""


class StoreBusy(StoreError):
    """Another wellkeeper works on this store."""

    retry = True
    exit_code = 75


class StoreTooNew(StoreError):
    """A newer wellkeeper made this store: nothing but an upgrade helps."""

    exit_code = 78


class TemplateError(WellkeeperError):
    """A template is wrong: `path` and `line` say where."""

    def __init__(self, message: str, path: Path | str, line: int | None, hint: str = "") -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {message}", hint)
        self.path = path
        self.line = line
