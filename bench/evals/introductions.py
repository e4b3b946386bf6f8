"""Introductions: which mails present people to each other, and which pairs of a simulated world
with planted needs and offers are suggested.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.corpora import ROOT, archive, read_mail
from bench.measure import Labels, Row, evaluates
from daemon.core.detectors import introductions
from daemon.core.model import ReadMessage

LABELS = ROOT / "bench" / "labels" / "introductions.tsv"
_KINDS = ("introduction", "introduction_asked", "introduction_thanks")


def _rows(which: tuple[str, ...]) -> list[list[str]]:
    lines = LABELS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [row for row in rows if row[0] in which]


@evaluates("Introductions: mails written by hand, in four languages", "")
def measure_written(_: Path) -> Iterator[Row]:
    for which in ("tuned", "apart"):
        labels = Labels()
        for _, _, side, recipients, expected, subject, text in _rows((which,)):
            message = ReadMessage(subject, text, side == "out", recipients=int(recipients))
            found = {one.kind for one in introductions.detect(message)}.intersection(_KINDS)
            for kind in found | {expected} - {"-"}:
                labels.add(f"{subject}: {text} [{kind}]", kind in found, kind == expected)
        name = f"introductions_{which}"
        yield Row(f"{name}_precision", labels.precision, aim=0.95, misses=labels.misses)
        yield Row(f"{name}_recall", labels.recall, aim=0.7)


@evaluates("Introductions: all mail of four mailboxes, and those with a loose cue read", "")
def measure_mailboxes(root: Path) -> Iterator[Row]:
    """These mailboxes hold next to no introductions: what is measured is silence."""
    labelled = {row[1]: row[2] == "yes" for row in _rows(("enron",))}
    labels = Labels()
    mails = claimed = 0
    for path in sorted((root / "enron_mailboxes").glob("*.tar.xz")):
        for raw in archive(path).values():
            mail = read_mail(raw)
            mails += 1
            found = {one.kind for one in introductions.detect(mail.message)}
            got = bool(found.intersection(_KINDS))
            claimed += got
            if mail.headers.message_id in labelled:
                expected = labelled[mail.headers.message_id]
                labels.add(mail.headers.message_id, got, expected)
            elif got:
                labels.add(f"{mail.headers.message_id} (not labelled)", True, False)
    yield Row("introductions_mails_read", mails, str(mails))
    yield Row("introductions_claimed", claimed, str(claimed))
    yield Row("introductions_labelled", len(labelled), str(len(labelled)))
    yield Row("introductions_false", labels.false, str(labels.false), 1, True, labels.misses)
    yield Row("introductions_missed", labels.missed, str(labels.missed))
