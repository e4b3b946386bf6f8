"""Whose turn it is: threads of real mailboxes, judged by reading them a day after their last mail,
against the daemon's whole way from the mail's bytes to the turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bench.corpora import ROOT, read
from bench.loaded import Loaded, load_mailbox
from bench.measure import Labels, Row, evaluates
from bench.real_mailboxes import users_of
from daemon.core.elsewhere import answered_elsewhere
from daemon.core.parse.subjects import parse_subject
from daemon.core.replies import whose_turn

LABELS = ROOT / "bench" / "labels" / "turns.tsv"
#: Each thread is judged so long after its last mail; what came later is not looked at.
READ_AFTER = timedelta(days=1)
#: Sets drawn later, among threads whose last mail is the owner's, by what the rules said then.
LATER = ("later", "latest")


@dataclass(slots=True)
class _Case:
    """One line of the labels; `got` is what the daemon says."""

    drawn: str
    message_id: str
    stands_for: float
    first: str
    second: str
    final: str
    got: str = ""


@dataclass(slots=True)
class _Counts:
    """Hits, false and missed, each thread counting for as many as it stands for."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, got: bool, expected: bool, weight: float) -> None:
        if got or expected:
            self.counts["hits" if got and expected else "false" if got else "missed"] += weight

    def shown(self) -> str:
        hits = self.counts["hits"]
        precision = hits / max(1e-9, hits + self.counts["false"])
        recall = hits / max(1e-9, hits + self.counts["missed"])
        return f"P {precision:.3f} R {recall:.3f}"


def _cases() -> list[_Case]:
    cases = []
    for line in read(LABELS).splitlines():
        if line and not line.startswith("#"):
            drawn, message_id, stands_for, first, second, final = line.split("\t")
            cases.append(_Case(drawn, message_id, float(stands_for), first, second, final))
    return cases


def _turn(box: Loaded, message: int) -> str:
    """`owner`, `person` or `nobody`, a day after the last mail of the thread of a message."""
    thread = box.load_thread(box.thread_of(message))
    turn = whose_turn(thread)
    if turn is None:
        return "nobody"
    until = max(one.at for one in thread) + READ_AFTER
    later = box.load_pair(turn.person, turn.since, until)
    about = parse_subject(box.subject_of(message)).about
    return "nobody" if answered_elsewhere(turn, about, later) else turn.waiting_on


def _kappa(cases: list[_Case]) -> tuple[float, float, int]:
    """Agreement of the two readings, Cohen's kappa, and how many threads were read twice."""
    both = [(one.first, one.second) for one in cases if one.second != "-"]
    same = sum(first == second for first, second in both) / max(1, len(both))
    firsts, seconds = (Counter(pair[side] for pair in both) for side in (0, 1))
    chance = sum(firsts[label] * seconds[label] for label in firsts) / max(1, len(both)) ** 2
    return same, (same - chance) / max(1e-9, 1 - chance), len(both)


def _rows(
    cases: list[_Case], side: str, name: str, aims: tuple[float | None, float | None] = (None, None)
) -> Iterator[Row]:
    """How often one side is said to be waited for, and rightly."""
    labels, weighted = Labels(), _Counts()
    for one in cases:
        if one.final != "unclear":
            labels.add(one.message_id, one.got == side, one.final == side)
            weighted.add(one.got == side, one.final == side, one.stands_for)
    positives = labels.hits + labels.missed
    shown = f"{labels.precision:.3f} ({positives} threads)"
    yield Row(f"{name}_precision", labels.precision, shown, aims[0], misses=labels.misses)
    yield Row(f"{name}_recall", labels.recall, aim=aims[1])
    yield Row(f"{name}_precision_as_drawn", labels.precision, weighted.shown())
    claimed = sum(one.got == side and one.final == "unclear" for one in cases)
    yield Row(f"{name}_claimed_where_unclear", float(claimed), str(claimed))


@evaluates("Whose turn: threads of four mailboxes", "enron_mailboxes")
def measure_turns(root: Path) -> Iterator[Row]:
    cases = _cases()
    for user in users_of(root):
        with load_mailbox(root, user) as box:
            for case in cases:
                if (message := box.numbers.get(case.message_id)) is not None:
                    case.got = _turn(box, message)
    found = [one for one in cases if one.got and one.drawn not in LATER]
    agreement, kappa, twice = _kappa(found)
    unclear = sum(one.final == "unclear" for one in found)
    shown = f"{agreement:.3f} of {twice}; of {len(found)} {unclear} unclear"
    yield Row("turns_readings_agree", agreement, shown)
    yield Row("turns_readings_kappa", kappa)
    yield from _rows(found, "owner", "turns_owner", (0.90, 0.75))
    yield from _rows(found, "person", "turns_person")
    apart = Labels()
    for one in found:
        if one.drawn == "apart" and one.final != "unclear":
            apart.add(one.message_id, one.got == "owner", one.final == "owner")
    yield apart.row("turns_owner_apart_f1")
    for drawn in LATER:
        their = [one for one in cases if one.got and one.drawn == drawn]
        yield from _rows(their, "person", f"turns_person_{drawn}")
