"""Who answered a mail that went to another of their addresses is asked of few mails: of answers by
sender, and of mails to one alone by thread.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql(
        'CREATE INDEX "message_answer" ON "message" ("sender_id", "thread_id", "at") '
        "WHERE has_refs AND NOT outgoing AND kind = 'personal'"
    )
    db.execute_sql(
        'CREATE INDEX "message_to_one" ON "message" ("thread_id", "at") '
        "WHERE outgoing AND recipients = 1"
    )
