"""Adds up what several runs of the torture found, so that many hours can be run in pieces.

Every piece is written down as soon as it is done: a run that is stopped loses its last piece only.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

#: Lines that say what is wrong are kept up to this many.
_LINES = 40


class Sums:
    """The figures in one JSON file. Numbers are added, those named `slowest…` are the largest."""

    def __init__(self, path: Path, *, keep: bool) -> None:
        self._path = path
        self.found: dict[str, Any] = {}
        if keep and path.exists():
            self.found = json.loads(path.read_text("utf-8"))

    def add(self, piece: dict[str, Any]) -> None:
        """Add one piece and write all of it down."""
        self.found = add_up(self.found, piece)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(f"{self._path.name}.part")
        part.write_text(json.dumps(self.found, indent=2) + "\n", "utf-8")
        os.replace(part, self._path)


def add_up(one: Any, other: Any, name: str = "") -> Any:
    """The sum of two results of the same shape; what only one of them has stays as it is."""
    if one is None or isinstance(other, (str, bool)):
        return other
    if isinstance(other, dict):
        both = {**one}
        for key, value in other.items():
            both[key] = add_up(one.get(key), value, name if name.startswith("slowest") else key)
        return both
    if isinstance(other, list):
        return [*one, *other][:_LINES]
    return max(one, other) if name.startswith("slowest") else one + other
