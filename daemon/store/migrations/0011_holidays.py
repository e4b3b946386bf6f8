"""The public holidays of the owner's country. Frozen: the models as they were then."""

# mypy: ignore-errors
from peewee import AutoField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()

    class Meta:
        table_name = "owner"


class HolidayRow(Row):
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    country = TextField()
    year = IntegerField()
    days = TextField()
    source = TextField()

    class Meta:
        table_name = "holiday"
        primary_key = CompositeKey("owner", "country", "year")


def up(migrator, db):
    with db.bind_ctx((OwnerRow, HolidayRow)):
        db.create_tables((HolidayRow,))
