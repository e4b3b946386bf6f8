"""How many mails lie in a folder, up to a UID: counted as they come, not each time it is asked."""

# mypy: ignore-errors
from peewee import BigIntegerField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(
        migrator.add_column("folder", "counted", BigIntegerField(default=0)),
        migrator.add_column("folder", "counted_to", BigIntegerField(default=0)),
    )
