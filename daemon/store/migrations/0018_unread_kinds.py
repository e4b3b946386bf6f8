"""The kinds of mail that may be worth reading, compared one by one: of `IN (...)` SQLite makes a
table for each mail that is stored.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('DROP INDEX "message_unread"')
    db.execute_sql(
        'CREATE INDEX "message_unread" ON "message" ("owner_id", "at") WHERE read_version IS NULL '
        "AND (header_kind = 'personal' OR header_kind = 'bounce' "
        "OR header_kind = 'auto_reply' OR header_kind = 'calendar')"
    )
