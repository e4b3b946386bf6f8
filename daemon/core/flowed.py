"""Decides how a text is laid out as `format=flowed` (RFC 3676), so that a mail client shows and
edits its paragraphs as paragraphs while every line of the message stays short.
"""

from __future__ import annotations

import re

from daemon.core.parse.harmless import clean_text

#: RFC 3676, 4.2: lines SHOULD be 78 characters or shorter, their soft break's space included.
WIDTH = 78
#: A word that no line may exceed: RFC 5322 allows 998 bytes, a character takes up to four.
_MAX_WORD = 240
_QUOTE_MARKS = re.compile(r"^(?:> ?)+")
_MAX_DEPTH = 8


def clean_paragraphs(text: str) -> str:
    """Text without controls and trailing blanks, tabs as spaces, ended by one line feed."""
    lines = [line.expandtabs(4).rstrip() for line in clean_text(text).split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def flow_text(text: str) -> str:
    """`text` with its long lines softly broken, its lines stuffed where RFC 3676 asks for it."""
    lines = clean_paragraphs(text).removesuffix("\n").split("\n")
    return "".join(f"{part}\n" for line in lines for part in _flow_line(line, ""))


def flow_quoted(text: str) -> str:
    """Text of which the lines that begin with `>` are quoted mail: those keep their depth."""
    flowed: list[str] = []
    for line in clean_paragraphs(text).removesuffix("\n").split("\n"):
        marks = _QUOTE_MARKS.match(line)
        depth = min(marks[0].count(">"), _MAX_DEPTH) if marks else 0
        flowed += _flow_line(line[marks.end() :] if marks else line, ">" * depth)
    return "".join(f"{line}\n" for line in flowed)


def unflow_text(text: str) -> str:
    """The paragraphs of a format=flowed body, each on one line; quoted ones as `> ...`.

    What a mail client saved can be compared with what we wrote only after this.
    """
    paragraphs: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if open_depth == depth and words != "-- ":
            paragraphs[-1] += words
        else:
            paragraphs.append("> " * depth + words)
        open_depth = depth if words.endswith(" ") and words != "-- " else -1
    return "".join(f"{line.rstrip()}\n" for line in paragraphs)


def _flow_line(line: str, marks: str) -> list[str]:
    room = WIDTH - len(marks) - 2  # one for stuffing, one for the space of the soft break
    if line == "--":
        line = "-- "  # the separator before a signature: its space is not a soft break
    if len(line) <= room + 1:
        return [marks + _stuffed(line, marks)]
    parts: list[str] = []
    current = ""
    for word in re.findall(r" *[^ ]+", line):
        while len(word) > _MAX_WORD:  # nothing readable is this long
            parts, current, word = [*parts, current + word[:_MAX_WORD]], "", word[_MAX_WORD:]
        if current.strip() not in ("", "--") and len(current) + len(word) > room:
            # The first of the spaces between two words becomes the soft break.
            parts.append(current + " ")
            current = word[1:]
        else:
            current += word
    parts.append(current)
    return [marks + _stuffed(part, marks) for part in parts]


def _stuffed(line: str, marks: str) -> str:
    """RFC 3676, 4.4: a space before what would otherwise be read as a quote, a stuffing or an
    mbox line; and, as clients do, between quote marks and words.
    """
    stuff = (marks and line) or line.startswith((" ", ">", "From "))
    return f" {line}" if stuff else line
