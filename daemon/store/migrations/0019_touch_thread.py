"""A touch tells in which thread its mail is, and its index tells so too: what is usual with
somebody is learned from the index of their touches alone, not from all their mails.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('ALTER TABLE "touch" ADD COLUMN "thread_id" INTEGER')
    db.execute_sql(
        "UPDATE touch SET thread_id = "
        "(SELECT m.thread_id FROM message m WHERE m.id = touch.message_id)"
    )
    db.execute_sql('DROP INDEX "touch_address_id_at_direction"')
    db.execute_sql(
        'CREATE INDEX "touch_address_id_at_direction_thread_id" '
        'ON "touch" ("address_id", "at", "direction", "thread_id")'
    )
