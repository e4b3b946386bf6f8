"""When the reason of a draft stops being true."""

# mypy: ignore-errors
from peewee import BigIntegerField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(migrator.add_column("draft", "expires_at", BigIntegerField(null=True)))
