"""An index of the few mails that the owner has begun to answer."""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('CREATE INDEX "message_begun" ON "message" ("owner_id") WHERE begun')
