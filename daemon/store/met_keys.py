"""Which keys of mails and threads the store holds for certain not, while a scan fills it: nearly
all that come then are new, and to look a key up takes as long as to write it.

Kept is a mark for each key that came, at a place that several keys share: where there is none, the
key never came. That says something only as long as nobody else writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from daemon.store.database import Database
from daemon.store.engine import stream

#: Bytes for each mail that is to come, which has about three keys; at least, and at most.
_PER_MAIL, _LEAST, _MOST = 32, 1 << 20, 6 << 20
_HELD = (
    "SELECT identity_key FROM message",
    "SELECT content_key FROM message WHERE content_key IS NOT NULL",
    "SELECT id_key FROM thread_key",
)


class MetKeys:
    """The keys that are in the store or came since, where so many mails are to come."""

    def __init__(self, database: Database, coming: int) -> None:
        self._state = database.state_by_others()  # before anything is read
        self._marks = bytearray(min(_MOST, max(_LEAST, coming * _PER_MAIL)))
        for sql in _HELD:
            self.meet(key for (key,) in stream(database, sql))

    def holds_good(self, database: Database) -> bool:
        """Whether nobody else has written since."""
        return database.state_by_others() == self._state

    def meet(self, keys: Iterable[int]) -> list[int]:
        """Those of these keys that came before, and perhaps a few others. All have come now."""
        marks = self._marks
        places = len(marks)
        perhaps = []
        for key in keys:
            place = key % places
            if marks[place]:
                perhaps.append(key)
            else:
                marks[place] = 1
        return perhaps


def perhaps_held(database: Database, keys: Sequence[int]) -> Sequence[int]:
    """Those of these keys that are to be looked up: the store holds none of the others. All of them
    are there or will be written.
    """
    met = database.met_keys
    if met is None:
        return keys
    if not met.holds_good(database):
        database.met_keys = None
        return keys
    return met.meet(keys)
