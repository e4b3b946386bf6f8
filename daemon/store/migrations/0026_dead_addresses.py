"""An index of the addresses that mail came back from: few, and asked for by each agenda."""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql(
        'CREATE INDEX "address_dead" ON "address" ("owner_id") WHERE dead_at IS NOT NULL'
    )
