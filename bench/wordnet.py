"""WordNet 3.0 as its files hold it: the senses of English nouns and verbs, their plain forms, and
what stands beside or above them. Read to build daemon/core/pairs/likeness.tsv only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: The lexicographers' files of nouns, from number 3, and of verbs, from number 29 (lexnames(5WN)).
_NOUNS = """Tops act animal artifact attribute body cognition communication event feeling food group
    location motive object person phenomenon plant possession process quantity relation shape state
    substance time"""
_VERBS = """body change cognition communication competition consumption contact creation emotion
    motion perception possession social stative weather"""
_FILES = dict(enumerate(_NOUNS.split(), 3)) | dict(enumerate(_VERBS.split(), 29))
_RULES = {
    "n": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
          ("men", "man"), ("ies", "y")),
    "v": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"),
          ("ing", "")),
}  # fmt: skip


@dataclass(slots=True)
class Sense:
    """One meaning: its file (`n.artifact`), its words, and pointers `(sign, part of speech, offset,
    from word, to word)`.
    """

    file: str
    words: list[str]
    pointers: list[tuple[str, str, str, int, int]]


@dataclass(slots=True)
class WordNet:
    """Senses by `(part of speech, offset)`, the offsets of a word's senses, the commonest first."""

    senses: dict[tuple[str, str], Sense] = field(default_factory=dict)
    index: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    irregular: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, part: str, lemma: str) -> list[str]:
        """The offsets of the senses of a word."""
        return self.index.get((part, lemma), [])

    def plain_form(self, word: str, part: str) -> str | None:
        """The form that stands in the dictionary (morphy(7WN)), or None."""
        odd = self.irregular.get((part, word))
        if odd and (part, odd) in self.index:
            return odd
        if (part, word) in self.index:
            return word
        for ending, instead in _RULES[part]:
            form = word[: len(word) - len(ending)] + instead
            if word.endswith(ending) and (part, form) in self.index:
                return form
        for ending in ("ing", "ed") if part == "v" else ():
            root = word.removesuffix(ending)
            if root != word and len(root) > 3 and root[-1] == root[-2]:
                return root[:-1] if ("v", root[:-1]) in self.index else None
        return None

    def above(self, offset: str, steps: int) -> list[set[str]]:
        """What a noun's sense is one of, step by step."""
        found, here = list[set[str]](), {offset}
        for _ in range(steps):
            here = {to for one in here for sign, _, to, _, _ in self.senses["n", one].pointers
                    if sign in ("@", "@i")}  # fmt: skip
            found.append(here)
        return found


def load_wordnet(folder: Path) -> WordNet:
    """From the folder that holds data.noun and the others. Raises OSError where it does not."""
    net = WordNet()
    for part, name in (("n", "noun"), ("v", "verb")):
        for said in _lines(folder / f"data.{name}"):
            fields = said.split(" | ")[0].split()
            count = int(fields[3], 16)
            at = 4 + 2 * count
            pointers = [
                (fields[one], fields[one + 2], fields[one + 1],
                 int(fields[one + 3][:2], 16), int(fields[one + 3][2:], 16))
                for one in range(at + 1, at + 1 + 4 * int(fields[at]), 4)
            ]  # fmt: skip
            words = [fields[4 + 2 * one].lower() for one in range(count)]
            file = f"{part}.{_FILES[int(fields[1])]}"
            net.senses[part, fields[0]] = Sense(file, words, pointers)
        for said in _lines(folder / f"index.{name}"):
            fields = said.split()
            net.index[part, fields[0]] = fields[6 + int(fields[3]) :]
        for said in (folder / f"{name}.exc").read_text("latin-1").splitlines():
            odd, *plain = said.split()
            net.irregular[part, odd] = plain[0]
    return net


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="latin-1") as lines:
        yield from (line for line in lines if not line.startswith("  "))
