"""Indexes of the mails that may be worth reading, and of those read, by which rules."""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql(
        'CREATE INDEX "message_unread" ON "message" ("owner_id", "at") WHERE read_version IS NULL '
        "AND header_kind IN ('personal', 'bounce', 'auto_reply', 'calendar')"
    )
    db.execute_sql(
        'CREATE INDEX "message_read" ON "message" ("owner_id", "read_version") '
        "WHERE read_version > 0"
    )
