"""Who may still log in: a refused login is tried three times in all, whatever is restarted in
between, and then not again before its settings or its password have changed.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from daemon.config import MailboxSettings
from daemon.config.key_ring import KeyringTrouble
from daemon.errors import LoginRejected
from daemon.store.service import RefusedLogin, ServiceNotes

if TYPE_CHECKING:
    from daemon.tokens import Tokens

#: Providers lock accounts after some five wrong passwords.
MOST_REFUSALS = 3


class Logins:
    """The refusals in a row, for each mailbox; kept in the store by the worker (`load`, `save`)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: dict[str, RefusedLogin] = {}
        self._changed: set[str] = set()

    def load(self, notes: ServiceNotes, mailboxes: Iterable[MailboxSettings]) -> None:
        """What is known of earlier refusals of just these settings."""
        for settings in mailboxes:
            kept = notes.load_refused(settings.name)
            with self._lock:
                self._refused.pop(settings.name, None)
                if kept is not None and _mark(settings, kept.salt) == kept.mark:
                    self._refused[settings.name] = kept

    def save(self, notes: ServiceNotes) -> None:
        """Keep what has changed."""
        with self._lock:
            changed, self._changed = self._changed, set()
            now = {name: self._refused.get(name) for name in changed}
        for name, refused in now.items():
            if refused is None:
                notes.forget_refused(name)
            else:
                notes.record_refused(name, refused)

    def is_locked(self, settings: MailboxSettings) -> bool:
        """Whether this login is not to be tried any more."""
        with self._lock:
            refused = self._refused.get(settings.name)
            return refused is not None and refused.count >= MOST_REFUSALS

    def forgive_anew(self, mailboxes: Iterable[MailboxSettings]) -> None:
        """Those with tokens may be tried again as soon as somebody has signed in anew."""
        for settings in mailboxes:
            with self._lock:
                refused = self._refused.get(settings.name)
            if (
                settings.oauth.in_use
                and refused is not None
                and _mark(settings, refused.salt) != refused.mark
            ):
                self.accept(settings)

    def count_refusal(self, settings: MailboxSettings) -> int:
        """One more refusal; how many it makes in a row."""
        with self._lock:
            refused = self._refused.get(settings.name)
            if refused is None:
                salt = os.urandom(16)
                refused = RefusedLogin(salt, _mark(settings, salt), 0)
            refused = RefusedLogin(refused.salt, refused.mark, refused.count + 1)
            self._refused[settings.name] = refused
            self._changed.add(settings.name)
            return refused.count

    def accept(self, settings: MailboxSettings) -> None:
        """The login worked."""
        with self._lock:
            if self._refused.pop(settings.name, None) is not None:
                self._changed.add(settings.name)


def locked_error(settings: MailboxSettings) -> LoginRejected:
    """What the owner is told of a login that is not tried any more."""
    account = (settings.host, settings.port, settings.user)
    refused = f"of {settings.user} at {settings.host} was refused {MOST_REFUSALS} times."
    if settings.oauth.in_use:
        name = "" if settings.name == "main" else f" {settings.name}"
        return LoginRejected(
            f"The sign-in {refused} It is not tried again before you have signed in anew.",
            f"Sign in: wellkeeper login{name}. A daemon that runs goes on by itself then.",
            account,
        )
    return LoginRejected(
        f"The login {refused} It is not tried again, so as not to lock the account.",
        "Correct the password or the configuration, then start it again.",
        account,
    )


def _tokens(settings: MailboxSettings) -> Tokens | None:
    if settings.token_file is None:
        return None
    from daemon.tokens import TokenFile  # only for who signs in with them

    try:
        return TokenFile(settings.token_file, in_keyring=settings.keyring).load()
    except KeyringTrouble:
        return None  # the login itself will say so


def _mark(settings: MailboxSettings, salt: bytes) -> bytes:
    """By what these settings are known again: slow to compute, since the password is in it."""
    tokens = _tokens(settings)
    text = "\0".join(
        (
            settings.host,
            str(settings.port),
            settings.user,
            settings.security,
            settings.password.reveal(),
            tokens.refresh_token if tokens is not None else "",
        )
    )
    return hashlib.scrypt(text.encode(), salt=salt, n=1 << 14, r=8, p=1, dklen=32)
