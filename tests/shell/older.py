"""A store as an older version would have left it."""

from __future__ import annotations

from mailroom import Account

from daemon.store.upkeep import fresh_store

#: Before this one the keys of mails were hashes from their first bit on, of which the migration
#: keeps all but eight, and recipients had no places.
LAST_BEFORE = "0022_answers"


def turn_back(account: Account) -> None:
    """Make of the store what it would have been under the version before."""
    account.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    old = account.folder / "old.db"
    old.touch(mode=0o600)
    with fresh_store(str(old), LAST_BEFORE) as database:
        database.execute("ATTACH ? AS now", (str(account.store),))
        for (table,) in database.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE '%migrat%' AND name NOT LIKE 'text%'"
        ).fetchall():
            columns = [row[1] for row in database.execute(f"PRAGMA main.table_info({table})")]
            # What was told by each mail then, and of what all is seen.
            values = ["0" if one == "pending" else one for one in columns]
            order = "ORDER BY message_id, place" if table == "recipient" else ""
            database.execute(
                f"INSERT INTO main.{table} ({', '.join(columns)}) "
                f"SELECT {', '.join(values)} FROM now.{table} {order}"
            )
        database.execute(
            "UPDATE message SET identity_key = (identity_key & ((1 << 56) - 1)) | "
            "(identity_key << 56), content_key = (content_key & ((1 << 56) - 1)) | "
            "(content_key << 56)"
        )
        database.commit()
        database.execute("DETACH now")
    for suffix in ("-wal", "-shm"):
        account.store.with_name(account.store.name + suffix).unlink(missing_ok=True)
    old.replace(account.store)
