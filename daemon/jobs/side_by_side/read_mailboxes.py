"""What a pass has of its mailboxes, and which it goes without."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from daemon.core.values import dataclass
from daemon.errors import WellkeeperError
from daemon.jobs.session import Session

if TYPE_CHECKING:
    from daemon.jobs.scan import ScanResult

_LATE = "It is still being read."


@dataclass(slots=True)
class ReadMailboxes:
    """`sessions` in the order of the configuration; `failed` and `late` by name."""

    sessions: list[Session] = field(default_factory=list)
    scans: dict[str, ScanResult] = field(default_factory=dict)
    failed: dict[str, WellkeeperError] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)

    def passed_over(self) -> dict[str, str]:
        """Those that this pass goes without, each with the reason."""
        return {name: error.message for name, error in self.failed.items()} | dict.fromkeys(
            sorted(self.late), _LATE
        )
