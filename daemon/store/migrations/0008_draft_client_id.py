"""The Message-ID that the owner's mail client has given to a draft of ours."""

# mypy: ignore-errors
from peewee import TextField
from playhouse.migrate import migrate


def up(migrator, db):
    migrate(migrator.add_column("draft", "client_id", TextField(default="")))
