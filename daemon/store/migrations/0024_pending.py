"""What inference has not seen stands in a table of its own, not in each mail."""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql(
        'CREATE TABLE "pending" ("message_id" INTEGER NOT NULL PRIMARY KEY, '
        '"owner_id" INTEGER NOT NULL, '
        'FOREIGN KEY ("message_id") REFERENCES "message" ("id") ON DELETE CASCADE, '
        'FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE)'
    )
    db.execute_sql(
        "INSERT INTO pending (message_id, owner_id) SELECT id, owner_id FROM message WHERE pending"
    )
    # Left out while a first scan is under way.
    db.execute_sql('DROP INDEX IF EXISTS "message_pending"')
    db.execute_sql('ALTER TABLE "message" DROP COLUMN "pending"')
