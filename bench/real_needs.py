"""Real mail that bench/train_needs.py learns from as telling neither a need nor an offer: what a
person has labelled, and mail by lot.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import ROOT, archive, read_mail
from daemon.core.model import MessageKind
from daemon.core.parse.sentences import split_sentences

REAL = ROOT / "bench" / "labels" / "needs_and_offers_real.tsv"
#: Real mail of this mailbox is not learned from, so that it can measure.
KEPT_APART = "ward-k"
SEED = 20
#: Real mails of which two sentences each, and what a first training takes for more than even, are
#: learned as telling neither: of 253 such that a person read, 8 told something.
MAILS = 2_500
#: As detectors/facts.py reads.
_MAX_TEXT, _MAX_SENTENCE = 6_000, 500


def load_labelled() -> dict[str, list[tuple[str, int, int]]]:
    """`(need, offer or neither, first sentence, last sentence)` by Message-ID of real mail."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for line in REAL.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            message, label, first, last, _ = line.split("\t")
            found.setdefault(message, []).append((label, int(first), int(last)))
    return found


@dataclass(frozen=True, slots=True)
class RealMail:
    """The sentences of one real mail, and what of it a person has labelled."""

    sentences: list[str]
    labels: list[tuple[str, int, int]]


def load_real(root: Path) -> list[RealMail]:
    """Personal mails of the Enron mailboxes but one, by lot, the labelled ones first."""
    labelled, found, rest = load_labelled(), [], []
    for path in sorted((root / "enron_mailboxes").glob("*.tar.xz")):
        if path.name.startswith(KEPT_APART):
            continue
        for raw in archive(path).values():
            mail = read_mail(raw)
            text = mail.message.new_text
            labels = labelled.get(mail.headers.message_id, [])
            if mail.message.kind is not MessageKind.PERSONAL:
                continue
            sentences = read_sentences_of(text)
            if labels and sentences:
                found.append(RealMail(sentences, labels))
            elif len(sentences) > 1:
                rest.append(RealMail(sentences, []))
    random.Random(SEED).shuffle(rest)
    return found + rest[:MAILS]


def read_sentences_of(text: str) -> list[str]:
    """The sentences as detectors/facts.py counts them; none of a text that it does not read."""
    if len(text) > _MAX_TEXT:
        return []
    return [one for one in split_sentences(text)
            if len(one) <= _MAX_SENTENCE and not one.startswith(">")]  # fmt: skip
