"""What the owner marks in their mail client: flags on mails, answers begun as their own drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from daemon.core.keys import thread_key
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in, transaction


class Marks:
    """The writer of marks for one owner; threads whose marks changed are decided again."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def flags_modseq(self, mailbox_id: int, folder: str) -> int | None:
        """HIGHESTMODSEQ when the flags of this folder were last looked at."""
        rows = execute(
            self._database,
            "SELECT flags_modseq FROM folder WHERE mailbox_id = ? AND name = ?",
            (mailbox_id, folder),
        )
        return rows[0][0] if rows else None

    def newest_uids(self, mailbox_id: int, folder: str, count: int) -> list[int]:
        """The UIDs of the newest mails known in a folder."""
        rows = execute(
            self._database,
            "SELECT l.uid FROM folder f JOIN location l ON l.folder_id = f.id "
            "WHERE f.mailbox_id = ? AND f.name = ? ORDER BY l.uid DESC LIMIT ?",
            (mailbox_id, folder, count),
        )
        return [uid for (uid,) in rows]

    def record_flags(
        self, mailbox_id: int, folder: str, flags: Mapping[int, str], modseq: int | None
    ) -> int:
        """Store the flags by UID; how many mails were flagged or answered, or are no more."""
        ((folder_id,),) = execute(
            self._database,
            "SELECT id FROM folder WHERE mailbox_id = ? AND name = ?",
            (mailbox_id, folder),
        )
        changed = [
            (before, flags[uid], number, uid)
            for uid, before, number in select_in(
                self._database,
                "SELECT uid, flags, message_id FROM location WHERE folder_id = ? AND uid IN (...)",
                flags,
                folder_id,
            )
            if before != flags[uid]
        ]
        told = [number for before, now, number, _ in changed if _telling(before) != _telling(now)]
        with transaction(self._database):
            executemany(
                self._database,
                "UPDATE location SET flags = ? WHERE folder_id = ? AND uid = ?",
                [(now, folder_id, uid) for _, now, _, uid in changed],
            )
            self._reopen(told)
            execute(
                self._database,
                "UPDATE folder SET flags_modseq = ? WHERE id = ?",
                (modseq, folder_id),
            )
        return len(told)

    def record_begun(self, message_ids: Iterable[str]) -> int:
        """Make the mails with these Message-IDs, and no others, be those that the owner has begun
        to answer; how many changed.
        """
        before = {
            number
            for (number,) in execute(
                self._database,
                "SELECT id FROM message WHERE +owner_id = ? AND begun",
                (self._owner,),
            )
        }
        now = {
            number
            for message_id in message_ids
            for (number,) in execute(
                self._database,
                "SELECT m.id FROM thread_key k JOIN message m ON m.thread_id = k.thread_id "
                "WHERE k.owner_id = ? AND k.id_key = ? AND m.message_id = ?",
                (self._owner, thread_key(message_id), message_id),
            )
        }
        changed = sorted(before ^ now)
        if changed:
            with transaction(self._database):
                executemany(
                    self._database,
                    "UPDATE message SET begun = ? WHERE id = ?",
                    [(number in now, number) for number in changed],
                )
                self._reopen(changed)
        return len(changed)

    def _reopen(self, messages: Iterable[int]) -> None:
        executemany(
            self._database,
            "UPDATE thread SET decided_version = NULL "
            "WHERE id = (SELECT thread_id FROM message WHERE id = ?)",
            [(number,) for number in messages],
        )


def _telling(flags: str) -> frozenset[str]:
    """The flags that say something about whose turn it is."""
    return frozenset(flags.lower().split()) & {"\\flagged", "\\answered"}
