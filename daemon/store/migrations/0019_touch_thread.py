"""A touch tells in which thread its mail is. Its index tells who wrote and in which thread: when
somebody wrote last, and what is usual with them, is asked of it alone, not of all their mails.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('ALTER TABLE "touch" ADD COLUMN "thread_id" INTEGER')
    db.execute_sql(
        "UPDATE touch SET thread_id = "
        "(SELECT m.thread_id FROM message m WHERE m.id = touch.message_id)"
    )
    db.execute_sql('DROP INDEX "touch_address_id_at"')
    db.execute_sql(
        'CREATE INDEX "touch_address_id_at_direction_thread_id" '
        'ON "touch" ("address_id", "at", "direction", "thread_id")'
    )
