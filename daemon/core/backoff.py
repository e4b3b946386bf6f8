"""How long to wait before something that failed is tried again."""

from __future__ import annotations

from collections.abc import Callable


class Backoff:
    """Twice as long each time up to a limit, and by chance up to half less, so that those who were
    cut off together do not come back together.
    """

    def __init__(self, first: float, longest: float, random: Callable[[], float]) -> None:
        """Seconds; `random` gives numbers from 0 to 1."""
        self._first = first
        self._longest = longest
        self._random = random
        self.failures = 0

    def next_seconds(self) -> float:
        """One more failure: wait so long."""
        longest = min(self._longest, self._first * 2.0 ** min(self.failures, 60))
        self.failures += 1
        return longest * (1 - self._random() / 2)

    def reset(self) -> None:
        """It works, and has proved it."""
        self.failures = 0
