"""What the mailboxes showed when there was nothing to do. Frozen: the models as they were then."""

# mypy: ignore-errors
from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, Model


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()

    class Meta:
        table_name = "owner"


class LookRow(Row):
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", primary_key=True)
    seen = BlobField()
    at = BigIntegerField()
    turn = BigIntegerField()

    class Meta:
        table_name = "look"


def up(migrator, db):
    with db.bind_ctx((OwnerRow, LookRow)):
        db.create_tables((LookRow,))
