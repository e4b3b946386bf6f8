"""What a pass tells while it runs, and what it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from daemon.core.values import dataclass

if TYPE_CHECKING:
    from daemon.errors import WellkeeperError
    from daemon.jobs.agenda import Agenda
    from daemon.jobs.draft import HeldBack
    from daemon.jobs.scan import ScanResult
    from daemon.jobs.writer import WrittenDraft


class Reporter(Protocol):
    """What a pass tells while it runs; the command line shows it, the service logs it."""

    def step(self, name: str) -> None:
        """A step begins: `scan`, `read`, `settle`, `plan`, `draft`."""

    def scanned(self, folder: str, done: int, total: int) -> None:
        """So many headers of a folder are read, of so many."""

    def read(self, done: int, total: int) -> None:
        """The words of so many mails are read, of so many."""


class Quiet:
    """Tells nothing."""

    def step(self, name: str) -> None:
        """See Reporter."""

    def scanned(self, folder: str, done: int, total: int) -> None:
        """See Reporter."""

    def read(self, done: int, total: int) -> None:
        """See Reporter."""


@dataclass(slots=True)
class Understood:
    """How many mails were worked through, how many of them read, how many threads decided."""

    inferred: int = 0
    read: int = 0
    threads: int = 0


@dataclass(slots=True)
class PassReport:
    """What a pass did. `passed_over` names mailboxes that could not be had, with the reason, of
    which `failed` holds the errors; `outcomes` counts drafts by the state that they came to;
    `agenda` is None where none was asked for. `quiet`: nothing had changed since the last whole
    pass, and no more was done than to see that.
    """

    scans: dict[str, ScanResult] = field(default_factory=dict)
    passed_over: dict[str, str] = field(default_factory=dict)
    failed: dict[str, WellkeeperError] = field(default_factory=dict)
    understood: Understood = field(default_factory=Understood)
    recovered: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    agenda: Agenda | None = None
    written: list[WrittenDraft] = field(default_factory=list)
    held_back: list[HeldBack] = field(default_factory=list)
    placed: int = 0
    letter: str = ""
    notes: int = 0
    newsletters: int = 0
    quiet: bool = False

    @property
    def had_nothing_to_do(self) -> bool:
        """Whether it changed nothing: then one over the same would not either."""
        again = ("suggestions", "held_back")  # the same in every pass over the same mail
        told = {name: number for name, number in self.counts().items() if name not in again}
        return not (any(told.values()) or self.recovered or self.written or self.passed_over)

    def counts(self) -> dict[str, float]:
        """The numbers that the store keeps of a pass."""
        return {
            "read": sum(one.read for one in self.scans.values()),
            "new": sum(one.new for one in self.scans.values()),
            "skipped": sum(one.skipped for one in self.scans.values()),
            "threads_decided": self.understood.threads,
            "words_read": self.understood.read,
            **({"suggestions": len(self.agenda.suggestions)} if self.agenda else {}),
            "placed": self.placed,
            "notes": self.notes,
            "newsletters": self.newsletters,
            "letters": int(self.letter == "placed"),
            **({"held_back": len(self.held_back)} if self.held_back else {}),
            **{f"drafts_{state}": count for state, count in self.outcomes.items()},
        }
