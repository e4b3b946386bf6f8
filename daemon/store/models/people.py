"""People and their addresses: what they are called, who is who, and how often they write."""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from daemon.store.models.owners import OwnerRow
from daemon.store.models.row import Row


class PersonRow(Row):
    """Derived from touches, but for `circle_set`, `name_set`, `ignored` and `share_never`: those
    are the owner's word and no scan changes them. Cadence is days; reply times (median, 90th
    percentile, and of how many answers) are working days. `keyed_name` is the name of which it is
    kept what they may be known by (see `PersonAlikeRow`); null where it is not. `emails` are their
    addresses, a line each, the one to write to first; null where that is not kept (see `triggers`).
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    name = TextField(default="")
    name_set = TextField(default="")
    circle = TextField(default="wide")
    circle_set = TextField(default="")
    ignored = BooleanField(default=False)
    share_never = BooleanField(default=False)
    first_seen = BigIntegerField(null=True)
    last_touch = BigIntegerField(null=True)
    last_out = BigIntegerField(null=True)
    last_in = BigIntegerField(null=True)
    touches_out = IntegerField(default=0)
    touches_in = IntegerField(default=0)
    touches_both = IntegerField(default=0)
    contacts = IntegerField(default=0)
    usual_days = FloatField(null=True)
    long_days = FloatField(null=True)
    owner_reply_days = FloatField(null=True)
    owner_long_days = FloatField(null=True)
    owner_answers = IntegerField(default=0)
    person_reply_days = FloatField(null=True)
    person_long_days = FloatField(null=True)
    person_answers = IntegerField(default=0)
    keyed_name = TextField(null=True)
    emails = TextField(null=True)

    class Meta:
        table_name = "person"
        indexes = ((("owner", "last_touch"), False),)


# Whose name has changed is found at once, whoever changed it.
PersonRow.add_index(
    PersonRow.index(PersonRow.owner, name="person_not_keyed").where(
        SQL("keyed_name IS NOT coalesce(nullif(name_set, ''), name)")
    )
)
PersonRow.add_index(
    PersonRow.index(PersonRow.owner, name="person_emails_open").where(SQL("emails IS NULL"))
)


class AddressRow(Row):
    """`is_owner`: 0 no, 1 inferred, 2 configured. `role` says why it cannot be a person, or "".
    `dead_at` is when mail to it last came back for good. `keyed` says that what it may be known by
    is kept (see `AddressAlikeRow`); null where it is not.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    email = TextField()
    person = ForeignKeyField(PersonRow, null=True, on_delete="SET NULL")
    is_owner = IntegerField(default=0)
    role = TextField(default="")
    delivered = IntegerField(default=0)
    dead_at = BigIntegerField(null=True)
    keyed = BooleanField(null=True)

    class Meta:
        table_name = "address"
        indexes = ((("owner", "email"), True),)


# The owner's are few, and so are those that stand in Delivered-To: the owner's, and lists'.
AddressRow.add_index(
    AddressRow.index(AddressRow.owner, name="address_is_owner").where(SQL("is_owner > 0"))
)
AddressRow.add_index(
    AddressRow.index(AddressRow.owner, name="address_delivered").where(SQL("delivered > 0"))
)
AddressRow.add_index(
    AddressRow.index(AddressRow.owner, name="address_not_keyed").where(
        SQL("person_id IS NOT NULL AND keyed IS NULL")
    )
)
AddressRow.add_index(
    AddressRow.index(AddressRow.owner, name="address_dead").where(SQL("dead_at IS NOT NULL"))
)


class PersonAlikeRow(Row):
    """By what somebody may be known, as their name (`keyed_name`) has it: see `core.around`."""

    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    key = TextField(index=True)

    class Meta:
        table_name = "person_alike"
        primary_key = CompositeKey("person", "key")
        without_rowid = True


class AddressAlikeRow(Row):
    """The same as an address of theirs has it."""

    address = ForeignKeyField(AddressRow, on_delete="CASCADE", index=False)
    key = TextField(index=True)

    class Meta:
        table_name = "address_alike"
        primary_key = CompositeKey("address", "key")
        without_rowid = True


class AddressNameRow(Row):
    """How often an address was seen under a name; names that its own mails bear count apart.
    `name_key` is what two spellings of a full name share, or "".
    """

    address = ForeignKeyField(AddressRow, on_delete="CASCADE", index=False)
    name = TextField()
    name_key = TextField(default="", index=True)
    as_sender = IntegerField(default=0)
    as_recipient = IntegerField(default=0)

    class Meta:
        table_name = "address_name"
        primary_key = CompositeKey("address", "name")


class AddressTieRow(Row):
    """The owner's word that two addresses are one person (`same`) or two; `one_id` < `other_id`.
    Asked before inference's own grouping.
    """

    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    one = ForeignKeyField(AddressRow, on_delete="CASCADE", index=False)
    other = ForeignKeyField(AddressRow, on_delete="CASCADE")
    same = BooleanField()
    at = BigIntegerField()

    class Meta:
        table_name = "address_tie"
        primary_key = CompositeKey("one", "other")


class TallyRow(Row):
    """What is counted of somebody's touches, see `core.tally`; lists are numbers of four bytes. It
    goes by itself where it is not right any more.
    """

    person = ForeignKeyField(PersonRow, on_delete="CASCADE", primary_key=True)
    first = BigIntegerField()
    last = BigIntegerField()
    last_out = BigIntegerField(null=True)
    last_in = BigIntegerField(null=True)
    touches_out = IntegerField()
    touches_in = IntegerField()
    touches_both = IntegerField()
    days = BlobField()
    owner_took = BlobField()
    person_took = BlobField()

    class Meta:
        table_name = "tally"
