"""Decides which lines introduce a quote ("On Monday Ann wrote:"), in any language as far as a
date, a time, an address and a colon can tell; the words for "wrote" only help.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from daemon.core.parse.reply_words import WROTE
from daemon.core.parse.wordlists import any_of

#: At most this many lines are one introduction (wrapped by a narrow client).
MAX_LINES = 6
_MAX_CHARS = 320
#: The verb, with what may follow it, fits into so many characters at the end.
_TAIL = 40

_VERB = re.compile(rf"(?:(?<!\w)|(?<=[a-z]>)){any_of(WROTE)}(?!\w)", re.IGNORECASE)
_VERB_AT_END = re.compile(rf"(?<!\w){any_of(WROTE)}\s?[:：]?\s*[*_>]{{0,3}}$", re.IGNORECASE)
_AFTER_VERB = " \t:：*_>"
#: The last letters of the verbs: few lines end so. To IGNORECASE i and ı are one letter.
_VERB_ENDINGS = tuple(sorted({verb[-2:].replace("ı", "i") for verb in WROTE}))
_ENDS = re.compile(r"[:：]\s*[*_>\]]{0,3}$")
_LAST_CHARACTERS = ":：*_>]"
_ORDINAL = r"(?:st|nd|rd|th|\.|-[ао]е)?"
_DATE = re.compile(
    r"(?<!\d)\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
    r"|(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)"
    rf"|(?<!\d)\d{{1,2}}{_ORDINAL},?[\s-](?:de |of )?"
    r"[^\W\d_]{3,12}\.?,?[\s-](?:de |del )?(?:\d{4}|\d{2})(?!\d)"
    rf"|[^\W\d_]{{3,12}}\.? \d{{1,2}}{_ORDINAL},? \d{{4}}(?!\d)"
    r"|\d{4}[年년]"
)
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:.h時시]\s?\d{2}(?!\d)")
_EMAIL = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{2,}")
_GMAIL_BARE = re.compile(r"\s*\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:?\d\d \S")
#: A date without its year, in the languages whose introductions begin with the day.
_ON_A_DAY = re.compile(r"\s*(?:On|Am|Le|El|Il|Em|Op|Den|Dnia|W dniu)\s(?=.{0,40}\d)")
_LOWER_WORD = re.compile(r"(?<![\w<@.])[^\W\d_A-ZÀ-Þ]{2,}(?![\w@])")
_PROSE = 7
_QUOTED = re.compile(r"\s{0,3}>")


class Attribution(NamedTuple):
    """Lines `start` to `end` (exclusive) introduce what follows; `quoted` where that has marks."""

    start: int
    end: int
    quoted: bool


def is_quoted(line: str) -> bool:
    """Whether the line bears a quote mark."""
    return _QUOTED.match(line) is not None


def _ends_with_verb(text: str) -> bool:
    tail = text[-_TAIL:]
    if tail.isascii() and not tail.rstrip(_AFTER_VERB).lower().endswith(_VERB_ENDINGS):
        return False
    return _VERB_AT_END.search(tail) is not None


@lru_cache(maxsize=256)  # the lines of a mail are asked twice: for its words, and for its moment
def _may_end(line: str) -> bool:
    return line[-1] in _LAST_CHARACTERS or _ends_with_verb(line)


def find_beginnings(lines: Sequence[str]) -> set[int]:
    """The lines without blanks at their ends at which an introduction may begin: one ends soon
    below, which few lines look like.
    """
    ends = [at for at, line in enumerate(lines) if line and (_may_end(line) or "GMT" in line)]
    return {begin for end in ends for begin in range(max(0, end - MAX_LINES + 1), end + 1)}


def _could_start(line: str) -> bool:
    head = line[:_MAX_CHARS]
    if _DIGIT.search(head) and (_DATE.search(head) or _ON_A_DAY.match(head)):
        return True
    return ("@" in head and _EMAIL.search(head) is not None) or _ends_with_verb(head)


def _judge(text: str, before_quote: bool) -> bool:
    """Whether joined lines that end here are an introduction."""
    verb_ends = _ends_with_verb(text)
    if not verb_ends and not _ENDS.search(text[-8:]):
        return False
    has_verb = verb_ends or _VERB.search(text) is not None
    has_email = _EMAIL.search(text) is not None
    has_date = _DATE.search(text) is not None
    if verb_ends:
        return has_date or has_email or (before_quote and len(text) < 120)
    if has_verb and has_email and (has_date or before_quote):
        return True
    if len(_LOWER_WORD.findall(text)) > _PROSE:
        return False
    if has_date and _TIME.search(text):
        return has_email or has_verb or before_quote
    return has_date and has_email


def find_attribution(lines: Sequence[str], start: int) -> Attribution | None:
    """The introduction that begins at line `start`, or None."""
    first = lines[start]
    if "GMT" in first and _GMAIL_BARE.match(first[:100]):
        end = start + 1
        return Attribution(start, end, _quote_follows(lines, end))
    if not _could_start(first):
        return None
    joined = ""
    for at in range(start, min(start + MAX_LINES, len(lines))):
        line = lines[at].strip()
        # Of a wrapped introduction the last line may begin with the mark of its address.
        if is_quoted(line) and "<" not in joined[-120:]:
            return None
        joined = f"{joined} {line}".strip()
        if len(joined) > _MAX_CHARS:
            return None
        if line and _may_end(line):
            quoted = _quote_follows(lines, at + 1)
            if _judge(joined, quoted):
                return Attribution(start, at + 1, quoted)
    return None


def _quote_follows(lines: Sequence[str], at: int) -> bool:
    for line in lines[at : at + 3]:
        if line.strip():
            return is_quoted(line)
    return False
