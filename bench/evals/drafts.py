"""Drafts of real mailboxes, judged by reading: would the owner send them? What is counted here are
the readings that are kept; `bench.draft_reading` makes the drafts of today's rules to be read anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import ROOT
from bench.measure import Row, evaluates

LABELS = ROOT / "bench" / "labels" / "drafts.tsv"
#: Sets whose names begin so were read by two people apart from each other; all others by one.
TWO_READERS = "two_readers"
#: Shares that were aimed at: sent unchanged at least, not sent at most.
AIMS = {"send": 0.6, "not": 0.1}


@evaluates("Drafts: of four mailboxes, judged by reading", "")
def measure_drafts(_: Path) -> Iterator[Row]:
    lines = LABELS.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    sets = dict.fromkeys(row[0] for row in rows)
    for which in (one for one in sets if not one.startswith(TWO_READERS)):
        counts = Counter(row[6] for row in rows if row[0] == which)
        for label in ("send", "word", "not"):
            share, aim = counts[label] / counts.total(), AIMS.get(label)
            shown = f"{share:.3f} ({counts[label]} of {counts.total()})"
            aim = None if which.startswith("before") else aim
            yield Row(f"drafts_{which}_{label}", share, shown, aim, at_most=label == "not")
    twice = [(row[6], row[7]) for row in rows
             if row[7] != "-" and not row[0].startswith(TWO_READERS)]  # fmt: skip
    yield _agreement("drafts_readings_agree", twice)
    for which in (one for one in sets if one.startswith(TWO_READERS)):
        apart = [(row[6], row[7]) for row in rows if row[0] == which]
        for at, reader in enumerate("ab"):
            counts = Counter(labels[at] for labels in apart)
            for label in ("send", "word", "not"):
                share = counts[label] / len(apart)
                shown = f"{share:.3f} ({counts[label]} of {len(apart)})"
                name = f"drafts_{which}_{reader}_{label}"
                yield Row(name, share, shown, AIMS.get(label), at_most=label == "not")
        yield _agreement(f"drafts_{which}_agree", apart)


def _agreement(name: str, pairs: list[tuple[str, str]]) -> Row:
    agreed = sum(first == second for first, second in pairs)
    return Row(name, agreed / len(pairs), f"{agreed / len(pairs):.3f} ({agreed} of {len(pairs)})")
