"""Promises: which sentences are commitments of their writer, and by which day."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.corpora import ROOT, archive, read, read_mail
from bench.measure import Exact, Labels, Row, evaluates
from daemon.core.detectors import all_detectors
from daemon.core.model import ReadMessage
from daemon.core.parse.due_dates import find_due_date
from daemon.core.parse.sentences import split_sentences

LABELS = ROOT / "bench" / "labels"


def _rows(name: str) -> list[list[str]]:
    lines = (LABELS / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _promises(message: ReadMessage) -> bool:
    detect = next(found.detect for found in all_detectors() if found.name == "promises")
    return bool(detect(message))


@evaluates("Promises: sentences of BC3 that annotators called a commitment", "bc3")
def measure_bc3(root: Path) -> Iterator[Row]:
    """One of three is what the pattern of .290 was measured against; two of three is a label. One
    annotator measured against another reaches `promises_bc3_annotators_f1`.
    """
    one, two = Labels(), Labels()
    pairs = total = 0
    for line in read(root / "sentences.jsonl").splitlines():
        row = json.loads(line)
        got = _promises(ReadMessage("", row["text"], outgoing=False))
        votes = row["votes"].get("cmt", 0)
        pairs += votes * (votes - 1) // 2
        total += votes
        one.add(row["text"], got, votes >= 1)
        two.add(row["text"], got, votes >= 2)
    yield one.row("promises_bc3_any_f1", aim=0.50)
    yield two.row("promises_bc3_two_f1")
    yield Row("promises_bc3_annotators_f1", pairs / max(1, total))


@evaluates("Promises: sent mail of four mailboxes, labelled by reading", "enron_mailboxes")
def measure_mailboxes(root: Path) -> Iterator[Row]:
    labelled = {(row[1], row[2]): (row[0], row[6]) for row in _rows("promises.tsv")}
    wanted = {message for message, _ in labelled}
    counts = {which: Labels() for which in ("first", "second", "third")}
    for path in sorted(root.glob("*.tar.xz")):
        for raw in archive(path).values():
            message_id = _message_id(raw)
            if message_id not in wanted:
                continue
            message = read_mail(raw).message
            for sentence in split_sentences(message.new_text):
                key = hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]
                which, final = labelled.pop((message_id, key), ("", ""))
                if which:
                    got = _promises(replace(message, new_text=sentence, outgoing=True))
                    counts[which].add(f"{message_id} {sentence[:120]}", got, final == "yes")
    yield Row("promises_labels_not_found", len(labelled), str(len(labelled)), 0, at_most=True)
    for which, labels in counts.items():
        positives = labels.hits + labels.missed
        name = f"promises_{which}"
        yield Row(f"{name}_positives", positives, str(positives))
        yield Row(f"{name}_precision", labels.precision, aim=0.90, misses=labels.misses)
        yield Row(f"{name}_recall", labels.recall, aim=0.60)


@evaluates("Promises: how far two readings of the first 300 agree, unclear counted", "")
def measure_agreement(_: Path) -> Iterator[Row]:
    pairs = [(row[4], row[5]) for row in _rows("promises.tsv") if row[0] == "first"]
    agreed = sum(first == second for first, second in pairs) / len(pairs)
    one, two = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(one[label] * two[label] for label in one) / len(pairs) ** 2
    yield Row("promises_agreement", agreed)
    yield Row("promises_kappa", (agreed - chance) / (1 - chance))


@evaluates("Due dates: sentences written by hand, in seven languages", "")
def measure_due_dates(_: Path) -> Iterator[Row]:
    counts = {"tuned": Exact(), "apart": Exact()}
    false = {"tuned": 0, "apart": 0}
    for which, written, region, expected, text in _rows("due_dates.tsv"):
        found = find_due_date(text, date.fromisoformat(written), region)
        got = found.day.isoformat() if found else "-"
        counts[which].add(text, got, expected)
        false[which] += got not in (expected, "-")
    for which, exact in counts.items():
        yield exact.row(f"due_dates_{which}")
        yield Row(f"due_dates_{which}_false", false[which], str(false[which]), 0, at_most=True)


def _message_id(raw: bytes) -> str:
    """Read from the bytes: reading ten thousand mails for a few hundred would take a minute."""
    head = raw[:2_000]
    at = head.lower().find(b"message-id:")
    return head[at + 11 :].split(b"\n", 1)[0].strip(b" <>\r").decode("ascii", "replace")
