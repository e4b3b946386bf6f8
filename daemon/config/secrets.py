"""Decides where passwords come from, and that they are never shown: the environment, then a
systemd credential, then a `.env` beside the configuration that nobody else can read.
"""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

_PREFIX = "WELLKEEPER_PASSWORD"


class Secret:
    """A text that no repr, log line, traceback or serialisation shows; `reveal()` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself: to be handed to a login and to nothing else."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret cannot be pickled")


def secret_names(mailbox: str, *, only_one: bool) -> tuple[str, ...]:
    """The names under which the password of `mailbox` is looked for, the particular one first."""
    particular = f"{_PREFIX}_{re.sub(r'[^A-Z0-9]', '_', mailbox.upper())}"
    return (particular, _PREFIX) if only_one else (particular,)


def env_line(name: str, secret: str) -> str:
    """The line of a `.env` that reads back as `secret`, whatever characters are in it."""
    quoted = secret.replace("\\", "\\\\").replace("'", "\\'")
    return f"{name}='{quoted}'\n"


class SecretSources:
    """All places where secrets may lie, read once. `problems` says which could not be used."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self.env_file = folder / ".env"
        self._environ = environ
        credentials = environ.get("CREDENTIALS_DIRECTORY", "")
        self._credentials = Path(credentials) if credentials else None
        self._env_values = self._read_env_file()

    def find(self, names: tuple[str, ...]) -> Secret | None:
        """The first secret under one of `names`, or None. One that cannot be a password is a
        problem, and is not shown.
        """
        for where, value in self._candidates(names):
            if not value:
                self.problems.append(f"{where}: is empty")
            elif re.search(r"[\x00\r\n]", value):
                self.problems.append(f"{where}: a password has to be one line")
            else:
                return Secret(value)
            return Secret("")
        return None

    def _candidates(self, names: tuple[str, ...]) -> list[tuple[str, str]]:
        found = [(f"environment {n}", self._environ[n]) for n in names if n in self._environ]
        for name in names:
            if self._credentials is not None:
                file = self._credentials / name.lower()
                try:
                    found.append((str(file), file.read_text("utf-8").rstrip("\r\n")))
                except FileNotFoundError:
                    continue
                except (OSError, UnicodeDecodeError) as error:
                    self.problems.append(f"{file}: cannot be read ({_reason(error)})")
        values = self._env_values
        found += [(f"{self.env_file} {n}", values[n] or "") for n in names if n in values]
        return found

    def _read_env_file(self) -> dict[str, str | None]:
        try:
            mode = stat.S_IMODE(self.env_file.stat().st_mode)
            if mode & 0o077:
                self.problems.append(
                    f"{self.env_file}: others on this machine may read it (mode {mode:04o}); "
                    f"run: chmod 600 {self.env_file}"
                )
                # It is read all the same, so that no missing password is reported on top.
            text = self.env_file.read_text("utf-8-sig")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{self.env_file}: cannot be read ({_reason(error)})")
            return {}
        # Imported late: a command that only reads never logs in.
        from dotenv import dotenv_values
        from dotenv.parser import parse_stream

        self.problems += [
            f"{self.env_file}:{binding.original.line}: expected NAME=value"
            for binding in parse_stream(io.StringIO(text))
            if binding.error or (binding.key is not None and binding.value is None)
        ]
        # Without interpolate=False a password with ${...} in it would be changed silently.
        return dict(dotenv_values(stream=io.StringIO(text), interpolate=False))


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "error").lower() if isinstance(error, OSError) else "not UTF-8 text"
