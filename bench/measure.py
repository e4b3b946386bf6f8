"""How a measurement is written down: rows of a table, and the counts behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

#: (item, got, expected), shown by `--misses`.
Miss = tuple[str, str, str]


@dataclass(slots=True)
class Row:
    """One line of the table. `metric` is its key in build/eval.json (words_with_underscores, with
    `[library]` behind it for what somebody else's program scores); `value` the number, `shown`
    how it is printed; `aim` what it should reach ("at least" unless `at_most`).
    """

    metric: str
    value: float
    shown: str = ""
    aim: float | None = None
    at_most: bool = False
    misses: list[Miss] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """Whether the aim is reached, in one word, or nothing where there is none."""
        if self.aim is None:
            return ""
        reached = self.value <= self.aim if self.at_most else self.value >= self.aim
        return "yes" if reached else "no"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One function that measures: `title` heads its rows, `folder` is what it reads."""

    title: str
    folder: str
    run: Callable[[Path], Iterable[Row]]


EVALUATIONS: list[Evaluation] = []
Measure = Callable[[Path], Iterable[Row]]


def evaluates(title: str, folder: str) -> Callable[[Measure], Measure]:
    """Marks a function that is given the path of one corpus (`folder` below the corpora, "" for
    all of them) and yields rows; it is skipped, and said so, where the folder is missing.
    """

    def register(run: Measure) -> Measure:
        EVALUATIONS.append(Evaluation(title, folder, run))
        return run

    return register


def folded(text: str) -> str:
    """Text with every run of white space as one blank, for comparison."""
    return " ".join(text.split())


@dataclass(slots=True)
class Exact:
    """Counts texts, or answers, that came out exactly (white space aside)."""

    right: int = 0
    total: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, item: str, got: str, expected: str) -> None:
        self.total += 1
        if folded(got) == folded(expected):
            self.right += 1
        else:
            self.misses.append((item, got, expected))

    def row(self, metric: str, aim: float | None = None) -> Row:
        """The share that is right, printed as "28 of 32"."""
        share = self.right / max(1, self.total)
        return Row(metric, share, f"{self.right} of {self.total}", aim, misses=self.misses)


@dataclass(slots=True)
class Labels:
    """Counts true and false positives of one label."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, item: str, got: bool, expected: bool) -> None:
        self.hits += got and expected
        self.false += got and not expected
        self.missed += expected and not got
        if got != expected:
            self.misses.append((item, str(got), str(expected)))

    def add_lines(self, item: str, got: str, expected: str) -> None:
        """Counts lines of a text against those expected, each as often as it stands there."""
        wanted = [folded(line) for line in expected.splitlines() if line.strip()]
        for line in (folded(line) for line in got.splitlines() if line.strip()):
            if line in wanted:
                wanted.remove(line)
                self.hits += 1
            else:
                self.false += 1
        self.missed += len(wanted)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    def row(self, metric: str, aim: float | None = None) -> Row:
        """The F1, with precision and recall beside it."""
        shown = f"{self.f1:.3f} (P {self.precision:.3f} R {self.recall:.3f})"
        return Row(metric, self.f1, shown, aim, misses=self.misses)
