"""Joining mails into threads by References and In-Reply-To, whatever order they arrive in.

Every Message-ID seen or referred to belongs to one thread (`thread_key`); a mail that knows ids
of two threads makes them one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from daemon.core.keys import hash_key
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, insert_rows, select_in
from daemon.store.pending import make_each_pending


def join_threads(
    database: Database,
    owner: int,
    numbers: Sequence[int],
    moments: Sequence[int],
    known: Sequence[Sequence[int]],
) -> list[int]:
    """The threads of new messages, after making and joining threads. Given are for each message its
    row id, its time (epoch seconds) and the keys of all Message-IDs that it knows.
    """
    # A mail without any id still needs a thread of its own.
    keys = [
        group or (hash_key("lone", str(number)),)
        for number, group in zip(numbers, known, strict=True)
    ]
    wanted = sorted({*chain.from_iterable(keys)})
    thread_of: dict[int, int] = dict(
        select_in(
            database,
            "SELECT id_key, thread_id FROM thread_key WHERE owner_id = ? AND id_key IN (...)",
            wanted,
            owner,
        )
    )
    ((highest,),) = execute(database, "SELECT coalesce(max(id), 0) FROM thread")
    stored = set(thread_of)
    parent: dict[int, int] = {}
    made: list[int] = []

    def find(thread: int) -> int:
        while (up := parent.get(thread, thread)) != thread:
            thread = up
        return thread

    result: list[int] = []
    for group in keys:
        roots = {thread_of[key] for key in group if key in thread_of}
        if parent:
            roots = set(map(find, roots))
        if not roots:
            root = highest = highest + 1
            made.append(root)
        else:
            root = min(roots)
            if len(roots) > 1:
                parent.update((other, root) for other in roots if other != root)
        for key in group:
            thread_of.setdefault(key, root)
        result.append(root)
    if parent:
        thread_of = {key: find(thread) for key, thread in thread_of.items()}
    newest: dict[int, int] = {}
    for thread, at in zip(result, moments, strict=True):
        if newest.get(thread, 0) < at:
            newest[thread] = at
    insert_rows(
        database,
        "INSERT INTO thread (id, owner_id, last_at) VALUES (...)",
        # Where threads are joined, inference sets it right: most are as new as their first mails.
        [(one, owner, newest.get(one, 0)) for one in made],
    )
    insert_rows(
        database,
        "INSERT INTO thread_key (owner_id, id_key, thread_id) VALUES (...)",
        [(owner, key, thread_of[key]) for key in wanted if key not in stored],
    )
    if not parent:
        return result
    merge_threads(database, [(one, find(one)) for one in parent])
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
