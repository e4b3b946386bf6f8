"""Which mails inference has not seen, or is to see again: a table of its own, so that a first scan
need not write every mail a second time to say that it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from daemon.store.database import Database
from daemon.store.engine import CHUNK, chunks, execute, executemany, marks

#: The mails `m` of one owner (one value) that are pending. SQLite goes through tables that are
#: joined by CROSS JOIN in the order in which they stand: few mails are pending as a rule, and from
#: them to the others is the short way.
PENDING_MAIL = "pending p CROSS JOIN message m ON m.id = p.message_id AND p.owner_id = ?"
_AWAIT = (
    "INSERT INTO pending (message_id, owner_id) SELECT id, owner_id FROM message WHERE {} "
    "ON CONFLICT DO NOTHING"
)


def make_pending(database: Database, condition: str, values: Sequence[object] = ()) -> None:
    """Have inference see the mails again that a condition on `message` holds of."""
    execute(database, _AWAIT.format(condition), values)


def make_each_pending(
    database: Database, condition: str, values: Iterable[Sequence[object]]
) -> None:
    """The same for each of these values."""
    executemany(database, _AWAIT.format(condition), list(values))


def make_mail_of_pending(database: Database, *addresses: int) -> None:
    """The same for all mail from and to these addresses."""
    for some in chunks(addresses, CHUNK // 2):
        of = f"IN ({marks(some)})"
        make_pending(
            database,
            f"id IN (SELECT id FROM message WHERE sender_id {of} "
            f"UNION SELECT message_id FROM recipient WHERE address_id {of})",
            (*some, *some),
        )


def count_all(database: Database) -> tuple[int, int]:
    """How many mails all owners have, and how many of these wait, which SQLite counts soonest."""
    sql = "SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM pending)"
    ((mails, waiting),) = execute(database, sql)
    return mails, waiting


def is_all_pending(database: Database) -> bool:
    """Whether all mail that there is waits, of all owners."""
    mails, waiting = count_all(database)
    return mails == waiting


def is_any_pending(database: Database, owner: int) -> bool:
    """Whether any mail waits to be worked through."""
    return bool(execute(database, "SELECT 1 FROM pending WHERE owner_id = ? LIMIT 1", (owner,)))


def count_pending(database: Database, owner: int) -> int:
    """How many mails wait to be worked through."""
    ((count,),) = execute(database, "SELECT count(*) FROM pending WHERE owner_id = ?", (owner,))
    return int(count)
