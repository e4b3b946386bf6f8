"""Writes a first configuration and its secrets: the least that is needed, nothing that exists."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from daemon.config.key_ring import SERVICE, forget_secret, load_secret, save_secret
from daemon.config.secrets import env_line
from daemon.errors import ConfigError

_PASSWORD = "WELLKEEPER_PASSWORD"  # noqa: S105


def compose_config(
    *,
    name: str,
    address: str,
    host: str,
    port: int,
    security: str,
    user: str,
    ca_file: Path | None = None,
    time_zone: str = "",
    working_days: Sequence[str] = (),
    keyring: bool = False,
) -> str:
    """The text of a configuration with one mailbox; all else is inferred or has a default."""
    # A JSON string is a TOML basic string as well (TOML 1.0, section "String").
    lines = [
        "# Every setting there is, with its default: config.example.toml",
        "[owner]",
        f"name = {json.dumps(name, ensure_ascii=False)}",
        f"address = {json.dumps(address, ensure_ascii=False)}",
    ]
    if time_zone:
        lines.append(f"time_zone = {json.dumps(time_zone)}")
    if working_days:
        lines.append(f"working_days = {json.dumps(list(working_days))}")
    lines += ["", "[mailbox]", f"host = {json.dumps(host)}"]
    if (security, port) not in (("tls", 993), ("starttls", 143), ("none", 143)):
        lines.append(f"port = {port}")
    if security != "tls":
        lines.append(f"security = {json.dumps(security)}")
    if user != address:
        lines.append(f"user = {json.dumps(user, ensure_ascii=False)}")
    if ca_file is not None:
        lines.append(f"ca_file = {json.dumps(str(ca_file.absolute()))}")
    if keyring:
        lines.append("keyring = true")
    return "\n".join(lines) + "\n"


def refuse_existing(path: Path, *, keyring: bool = False) -> None:
    """Raises ConfigError where a file that would be written, or an entry of the keyring, is there
    already: what somebody wrote is never replaced. Raises KeyringTrouble where there is none.
    """
    for file in (path,) if keyring else (path, path.parent / ".env"):
        if file.exists():
            raise ConfigError([f"{file} exists already"], f"change it by hand, or remove {file}")
    if keyring and load_secret(_PASSWORD) is not None:
        raise ConfigError(
            [f"the keyring has a {_PASSWORD} of {SERVICE} already"],
            f"if it is no longer needed: keyring del {SERVICE} {_PASSWORD}",
        )


def write_first_config(
    path: Path, text: str, password: str, *, keyring: bool = False
) -> tuple[Path, ...]:
    """Write the configuration and, beside it, `.env` with the password, both mode 0600; with
    `keyring` the password goes there instead. The files that were written.

    Nothing of it may exist yet. Raises ConfigError, KeyringTrouble.
    """
    refuse_existing(path, keyring=keyring)
    files = [(path, text)]
    if keyring:
        save_secret(_PASSWORD, password)
    else:
        files.insert(0, (path.parent / ".env", env_line(_PASSWORD, password)))
    made: list[Path] = []
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file, content in files:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            made.append(file)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(content)
    except OSError as error:
        if keyring:
            forget_secret(_PASSWORD)
        for file in made:  # half of it would stand in the way of the next time
            file.unlink(missing_ok=True)
        raise ConfigError(
            [f"{error.filename or path}: cannot be written ({error.strerror or 'error'})"],
            "name another place with --config",
        ) from error
    return tuple(file for file, _ in reversed(files))
