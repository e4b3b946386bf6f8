"""Decides which words of a plain text its author wrote now, and which are older mail: quotes with
their introductions, Outlook's and Notes' heads, forwarded mail. New lines between quotes stay.
"""

from __future__ import annotations

import re

from daemon.core.parse.attributions import find_attribution, find_beginnings, is_quoted
from daemon.core.parse.reply_headers import find_header_cut

MAX_TEXT = 65_536
_MAX_LINES = 8_000
_WIDE = 60
#: A quote mark, or initials and one, stand among so many characters.
_MARKED = 8
_INITIALS = re.compile(r"\s{0,2}[A-Z][A-Za-z]{0,3}>(?:\s|$)")
_FROM_ESCAPED = re.compile(r">From [A-Za-z]")
#: Rules, and the dot with which Gmail's trackers end a mail.
_DRAWN = re.compile(r"[ \t]*(?:[-_=*#~+─—–]{2,}|ᐧ)[ \t]*")
_BLANK_LINES = re.compile(r"\n{3,}")


def _is_quote_line(lines: list[str], at: int) -> bool:
    line = lines[at]
    if ">" not in line[:_MARKED]:
        return False
    if not is_quoted(line):
        # Initials before the mark (Supercite and the like), on at least two lines in a row.
        return _INITIALS.match(line) is not None and any(
            0 <= beside < len(lines) and _INITIALS.match(lines[beside])
            for beside in (at - 1, at + 1)
        )
    # A mail store puts a mark before "From " at the start of a line: no quote when it is alone.
    alone = not any(
        0 <= beside < len(lines) and is_quoted(lines[beside]) for beside in (at - 1, at + 1)
    )
    return not (alone and _FROM_ESCAPED.match(line))


def _mark_quotes(lines: list[str]) -> list[bool]:
    """For each line whether it is quoted by its mark, wrapped remains of such lines included."""
    marked = [">" in line and _is_quote_line(lines, at) for at, line in enumerate(lines)]
    if True not in marked:
        return marked
    for at in range(1, len(lines) - 1):
        line = lines[at].strip()
        if line and not marked[at] and marked[at - 1] and marked[at + 1]:
            # The rest of a long quoted line that a client wrapped without a mark.
            is_rest = (len(line) < 30 and line[-1] not in ".!?") or line[0].islower()
            marked[at] = len(lines[at - 1]) >= _WIDE and is_rest
    return marked


def _drop_marked(lines: list[str]) -> tuple[list[str], bool]:
    """`(kept, cut)`: the lines without quotes and their introductions; `cut` where an
    introduction had no marks below it, so that all the rest fell.
    """
    marked = _mark_quotes(lines)
    beginnings = find_beginnings(lines)
    if not beginnings and True not in marked:
        return lines, False
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if marked[at]:
            at += 1
            continue
        found = find_attribution(lines, at) if lines[at] and at in beginnings else None
        if found is None:
            kept.append(lines[at])
            at += 1
            continue
        if not found.quoted:
            return kept, True
        at = found.end
    return kept, False


def _ends_nothing(line: str) -> bool:
    """Whether the last line says nothing: it is blank or drawn."""
    return not line.strip() or _DRAWN.fullmatch(line[:200]) is not None


def strip_quotes(text: str) -> tuple[str, bool]:
    """`(new_text, forwarded)`: the author's own new words, and whether forwarded mail stood
    below. At most 64 kB are read, in time linear to them, as `clean_text` leaves them. Nothing is
    kept below a head of older mail, because it cannot be told from the words of others.
    """
    lines = [line.rstrip() for line in text[:MAX_TEXT].split("\n", _MAX_LINES)]
    del lines[_MAX_LINES:]
    cut = find_header_cut((*lines,))
    forwarded = False
    if cut is not None:
        forwarded = cut.forwarded
        lines = lines[: cut.start]
    kept, was_cut = _drop_marked(lines)
    while kept and _ends_nothing(kept[-1]):
        kept.pop()
    # Nobody sends an answer without a word: what has only older mail passes it on.
    forwarded = forwarded or (not kept and (cut is not None or was_cut))
    return _BLANK_LINES.sub("\n\n", "\n".join(kept)).strip("\n"), forwarded
