"""How one logs in, with a password or a token that stands in for it, and what a refusal means."""

from __future__ import annotations

import imaplib
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Literal

from daemon.core.values import dataclass
from daemon.errors import ConnectionLost, LoginRejected, MailboxError
from daemon.mailbox.server_words import bad_words, says_wrong_password, server_words
from daemon.mailbox.wire import Wire
from daemon.mailbox.wire_text import checked, quoted

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """Where and how to log in. `timeout_seconds` bounds each connect and read, `deadline_seconds`
    one whole operation (of a scan: one batch). "none" is plain text, for this computer only.
    Where there is an `access_token`, it stands in for the password.
    """

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    security: Security = "tls"
    ca_file: Path | None = None
    timeout_seconds: float = 30.0
    deadline_seconds: float = 120.0
    access_token: str = field(default="", repr=False)


def log_in(
    wire: Wire, settings: ConnectionSettings, where: str, lost: Callable[[str], ConnectionLost]
) -> None:
    """Log in over a connection on which that is safe. Raises LoginRejected, and what is `lost`
    where the server does not say that user name or password are wrong.
    """
    user = checked("user name", settings.user)
    try:
        if settings.access_token:
            _show_token(wire, settings, user, checked("token", settings.access_token))
        else:
            _say_password(wire, user, checked("password", settings.password))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise _refusal(error, settings, where, lost) from None


def _say_password(wire: Wire, user: str, password: str) -> None:
    plain = not (user + password).isascii() or "LOGINDISABLED" in _offered(wire)
    if plain:
        wire.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
    else:
        wire.login(quoted(user), password)


def _show_token(wire: Wire, settings: ConnectionSettings, user: str, token: str) -> None:
    """OAUTHBEARER (RFC 7628) where it is offered, else XOAUTH2, which is older. A server that
    refuses says why in a challenge, to which it wants a word before its NO.
    """
    if "AUTH=OAUTHBEARER" in _offered(wire):
        name = user.replace("=", "=3D").replace(",", "=2C")
        mechanism, last = "OAUTHBEARER", b"\1"
        at = f"host={settings.host}\1port={settings.port}"
        first = f"n,a={name},\1{at}\1auth=Bearer {token}\1\1"
    else:
        mechanism, last = "XOAUTH2", b""
        first = f"user={user}\1auth=Bearer {token}\1\1"
    words = iter((first.encode(),))
    wire.authenticate(mechanism, lambda _: next(words, last))


def _offered(wire: Wire) -> frozenset[str]:
    return frozenset(str(name).upper() for name in wire.capabilities)


def _refusal(
    error: imaplib.IMAP4.error,
    settings: ConnectionSettings,
    where: str,
    lost: Callable[[str], ConnectionLost],
) -> MailboxError:
    """Tell a wrong password from a server that has no time."""
    bad = bad_words(error)
    text = server_words(error.args[0] if error.args else "") if bad is None else bad
    said = f"said: {text}" if text else "gave no reason"
    if bad is not None or not says_wrong_password(text):
        return lost(f"did not log us in, and {said}")
    account = (settings.host, settings.port, settings.user)
    if settings.access_token:
        return LoginRejected(
            f"The mail server {where} refused the sign-in, and {said}.",
            "Sign in again: wellkeeper login",
            account,
        )
    return LoginRejected(
        f"The mail server {where} refused the user name or password, and {said}.",
        "Check both. Many providers want an app password instead of the usual one.",
        account,
    )
