"""What the owner said of addresses, whom to forget, and imported contacts. Frozen: the models as
they were then.
"""

# mypy: ignore-errors
from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
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


class AddressRow(Row):
    id = AutoField()

    class Meta:
        table_name = "address"


class AddressTieRow(Row):
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    one = ForeignKeyField(AddressRow, on_delete="CASCADE", index=False)
    other = ForeignKeyField(AddressRow, on_delete="CASCADE")
    same = BooleanField()
    at = BigIntegerField()

    class Meta:
        table_name = "address_tie"
        primary_key = CompositeKey("one", "other")


class ForgottenRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    salt = BlobField()
    mark = BlobField()

    class Meta:
        table_name = "forgotten"
        indexes = ((("owner", "mark"), True),)


class ContactRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    source = TextField()
    card_key = TextField()
    digest = TextField()
    name = TextField(default="")
    at = BigIntegerField()

    class Meta:
        table_name = "contact"
        indexes = ((("owner", "source", "card_key"), True),)


class ContactEmailRow(Row):
    contact = ForeignKeyField(ContactRow, on_delete="CASCADE", index=False)
    email = TextField(index=True)

    class Meta:
        table_name = "contact_email"
        primary_key = CompositeKey("contact", "email")


class ContactFactRow(Row):
    contact = ForeignKeyField(ContactRow, on_delete="CASCADE", index=False)
    kind = TextField()
    value = TextField()

    class Meta:
        table_name = "contact_fact"
        primary_key = CompositeKey("contact", "kind", "value")


TABLES = (AddressTieRow, ForgottenRow, ContactRow, ContactEmailRow, ContactFactRow)


def up(migrator, db):
    with db.bind_ctx((OwnerRow, AddressRow, *TABLES)):
        db.create_tables(TABLES)
