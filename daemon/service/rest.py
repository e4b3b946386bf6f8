"""How long a wake-up by new mail waits: not at all, unless there was much work of late."""

from __future__ import annotations

#: However much mail comes, passes take at most this part of the time in the long run.
SHARE = 0.2
#: Seconds of work that may be done at once before that counts: mail is known within a second,
#: also right after a pass, and only a stream of mail is gathered.
ALLOWANCE = 10.0
#: Seconds that a wake-up waits at most: a first scan of an hour is no debt to be worked off.
LONGEST = 60.0


class Rest:
    """What was worked, less what time has forgiven. Moments are in monotonic seconds."""

    def __init__(self) -> None:
        self._owed = 0.0
        self._at = 0.0

    def worked(self, seconds: float, at: float) -> None:
        """A pass of so many seconds has ended."""
        self._owed = min(self._left(at) + seconds, ALLOWANCE + LONGEST * SHARE)
        self._at = at

    def seconds(self, at: float) -> float:
        """How long the next wake-up is to wait."""
        return max(0.0, self._left(at) - ALLOWANCE) / SHARE

    def _left(self, at: float) -> float:
        return max(0.0, self._owed - max(0.0, at - self._at) * SHARE)
