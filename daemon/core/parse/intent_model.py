"""Decides how surely an English sentence wants something to happen, by weights learned from
labelled mail (`intent_weights.tsv`, made by bench/train_asks.py).
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

from daemon.core.parse.ask_rules import Cues, read_cues
from daemon.core.parse.intent_features import intent_features

#: From here on a sentence asks, proposes, invites or agrees: the best balance (F1) in five folds.
BALANCED = -0.4
#: Below this, turns of phrase alone make no ask for which somebody would owe an answer.
SURE = -0.2
_LETTERS = re.compile(r"[^\W\d_]+")
_BIAS = "#bias"
#: In the file a weight stands as a whole number: this many make 1.
SCALE = 100


@cache
def load_weights() -> dict[str, float]:
    """The weights by feature; read once, from the package. Raises ValueError where it is broken."""
    text = Path(__file__).with_name("intent_weights.tsv").read_text("utf-8")
    weights = {}
    for line in text.splitlines():
        if line and not line.startswith("##"):
            feature, _, weight = line.rpartition("\t")
            weights[feature] = int(weight) / SCALE
    return weights


def weigh(features: set[str], weights: dict[str, float]) -> float:
    """The log-odds of these features."""
    return weights.get(_BIAS, 0.0) + math.fsum(
        weights[feature] for feature in features if feature in weights
    )


def score_intent(sentence: str, cues: Cues | None = None) -> float:
    """Log-odds that a sentence of at most 2,000 characters asks, proposes, invites or agrees to
    something (0 is even); `cues` where they are known already.
    """
    known = read_cues(sentence) if cues is None else cues
    return weigh(intent_features(sentence, known), load_weights())


def is_intent(sentence: str) -> bool:
    """Whether an English sentence asks, proposes, invites or agrees, more likely than not."""
    return score_intent(sentence) >= BALANCED


def reads_english(sentence: str) -> bool:
    """Whether the model has learned most of the words, so that its score says something."""
    known = load_weights()
    found = _LETTERS.findall(sentence.lower())
    return 5 * sum(word in known for word in found) >= 3 * len(found)
