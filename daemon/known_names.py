"""Decides which names a shell may offer: those in the store's file, read in a twentieth of the time
that opening the store takes, for somebody waits with a finger on the key. It only looks.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from daemon.core.parse.harmless import clean_line

_MOST = 5000
_NAMES = (
    "SELECT coalesce(nullif(p.name_set, ''), p.name) AS called FROM person p "
    "JOIN owner o ON o.id = p.owner_id WHERE o.address = ? AND p.ignored = ? "
    "AND p.last_touch IS NOT NULL AND called <> '' ORDER BY p.last_touch DESC LIMIT ?"
)


def load_names(store: Path, owner: str, *, ignored: bool = False) -> tuple[str, ...]:
    """The names of everybody, or of those whom the owner ignores, the most recently in touch first;
    none where the store cannot be read at once.
    """
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=0.2)) as file:
            rows = file.execute(_NAMES, (owner, ignored, _MOST)).fetchall()
    except (sqlite3.Error, ValueError):
        return ()
    return tuple(dict.fromkeys(filter(None, (clean_line(name, 100) for (name,) in rows))))
