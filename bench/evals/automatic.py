"""Automatic mail: who is away or gone, told by the words alone."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.corpora import archive, read_mail
from bench.measure import Miss, Row, evaluates
from daemon.core.detectors.auto_words import detect
from daemon.core.model import MessageKind

_SUBJECT = re.compile(rb"^Subject:.*\n(?:[ \t].*\n)*", re.IGNORECASE | re.MULTILINE)
#: What a first attempt looks like, for comparison.
_SIMPLE = re.compile(
    r"out of (?:the |my )?office|on vacation|on leave|will (?:be back|return)|in my absence", re.I
)


def _masked(raw: bytes) -> bytes:
    header, blank, text = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return _SUBJECT.sub(b"", header + b"\n") + blank[1:] + text


@evaluates("Automatic mail: Enron, without its subjects", "enron_auto")
def measure_absences(root: Path) -> Iterator[Row]:
    mails = {Path(name).name: raw for name, raw in archive(root / "mails.tar.xz").items()}
    found: dict[str, int] = {}
    simple: dict[str, int] = {}
    total: dict[str, int] = {}
    misses: dict[bool, list[Miss]] = {True: [], False: []}
    spent = 0.0
    for row in csv.DictReader((root / "labels.csv").open(encoding="utf-8")):
        label = row["label"]
        message = read_mail(_masked(mails[row["file"]])).message
        started = time.perf_counter()
        got = any(one.kind == "auto_reply" for one in detect(message))
        spent += time.perf_counter() - started
        total[label] = total.get(label, 0) + 1
        found[label] = found.get(label, 0) + got
        simple[label] = simple.get(label, 0) + bool(_SIMPLE.search(message.new_text))
        if got != (label == "autoreply"):
            misses[label == "autoreply"].append((row["file"], message.new_text, label))

    def row_of(metric: str, counts: dict[str, int], label: str, aim: float | None) -> Row:
        shown = f"{counts[label]} of {total[label]}"
        at_most = label != "autoreply"
        ours = misses[not at_most] if counts is found else []
        return Row(metric, counts[label] / total[label], shown, aim, at_most, ours)

    yield row_of("auto_found", found, "autoreply", 0.95)
    yield row_of("auto_false_hard", found, "hard_negative", 0.02)
    yield row_of("auto_false_ordinary", found, "ordinary", 0.001)
    yield row_of("auto_found[simple pattern]", simple, "autoreply", None)
    yield row_of("auto_false_hard[simple pattern]", simple, "hard_negative", None)
    each = spent / sum(total.values()) * 1e6
    yield Row("auto_us", each, f"{each:.0f} µs a message")


@evaluates("Automatic mail: words on real personal mail", "spamassassin")
def measure_personal(root: Path) -> Iterator[Row]:
    """Every personal mail of the good half, as if it were written to one reader."""
    count = false = 0
    misses: list[Miss] = []
    for name in ("easy-ham-1", "easy-ham-2"):
        for item, raw in archive(root / f"{name}.tar.xz").items():
            mail = read_mail(raw)
            if mail.kind in (MessageKind.AUTO_REPLY, MessageKind.BOUNCE):
                continue
            count += 1
            message = replace(mail.message, recipients=1, kind=MessageKind.PERSONAL)
            if any(one.kind == "auto_reply" for one in detect(message)):
                false += 1
                misses.append((item, message.new_text, "a person's"))
    yield Row("auto_false_ham", false / max(1, count), f"{false} of {count}", 0.001, True, misses)
