"""Decides how the weekly letter reads as plain text, at most 78 characters a line."""

from __future__ import annotations

import textwrap
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from daemon.core.digest import Digest, Line, Section
from daemon.core.parse.harmless import clean_line
from daemon.core.strip import draw_blocks

WIDTH = 78
_LONGEST = 300
ANSWERING = (
    "Tell me what mail cannot see: answer this letter, or write a mail to yourself whose subject "
    "is “log”. “Coffee with Jane Doe yesterday, she is looking for a bookkeeper” is enough; the "
    "next letter confirms it."
)


def compose_digest_text(digest: Digest) -> str:
    """The whole letter, ended by one line feed."""
    lines = [digest.title.upper(), week_words(digest.at, digest.zone), ""]
    for section in digest.sections:
        lines += _section(section, digest.zone)
    if digest.network:
        lines += ["Your network, people in touch month by month", ""]
        first, last = month_name(digest.network[0][0]), month_name(digest.network[-1][0])
        lines += [f"  {first} {draw_blocks(digest.network)} {last}", ""]
    lines += ["-" * 40, *_wrap(ANSWERING)]
    lines += ["", *_wrap("Every ref in brackets: `wellkeeper explain REF` shows its evidence.")]
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _section(section: Section, zone: tzinfo) -> list[str]:
    lines = [section.title, "=" * len(section.title)]
    if section.note:
        lines += _wrap(section.note)
    for one in section.lines:
        lines += ["", *_line(one, zone)]
    if section.more:
        lines += ["", f"… and {section.more} more."]
    return [*lines, "", ""]


def _line(one: Line, zone: tzinfo) -> list[str]:
    strip = f"  {draw_blocks(one.months)}" if one.months else ""
    ref = f" [{clean_line(one.ref, 60)}]" if one.ref else ""
    head = clean_line(one.who, WIDTH - 16) if one.who else ""
    what = clean_line(one.what, _LONGEST)
    if not head:
        return _wrap(f"* {one.why}: {what}{ref}", 0, 2)
    lines = [f"* {head}{strip}"]
    ready = f" (a draft is ready: {one.draft})" if one.draft and one.draft != one.ref else (
        " (a draft is ready)" if one.draft else ""
    )  # fmt: skip
    lines += _wrap(f"{what}{ready}{ref}", 2)
    if one.why:
        lines += _wrap(f"{one.why}.", 2)
    if one.evidence is not None and one.evidence.quote:
        lines += _wrap(f"“{one.evidence.quote}”", 4)
    if words := evidence_words(one, zone):
        lines += _wrap(words, 4)
    return lines


def evidence_words(one: Line, zone: tzinfo) -> str:
    """`they asked you, 10 November, m64`, without the quote."""
    if one.evidence is None:
        return ""
    shown = one.evidence
    parts = (shown.what, day_words(shown.at, zone), shown.message_ref)
    return ", ".join(part for part in parts if part)


def day_words(at: datetime | None, zone: tzinfo) -> str:
    """`10 November 2026`, or ""."""
    if at is None:
        return ""
    local = at.astimezone(zone)
    return f"{local.day} {local:%B} {local.year}"


def week_words(at: datetime, zone: tzinfo) -> str:
    """`Week 48, 23–29 November 2026`."""
    day = at.astimezone(zone).date()
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    end = f"{last.day} {last:%B} {last.year}"
    if first.month == last.month:
        span = f"{first.day}–{end}"
    else:
        year = f" {first.year}" if first.year != last.year else ""
        span = f"{first.day} {first:%B}{year} – {end}"
    return f"Week {day.isocalendar().week}, {span}"


@lru_cache(maxsize=64)  # the page of the network names the same ones thousands of times
def month_name(month: str) -> str:
    """`Dec 2025` for `2025-12`."""
    return f"{date(int(month[:4]), int(month[5:]), 1):%b %Y}"


def _wrap(text: str, indent: int = 0, hanging: int | None = None) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        clean_line(text, 2 * _LONGEST),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=" " * (indent if hanging is None else hanging),
        break_on_hyphens=False,
    )
