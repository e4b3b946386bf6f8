"""What is counted of each person's touches is kept, so that new mail is added to it. It goes by
itself when a touch is changed or taken away, or when an address comes to somebody or leaves them.

Whoever has none yet is counted when mail of theirs comes.
"""

# mypy: ignore-errors


def up(migrator, db):
    db.execute_sql('ALTER TABLE "owner" ADD COLUMN "tallied" INTEGER')
    db.execute_sql(
        'CREATE TABLE "tally" ("person_id" INTEGER NOT NULL PRIMARY KEY, '
        '"first" INTEGER NOT NULL, "last" INTEGER NOT NULL, "last_out" INTEGER, '
        '"last_in" INTEGER, "touches_out" INTEGER NOT NULL, "touches_in" INTEGER NOT NULL, '
        '"touches_both" INTEGER NOT NULL, "days" BLOB NOT NULL, "owner_took" BLOB NOT NULL, '
        '"person_took" BLOB NOT NULL, '
        'FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)'
    )
    # Numbers of touches that were taken away are given anew.
    db.execute_sql(
        'CREATE TRIGGER "tally_touch_gone" AFTER DELETE ON "touch" BEGIN DELETE FROM tally WHERE '
        "person_id = (SELECT person_id FROM address WHERE id = old.address_id); "
        "UPDATE owner SET tallied = (SELECT coalesce(max(id), 0) FROM touch) "
        "WHERE tallied > (SELECT coalesce(max(id), 0) FROM touch); END"
    )
    db.execute_sql(
        'CREATE TRIGGER "tally_touch_changed" AFTER UPDATE ON "touch" BEGIN DELETE FROM tally '
        "WHERE person_id IN (SELECT person_id FROM address "
        "WHERE id IN (old.address_id, new.address_id)); END"
    )
    db.execute_sql(
        'CREATE TRIGGER "tally_address_moved" AFTER UPDATE OF "person_id" ON "address" '
        "WHEN old.person_id IS NOT new.person_id BEGIN DELETE FROM tally "
        "WHERE person_id IN (old.person_id, new.person_id); END"
    )
