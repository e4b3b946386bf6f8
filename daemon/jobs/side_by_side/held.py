"""Connections that are kept from one good pass to the next."""

from __future__ import annotations

import time
from collections.abc import Iterable

from daemon.config import MailboxSettings
from daemon.jobs.session import Session

#: A held connection is opened anew after so long: a login that is refused by now, a certificate
#: that has expired, folders that a server does not tell an open session of are noticed then.
HOLD_SECONDS = 3600.0


class Held:
    """The sessions of them, by the names of their mailboxes."""

    def __init__(self, pace: float) -> None:
        self.sessions: dict[str, Session] = {}
        self._longest = HOLD_SECONDS * pace
        self._in_doubt = False

    def take(self, name: str) -> Session | None:
        """The one of this mailbox, which is not held any more."""
        return self.sessions.pop(name, None)

    def add(self, session: Session) -> None:
        """Hold it until the next pass."""
        self.sessions[session.settings.name] = session

    def doubt(self) -> None:
        """From any thread: all of them may be dead."""
        self._in_doubt = True

    def let_go_of_others(self, wanted: Iterable[MailboxSettings]) -> None:
        """Close those in doubt, of long ago, and of mailboxes that are to be had otherwise, or no
        more.
        """
        in_doubt, self._in_doubt = self._in_doubt, False
        settings = {one.name: one for one in wanted}
        for name, session in list(self.sessions.items()):
            is_old = time.monotonic() - session.opened_at > self._longest
            if in_doubt or is_old or settings.get(name) != session.settings:
                del self.sessions[name]
                session.mailbox.let_go()

    def let_go(self) -> None:
        """Close all of them at once."""
        for session in self.sessions.values():
            session.mailbox.let_go()
        self.sessions.clear()
