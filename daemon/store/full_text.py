"""Full text, the one part of it that belongs to the engine: SQLite's FTS5, made in memory for one
question and dropped, so that nothing of it must be kept in step, or be forgotten, in the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

#: How much a word in the headline counts against one below it.
_TITLE, _TEASER = 3.0, 1.0
#: BM25 weighs a word by how rare it is, and in a handful of texts every word is common: so many
#: there are at least, made up of a word that nobody asks for.
_LEAST_TEXTS = 400
_FILLER = " ".join(["qzxqzx"] * 20)


class FullText:
    """Texts of a headline and a teaser each, looked up by FTS5 queries; close it after use."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._count = len(texts)
        self._database.execute(
            "CREATE VIRTUAL TABLE text USING fts5(title, teaser, detail = full, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        filler = [("qzxqzx", _FILLER)] * max(0, _LEAST_TEXTS - len(texts))
        self._database.executemany(
            "INSERT INTO text (rowid, title, teaser) VALUES (?, ?, ?)",
            ((number, *one) for number, one in enumerate([*texts, *filler])),
        )

    def search(self, query: str, limit: int = 20) -> list[tuple[int, float]]:
        """`(number of the text, score)`, the best first; BM25, higher is better."""
        rows = self._database.execute(
            "SELECT rowid, -bm25(text, ?, ?) AS score FROM text WHERE text MATCH ? "
            "ORDER BY score DESC, rowid LIMIT ?",
            (_TITLE, _TEASER, query, limit),
        )
        return [(number, score) for number, score in rows if number < self._count]

    def close(self) -> None:
        """Give the memory back."""
        self._database.close()
