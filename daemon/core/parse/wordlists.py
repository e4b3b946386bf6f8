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


def lowered(text: str) -> str:
    """`text` in lower case, letter for letter, so that places in both agree. Tables of phrases are
    matched against it: IGNORECASE makes a long alternation four times as slow.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def any_of(found: Iterable[str]) -> str:
    """A pattern that matches any of these phrases literally; a blank matches any white space."""
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found) + ")"


def one_of(lines: str) -> str:
    """A pattern of alternatives, one regular expression a line; a line that begins with a bar goes
    on where the one before it ended.
    """
    found = (line.strip() for line in lines.splitlines() if line.strip())
    return "(?:" + "|".join(found).replace("||", "|") + ")"
