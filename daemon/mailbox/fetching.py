"""Fetches messages of the folder that is open, in sets, and asks ahead for what comes next."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from daemon.core.values import dataclass
from daemon.mailbox.connection import Connection
from daemon.mailbox.fast_fetch import read_fetch
from daemon.mailbox.fetch_answer import Fetched
from daemon.mailbox.server_words import response_code, server_words
from daemon.mailbox.wire_text import uid_sets

log = logging.getLogger(__name__)

#: A whole answer to FETCH: OK or NO, the server's words, and the messages.
Answer = tuple[str, list[bytes | None], dict[int, Fetched]]


@dataclass(slots=True)
class _Ahead:
    """A FETCH that was sent before anybody asked for its answer."""

    question: tuple[str, str, str]
    tag: bytes
    answer: Answer | None = None


class Fetcher:
    """FETCH in one session. `refused` says by UID what the server could not give, with its words,
    until the next `fetch`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ahead: _Ahead | None = None
        self.refused: dict[int, str] = {}

    def ask_ahead(self, folder: str, uids: Sequence[int], items: str) -> None:
        """Send the question that `fetch` will be asked next, so that the server works on it while
        we work on what we have. Only for what one command can ask; the answer is read when it is
        asked for, or before anything else goes to the server.
        """
        sets = list(uid_sets(uids))
        if len(sets) != 1:
            return
        with self._connection.guard():
            tag = self._connection.wire._command("UID", "FETCH", sets[0], items)
        self._ahead = _Ahead((folder, sets[0], items), tag)
        self._connection.unanswered = self._read_ahead

    def fetch(self, folder: str, uids: Sequence[int], items: str) -> list[tuple[int, Fetched]]:
        """What the server has of these messages (ascending UIDs), in that order.

        Messages that are gone, or that the server cannot give, are missing.
        """
        refused: dict[int, str] = {}
        self.refused = refused
        found = self._fetch(folder, uids, items, refused)
        if len(refused) > 1 and not found:
            # Not one bad message but a server in trouble: nothing may be skipped for that.
            with self._connection.guard():
                raise self._connection.lost(f"gave no message ({next(iter(refused.values()))})")
        for uid, words in refused.items():
            log.warning("the server could not give message %d: %s", uid, words)
        return [(uid, found[uid]) for uid in uids if uid in found]

    def _read_ahead(self) -> None:
        """Take the answer off the line; to be used in a guard."""
        self._connection.unanswered = None
        if self._ahead is not None:
            self._ahead.answer = read_fetch(self._connection.wire, self._ahead.tag)

    def _ask(self, folder: str, uid_set: str, items: str) -> Answer:
        """The answer to a FETCH, which may have been asked ahead; to be used in a guard."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.question == (folder, uid_set, items) and ahead.answer:
            return ahead.answer
        wire = self._connection.wire
        return read_fetch(wire, wire._command("UID", "FETCH", uid_set, items))

    def _fetch(
        self, folder: str, uids: Sequence[int], items: str, refused: dict[int, str]
    ) -> dict[int, Fetched]:
        """Fetch, and on a NO halve, so that a message the server cannot give stops no other."""
        found: dict[int, Fetched] = {}
        for uid_set in uid_sets(uids):
            with self._connection.guard():
                answer, data, messages = self._ask(folder, uid_set, items)
                if answer == "OK":
                    _merge(found, messages, items)
                    continue
                words = server_words(data[0] or b"")  # what came before the refusal is dropped
                if response_code(words) != "SERVERBUG":
                    self._connection.deny_later(words)
            if len(uids) == 1:
                refused[uids[0]] = words
                return {}
            middle = len(uids) // 2
            found = self._fetch(folder, uids[:middle], items, refused)
            found.update(self._fetch(folder, uids[middle:], items, refused))
            return found
        return found


def _merge(found: dict[int, Fetched], answer: dict[int, Fetched], items: str) -> None:
    """Take over whole records; raises ValueError where a part that was asked for has vanished."""
    flags, size, date = " FLAGS" in items, " RFC822.SIZE" in items, " INTERNALDATE" in items
    for fetched in answer.values():
        is_whole = (
            (fetched.flags is not None or not flags)
            and (fetched.size is not None or not size)
            and (fetched.dated or not date)
        )
        if not is_whole and fetched.has_part:
            raise ValueError("a message of which a part is missing")
    found.update(answer)
