"""Replies: the words that somebody wrote now, without quoted mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpora import read, split_mail
from bench.measure import Exact, Labels, Row, evaluates, folded
from bench.peers import html_readers, reply_readers
from daemon.core.parse.body import parse_body
from daemon.core.parse.html_text import html_to_text
from daemon.core.parse.quotes import strip_quotes
from daemon.core.parse.signature import split_signature

_LEAK = re.compile(
    r"(?im)^\s*>|^\s*\*?(?:from|von|sent|gesendet)\s?:.*@|\bwrote:\s*$|original message"
)


def _best_form(text: str, expected: str) -> str:
    """The new words with as much of the signature as the set keeps: all sets draw that line
    elsewhere, and we hand out both parts.
    """
    words, _ = strip_quotes(text)
    kept, signature = split_signature(words)
    for form in (words, kept):
        if folded(form) == folded(expected):
            return form
    rest = folded(expected).removeprefix(folded(kept)).strip()
    if rest and folded(expected).startswith(folded(kept)) and folded(signature).startswith(rest):
        return expected
    return words


@evaluates("Reply text: email_reply_trimmer", "email_reply_trimmer")
def measure_trimmer(root: Path) -> Iterator[Row]:
    items = [
        (path.name, read(path), read(root / "trimmed" / path.name))
        for path in sorted((root / "emails").iterdir())
        if (root / "trimmed" / path.name).exists()
    ]
    exact, lines = Exact(), Labels()
    for name, text, expected in items:
        got = _best_form(text, expected)
        exact.add(name, got, expected)
        lines.add_lines(name, got, expected)
    yield exact.row("trimmer_exact", aim=52 / 64)
    yield lines.row("trimmer_lines_f1", aim=0.85)
    for library, reply in reply_readers().items():
        if reply is None:
            yield Row(f"trimmer_exact[{library}]", 0.0, "not installed")
            continue
        exact, lines = Exact(), Labels()
        for name, text, expected in items:
            got = reply(text)
            exact.add(name, got, expected)
            lines.add_lines(name, got, expected)
        yield exact.row(f"trimmer_exact[{library}]")
        yield lines.row(f"trimmer_lines_f1[{library}]")


def _talon_items(root: Path) -> Iterator[tuple[str, str, str]]:
    """`(name, words found, words expected)`: plain ones say "Hello" or their own reply text."""
    for path in sorted((root / "standard_replies").glob("*.eml")):
        special = path.with_name(f"{path.stem}_reply_text")
        found = parse_body(*split_mail(path.read_bytes()))
        words = f"{found.new_text}\n{found.signature}"
        yield path.name, words, read(special) if special.exists() else "Hello"
    for path in sorted((root / "html_replies").glob("*.html")):
        yield path.name, strip_quotes(html_to_text(read(path)))[0], "Hi. I am fine. Thanks, Alex"
    for name, expected in (
        ("OLK_SRC_BODY_SECTION.html", "Reply"),
        ("reply-separated-by-hr.html", "Hi there Bob"),
    ):
        if (root / name).exists():
            yield name, strip_quotes(html_to_text(read(root / name)))[0], expected


@evaluates("Reply text: talon's fixtures", "talon_fixtures")
def measure_talon(root: Path) -> Iterator[Row]:
    exact = Exact()
    for item in _talon_items(root):
        exact.add(*item)
    yield exact.row("talon_fixtures_exact", aim=0.95)


def _html(path: Path) -> str:
    return read(path).replace('\\"', '"')


@evaluates("Reply text: Mailspring's HTML mails", "mailspring_html_quotes")
def measure_mailspring(root: Path) -> Iterator[Row]:
    items = [
        (path.name, _html(path.with_name(path.name.replace("_stripped", ""))), _html(path))
        for path in sorted(root.glob("email_*_stripped.html"))
    ]
    readers: dict[str, Callable[[str], str] | None] = {
        "": lambda html: strip_quotes(html_to_text(html))[0],
        **{
            f"[{library}]": (lambda html, reply=reply: html_to_text(reply(html))) if reply else None
            for library, reply in html_readers().items()
        },
    }
    for library, reply in readers.items():
        if reply is None:
            yield Row(f"mailspring_exact{library}", 0.0, "not installed")
            continue
        exact = Exact()
        for name, html, expected in items:
            exact.add(name, reply(html), html_to_text(expected))
        yield exact.row(f"mailspring_exact{library}", aim=None if library else 22 / 28)


def _leaks(root: Path, metric: str) -> Iterator[Row]:
    """Sets without expectations at hand: a mail is right when no quote mark, no head and no
    introduction is left in it, and something is. This cannot see all that was lost.
    """
    paths = sorted(path for path in root.rglob("*.txt") if path.name != "LICENSE.txt")
    readers = {"": lambda text: strip_quotes(text)[0], **reply_readers()}
    for library, reply in readers.items():
        name = f"{metric}[{library}]" if library else metric
        if reply is None:
            yield Row(name, 0.0, "not installed")
            continue
        exact = Exact()
        for path in paths:
            text = reply(read(path))
            found = _LEAK.search(text) or not text.strip()
            exact.add(path.name, text if found else "", "" if not found else "(no leak)")
        yield exact.row(name, aim=None if library else 1.0)


@evaluates("Reply text: mail_parser_reply, nothing older left over", "mail_parser_reply")
def measure_mail_parser_reply(root: Path) -> Iterator[Row]:
    yield from _leaks(root, "mail_parser_reply_clean")


@evaluates("Reply text: crisp, nothing older left over", "crisp_reply_parser")
def measure_crisp(root: Path) -> Iterator[Row]:
    yield from _leaks(root, "crisp_clean")
