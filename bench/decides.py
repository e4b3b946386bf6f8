"""Writes docs/how-it-decides.md out of what the rules say of themselves and docs/accuracy.tsv, so
that the page cannot differ from the program; a house test compares them.

    python -m bench.decides                     after a rule has changed
    make eval | tee build/eval.txt && python -m bench.decides build/eval.txt    with new figures
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

from bench.corpora import ROOT
from daemon.core.detectors import all_detectors
from daemon.core.reasons import all_reasons

PAGE = ROOT / "docs" / "how-it-decides.md"
FIGURES = ROOT / "docs" / "accuracy.tsv"
CORE = ROOT / "daemon" / "core"
#: Beginnings of the titles of `make eval`, by the rule that they measure.
MEASURED: dict[str, tuple[str, ...]] = {
    "articles": ("Articles",),
    "detectors/asks": ("Asks",),
    "detectors/auto_words": ("Automatic mail",),
    "detectors/bounces": ("Bounces",),
    "detectors/calendars": ("Calendars",),
    "detectors/introductions": ("Introductions: mails", "Introductions: all mail"),
    "detectors/language": ("Languages",),
    "detectors/promises": ("Promises", "Due dates"),
    "detectors/signature_facts": ("Signatures",),
    "pairs/pairing": ("Introductions: pairs", "Introductions: ten a month"),
    "parse/body": ("Reply text", "Forwards"),
    "parse/need_reading": ("Needs and offers",),
    "plan": ("Drafts",),
    "people": ("People",),
    "replies": ("Whose turn",),
    "senders": ("Roles", "Senders who are people"),
    "threads": ("Reply pairs",),
    "voice": ("Forms of address",),
}
#: The rules that are no detectors, in the order in which a pass comes to them.
RULES = (
    "parse/body", "senders", "people", "around", "threads", "replies", "expectation", "cadence",
    "promise_keeping", "meetings", "appointments", "introductions", "bank", "may_i_ask",
    "parse/need_reading", "pairs/pairing", "pairs/trades", "pairs/matching", "pairs/loosely",
    "pairs/terms", "pairs/topics",
    "pairs/alike",
    "articles", "warmth", "plan", "voice", "outcomes", "notes", "lost_copies",
)  # fmt: skip
_LINE = re.compile(r"  ([a-z][a-z0-9_]*) {2,}(.+?)(?: {2,}[<>]=\S+ {2,}(?:yes|no))?\s*$")
_INTRO = """\
# How it decides

<!-- Written by `python -m bench.decides`; what a rule says stands in its own file. -->

Every claim that reaches you rests on a mail, a day and the words that were read in it;
`wellkeeper explain REF` shows them. Three things hold for all of it:

- **It would rather say nothing.** Where the mail is not known up to now, where words were not
  read, where two answers are possible, there is no claim and no draft.
- **Your word is last.** What you correct (`dismiss`, `done`, `not-a-promise`, `merge`, `split`,
  `set`, `ignore`, ...) is kept apart from what is read, and no later scan changes it.
- **It is measured.** The figures are what `make eval` printed on public collections of real mail,
  each with how many; P is how many of its claims were right, R how many of those to be made it
  made. Where no labelled collection is known, the page says so.
"""


def main(arguments: list[str]) -> None:
    """Take new figures out of a printed table, if one is named; write the page."""
    if arguments:
        FIGURES.write_text("".join(read_figures(Path(arguments[0]).read_text("utf-8"))), "utf-8")
    PAGE.write_text(compose_page(), "utf-8")


def read_figures(printed: str) -> list[str]:
    """(title, metric, value) of our own measurements, as lines of a table; no times, no peers."""
    title, found = "", []
    for line in printed.splitlines():
        if line and not line.startswith(" "):
            title = line.strip()
        elif (match := _LINE.match(line)) and not match[1].endswith("_us"):
            found.append(f"{title}\t{match[1]}\t{match[2].strip()}\n")
    return found


def compose_page() -> str:
    """The whole page."""
    figures = [line.split("\t") for line in FIGURES.read_text("utf-8").splitlines()]
    parts = [_INTRO, "## Why you are asked to write to somebody\n", _WHY]
    for reason in all_reasons():
        path = next(
            one
            for one in (CORE / "reasons").glob("*.py")
            if f'\nKIND = "{reason.kind}"' in _text(one)
        )
        parts.append(f"### `{reason.kind}`\n\n{_said(path)}\n\n{_what_suggest_does(path)}\n")
        parts.append(_evidence(path, ()))
    parts.append("## What is read in the words of a mail\n")
    for detector in all_detectors():
        path = CORE / "detectors" / f"{detector.name}.py"
        parts.append(f"### `{detector.name}`\n\n{_said(path)}\n")
        parts.append(_evidence(path, _figures(f"detectors/{detector.name}", figures)))
    parts.append("## What is made of it\n")
    for name in RULES:
        path = CORE / f"{name}.py"
        parts.append(f"### {path.stem.replace('_', ' ').capitalize()}\n\n{_said(path)}\n")
        parts.append(_evidence(path, _figures(name, figures)))
    return "\n".join(parts)


_WHY = """\
Each reason looks at one relationship; of several, the one that weighs most is told. None where a
draft to that person waits already, within `[plan] days_between` of another (but for what you
owe), after you let it rest, or where you have written since.
"""
#: A limit with the comment above it that says why.
_LIMIT = re.compile(r"((?:^#: ?.*\n)+)^_?([A-Z][A-Z_]+)(?:: [^=\n]+)? = (-?[\d_.]+)\s*$", re.M)


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _said(path: Path) -> str:
    """What a rule says of itself: the docstring of its file, without its name before it."""
    return (ast.get_docstring(ast.parse(_text(path))) or "").replace("*", r"\*")


def _what_suggest_does(path: Path) -> str:
    for node in ast.parse(_text(path)).body:
        if isinstance(node, ast.FunctionDef) and node.name == "suggest":
            return ast.get_docstring(node) or ""
    return ""


def _evidence(path: Path, figures: tuple[str, ...]) -> str:
    name = path.relative_to(ROOT).as_posix()
    lines = [f"- Rule: [{name}](../{name})"]
    for comment, limit, value in _LIMIT.findall(_text(path)):
        why = " ".join(line.removeprefix("#:").strip() for line in comment.splitlines())
        lines.append(f"- Limit: {limit.lower().replace('_', ' ')} {value.replace('_', '')}. {why}")
    if figures:
        lines += figures
    elif path.parent.name == "reasons":
        lines.append("- Measured: with the rules that it rests on")
    else:
        lines.append("- Measured: no labelled collection is known; cases in tests/core hold it")
    return "\n".join(lines) + "\n"


def _figures(rule: str, figures: list[list[str]]) -> tuple[str, ...]:
    return tuple(
        f"- Measured: `{metric}` {value} ({title})"
        for title, metric, value in figures
        if title.startswith(MEASURED.get(rule, ("\0",)))
    )


if __name__ == "__main__":
    main(sys.argv[1:])
