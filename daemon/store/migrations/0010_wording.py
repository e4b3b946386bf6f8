"""Which template a draft came from, and how much of it the owner changed."""

# mypy: ignore-errors
from peewee import FloatField, TextField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(
        migrator.add_column("draft", "template", TextField(null=True)),
        migrator.add_column("draft", "changed", FloatField(null=True)),
    )
