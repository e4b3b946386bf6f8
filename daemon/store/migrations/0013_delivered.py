"""Whether a mail was delivered here, so that the owner's address in its From proves nothing."""

# mypy: ignore-errors
from peewee import BooleanField
from playhouse.migrate import migrate

#: What was taken for the owner's word and lies in no sent mail.
_WAS_OURS = """
    UPDATE message SET delivered = 1, outgoing = 0, pending = 1, read_version = NULL
    WHERE outgoing AND EXISTS (
      SELECT 1 FROM location l JOIN folder f ON f.id = l.folder_id
      WHERE l.message_id = message.id AND f.role = 'inbox') AND NOT EXISTS (
      SELECT 1 FROM location l JOIN folder f ON f.id = l.folder_id
      WHERE l.message_id = message.id AND f.role = 'sent')
"""
_DOUBTED = "SELECT id FROM message WHERE delivered"
_THEIRS = f"SELECT address_id FROM touch WHERE kind = 'email' AND message_id IN ({_DOUBTED})"
#: Nobody is a person to whom the owner never wrote.
_STRANGERS = f"""
    SELECT id FROM address WHERE id IN ({_THEIRS}) AND NOT EXISTS (
      SELECT 1 FROM touch t WHERE t.address_id = address.id AND t.direction <> 'in'
      AND coalesce(t.message_id, 0) NOT IN ({_DOUBTED}))
"""
_NO_LONGER = """
    DELETE FROM person WHERE name_set = '' AND circle_set = '' AND NOT ignored AND NOT share_never
    AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.person_id = person.id)
    AND NOT EXISTS (SELECT 1 FROM address a WHERE a.person_id = person.id)
"""


def up(migrator, db):
    migrate(migrator.add_column("message", "delivered", BooleanField(default=False)))
    db.execute_sql(_WAS_OURS)
    # Whoever it concerned is inferred again, from what is left.
    db.execute_sql(
        "UPDATE message SET pending = 1 WHERE id IN "
        f"(SELECT message_id FROM touch WHERE kind = 'email' AND address_id IN ({_THEIRS}))"
    )
    db.execute_sql(f"UPDATE address SET person_id = NULL WHERE id IN ({_STRANGERS})")
    for table in ("touch", "finding"):
        db.execute_sql(f"DELETE FROM {table} WHERE message_id IN ({_DOUBTED})")
    db.execute_sql(_NO_LONGER)
