"""Indexes for what is asked of every new mail, and none whose columns another begins with."""

# mypy: ignore-errors


def up(migrator, db):
    for name in ("address_owner_id", "address_name_address_id", "person_owner_id"):
        db.execute_sql(f'DROP INDEX "{name}"')
    db.execute_sql('DROP INDEX "message_thread_id"')
    db.execute_sql('CREATE INDEX "message_thread_id_at" ON "message" ("thread_id", "at")')
    db.execute_sql(
        'CREATE INDEX "message_bare_reply" ON "message" ("owner_id", "subject_key") '
        "WHERE is_reply AND NOT has_refs"
    )
    db.execute_sql('CREATE INDEX "address_delivered" ON "address" ("owner_id") WHERE delivered > 0')
