"""What the daemon tells of itself. A frozen copy of the models as they were then."""

# mypy: ignore-errors
from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()

    class Meta:
        table_name = "owner"


class ServiceRow(Row):
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", primary_key=True)
    started_at = BigIntegerField()
    stopped_at = BigIntegerField(null=True)
    next_pass_at = BigIntegerField(null=True)

    class Meta:
        table_name = "service"


class ServiceProblemRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    place = TextField()
    says = TextField()
    hint = TextField(default="")
    since = BigIntegerField()

    class Meta:
        table_name = "service_problem"
        indexes = ((("owner", "place"), True),)


class RefusedLoginRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    mailbox = TextField()
    salt = BlobField()
    mark = BlobField()
    count = IntegerField()

    class Meta:
        table_name = "refused_login"
        indexes = ((("owner", "mailbox"), True),)


TABLES = (ServiceRow, ServiceProblemRow, RefusedLoginRow)


def up(migrator, db):
    with db.bind_ctx((OwnerRow, *TABLES)):
        db.create_tables(TABLES)
