"""What keeps the daemon from its work now, in memory and, for `status`, in the store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from daemon.store.service import ServiceNotes


class Problems:
    """One sentence and one hint a place. May be told from any thread; the worker saves."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._now: dict[str, tuple[str, str, datetime]] = {}
        self._unsaved: set[str] = set()

    def add(self, place: str, says: str, hint: str = "") -> None:
        """Something is wrong; the same place again keeps its beginning."""
        with self._lock:
            before = self._now.get(place)
            since = self._clock() if before is None else before[2]
            self._now[place] = (says, hint, since)
            self._unsaved.add(place)

    def drop(self, place: str) -> None:
        """It is over."""
        with self._lock:
            if self._now.pop(place, None) is not None:
                self._unsaved.add(place)

    @property
    def first(self) -> str:
        """What has been wrong for longest, or "" where all is well."""
        with self._lock:
            return min(self._now.values(), key=lambda one: one[2])[0] if self._now else ""

    def save(self, notes: ServiceNotes) -> None:
        """Write what has changed. Raises StoreError, and then nothing counts as written."""
        with self._lock:
            unsaved = {place: self._now.get(place) for place in self._unsaved}
        for place, problem in unsaved.items():
            if problem is None:
                notes.forget_problem(place)
            else:
                notes.record_problem(place, *problem)
        with self._lock:
            self._unsaved -= {
                place for place, saved in unsaved.items() if self._now.get(place) == saved
            }
