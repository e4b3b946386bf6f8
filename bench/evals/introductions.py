"""Introductions: which mails present people to each other, and which pairs of a simulated world
with planted needs and offers are suggested.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.corpora import ROOT, archive, read_mail
from bench.measure import Labels, Row, evaluates
from bench.pair_world import NOW, build_world
from bench.planted_world import build_planted, live_through
from daemon.core.detectors import introductions
from daemon.core.model import ReadMessage
from daemon.core.pairs.pairing import find_pairs

LABELS = ROOT / "bench" / "labels" / "introductions.tsv"
_KINDS = ("introduction", "introduction_asked", "introduction_thanks")


def _rows(which: tuple[str, ...]) -> list[list[str]]:
    lines = LABELS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [row for row in rows if row[0] in which]


@evaluates("Introductions: mails written by hand, in four languages", "")
def measure_written(_: Path) -> Iterator[Row]:
    for which in ("tuned", "apart", "later"):
        labels = Labels()
        for _, _, side, recipients, expected, subject, text in _rows((which,)):
            message = ReadMessage(subject, text, side == "out", recipients=int(recipients))
            found = {one.kind for one in introductions.detect(message)}.intersection(_KINDS)
            for kind in found | {expected} - {"-"}:
                labels.add(f"{subject}: {text} [{kind}]", kind in found, kind == expected)
        name = f"introductions_{which}"
        yield Row(f"{name}_precision", labels.precision, aim=0.95, misses=labels.misses)
        yield Row(f"{name}_recall", labels.recall, aim=0.7)


@evaluates("Introductions: all mail of four mailboxes, and those with a loose cue read", "")
def measure_mailboxes(root: Path) -> Iterator[Row]:
    """These mailboxes hold next to no introductions: what is measured is silence."""
    labelled = {row[1]: row[2] == "yes" for row in _rows(("enron", "enron2"))}
    labels = Labels()
    mails = claimed = 0
    for path in sorted((root / "enron_mailboxes").glob("*.tar.xz")):
        for raw in archive(path).values():
            mail = read_mail(raw)
            mails += 1
            found = {one.kind for one in introductions.detect(mail.message)}
            got = bool(found.intersection(_KINDS))
            claimed += got
            if mail.headers.message_id in labelled:
                expected = labelled[mail.headers.message_id]
                labels.add(mail.headers.message_id, got, expected)
            elif got:
                labels.add(f"{mail.headers.message_id} (not labelled)", True, False)
    yield Row("introductions_mails_read", mails, str(mails))
    yield Row("introductions_claimed", claimed, str(claimed))
    yield Row("introductions_labelled", len(labelled), str(len(labelled)))
    yield Row("introductions_false", labels.false, str(labels.false), 1, True, labels.misses)
    yield Row("introductions_missed", labels.missed, str(labels.missed))


@evaluates("Introductions: pairs suggested in a simulated world of 200 people", "")
def measure_pairs(_: Path) -> Iterator[Row]:
    """The ten best, as a month would bring them. `read`: needs and offers are known as
    far as the detector of facts reads them; `noted`: the owner has noted them in their own words.
    """
    for which in ("tuned", "apart"):
        for known in ("read", "noted"):
            labels, broken = Labels(), 0
            top = Labels()
            world = build_world(which, read_words=known == "read")
            found = find_pairs(world.profiles, NOW, acquainted=world.acquainted, never=world.never)
            refs = [frozenset((one.first.ref, one.second.ref)) for one in found]
            for one, pair in zip(found, refs, strict=True):
                labels.add(one.reason, True, pair in world.wanted | world.fitting)
            for one, pair in zip(found[:10], refs[:10], strict=True):
                top.add(one.reason, True, pair in world.wanted | world.fitting)
            said = {
                one.person.ref: " ".join(each.quote or each.value for each in one.facts)
                or one.person.title
                or one.person.organisation
                for one in world.profiles
            }
            for pair in sorted(world.wanted - set(refs), key=sorted):
                labels.add(" / ".join(said[ref] for ref in sorted(pair)), False, True)
            broken = len(world.forbidden & set(refs))
            name = f"pairs_{which}_{known}"
            yield Row(f"{name}_precision_at_ten", top.precision, aim=0.8, misses=top.misses)
            yield Row(f"{name}_precision", labels.precision)
            yield Row(f"{name}_recall", labels.recall, aim=0.5, misses=labels.misses)
            yield Row(f"{name}_rules_broken", broken, str(broken), 0, at_most=True)


@evaluates("Introductions: ten a month in half a year of 200 people, wording planted blindly", "")
def measure_planted(_: Path) -> Iterator[Row]:
    """Half of the sentences (`tuned`) may be looked at, the other (`apart`) and the whole
    mails (`mails`; `second` and `third`: other authors') may not. `mails_noted`: as `mails`, but
    the owner has noted what they say. `tuning` and `counted` are the developer's own mails.
    """
    for half in ("tuned", "apart", "tuning", "counted", "mails", "second", "third", "mails_noted"):
        world = build_planted(half)
        labels = Labels()
        told = live_through(world)
        for pair, reason in told:
            right = pair in world.wanted or pair in world.alike or pair in world.fitting
            labels.add(reason, True, right)
        pairs = {pair for pair, _ in told}
        missed = [topic for pair, topic in world.wanted.items() if pair not in pairs]
        unalike = [topic for pair, topic in world.alike.items() if pair not in pairs]
        name = f"planted_{half}"
        yield Row(f"{name}_suggested", len(told), str(len(told)))
        yield Row(f"{name}_precision", labels.precision, aim=0.8, misses=labels.misses)
        recall = 1 - len(missed) / len(world.wanted)
        yield Row(f"{name}_recall", recall, aim=0.5, misses=_named(missed))
        if world.alike:
            alike = 1 - len(unalike) / len(world.alike)
            yield Row(f"{name}_alike_recall", alike, misses=_named(unalike))
        broken = len(world.forbidden & pairs)
        yield Row(f"{name}_rules_broken", broken, str(broken), 0, at_most=True)


def _named(topics: list[str]) -> list[tuple[str, str, str]]:
    return [(topic, "nothing", "a pair") for topic in topics]
