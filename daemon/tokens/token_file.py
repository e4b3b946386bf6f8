"""Where the tokens of one mailbox are kept: a file of mode 0600 beside the store, replaced whole,
since a provider gives a new refresh token each time and the old one is void from then on; or the
owner's keyring, under the name of that file.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, field
from pathlib import Path

from daemon.config.key_ring import load_secret, save_secret
from daemon.core.values import dataclass
from daemon.errors import WellkeeperError


@dataclass(frozen=True, slots=True)
class Tokens:
    """`expires_at` is in epoch seconds, of the access token."""

    refresh_token: str = field(repr=False)
    access_token: str = field(default="", repr=False)
    expires_at: float = 0.0


class TokenFile:
    """The tokens of one mailbox; all who refresh them take turns."""

    def __init__(self, path: Path, *, in_keyring: bool = False) -> None:
        self.path = path
        self._in_keyring = in_keyring

    def load(self) -> Tokens | None:
        """What is kept, or None where nobody has signed in yet. Raises KeyringTrouble."""
        try:
            if self._in_keyring:
                text = load_secret(str(self.path)) or ""
            else:
                text = self.path.read_text("utf-8")
            kept = json.loads(text)
            return Tokens(kept["refresh_token"], kept["access_token"], float(kept["expires_at"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return None  # damaged: signing in again is all that helps

    def save(self, tokens: Tokens) -> None:
        """Replace what is kept; a death in between leaves the one or the other."""
        if self._in_keyring:
            save_secret(str(self.path), json.dumps(asdict(tokens)))
            return
        fresh = self.path.with_name(f"{self.path.name}.new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump(asdict(tokens), stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(fresh, self.path)
        except OSError as error:
            raise WellkeeperError(
                f"{self.path} cannot be written ({error.strerror or 'error'}).",
                "Without it the sign-in is lost at the next refresh: make room or writable.",
            ) from error

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One at a time, threads and processes alike: two refreshes at once void each other."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = self.path.with_name(f"{self.path.name}.lock")
        descriptor = os.open(name, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
