"""Indexes that only those who ask questions need are left out while a mailbox is read for the first
time, and made after it: sorted at once, an index costs a third of what adding to it mail by mail
does, and it need not fit into memory beside the others.

Whoever infers from mail makes them first, whatever came in between, a death too. Until then
questions take longer, no more. A migration that changes one of them must not count on its being
there (`DROP INDEX IF EXISTS`).
"""

from __future__ import annotations

from daemon.store.database import Database
from daemon.store.engine import execute, marks, transaction

#: By name, as in `models.py`, and in the order of the migrations: of two indexes that serve equally
#: SQLite takes the later one. Neither the writing of mail nor the joining of threads asks by any of
#: these but the one that is _KEPT. What keeps mails from being stored twice, and what leads to rows
#: that hang on others, is not among them.
_LATE = {
    "message_bare_reply": "message (owner_id, subject_key) WHERE is_reply AND NOT has_refs",
    "message_owner_id_at": "message (owner_id, at)",
    "message_owner_id_subject_key": "message (owner_id, subject_key)",
    "message_pending": "message (owner_id, id) WHERE pending",
    "message_sender_id_at": "message (sender_id, at)",
    "message_thread_id_at": "message (thread_id, at)",
    "message_begun": "message (owner_id) WHERE begun",
    "message_read": "message (owner_id, read_version) WHERE read_version > 0",
    "message_unread": "message (owner_id, at) WHERE read_version IS NULL AND "
    "(header_kind = 'personal' OR header_kind = 'bounce' OR header_kind = 'auto_reply' "
    "OR header_kind = 'calendar')",
    "message_answer": "message (sender_id, thread_id, at) "
    "WHERE has_refs AND NOT outgoing AND kind = 'personal'",
    "message_to_one": "message (thread_id, at) WHERE outgoing AND recipients = 1",
    "recipient_address_id": "recipient (address_id)",
    "thread_owner_id_decided_version_last_at": "thread (owner_id, decided_version, last_at)",
}
_KEPT = "message_thread_id_at"
#: They are made anew only where so many times more mails are to come than are there.
_TIMES = 2


def leave_out_indexes(database: Database, coming: int) -> None:
    """Take out what can be made later, where the store holds little beside `coming` mails."""
    little = coming // _TIMES
    if len(execute(database, "SELECT 1 FROM message LIMIT ?", (little,))) < little:
        with transaction(database):
            for name in _LATE.keys() - {_KEPT}:
                execute(database, f'DROP INDEX IF EXISTS "{name}"')


def make_left_out_indexes(database: Database) -> None:
    """Make them, if any was left out; one at a time, each whole or not at all."""
    ((count,),) = execute(
        database, f"SELECT count(*) FROM sqlite_master WHERE name IN ({marks(_LATE)})", [*_LATE]
    )
    if count == len(_LATE):
        return
    for name, columns in _LATE.items():
        with transaction(database):
            execute(database, f'DROP INDEX IF EXISTS "{name}"')
            execute(database, f'CREATE INDEX "{name}" ON {columns}')
