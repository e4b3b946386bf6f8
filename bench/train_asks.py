"""Learns the weights of English intents from labelled sentences, in plain Python.

    WELLKEEPER_CORPORA=../shared/data python -m bench.train_asks

Logistic regression over `intent_features`, each feature's weight held small by its square, fitted
example by example with steps that shrink for features seen often (Duchi, Hazan, Singer 2011).
Writes daemon/core/parse/intent_weights.tsv. Only parakweet_intent is learned from: its licence
(Apache-2.0) allows it; BC3 (research only) and MailEx (share-alike) are for measuring.
"""

from __future__ import annotations

import hashlib
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.corpora import CORPORA, ROOT, read
from daemon.core.parse.ask_rules import read_cues
from daemon.core.parse.intent_features import intent_features
from daemon.core.parse.intent_model import SCALE, weigh

TARGET = ROOT / "daemon" / "core" / "parse" / "intent_weights.tsv"
SEED = 20
EPOCHS = 30
STEP = 0.3
#: How strongly weights are held small; found by five-fold trials on the training set.
RESTRAINT = 5.0
#: A feature seen in fewer sentences is not learned: it would be somebody's phrase.
LEAST_SEEN = 3
#: Smaller weights, in whole numbers of the file, are left out.
LEAST_WEIGHT = 3
HEADER = """\
## Weights of daemon/core/parse/intent_model.py: feature, tab, weight times 100.
## Made by `python -m bench.train_asks`; do not edit.
## Learned from ParakweetLabs/EmailIntentDataSet, commit 055f62857b3214c1682a0b18a2c5fc2c9f0c00e6
## (Copyright its authors, Apache License 2.0, http://www.apache.org/licenses/LICENSE-2.0): counts
## of words and short phrases of its sentences, no sentence of it. Digest of the sentences: {digest}
"""

Example = tuple[set[str], bool]
Labelled = Sequence[tuple[str, bool]]


def load_parakweet(root: Path, name: str) -> list[tuple[str, bool]]:
    """`(sentence, label)` of one of its two files."""
    lines = (line.partition("\t") for line in read(root / name).splitlines())
    return [(sentence, label == "Yes") for label, tab, sentence in lines if tab]


def load_all(root: Path) -> list[tuple[str, bool]]:
    """Both files of parakweet_intent."""
    return [
        *load_parakweet(root, "Ask0729-fixed.txt"),
        *load_parakweet(root, "testSet-qualifiedBatch-fixed.txt"),
    ]


def digest(labelled: Labelled) -> str:
    """Tells one set of sentences from another; the weights name the set they were learned from."""
    together = "\n".join(sorted(text for text, _ in labelled))
    return hashlib.sha256(together.encode()).hexdigest()[:16]


def featured(labelled: Labelled) -> list[Example]:
    """The same with features in the place of sentences."""
    return [(intent_features(text, read_cues(text)), label) for text, label in labelled]


def train(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by feature, `#bias` among them."""
    seen = Counter(feature for features, _ in examples for feature in features)
    kept = {feature for feature, count in seen.items() if count >= LEAST_SEEN}
    rows = [(sorted(features & kept), label) for features, label in examples]
    weights = dict.fromkeys(sorted(kept), 0.0)
    weights["#bias"] = 0.0
    seen["#bias"] = 10**9  # unrestrained
    squares = dict.fromkeys(weights, 1e-8)
    dice = random.Random(SEED)
    for _ in range(EPOCHS):
        dice.shuffle(rows)
        for features, label in rows:
            active = [*features, "#bias"]
            odds = sum(weights[feature] for feature in active)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - label
            for feature in active:
                slope = error + RESTRAINT * weights[feature] / seen[feature]
                squares[feature] += slope * slope
                weights[feature] -= STEP * slope / math.sqrt(squares[feature])
    return {
        feature: rounded / SCALE
        for feature, weight in weights.items()
        if abs(rounded := round(weight * SCALE)) >= LEAST_WEIGHT or feature == "#bias"
    }


def folds(count: int, parts: int = 5) -> list[set[int]]:
    """Numbers below `count` in `parts` sets, by lot, the same each time."""
    numbers = list(range(count))
    random.Random(SEED).shuffle(numbers)
    return [set(numbers[part::parts]) for part in range(parts)]


def cross_scores(
    examples: Sequence[Example], parts: Sequence[set[int]], use: Sequence[bool] = ()
) -> list[float]:
    """Each example's score by weights that never saw its part; `use` says which are learned from,
    where not all are.
    """
    scores = [0.0] * len(examples)
    usable = [number for number in range(len(examples)) if not use or use[number]]
    for part in parts:
        weights = train([examples[number] for number in usable if number not in part])
        for number in part:
            scores[number] = weigh(examples[number][0], weights)
    return scores


def main() -> int:
    """Train on all there is, and write the file; 1 where the corpus is missing."""
    root = CORPORA / "parakweet_intent"
    if not root.is_dir():
        print(f"No parakweet_intent at {CORPORA}: set WELLKEEPER_CORPORA.", file=sys.stderr)
        return 1
    labelled = load_all(root)
    weights = train(featured(labelled))
    lines = [f"{feature}\t{round(weight * SCALE)}\n" for feature, weight in sorted(weights.items())]
    TARGET.write_text(HEADER.format(digest=digest(labelled)) + "".join(lines), "utf-8")
    print(f"{len(weights)} weights, {TARGET.stat().st_size // 1024} kB: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
