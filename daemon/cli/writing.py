"""Writing a page about people to a file: private to the owner, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from daemon.errors import WellkeeperError


def write_page(path: Path, text: str) -> None:
    """Write or replace `path`, readable by the owner alone. Raises WellkeeperError."""
    whole = ""
    try:
        descriptor, whole = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        os.replace(whole, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(whole)
        raise WellkeeperError(
            f"{path} cannot be written ({error.strerror}).", "Name a file in a folder of yours."
        ) from error
