"""Writing a page about people to a file: private to the owner, whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from daemon.errors import UsageError, WellkeeperError
from daemon.store.part_file import part_beside


def write_page(path: Path, text: str) -> None:
    """Write or replace `path`, readable by the owner alone; what a link points to is replaced and
    not the link, and a device or a pipe is written to. What one that was killed left half written
    is removed. Raises WellkeeperError.
    """
    part: Path | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8", "replace")
            return
        path = path.resolve()
        part = part_beside(path)
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        part.replace(path)
    except (OSError, RuntimeError) as error:  # a link that points to itself is a RuntimeError
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise WellkeeperError(
            f"{path} cannot be written ({getattr(error, 'strerror', error)}).",
            "Name a file in a folder of yours.",
        ) from error


def write_new(path: Path, text: str) -> None:
    """Write `path`, which may not exist yet, readable by the owner alone: whole or not at all.
    Raises WellkeeperError.
    """
    try:
        if os.path.lexists(path):
            raise FileExistsError
        part = part_beside(path)
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} exists already.", "Name a new file.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        os.rename(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WellkeeperError(
            f"{path} cannot be written ({error.strerror}).", "Nothing was written; make room."
        ) from error
