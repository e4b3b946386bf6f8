"""Cuts the headers of a batch of mails together, and tells what each says by its fields; for
`short_way.py`. Whatever is odd in a header is for the long way, and harms no other mail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from daemon.core.parse.header_lines import ODD, HeaderLines, Said
from daemon.core.parse.kind import CHECKED

#: What one header says by its fields; None is said by those that tell nothing.
Told = dict[str, Any]

#: Characters and lines of a header that is still ordinary.
_LONGEST, _MAX_LINES = 32_768, 200
#: So many bytes are cut together, a few times what a batch usually has: some copies are made.
_MOST_TOGETHER = 1_500_000
_FOLD = re.compile("\r\n[ \t]+")
#: All that ordinary headers consist of.
_PLAIN = bytes([*range(32, 127), *b"\t\r\n"])
#: Stands between two headers while they are cut: in none that is ordinary.
_BETWEEN = "\r\n\0\r\n"
#: The fields that may stand several times.
_AGAIN = ("delivered-to", CHECKED)


def read_together(headers: Sequence[bytes], lines: HeaderLines) -> list[Told | None]:
    """What each header says, or None where any of it is odd."""
    cut = _cut(headers) if headers else []
    if cut is None:
        if len(headers) == 1:
            return [None]
        # They are too much, or some are odd: in halves of halves the others still come together.
        middle = len(headers) // 2
        return [
            *read_together(headers[:middle], lines),
            *read_together(headers[middle:], lines),
        ]
    said = lines.read([*chain.from_iterable(cut)])
    found: list[Told | None] = []
    at = 0
    for its_lines in cut:
        its_said = said[at : at + len(its_lines)]
        at += len(its_lines)
        told = dict(its_said)
        if ODD[0] in told:
            found.append(None)
        else:
            found.append(told if len(told) == len(its_said) else _join_doubles(told, its_said))
    return found


def _cut(headers: Sequence[bytes]) -> list[list[str]] | None:
    """The unfolded lines of each header; None where all are too much, or one is too long, holds
    bytes that are no text of ASCII, begins amid a line, or has too many of them.
    """
    if sum(map(len, headers)) > _MOST_TOGETHER or max(map(len, headers)) > _LONGEST:
        return None
    if b"".join(headers).translate(None, _PLAIN):
        return None
    whole = _BETWEEN.encode().join(
        [
            (one if b"\r\n" in one else one.replace(b"\n", b"\r\n")).rstrip(b"\r\n")
            for one in headers
        ]
    )
    text = _FOLD.sub(" ", whole.decode("ascii"))
    cut = [one.split("\r\n", _MAX_LINES) for one in text.split(_BETWEEN)]
    if len(cut) != len(headers) or max(map(len, cut)) > _MAX_LINES:
        return None
    return cut


def _join_doubles(told: Told, said: Sequence[Said]) -> Told | None:
    """The same of a header in which fields stand twice, in their order; None where others do than
    Delivered-To, as in mail that was passed on, of which all count, and the word of several servers
    on the sender, of which the first one counts.
    """
    names = [name for name, _ in said]
    if len(set(names).difference(_AGAIN)) != sum(name not in _AGAIN for name in names):
        return None
    if "delivered-to" in told:
        all_of_them = chain.from_iterable(one for name, one in said if name == "delivered-to")
        told["delivered-to"] = tuple(dict.fromkeys(all_of_them))
    if CHECKED in told:
        told[CHECKED] = next(one for name, one in said if name == CHECKED)
    return told
