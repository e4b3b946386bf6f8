"""A draft that waits for the owner, as far as its reason goes; see `superseded`."""

from __future__ import annotations

from datetime import datetime

from daemon.core.values import dataclass

#: The reason of what the owner asked for in the terminal: it needs no other, and never loses it.
ASKED_FOR = "you asked for it"
#: The reason of what was for somebody whom the owner had forgotten: nothing else is known of it.
FORGOTTEN = "for somebody whom you had forgotten"
#: What is said of a draft whose reason the owner let rest; then it may come back later.
RESTS = "you let it rest"


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft that the owner has not dealt with, as far as its reason goes. `other` is the ref of
    the second person of an introduction, or ""; `rests` that the owner let this reason rest since
    it was begun; `ignored` that they want to hear nothing of one of them, or had them forgotten.
    """

    id: int
    kind: str
    occasion: str
    person_ref: str
    other: str
    begun_at: datetime
    expires_at: datetime | None
    rests: bool = False
    ignored: bool = False
