"""The index of touches tells who wrote: the last mail of an address is found in it alone."""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('DROP INDEX "touch_address_id_at"')
    db.execute_sql(
        'CREATE INDEX "touch_address_id_at_direction" ON "touch" ("address_id", "at", "direction")'
    )
