"""At which addresses a person is reached, the one to write to first, is kept beside them. Whoever
changes a touch or an address lets go of it without having to know: triggers do.

What is not kept is worked out when it is asked for; the next pass keeps it.
"""

# mypy: ignore-errors

_OF_ADDRESS = "= (SELECT person_id FROM address WHERE id = {}.address_id)"
_LET_GO = {
    "touch_made": ("AFTER INSERT ON touch", _OF_ADDRESS.format("NEW")),
    "touch_gone": ("AFTER DELETE ON touch", _OF_ADDRESS.format("OLD")),
    "touch_left": ("AFTER UPDATE OF address_id, at, direction ON touch", _OF_ADDRESS.format("OLD")),
    "touch_moved": (
        "AFTER UPDATE OF address_id, at, direction ON touch",
        _OF_ADDRESS.format("NEW"),
    ),
    "address_made": ("AFTER INSERT ON address WHEN NEW.person_id > 0", "= NEW.person_id"),
    "address_gone": ("AFTER DELETE ON address WHEN OLD.person_id > 0", "= OLD.person_id"),
    "address_changed": (
        "AFTER UPDATE OF person_id, email, dead_at ON address",
        "IN (OLD.person_id, NEW.person_id)",
    ),
}


def up(migrator, db):
    db.execute_sql('ALTER TABLE "person" ADD COLUMN "emails" TEXT')
    db.execute_sql(
        'CREATE INDEX "person_emails_open" ON "person" ("owner_id") WHERE emails IS NULL'
    )
    for name, (when, whose) in _LET_GO.items():
        db.execute_sql(
            f'CREATE TRIGGER "{name}" {when} BEGIN UPDATE person SET emails = NULL '
            f"WHERE id {whose} AND emails IS NOT NULL; END"
        )
