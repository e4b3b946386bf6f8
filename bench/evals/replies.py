"""Replies: the words that somebody wrote now, without quoted mail."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpora import read, split_mail
from bench.measure import Exact, Labels, Row, evaluates, folded
from bench.peers import forward_readers, html_readers, reply_readers
from daemon.core.parse.body import parse_body
from daemon.core.parse.harmless import clean_text
from daemon.core.parse.html_text import html_to_text
from daemon.core.parse.quotes import strip_quotes
from daemon.core.parse.signature import split_signature

_LEAK = re.compile(
    r"(?im)^\s*>|^\s*\*?(?:from|von|sent|gesendet)\s?:.*@|\bwrote:\s*$|original message"
)


_QUOTED = re.compile(r"(?m)^\s*>.*\n?")


def _unquoted(text: str) -> str:
    """The text without quoted lines. Some sets keep the quotes that an answer stands between; the
    new words are what is compared, for every library alike.
    """
    return _QUOTED.sub("", text)


def _new_words(text: str) -> tuple[str, bool]:
    return strip_quotes(clean_text(text))


def _best_form(text: str, expected: str) -> str:
    """The new words with as much of the signature as the set keeps: all sets draw that line
    elsewhere, and we hand out both parts.
    """
    words, _ = _new_words(text)
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
    exact, strict, lines = Exact(), Exact(), Labels()
    for name, text, expected in items:
        strict.add(name, _best_form(text, expected), expected)
        expected = _unquoted(expected)
        got = _best_form(text, expected)
        exact.add(name, got, expected)
        lines.add_lines(name, got, expected)
    yield exact.row("trimmer_exact", aim=52 / 64)
    yield strict.row("trimmer_exact_with_quotes", aim=52 / 64)
    yield lines.row("trimmer_lines_f1", aim=0.85)
    for library, reply in reply_readers().items():
        if reply is None:
            yield Row(f"trimmer_exact[{library}]", 0.0, "not installed")
            continue
        exact, lines = Exact(), Labels()
        for name, text, expected in items:
            got, expected = _unquoted(reply(text)), _unquoted(expected)
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
        yield path.name, _new_words(html_to_text(read(path)))[0], "Hi. I am fine. Thanks, Alex"
    for name, expected in (
        ("OLK_SRC_BODY_SECTION.html", "Reply"),
        ("reply-separated-by-hr.html", "Hi there Bob"),
    ):
        if (root / name).exists():
            yield name, _new_words(html_to_text(read(root / name)))[0], expected


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
        "": html_to_text,
        **{
            f"[{library}]": (lambda html, reply=reply: html_to_text(reply(html))) if reply else None
            for library, reply in html_readers().items()
        },
    }
    for library, reply in readers.items():
        if reply is None:
            yield Row(f"mailspring_exact{library}", 0.0, "not installed")
            continue
        exact, strict = Exact(), Exact()
        for name, html, expected in items:
            words = _unquoted(html_to_text(expected))
            got = _best_form(reply(html), words) if not library else _unquoted(reply(html))
            exact.add(name, got, words)
            whole = html_to_text(expected)
            strict.add(name, reply(html) if library else _best_form(reply(html), whole), whole)
        yield exact.row(f"mailspring_exact{library}", aim=None if library else 22 / 28)
        yield strict.row(f"mailspring_exact_with_quotes{library}")


def _leaks(root: Path, metric: str) -> Iterator[Row]:
    """Sets without expectations at hand: a mail is right when no quote mark, no head and no
    introduction is left in it, and something is. This cannot see all that was lost.
    """
    paths = sorted(path for path in root.rglob("*.txt") if path.name != "LICENSE.txt")
    readers = {"": lambda text: _new_words(text)[0], **reply_readers()}
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


@evaluates("Forwards: email_forward_parser", "email_forward_parser")
def measure_forwards(root: Path) -> Iterator[Row]:
    """A forwarded mail is found where it is called one and nothing of it is taken for new words;
    by quotequail, where it finds a forward and its sender. `_variant_4` are answers, no forwards.
    """
    bodies = [
        (path.name, read(path))
        for path in sorted((root / "fixtures").glob("*.txt"))
        if not re.search(r"subject", path.name)
    ]
    forwards = [body for body in bodies if "variant_4" not in body[0]]
    answers = [body for body in bodies if "variant_4" in body[0]]

    def finds(text: str) -> bool:
        words, forwarded = _new_words(text)
        return forwarded and not _LEAK.search(words) and "@" not in words

    readers: dict[str, Callable[[str], bool] | None] = {"": finds}
    for library, unwrap in forward_readers().items():
        readers[f"[{library}]"] = (
            None if unwrap is None else lambda text, unwrap=unwrap: bool(unwrap(text))
        )
    for library, found in readers.items():
        if found is None:
            yield Row(f"forwards_found{library}", 0.0, "not installed")
            continue
        exact = Exact()
        for name, text in forwards:
            exact.add(name, str(found(text)), "True")
        yield exact.row(f"forwards_found{library}", aim=None if library else 160 / 190)
        false = sum(found(text) for _, text in answers)
        shown = f"{false} of {len(answers)}"
        yield Row(f"forwards_false{library}", false / max(1, len(answers)), shown)


@evaluates("Reply text: time", "email_reply_trimmer")
def measure_time(root: Path) -> Iterator[Row]:
    texts = [read(path) for path in sorted((root / "emails").iterdir())]
    readers: dict[str, Callable[[str], object] | None] = {"": _new_words, **reply_readers()}
    for library, reply in readers.items():
        if reply is None:
            continue
        started = time.perf_counter()
        for text in texts:
            reply(text)
        each = (time.perf_counter() - started) / len(texts) * 1e6
        name = f"reply_us[{library}]" if library else "reply_us"
        yield Row(name, each, f"{each:.0f} µs a message")
