"""How tables of words are written down: one string of words, or one phrase a line."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """The words of a table, separated by white space."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a table, one a line, the longest first so that it wins an alternation."""
    found = {line.strip() for line in text.splitlines()}
    return tuple(sorted(found - {""}, key=lambda phrase: (-len(phrase), phrase)))


def any_of(found: Iterable[str]) -> str:
    """A pattern that matches any of these phrases literally; a blank matches any white space."""
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found) + ")"


def one_of(lines: str) -> str:
    """A pattern of alternatives, one regular expression a line; a line that begins with a bar goes
    on where the one before it ended.
    """
    found = (line.strip() for line in lines.splitlines() if line.strip())
    return "(?:" + "|".join(found).replace("||", "|") + ")"
