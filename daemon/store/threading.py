"""Joining mails into threads by References and In-Reply-To, whatever order they arrive in.

Every Message-ID seen or referred to belongs to one thread (`thread_key`); a mail that knows ids
of two threads makes them one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from daemon.core.keys import hash_key
from daemon.store.database import Database
from daemon.store.engine import ASKED_AT_ONCE, execute, executemany, insert_columns, select_in
from daemon.store.met_keys import perhaps_held
from daemon.store.pending import make_each_pending


class Threads:
    """Finds the threads of new mails, for one owner. Within a transaction of the caller's, at whose
    end the `keep` of all that became known is due: the keys lie in no order, so that those of some
    thousands of mails are written once, in theirs, and not page after page for each thousand.
    """

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        #: The thread of each key that was asked for in this transaction; and which of them were
        #: stored before it.
        self._thread_of: dict[int, int] = {}
        self._stored: set[int] = set()

    def forget(self) -> None:
        """Rely on nothing that was not kept."""
        self._thread_of.clear()
        self._stored.clear()

    def keep(self) -> None:
        """Write what became known."""
        keys = sorted(self._thread_of.keys() - self._stored)
        insert_columns(
            self._database,
            f"INSERT INTO thread_key (id_key, thread_id, owner_id) VALUES (..., {self._owner})",
            [keys, [*map(self._thread_of.__getitem__, keys)]],
        )
        self.forget()

    def join(
        self, numbers: Sequence[int], moments: Sequence[int], known: Sequence[Sequence[int]]
    ) -> list[int]:
        """The threads of new messages, after making and joining threads. Given are for each message
        its row id, its time (epoch seconds) and the keys of all Message-IDs that it knows.
        """
        # A mail without any id still needs a thread of its own.
        keys = [
            group or (hash_key("lone", str(number)),)
            for number, group in zip(numbers, known, strict=True)
        ]
        thread_of = self._thread_of
        stored: dict[int, int] = dict(
            select_in(
                self._database,
                "SELECT id_key, thread_id FROM thread_key WHERE owner_id = ? AND id_key IN (...)",
                perhaps_held(
                    self._database, [*set(chain.from_iterable(keys)).difference(thread_of)]
                ),
                self._owner,
                at_once=ASKED_AT_ONCE,
            )
        )
        thread_of.update(stored)
        self._stored.update(stored)
        ((highest,),) = execute(self._database, "SELECT coalesce(max(id), 0) FROM thread")
        parent: dict[int, int] = {}
        made: list[int] = []

        def find(thread: int) -> int:
            while (up := parent.get(thread, thread)) != thread:
                thread = up
            return thread

        result: list[int] = []
        for group in keys:
            if len(group) == 1 and group[0] not in thread_of:  # as of most
                root = highest = thread_of[group[0]] = highest + 1
                made.append(root)
                result.append(root)
                continue
            roots: set[Any] = {*map(thread_of.get, group)}
            is_any_new = None in roots
            roots.discard(None)
            if parent:
                roots = set(map(find, roots))
            if not roots:
                root = highest = highest + 1
                made.append(root)
            else:
                root = min(roots)
                if len(roots) > 1:
                    parent.update((other, root) for other in roots if other != root)
            if is_any_new:
                for key in group:
                    thread_of[key] = root
            result.append(root)
        newest: dict[int, int] = {}
        for thread, at in zip(result, moments, strict=True):
            if newest.get(thread, 0) < at:
                newest[thread] = at
        insert_columns(
            self._database,
            f"INSERT INTO thread (id, last_at, owner_id) VALUES (..., {self._owner})",
            # Where threads are joined, inference sets it right: most are as new as their first
            # mails.
            [made, [newest.get(one, 0) for one in made]],
        )
        if not parent:
            return result
        self._thread_of = {key: find(thread) for key, thread in thread_of.items()}
        merge_threads(self._database, [(one, find(one)) for one in parent])
        return [find(thread) for thread in result]


def merge_threads(database: Database, pairs: Iterable[tuple[int, int]]) -> None:
    """Make each first thread part of the second. The joined thread's mails become pending, so
    that what was inferred of either is inferred again.
    """
    moves = [(into, gone) for gone, into in pairs if gone != into]
    if not moves:
        return
    executemany(
        database,
        "UPDATE touch SET thread_id = ? WHERE message_id IN "
        "(SELECT id FROM message WHERE thread_id = ?)",
        moves,
    )
    make_each_pending(database, "thread_id = ?", [(gone,) for _, gone in moves])
    executemany(database, "UPDATE message SET thread_id = ? WHERE thread_id = ?", moves)
    executemany(database, "UPDATE thread_key SET thread_id = ? WHERE thread_id = ?", moves)
    executemany(database, "DELETE FROM gap WHERE thread_id = ?", [(gone,) for _, gone in moves])
    executemany(database, "DELETE FROM thread WHERE id = ?", [(gone,) for _, gone in moves])
