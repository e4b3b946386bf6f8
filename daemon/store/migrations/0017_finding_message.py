"""The index of findings tells in which mail they are: what was found lately, not ever."""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('DROP INDEX "finding_owner_id_kind"')
    db.execute_sql(
        'CREATE INDEX "finding_owner_id_kind_message_id" ON "finding" '
        '("owner_id", "kind", "message_id")'
    )
