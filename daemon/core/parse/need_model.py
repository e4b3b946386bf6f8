"""Decides how surely one or two sentences tell what somebody looks for or has to offer, and which
words name it, by weights learned from labelled passages (`need_weights.tsv`, made by
bench/train_needs.py).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from daemon.core.parse.need_features import (
    STOP,
    Words,
    lift,
    object_features,
    sentence_features,
    split_tokens,
)
from daemon.core.values import dataclass

#: In the file a weight stands as a whole number: this many make 1.
SCALE = 100
BIAS = "#bias"
#: What each column of the file is learned for.
KINDS = ("need", "offer")
_OBJECT, _KNOWN = b"@", b"known\t"
_FILE = Path(__file__).with_name("need_weights.tsv")
#: Of the 32 bits of a key.
_OTHER_BITS = 18


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature, kept as numbers side by side: names would take ten times the memory."""

    keys: array[int]
    columns: tuple[array[int], ...]
    known: frozenset[str]
    #: By the first bits of a key, where those that begin so stand: one or none, most often.
    first: array[int]
    #: Where the bias stands, which every sentence has.
    bias: tuple[int, ...] = ()

    def places(self, features: Iterable[str]) -> set[int]:
        """Where these features stand, those that have a weight. No feature holds a line feed."""
        keys, first, found = self.keys, self.first, set()
        for key in map(crc32, "\n".join(features).encode("utf-8", "replace").split(b"\n")):
            begin = key >> _OTHER_BITS
            at, end = first[begin], first[begin + 1]
            while at < end:  # a range takes longer to make than to go through
                if keys[at] == key:
                    found.add(at)
                at += 1
        return found

    def weigh(self, places: Iterable[int]) -> tuple[float, ...]:
        """The log-odds of the features at these places, one a column."""
        every = (*self.bias, *places)
        return tuple(sum(map(column.__getitem__, every)) / SCALE for column in self.columns)


@dataclass(frozen=True, slots=True)
class ListedWeights:
    """The weights of sentences as their lines stand in the file, by feature: where few sentences
    are asked about, to find the lines of these takes a tenth of what it takes to read all.
    """

    lines: Sequence[bytes]
    known: frozenset[str]

    def places(self, features: Iterable[str]) -> set[int]:
        """As of `Weights`."""
        found = set()
        for name in "\n".join(features).encode("utf-8", "replace").split(b"\n"):
            begin = name + b"\t"
            at = bisect_left(self.lines, begin)
            if at < len(self.lines) and self.lines[at].startswith(begin):
                found.add(at)
        return found

    def weigh(self, places: Iterable[int]) -> tuple[float, ...]:
        """As of `Weights`."""
        rows = [
            map(int, self.lines[at].split(b"\t")[1:]) for at in (*self.places((BIAS,)), *places)
        ]
        return tuple(sum(column) / SCALE for column in zip(*rows, strict=True))


@dataclass(frozen=True, slots=True)
class Telling:
    """One or two sentences that may tell a need or an offer, `first` to `last`, with log-odds."""

    kind: str
    odds: float
    first: int
    last: int


def build_weights(rows: Iterable[tuple[str, Sequence[int]]], known: Collection[str]) -> Weights:
    """The weights of features, given with one number a column."""
    told = [(name.encode(), *numbers) for name, numbers in rows]
    names, *columns = zip(*told, strict=True) if told else ((),)
    return _in_columns(names, columns, known)


def _in_columns(
    names: Iterable[bytes], columns: Iterable[Sequence[int]], known: Collection[str]
) -> Weights:
    """The weights of these features, column by column: row by row it takes twice as long."""
    unordered = [*map(crc32, names)]
    order = sorted(range(len(unordered)), key=unordered.__getitem__)
    keys = array("I", map(unordered.__getitem__, order))
    begun = [0] * ((1 << 32 - _OTHER_BITS) + 1)
    for key in keys:
        begun[(key >> _OTHER_BITS) + 1] += 1
    first = array("I", accumulate(begun))
    weights = tuple(array("h", map(one.__getitem__, order)) for one in columns)
    made = Weights(keys, weights, frozenset(known), first)
    return replace(made, bias=(*made.places((BIAS,)),))


def load_weights() -> tuple[Weights, Weights]:
    """Those of sentences, and those of the words that name a thing; each read once, from the
    package. Raises ValueError where the file is broken.
    """
    return load_sentence_weights(), load_word_weights()


@lru_cache(maxsize=1)  # read again in some milliseconds: not kept while nobody asks
def load_listed_weights() -> ListedWeights:
    """Those of sentences, for few of them: see there."""
    told = _FILE.read_bytes().partition(b"\n" + _KNOWN)[2].partition(b"\n" + _OBJECT)[0]
    return ListedWeights(told.split(b"\n")[1:], load_known())


@cache
def load_sentence_weights() -> Weights:
    """See `load_weights`."""
    lines = [one for one in _lines() if not one.startswith((_OBJECT, _KNOWN, b"##"))]
    return _read_columns(lines, len(KINDS))


@cache
def load_word_weights() -> Weights:
    """See `load_weights`."""
    return _read_columns([one[1:] for one in _lines() if one.startswith(_OBJECT)], 1)


def _read_columns(lines: Sequence[bytes], columns: int) -> Weights:
    """Of lines with a feature and so many weights."""
    cells = b"\t".join(lines).split(b"\t")
    if len(cells) != len(lines) * (1 + columns):
        raise ValueError(f"{_FILE.name} has lines of another length")
    names, *weights = (cells[at :: 1 + columns] for at in range(1 + columns))
    return _in_columns(names, [[*map(int, one)] for one in weights], load_known())


def _lines() -> list[bytes]:
    """As bytes: all but the words that are known is needed as numbers alone."""
    return _FILE.read_bytes().splitlines()


@cache
def load_known() -> frozenset[str]:
    """The words that are told apart, which stand before all weights. Raises ValueError where the
    file is broken.
    """
    with _FILE.open("rb") as lines:
        for line in lines:
            if line.startswith(_KNOWN):
                return frozenset(line.decode().split()[1:])
    raise ValueError(f"{_FILE.name} names no words")


def find_tellings(
    sentences: Sequence[Words | None], weights: Weights | ListedWeights, least: float
) -> tuple[Telling, ...]:
    """The sentences, alone or with the one before, whose log-odds reach `least` (None stands for
    one that tells nothing); none that share a sentence with a surer one of the same kind. What may
    be both is told as both.
    """
    cues = [one is not None and one.has_cue for one in sentences]
    parts = [
        weights.places(sentence_features(one, weights.known))
        if one is not None and any(cues[max(0, at - 1) : at + 2])
        else None
        for at, one in enumerate(sentences)
    ]
    found: list[Telling] = []
    for at, part in enumerate(parts):
        if part is None:
            continue
        before = parts[at - 1] if at else None
        windows = [(at, part)] if cues[at] else []
        if before is not None:
            windows.append((at - 1, part | before))
        for first, places in windows:
            for kind, odds in zip(KINDS, weights.weigh(places), strict=True):
                if odds >= least:
                    found.append(Telling(kind, odds, first, at))
    kept: list[Telling] = []
    # A sentence that says it alone says it best.
    for one in sorted(found, key=lambda each: (each.first - each.last - each.odds, each.first)):
        if all(one.kind != other.kind or one.last < other.first or other.last < one.first
               for other in kept):  # fmt: skip
            kept.append(one)
    return tuple(kept)


def rank_words(
    sentences: Sequence[Words], kind: str, weights: Weights
) -> list[tuple[float, int, int]]:
    """`(log-odds, sentence, word)` of the words that may name what is needed or offered, the
    likeliest first; words that are no thing by themselves are left out.
    """
    found = []
    for number, said in enumerate(sentences):
        lifted = lift(said, weights.known)
        for at, token in enumerate(said.tokens):
            if token in STOP or len(token) < 2 or not token[0].isalpha():
                continue
            features = object_features(said, lifted, at, kind)
            features.add(f"sent {number}")
            found.append((weights.weigh(weights.places(features))[0], number, at))
    return sorted(found, key=lambda one: (-one[0], one[1], one[2]))


def read_sentences(sentences: Iterable[str]) -> list[Words]:
    """Sentences as the model looks at them."""
    return [split_tokens(one) for one in sentences]
