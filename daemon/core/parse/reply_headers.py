"""Decides which lines are the head of quoted mail: a block of From, Sent, To and Subject as
Outlook writes it in any language, Lotus Notes' name and time above To and cc, and the separators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from daemon.core.parse.reply_words import BEGIN_FORWARDED, FORWARDED, LABELS, ORIGINAL
from daemon.core.parse.wordlists import any_of

_LABEL = re.compile(
    r"[\s>*|_•-]{0,12}([^\W\d_][^:：*\d\n]{0,24}?)[ \t*]{0,4}[:：][* \t]{0,4}(.{0,400})"
)
_US_TIME = re.compile(
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M)?\b", re.IGNORECASE
)
#: The same head when a converter joined its lines: "Kim Ward/HOU 06/12/2001 01:50 PM To: ... cc:".
_LOTUS_LINE = re.compile(
    rf".{{2,80}}?{_US_TIME.pattern}\s{{1,20}}To:.{{0,200}}\s(?:cc|Subject):", re.IGNORECASE
)
_RULE = re.compile(r"[ \t>]{0,4}[_\-=*─—–]{5,}[ \t]*$")

_DASHES = r"[\s>*]{0,6}[-–—_=*]{2,60}\s{0,3}\*?\s{0,3}"
_ORIGINAL_LINE = re.compile(_DASHES + any_of(ORIGINAL), re.IGNORECASE)
_FORWARDED_LINE = re.compile(
    rf"{_DASHES}{any_of(FORWARDED)}|\s{{0,4}}{any_of(BEGIN_FORWARDED)}\s?[:：]", re.IGNORECASE
)


#: A line of any of these begins so, or has a colon.
_BEGINNINGS = tuple(">-–—_=*")


class Cut(NamedTuple):
    """From line `start` on, everything is older mail; `forwarded` where it was passed on."""

    start: int
    forwarded: bool


@lru_cache(maxsize=512)  # the lines of a mail are asked twice: for its words, and for its moment
def label_of(line: str) -> str:
    """Which header field a line looks like in any language: from, date, to, cc, subject, other,
    or empty.
    """
    if ":" not in line and "：" not in line:
        return ""
    found = _LABEL.match(line[:500])
    return LABELS.get(found[1].strip().lower(), "") if found else ""


def is_rule(line: str) -> bool:
    """Whether the line is drawn, not written."""
    return _RULE.match(line[:200]) is not None


def _block_kinds(lines: Sequence[str], start: int) -> set[str]:
    """The kinds of header fields in the block that begins at `start`; long recipient lists may
    wrap, and a converter may have left a blank line between two fields.
    """
    kinds: set[str] = set()
    since_label = 0
    for at in range(start, min(start + 200, len(lines))):
        if label := label_of(lines[at]):
            if label in kinds and label != "other":
                break
            kinds.add(label)
            since_label = 0
            continue
        since_label += not (kinds & {"to", "cc"} and "@" in lines[at])
        if since_label > 2:
            break
    return kinds


def _lotus_start(lines: Sequence[str], to_line: int) -> int:
    """Where Lotus Notes' head begins above its `To:` line: the time stands up to 6 lines higher,
    the name on the same line or on the next above it; -1 where there is no time.
    """
    for at in range(to_line - 1, max(-1, to_line - 7), -1):
        if not _US_TIME.search(lines[at][:200]):
            continue
        beside = _US_TIME.sub("", lines[at][:200]).strip(" \t-")
        if beside:
            return at
        above = at - 1
        while above >= 0 and above > at - 3 and not lines[above].strip():
            above -= 1
        is_name = above >= 0 and lines[above].strip() and len(lines[above]) < 90
        return above if is_name and not label_of(lines[above]) else at
    return -1


@lru_cache(maxsize=1)  # most mails have the same lines for their words and for their moment
def find_header_cut(lines: tuple[str, ...]) -> Cut | None:
    """The first line of the first quoted head in `lines`, or None. Linear in the lines."""
    for at, line in enumerate(lines):
        if not (":" in line or "：" in line or line.lstrip().startswith(_BEGINNINGS)):
            continue
        head = line[:300]
        if _FORWARDED_LINE.match(head):
            return Cut(at, True)
        if _ORIGINAL_LINE.match(head):
            return Cut(at, False)
        if "/" in head and _LOTUS_LINE.match(head):
            return Cut(at, False)
        label = label_of(line)
        if label in ("from", "date", "subject"):
            kinds = _block_kinds(lines, at)
            if _is_head(kinds, lines[at : at + 8]):
                return Cut(_above(lines, at), False)
        elif label == "to":
            kinds = _block_kinds(lines, at)
            start = _lotus_start(lines, at) if kinds & {"subject", "cc"} else -1
            if start < 0 and kinds >= {"to", "cc", "subject"}:
                start = at  # name and time got lost, as on the owner's own mail
            if start >= 0:
                return Cut(start, False)
    return None


def _is_head(kinds: set[str], lines: Sequence[str]) -> bool:
    if "from" not in kinds or len(kinds - {"other"}) < 3:
        return False
    # From, to and date alone may be somebody's itinerary; then an address must stand there.
    return "subject" in kinds or any("@" in line for line in lines)


def _above(lines: Sequence[str], at: int) -> int:
    """The line drawn above a head belongs to it."""
    above = at - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and is_rule(lines[above]) else at
