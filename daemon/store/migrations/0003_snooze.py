"""Which reasons the owner does not want to hear of. Frozen: the models as they were then."""

# mypy: ignore-errors
from peewee import AutoField, BigIntegerField, ForeignKeyField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()

    class Meta:
        table_name = "owner"


class PersonRow(Row):
    id = AutoField()

    class Meta:
        table_name = "person"


class SnoozeRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    kind = TextField()
    until = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        table_name = "snooze"
        indexes = ((("person", "kind"), True),)


def up(migrator, db):
    with db.bind_ctx((OwnerRow, PersonRow, SnoozeRow)):
        db.create_tables((SnoozeRow,))
