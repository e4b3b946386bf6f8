"""The index of touches tells who wrote: the last mail of an address is found in it alone. That of
findings tells in which mail they are: what was found lately, not ever.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('DROP INDEX "touch_address_id_at"')
    db.execute_sql(
        'CREATE INDEX "touch_address_id_at_direction" ON "touch" ("address_id", "at", "direction")'
    )
    db.execute_sql('DROP INDEX "finding_owner_id_kind"')
    db.execute_sql(
        'CREATE INDEX "finding_owner_id_kind_message_id" ON "finding" '
        '("owner_id", "kind", "message_id")'
    )
