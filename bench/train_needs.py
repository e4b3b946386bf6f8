"""Learns the weights of needs and offers from labelled passages, in plain Python.

    WELLKEEPER_CORPORA=../shared/data python -m bench.train_needs [--check]

Logistic regression as in bench/train_asks.py, three times: which sentences tell a need, which an
offer, and which word names the thing. Learned from bench/labels/needs_and_offers_written.tsv (two
authors who never saw the reader of needs) and, as what tells neither, from sentences of the Enron
mailboxes. `--check` learns from one author and reads the other, both ways: the honest estimate.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bench.corpora import CORPORA, ROOT
from bench.real_needs import SEED, RealMail, load_real
from bench.train_asks import Example, train
from daemon.core.parse.need_features import (
    STOP,
    lift,
    object_features,
    sentence_features,
    split_tokens,
)
from daemon.core.parse.need_model import (
    BIAS,
    KINDS,
    SCALE,
    Weights,
    build_weights,
    find_tellings,
    rank_words,
    read_sentences,
)
from daemon.core.parse.need_words import CLASSES
from daemon.core.parse.sentences import split_sentences

WRITTEN = ROOT / "bench" / "labels" / "needs_and_offers_written.tsv"
TARGET = ROOT / "daemon" / "core" / "parse" / "need_weights.tsv"
#: A word in fewer passages is not told from others: it would be somebody's topic.
LEAST_KNOWN = 4
#: From here on what a first training takes for one in real mail is learned as neither.
LEAST_MINED = -1.5
_BY_LOT = 700
LEAST_WEIGHT = 4
HEADER = """\
## Weights of daemon/core/parse/need_model.py: feature, tab, weights of a need and of an offer times
## 100; after @ the weight of a word that names the thing; `known` are the words told apart.
## Made by `python -m bench.train_needs`; do not edit.
"""


def load_written(author: str = "") -> list[tuple[str, ...]]:
    """`(author, kind, language, object, text)` of one author, or of both."""
    lines = WRITTEN.read_text("utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [row for row in rows if not author or row[0] == author]


def known_words(rows: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """The words told apart: those of the classes, and those that stand in several passages, the
    things themselves left out.
    """
    seen: Counter[str] = Counter()
    for _, _, _, thing, text in rows:
        own = set(split_tokens(thing).tokens)
        seen.update({one for part in split_sentences(text) for one in split_tokens(part).tokens}
                    - own)  # fmt: skip
    classes = {
        word
        for members in CLASSES.values()
        for member in members
        if not member.endswith("*")
        for word in member.split("_")
    }
    return frozenset(one for one, count in seen.items() if count >= LEAST_KNOWN) | classes


def _examples(
    rows: Sequence[tuple[str, ...]], known: frozenset[str], real: Sequence[RealMail]
) -> list[tuple[set[str], str]]:
    """Windows of one or two sentences with what they tell."""
    dice = random.Random(SEED)
    read = [
        (kind, language, thing.lower(), text,
         [sentence_features(one, known) for one in read_sentences(split_sentences(text))])
        for _, kind, language, thing, text in rows
    ]  # fmt: skip
    neither: dict[str, list[set[str]]] = {}
    for kind, language, _, _, parts in read:
        if kind == "neither":
            neither.setdefault(language, []).extend(parts)
    found: list[tuple[set[str], str]] = []
    for kind, language, thing, text, parts in read:
        found += [(one | two, kind) for one, two in pairwise(parts)]
        sentences = split_sentences(text)
        found += [
            (part, kind)
            for part, sentence in zip(parts, sentences, strict=True)
            if len(parts) == 1 or kind == "neither" or thing in sentence.lower()
        ]
        # Among other sentences it says the same.
        beside = dice.choice(neither[language])
        found.append((beside | parts[0] if dice.random() < 0.5 else parts[-1] | beside, kind))
    unlabelled = [mail.sentences for mail in real if not mail.labels]
    for sentences in unlabelled[:_BY_LOT]:
        at = dice.randrange(len(sentences) - 1)
        one, two = _features(sentences[at : at + 2], known)
        found += [(one | two, "neither"), (one, "neither")]
    for mail in real:
        for label, first, last in mail.labels:
            found.append((set().union(*_features(mail.sentences[first : last + 1], known)), label))
    return found


def _features(sentences: Sequence[str], known: frozenset[str]) -> list[set[str]]:
    return [sentence_features(one, known) for one in read_sentences(sentences)]


def _mined(real: Sequence[RealMail], weights: Weights) -> list[tuple[set[str], str]]:
    """What a first training wrongly takes for needs and offers."""
    return [
        (set().union(*_features(mail.sentences[one.first : one.last + 1], weights.known)),
         "neither")
        for mail in real
        if not mail.labels
        for one in find_tellings(read_sentences(mail.sentences), weights, LEAST_MINED)
    ]  # fmt: skip


def _object_examples(rows: Sequence[tuple[str, ...]], known: frozenset[str]) -> list[Example]:
    found: list[Example] = []
    for _, kind, _, thing, text in rows:
        if kind == "neither":
            continue
        words, marked = list(split_tokens(thing).tokens), False
        examples: list[Example] = []
        for number, said in enumerate(read_sentences(split_sentences(text))):
            lifted, names = lift(said, known), set[int]()
            for at in range(len(said.tokens) - len(words) + 1):
                if not marked and list(said.tokens[at : at + len(words)]) == words:
                    names, marked = set(range(at, at + len(words))), True
            for at, token in enumerate(said.tokens):
                if token in STOP or len(token) < 2 or not token[0].isalpha():
                    continue
                features = object_features(said, lifted, at, kind)
                features.add(f"sent {number}")
                examples.append((features, at in names))
        if marked:
            found += examples
    return found


def learn(
    rows: Sequence[tuple[str, ...]], real: Sequence[RealMail]
) -> tuple[dict[str, tuple[int, int]], dict[str, int], frozenset[str]]:
    """Weights by feature of sentences and of words, as whole numbers, and the words told apart."""
    known = known_words(rows)
    examples = _examples(rows, known, real)
    first = build_weights(_by_kind(examples).items(), known)
    sentences = _by_kind(examples + _mined(real, first))
    objects = {
        name: round(weight * SCALE)
        for name, weight in train(_object_examples(rows, known)).items()
        if round(abs(weight) * SCALE) >= LEAST_WEIGHT or name == BIAS
    }
    return sentences, objects, known


def _by_kind(examples: Sequence[tuple[set[str], str]]) -> dict[str, tuple[int, int]]:
    found = [train([(one, kind == want) for one, kind in examples]) for want in KINDS]
    return {
        name: (needs, offers)
        for name in {**found[0], **found[1]}
        if max(abs(needs := round(found[0].get(name, 0.0) * SCALE)),
               abs(offers := round(found[1].get(name, 0.0) * SCALE))) >= LEAST_WEIGHT
        or name == BIAS
    }  # fmt: skip


def as_weights(
    sentences: dict[str, tuple[int, int]], objects: dict[str, int], known: frozenset[str]
) -> tuple[Weights, Weights]:
    """The same as the reader loads them."""
    return (
        build_weights(sentences.items(), known),
        build_weights(((name, (number,)) for name, number in objects.items()), known),
    )


def check(rows: Sequence[tuple[str, ...]], real: Sequence[RealMail]) -> None:
    """Learn from one author, read the other's passages; print precision and recall."""
    for learned, read in (("a", "b"), ("b", "a")):
        weights, words = as_weights(*learn([row for row in rows if row[0] == learned], real))
        told: list[tuple[float, str, str, bool]] = []
        named = [0, 0, 0]
        others = [row for row in rows if row[0] == read]
        for _, kind, language, thing, text in others:
            sentences = read_sentences(split_sentences(text))
            best = find_tellings(sentences, weights, -9.0)
            top = max(best, key=lambda one: one.odds, default=None)
            told.append((top.odds if top else -9.0, top.kind if top else "", kind,
                         language == "en"))  # fmt: skip
            if kind != "neither":
                tokens = set(split_tokens(thing).tokens) - STOP
                ranked = rank_words(sentences, kind, words)[:3]
                hits = [sentences[n].tokens[at] in tokens for _, n, at in ranked]
                named[0] += 1
                named[1] += bool(hits and hits[0])
                named[2] += any(hits)
        print(f"learned from {learned}, read {read}: {len(others)} passages; the thing named first "
              f"in {named[1]} of {named[0]}, among three in {named[2]}")  # fmt: skip
        for want in KINDS:
            for where, english in (("en", True), ("de, fr, es", False)):
                line = []
                for least in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0):
                    taken = [
                        one
                        for one in told
                        if one[3] is english and one[1] == want and one[0] >= least
                    ]
                    right = sum(one[2] == want for one in taken)
                    there = sum(one[2] == want and one[3] is english for one in told)
                    line.append(f"{least}: P {right / max(1, len(taken)):.2f} "
                                f"R {right / there:.2f}")  # fmt: skip
                print(f"  {want} {where}: " + ", ".join(line))


def main() -> int:
    """Train on all there is and write the file, or check; 1 where the corpus is missing."""
    if not (CORPORA / "enron_mailboxes").is_dir():
        print(f"No enron_mailboxes at {CORPORA}: set WELLKEEPER_CORPORA.", file=sys.stderr)
        return 1
    rows = load_written()
    real = load_real(CORPORA)
    if "--check" in sys.argv[1:]:
        check(rows, real)
        return 0
    sentences, objects, known = learn(rows, real)
    lines = [f"known\t{' '.join(sorted(known))}\n"]
    lines += [f"{name}\t{one}\t{two}\n" for name, (one, two) in sorted(sentences.items())]
    lines += [f"@{name}\t{one}\n" for name, one in sorted(objects.items())]
    TARGET.write_text(HEADER + "".join(lines), "utf-8")
    print(f"{len(lines)} weights, {TARGET.stat().st_size // 1024} kB: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
