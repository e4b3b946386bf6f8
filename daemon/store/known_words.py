"""Columns that hold one of some words. A flipped bit in one is nothing that SQLite can see, and
stops whoever reads it: `doctor` looks for such rows, and mends them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from daemon.core.mail import FolderRole
from daemon.core.model import Circle, DraftState, MessageKind

#: By table and column: the word that claims least, and all that there are.
_WORDS: dict[tuple[str, str], tuple[str, frozenset[str]]] = {
    ("message", "header_kind"): (MessageKind.DOUBTFUL, frozenset(MessageKind)),
    ("message", "kind"): (MessageKind.DOUBTFUL, frozenset(MessageKind)),
    ("person", "circle"): (Circle.WIDE, frozenset(Circle)),
    ("person", "circle_set"): ("", frozenset({"", *Circle})),
    ("draft", "state"): (DraftState.EXPIRED, frozenset(DraftState)),
    ("folder", "role"): (FolderRole.OTHER, frozenset(FolderRole)),
    ("touch", "direction"): ("both", frozenset({"in", "out", "both"})),
    ("recipient", "field"): ("bcc", frozenset({"to", "cc", "bcc"})),
}


def wrong_words(database: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each column with rows that hold no word that there is."""
    for table, column in _WORDS:
        where = _where(table, column)
        (count,) = database.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()
        if count:
            yield f"{count} rows of {table} have no {column} that there is"


def mend_words(database: sqlite3.Connection) -> None:
    """Give such rows the word that claims least; where that row stands there already, it goes."""
    for (table, column), (least, _) in _WORDS.items():
        where = _where(table, column)
        database.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE {where}', (least,))
        database.execute(f"DELETE FROM {table} WHERE {where}")


def _where(table: str, column: str) -> str:
    words = ", ".join(f"'{one}'" for one in sorted(_WORDS[table, column][1]))
    return f'"{column}" NOT IN ({words})'
