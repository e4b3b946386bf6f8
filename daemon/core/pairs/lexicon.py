"""What is known of English words: how much each says of a subject, and which words are near it.

`likeness.tsv` (made by bench/build_likeness.py) is read from the disk where a word is asked for:
it would take ten times its size in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO

from daemon.core.values import dataclass

TABLE = Path(__file__).with_name("likeness.tsv")
_SCALE = 10
#: What a rare form of a word is looked up without.
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


@dataclass(frozen=True, slots=True)
class Known:
    """A word in its plain form, how much it says (0 to 1), and what is near it (0 to 1 each)."""

    lemma: str
    weight: float
    near: Mapping[str, float]


@lru_cache(maxsize=2_000)
def look_up(word: str) -> Known | None:
    """What is known of a word in small letters; None where it is not in the table."""
    fields = _find(word.encode())
    for ending, instead in _ENDINGS if fields is None else ():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            fields = fields or _find(f"{word.removesuffix(ending)}{instead}".encode())
    if fields is not None and len(fields) == 2:
        fields = _find(fields[1].encode())
    if fields is None:
        return None
    near = (one.rpartition(":") for one in fields[2].split())
    return Known(fields[0], int(fields[1]) / _SCALE,
                 {name: int(number) / 100 for name, _, number in near})  # fmt: skip


def _find(word: bytes) -> list[str] | None:
    """The fields of the line of a word, by halving the file."""
    table, low, high = _open(), 0, _size()
    while low < high:
        middle = (low + high) // 2
        table.seek(middle)
        if middle:
            table.readline()
        line = table.readline()
        found = line.partition(b"\t")[0]
        if line and found == word:
            return line.decode().rstrip("\n").split("\t")
        if line and found < word:
            low = middle + 1
        else:
            high = middle
    table.seek(0)
    line = table.readline()
    return line.decode().rstrip("\n").split("\t") if line.startswith(word + b"\t") else None


@cache
def _open() -> BinaryIO:
    return TABLE.open("rb")


@cache
def _size() -> int:
    return TABLE.stat().st_size
