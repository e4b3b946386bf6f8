"""Needs and offers where nothing was learned: in passages by a third author, and in real mail of a
mailbox kept apart, how often something is taken for one, what of it is one, and what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.corpora import ROOT, archive, read_mail
from bench.measure import Labels, Row, evaluates
from bench.real_needs import KEPT_APART, load_labelled, read_sentences_of
from daemon.core.model import MessageKind
from daemon.core.parse.keyed import words_of
from daemon.core.parse.need_features import may_tell
from daemon.core.parse.need_reading import SURE, read_told

THIRD = ROOT / "bench" / "labels" / "needs_and_offers_third.tsv"


@evaluates("Needs and offers: passages of an author of whom nothing was learned", "")
def measure_third(_: Path) -> Iterator[Row]:
    """`perhaps`: what may serve as one half of a pair; `shown`: what is told of a person."""
    perhaps = {kind: Labels() for kind in SURE}
    shown = {kind: Labels() for kind in SURE}
    for line in THIRD.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        label, _, _, text = line.split("\t")
        sentences = read_sentences_of(text)
        told = read_told(sentences, [may_tell(words_of(each)) for each in sentences])
        for kind in SURE:
            mine = [one for one in told if one.kind == kind]
            perhaps[kind].add(text, bool(mine), label == kind)
            shown[kind].add(text, any(one.phrase for one in mine), label == kind)
    for name, labels in (("perhaps", perhaps), ("shown", shown)):
        for kind, counted in labels.items():
            yield Row(f"needs_third_{name}_{kind}_precision", counted.precision)
            yield Row(f"needs_third_{name}_{kind}_recall", counted.recall)


@evaluates("Needs and offers: all mail of a mailbox kept apart, what is taken read by a person", "")
def measure_real(root: Path) -> Iterator[Row]:
    """Real mail holds next to none: what only may be one is never shown, and meets nobody alone."""
    labelled = load_labelled()
    taken, mails, shown = Labels(), 0, 0
    for path in sorted((root / "enron_mailboxes").glob(f"{KEPT_APART}*.tar.xz")):
        for raw in archive(path).values():
            mail = read_mail(raw)
            message = mail.message
            if message.kind is not MessageKind.PERSONAL or message.outgoing:
                continue
            mails += 1
            sentences = read_sentences_of(message.new_text)
            known = {
                (first, last): label
                for label, first, last in labelled.get(mail.headers.message_id, [])
            }
            for one in read_told(sentences, [may_tell(words_of(each)) for each in sentences]):
                label = known.get((one.first, one.last), "neither")
                taken.add(f"{mail.headers.message_id} {one.first}", True, label == one.kind)
                shown += bool(one.phrase)
    yield Row("needs_real_mails_read", mails, str(mails))
    yield Row("needs_real_perhaps_per_thousand", 1000 * (taken.hits + taken.false) / max(1, mails))
    yield Row("needs_real_perhaps_precision", taken.precision)
    yield Row("needs_real_shown", shown, str(shown))
