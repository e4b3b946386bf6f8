"""How often a server said that it had stored a draft or a letter without showing it since."""

# mypy: ignore-errors
from peewee import IntegerField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(
        migrator.add_column("draft", "accepted", IntegerField(default=0)),
        migrator.add_column("digest", "accepted", IntegerField(default=0)),
    )
