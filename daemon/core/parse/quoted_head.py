"""Decides when the older mail that stands quoted below the new words was written: what it answers,
where no header says so.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from daemon.core.parse.attributions import MAX_LINES, find_attribution, find_beginnings
from daemon.core.parse.dates import parse_date
from daemon.core.parse.reply_headers import find_header_cut, label_of

MAX_TEXT = 65_536
_MAX_LINES = 2_000
_HEAD_LINES = 12
_US_MOMENT = re.compile(
    r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP])?M?\b",
    re.IGNORECASE,
)


def read_quoted_moment(text: str) -> datetime | None:
    """When the first quoted mail in `text` says that it was written, or None. What names no zone
    is taken for UTC, so the moment may be off by a whole number of quarter hours. Linear in the
    text, of which at most 64 kB are read, as `clean_text` leaves them.
    """
    lines = [line.strip() for line in text[:MAX_TEXT].split("\n", _MAX_LINES)]
    del lines[_MAX_LINES:]
    cut = find_header_cut((*lines,))
    end = len(lines) if cut is None else cut.start
    # One that begins above the cut may end below it.
    for at in sorted(find_beginnings(lines[: end + MAX_LINES])):
        found = find_attribution(lines, at) if lines[at] and at < end else None
        if found is not None:
            return _in_words(" ".join(lines[found.start : found.end]))
    return None if cut is None else _in_head(lines[cut.start : cut.start + _HEAD_LINES])


def _in_head(lines: list[str]) -> datetime | None:
    for line in lines:
        if label_of(line.lstrip("> ")) == "date":
            return _in_words(re.split(r"[:：]", line, maxsplit=1)[1])
    for line in lines:
        if _US_MOMENT.search(line[:300]):
            return _in_words(line)
    return None


def _in_words(text: str) -> datetime | None:
    if us := _US_MOMENT.search(text[:400]):
        year, hour = int(us[3]), int(us[4])
        if us[7]:
            hour = hour % 12 + (12 if us[7] in "pP" else 0)
        try:
            return datetime(
                year + (2000 if year < 50 else 1900 if year < 100 else 0),
                *(int(us[1]), int(us[2]), hour, int(us[5]), int(us[6] or 0)),
                tzinfo=UTC,
            )
        except ValueError:
            return None
    return parse_date(text)
