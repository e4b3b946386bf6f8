"""What is known because somebody said so: the owner, a signature, an imported file."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, CompositeKey, ForeignKeyField, TextField

from daemon.store.models.mail import MessageRow
from daemon.store.models.owners import OwnerRow
from daemon.store.models.people import PersonRow
from daemon.store.models.row import Row


class FactRow(Row):
    """What the owner said of a person themselves; what mail says is derived from findings."""

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    kind = TextField()
    value = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "fact"


class CorrectionRow(Row):
    """The owner's word about something derived, which no scan changes: `about` is `gap` or
    `promise`, `said` is `dismissed`, `done` or `wrong`; `quote_key` hashes its words, for
    one mail may hold several promises.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    about = TextField()
    message = ForeignKeyField(MessageRow, on_delete="CASCADE", index=False)
    quote_key = BigIntegerField(default=0)
    said = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "correction"
        indexes = ((("message", "about", "quote_key"), True),)


class NoteRow(Row):
    """A mail in which the owner told something; its words are not kept. `understood` and
    `not_understood` are JSON lists of what the next letter says of it, `told_at` when it did.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    message = ForeignKeyField(MessageRow, on_delete="CASCADE", unique=True)
    at = BigIntegerField()
    understood = TextField(default="[]")
    not_understood = TextField(default="[]")
    told_at = BigIntegerField(null=True)

    class Meta:
        table_name = "note"
        indexes = ((("owner", "told_at"), False),)


class SnoozeRow(Row):
    """Until when a kind of reason is not to be suggested for a person: the owner's word."""

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    kind = TextField()
    until = BigIntegerField()
    at = BigIntegerField()

    class Meta:
        table_name = "snooze"
        indexes = ((("person", "kind"), True),)


class ForgottenRow(Row):
    """An address to stay silent about for ever: only its salted hash. The salt is one an owner."""

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    salt = BlobField()
    mark = BlobField()

    class Meta:
        table_name = "forgotten"
        indexes = ((("owner", "mark"), True),)


class ContactRow(Row):
    """A card of an address book that was imported. It says more of people in touch by mail, and
    makes nobody one. `card_key` knows it again in the same source, `digest` whether it changed.
    """

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
    """An address of a card, whether it was ever seen in mail or not."""

    contact = ForeignKeyField(ContactRow, on_delete="CASCADE", index=False)
    email = TextField(index=True)

    class Meta:
        table_name = "contact_email"
        primary_key = CompositeKey("contact", "email")


class ContactFactRow(Row):
    """What a card says: `kind` and `value` as of facts."""

    contact = ForeignKeyField(ContactRow, on_delete="CASCADE", index=False)
    kind = TextField()
    value = TextField()

    class Meta:
        table_name = "contact_fact"
        primary_key = CompositeKey("contact", "kind", "value")
