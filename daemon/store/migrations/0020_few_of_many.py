"""Indexes of what is few among much: the owner's own addresses among all, and the threads that are
undecided among those with recent mail.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('CREATE INDEX "address_is_owner" ON "address" ("owner_id") WHERE is_owner > 0')
    db.execute_sql('DROP INDEX "thread_owner_id_last_at"')
    db.execute_sql(
        'CREATE INDEX "thread_owner_id_decided_version_last_at" '
        'ON "thread" ("owner_id", "decided_version", "last_at")'
    )
