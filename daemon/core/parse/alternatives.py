"""Cuts a pattern into alternatives that can be searched one by one."""

from __future__ import annotations

import re

#: What means something between the letters of a pattern.
_SYNTAX = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
#: A group that is all of a pattern but for its edges.
_OUTER = re.compile(r"((?:\\b)?)\(\?:(.*?)\)((?:\\b|\(\?!\\w\))?)", re.DOTALL)
#: Shorter alternatives, on an average, are faster searched together.
_LONG = 16


def split_alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, those of a group around it included: that which begins first
    of what they find is what the pattern finds.
    """
    parts = _split(pattern)
    if len(parts) > 1:
        return [one for part in parts for one in split_alternatives(part)]
    outer = _OUTER.fullmatch(pattern)
    inner = _split(outer[2]) if outer else []
    if outer is None or not inner or len(outer[2]) < _LONG * len(inner):
        return [pattern]
    if not outer[1] and not outer[3]:
        return [one for part in inner for one in split_alternatives(part)]
    return [f"{outer[1]}(?:{one}){outer[3]}" for one in inner]


def _split(pattern: str) -> list[str]:
    """The pattern at its bars outside of groups; nothing where one is closed that is not open."""
    parts, start, depth = [], 0, 0
    for found in _SYNTAX.finditer(pattern):
        sign = found[0]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                return []
        elif sign == "|" and depth == 0:
            parts.append(pattern[start : found.start()])
            start = found.end()
    return [*parts, pattern[start:]]
