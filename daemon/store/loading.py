"""How the store takes in a whole mailbox at its first scan.

Indexes that only those who ask questions need are left out until then, and made after it: sorted at
once, an index costs a third of what adding to it mail by mail does, and it need not fit into memory
beside the others. Whoever infers from mail makes them first, whatever came in between, a death
too. Until then questions take longer, no more. A migration that changes one of them must not count
on its being there (`DROP INDEX IF EXISTS`).

The keys by which threads are known again lie in no order, so that some thousands of mails change
nearly every page of their table: the more are to come, the more of it is held in memory, up to as
much as at other times. Which keys can be there at all is known by heart meanwhile (`met_keys`).
"""

from __future__ import annotations

from daemon.errors import StoreError
from daemon.store.database import Database
from daemon.store.engine import execute, marks, transaction
from daemon.store.met_keys import MetKeys
from daemon.store.opening import PAGES_HELD

#: By name, each word as in the migrations (`doctor` compares them), and in the order of these: of
#: two indexes that serve equally SQLite takes the later one. Neither the writing of mail nor the
#: joining of threads asks by any of these but the one that is _KEPT; only where an address turns
#: out to be a person's, and not all mail waits for inference, is its mail looked for without them.
#: What keeps mails from being stored twice, and what leads to rows that hang on others, is not
#: among them.
LATE = {
    "message_bare_reply": '"message" ("owner_id", "subject_key") WHERE is_reply AND NOT has_refs',
    "message_owner_id_at": '"message" ("owner_id", "at")',
    "message_owner_id_subject_key": '"message" ("owner_id", "subject_key")',
    "message_sender_id_at": '"message" ("sender_id", "at")',
    "message_thread_id_at": '"message" ("thread_id", "at")',
    "message_unread": '"message" ("owner_id", "at") WHERE read_version IS NULL AND '
    "(header_kind = 'personal' OR header_kind = 'bounce' OR header_kind = 'auto_reply' "
    "OR header_kind = 'calendar')",
    "message_answer": '"message" ("sender_id", "thread_id", "at") '
    "WHERE has_refs AND NOT outgoing AND kind = 'personal'",
    "message_to_one": '"message" ("thread_id", "at") WHERE outgoing AND recipients = 1',
    "recipient_address_id": '"recipient" ("address_id")',
    "thread_owner_id_decided_version_last_at": '"thread" '
    '("owner_id", "decided_version", "last_at")',
}
_KEPT = "message_thread_id_at"
#: They are made anew only where so many times more mails are to come than are there.
_TIMES = 2
#: Kilobytes of pages that are held in memory meanwhile: for each thousand mails to come, and at
#: least.
_PER_THOUSAND, _LEAST_HELD = 32, 7_000
#: The same while what was left out is made: each row is read once.
_SORTED = 4_000


def begin_loading(database: Database, coming: int) -> None:
    """So many mails are to come, which are many. What can be made later is taken out where the
    store holds little beside them.
    """
    held = min(PAGES_HELD, max(_LEAST_HELD, coming * _PER_THOUSAND // 1_000))
    execute(database, f"PRAGMA cache_size = -{held}")
    little = coming // _TIMES
    ((there,),) = execute(
        database, "SELECT count(*) FROM (SELECT 1 FROM message LIMIT ?)", (little,)
    )
    if there < little:
        with transaction(database):
            for name in LATE.keys() - {_KEPT}:
                execute(database, f'DROP INDEX IF EXISTS "{name}"')
        database.met_keys = MetKeys(database, coming)


def end_loading(database: Database) -> None:
    """Make what was left out, if anything was; one at a time, each whole or not at all."""
    database.met_keys = None
    try:
        ((count,),) = execute(
            database, f"SELECT count(*) FROM sqlite_master WHERE name IN ({marks(LATE)})", [*LATE]
        )
        if count < len(LATE):
            _make_all(database)
    finally:
        execute(database, f"PRAGMA cache_size = -{PAGES_HELD}")


def _make_all(database: Database) -> None:
    """What is sorted goes into a file from there on where it takes more memory than pages may, as
    long as there is room for such files.
    """
    execute(database, f"PRAGMA cache_size = -{_SORTED}")
    execute(database, "PRAGMA temp_store = file")
    try:
        _make_each(database)
    except StoreError:
        execute(database, "PRAGMA temp_store = memory")
        _make_each(database)
    finally:
        execute(database, "PRAGMA temp_store = memory")


def _make_each(database: Database) -> None:
    for name, columns in LATE.items():
        with transaction(database):
            execute(database, f'DROP INDEX IF EXISTS "{name}"')
            execute(database, f'CREATE INDEX "{name}" ON {columns}')
