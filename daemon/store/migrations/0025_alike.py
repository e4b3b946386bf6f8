"""By which part of a name and of an address somebody may be known is kept for the agenda, which
asks it of everybody; and by weeks from which number on their mail is stored, which it asks of all
mail.

What is not kept yet is worked out when it is asked for; the next pass keeps it.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('ALTER TABLE "person" ADD COLUMN "keyed_name" TEXT')
    db.execute_sql('ALTER TABLE "address" ADD COLUMN "keyed" INTEGER')
    db.execute_sql(
        'CREATE INDEX "person_not_keyed" ON "person" ("owner_id") '
        "WHERE keyed_name IS NOT coalesce(nullif(name_set, ''), name)"
    )
    db.execute_sql(
        'CREATE INDEX "address_not_keyed" ON "address" ("owner_id") '
        "WHERE person_id IS NOT NULL AND keyed IS NULL"
    )
    for of in ("person", "address"):
        db.execute_sql(
            f'CREATE TABLE "{of}_alike" ("{of}_id" INTEGER NOT NULL, "key" TEXT NOT NULL, '
            f'PRIMARY KEY ("{of}_id", "key"), '
            f'FOREIGN KEY ("{of}_id") REFERENCES "{of}" ("id") ON DELETE CASCADE) WITHOUT ROWID'
        )
        db.execute_sql(f'CREATE INDEX "{of}_alike_key" ON "{of}_alike" ("key")')
    db.execute_sql(
        'CREATE TABLE "week" ("owner_id" INTEGER NOT NULL, "week" INTEGER NOT NULL, '
        '"message_id" INTEGER NOT NULL, PRIMARY KEY ("owner_id", "week"), '
        'FOREIGN KEY ("owner_id") REFERENCES "owner" ("id") ON DELETE CASCADE) WITHOUT ROWID'
    )
    db.execute_sql(
        "INSERT INTO week (owner_id, week, message_id) "
        "SELECT owner_id, at / 604800, min(id) FROM message GROUP BY 1, 2"
    )
