"""How well mail is read, measured on labelled mail: quotes, signatures, HTML, roles, asks.

    WELLKEEPER_CORPORA=../shared/data python bench/eval_reading.py [--misses NAME]

Prints one line a set; a set that is not there is named and skipped. `--misses` shows what was
got wrong in the set whose name begins so.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from daemon.core.detectors import all_detectors
from daemon.core.model import ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.parse.html_text import html_to_text
from daemon.core.parse.quotes import strip_quotes
from daemon.core.parse.roles import role_of_address
from daemon.core.parse.signature import split_signature

CORPORA = Path(os.environ.get("WELLKEEPER_CORPORA", "../shared/data"))
Miss = tuple[str, str, str]  # item, got, expected


class Result:
    """Counts of one set; either exact matches or true and false positives."""

    def __init__(self) -> None:
        self.right = self.total = self.tp = self.fp = self.fn = 0
        self.misses: list[Miss] = []

    def exact(self, name: str, got: str, expected: str) -> None:
        self.total += 1
        if _folded(got) == _folded(expected):
            self.right += 1
        else:
            self.misses.append((name, got, expected))

    def label(self, name: str, got: bool, expected: bool) -> None:
        self.tp += got and expected
        self.fp += got and not expected
        self.fn += expected and not got
        if got != expected:
            self.misses.append((name, str(got), str(expected)))

    def __str__(self) -> str:
        if self.total:
            return f"{self.right:4} of {self.total:4} exact"
        precision = self.tp / max(1, self.tp + self.fp)
        recall = self.tp / max(1, self.tp + self.fn)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        counts = f"(tp {self.tp} fp {self.fp} fn {self.fn})"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {counts}"


def _folded(text: str) -> str:
    return " ".join(text.split())


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _words_of(path: Path) -> str:
    header, _, body = path.read_bytes().replace(b"\r\n", b"\n").partition(b"\n\n")
    found = parse_body(header, body)
    return found.new_text + "\n" + found.signature


def eval_trimmer(root: Path) -> Result:
    """email_reply_trimmer: the words above all quotes; with or without a closing phrase."""
    result = Result()
    for path in sorted((root / "emails").iterdir()):
        text, _ = strip_quotes(_read(path))
        expected = _read(root / "trimmed" / path.name)
        got, signature = split_signature(text)
        if _folded(f"{got}\n{signature}") == _folded(expected):
            got = expected  # the set keeps "Thanks, Ann"; we call it a signature
        elif signature and _folded(expected).startswith(_folded(got)):
            rest = _folded(expected)[len(_folded(got)) :].strip()
            got = expected if _folded(signature).startswith(rest) and rest else got
        result.exact(path.name, got, expected)
    return result


def eval_talon(root: Path) -> Result:
    """talon's replies: plain ones say "Hello" or their reply_text, HTML ones the same letter."""
    result = Result()
    for path in sorted((root / "standard_replies").glob("*.eml")):
        special = path.with_name(f"{path.stem}_reply_text")
        result.exact(path.name, _words_of(path), _read(special) if special.exists() else "Hello")
    for path in sorted((root / "html_replies").glob("*.html")):
        text, _ = strip_quotes(html_to_text(_read(path)))
        result.exact(path.name, text, "Hi. I am fine. Thanks, Alex")
    for name, expected in (
        ("OLK_SRC_BODY_SECTION.html", "Reply"),
        ("reply-separated-by-hr.html", "Hi there Bob"),
    ):
        result.exact(name, strip_quotes(html_to_text(_read(root / name)))[0], expected)
    return result


def eval_mailspring(root: Path) -> Result:
    """Mailspring's HTML mails against their stripped forms, both as text."""
    result = Result()
    for expected in sorted(root.glob("email_*_stripped.html")):
        path = expected.with_name(expected.name.replace("_stripped", ""))
        got, _ = strip_quotes(html_to_text(_read(path).replace('\\"', '"')))
        result.exact(path.name, got, html_to_text(_read(expected)))
    return result


def eval_leaks(root: Path) -> Result:
    """Sets whose expectations are not at hand: a mail is right when no quote mark, no head and
    no introduction is left in it. This cannot see what was lost.
    """
    leak = re.compile(
        r"(?im)^\s*>|^\s*\*?(?:from|von|sent|gesendet)\s?:.*@|\bwrote:\s*$|original message"
    )
    result = Result()
    for path in sorted(root.rglob("*.txt")):
        text, _ = strip_quotes(_read(path))
        found = leak.search(text)
        result.exact(path.name, text if found else "", "")
    return result


def eval_signatures(root: Path) -> Result:
    """forge: lines marked as signature, by line."""
    result = Result()
    for kind in ("P", "N"):
        for path in sorted((root / "dataset" / kind).glob("*_body")):
            marked = _read(path).replace("\r\n", "\n").split("\n")
            lines = [line.removeprefix("#sig#") for line in marked]
            sender = _read(path.with_name(path.name.replace("_body", "_sender")))
            name = re.sub(r"<.*|@.*", "", sender).strip(' "\n')
            kept, _ = split_signature("\n".join(lines), name)
            cut = len(kept.split("\n")) if kept else 0
            offset = next((at for at, line in enumerate(lines) if line.strip()), 0)
            for at, line in enumerate(marked):
                if line.removeprefix("#sig#").strip():
                    got = at - offset >= cut
                    result.label(f"{kind}/{path.name}:{at} {line}", got, line.startswith("#sig#"))
    return result


def eval_roles(root: Path) -> Result:
    """enron_people: mailboxes of roles against people, by address alone."""
    result = Result()
    for line in _read(root / "person_or_mailbox.jsonl").splitlines():
        row = json.loads(line)
        result.label(
            row["address"], role_of_address(row["address"]) != "", row["label"] != "person"
        )
    return result


def _asks(sentence: str) -> bool:
    detect = next(found.detect for found in all_detectors() if found.name == "asks")
    return bool(detect(ReadMessage("", sentence, outgoing=False)))


def eval_intents(root: Path) -> Result:
    """parakweet: the test sentences; its Yes counts commitments with a date as well."""
    result = Result()
    for line in _read(root / "testSet-qualifiedBatch-fixed.txt").splitlines():
        label, tab, sentence = line.partition("\t")
        if tab:
            result.label(sentence, _asks(sentence), label == "Yes")
    return result


def eval_bc3(root: Path) -> Result:
    """BC3: sentences that two of three annotators called a request."""
    result = Result()
    for line in _read(root / "sentences.jsonl").splitlines():
        row = json.loads(line)
        result.label(row["text"], _asks(row["text"]), row["votes"].get("req", 0) >= 2)
    return result


SETS: dict[str, tuple[str, Callable[[Path], Result]]] = {
    "quotes: email_reply_trimmer": ("email_reply_trimmer", eval_trimmer),
    "quotes: talon": ("talon_fixtures", eval_talon),
    "quotes: mailspring (HTML)": ("mailspring_html_quotes", eval_mailspring),
    "leaks: mail_parser_reply": ("mail_parser_reply", eval_leaks),
    "leaks: crisp": ("crisp_reply_parser", eval_leaks),
    "signatures: forge (lines)": ("forge_signatures", eval_signatures),
    "roles: enron_people": ("enron_people", eval_roles),
    "asks: parakweet": ("parakweet_intent", eval_intents),
    "asks: bc3 requests": ("bc3", eval_bc3),
}


def _misses(result: Result) -> Iterator[str]:
    for name, got, expected in result.misses:
        if got in ("True", "False"):
            yield f"  got {got:5} {name}"
        else:
            yield f"  ---- {name}\n  got:      {got!r}\n  expected: {expected!r}"


def main() -> None:
    wanted = sys.argv[2] if sys.argv[1:2] == ["--misses"] and len(sys.argv) > 2 else ""
    for title, (folder, evaluate) in SETS.items():
        root = CORPORA / folder
        if not root.is_dir():
            print(f"{title:30} not there: {root}")
            continue
        result = evaluate(root)
        print(f"{title:30} {result}")
        if wanted and wanted in title:
            print("\n".join(_misses(result)))


if __name__ == "__main__":
    main()
