"""A private copy of the store, to try things on that must leave the store as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from daemon.errors import StoreError
from daemon.store.opening import path_of


def copy_store(url: str, folder: Path) -> str:
    """Copy the store into `folder`, consistently while it is in use, without changing or even
    upgrading it; the address of the copy. Where there is no store, the copy will begin empty.

    Raises StoreError where it cannot be read.
    """
    source, target = path_of(url), folder / "store.db"
    if source.exists():
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
        try:
            with (
                closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as original,
                closing(sqlite3.connect(target)) as copy,
            ):
                original.backup(copy)
        except sqlite3.Error as error:
            raise StoreError(
                f"The store {source} cannot be copied: {error}.", "Try again without --dry-run."
            ) from error
    return f"sqlite:///{target}"
