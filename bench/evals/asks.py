"""Asks: which sentences want an answer or an act."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import read
from bench.measure import Labels, Row, evaluates
from daemon.core.detectors import all_detectors
from daemon.core.model import ReadMessage


def _asks(sentence: str) -> bool:
    detect = next(found.detect for found in all_detectors() if found.name == "asks")
    return bool(detect(ReadMessage("", sentence, outgoing=False)))


@evaluates("Asks: sentences of parakweet (its Yes counts commitments as well)", "parakweet_intent")
def measure_intents(root: Path) -> Iterator[Row]:
    labels = Labels()
    for line in read(root / "testSet-qualifiedBatch-fixed.txt").splitlines():
        label, tab, sentence = line.partition("\t")
        if tab:
            labels.add(sentence, _asks(sentence), label == "Yes")
    yield labels.row("asks_parakweet_f1")


@evaluates("Asks: sentences of BC3 that two of three annotators called a request", "bc3")
def measure_bc3(root: Path) -> Iterator[Row]:
    labels = Labels()
    for line in read(root / "sentences.jsonl").splitlines():
        row = json.loads(line)
        labels.add(row["text"], _asks(row["text"]), row["votes"].get("req", 0) >= 2)
    yield labels.row("asks_bc3_f1")
