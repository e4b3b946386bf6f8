"""The weekly letters and the owner's notes. Frozen: the models as they were then."""

# mypy: ignore-errors
from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()

    class Meta:
        table_name = "owner"


class MailboxRow(Row):
    id = AutoField()

    class Meta:
        table_name = "mailbox"


class MessageRow(Row):
    id = AutoField()

    class Meta:
        table_name = "message"


class DigestRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    mailbox = ForeignKeyField(MailboxRow, on_delete="CASCADE")
    week = TextField()
    message_id = TextField(unique=True)
    state = TextField()
    mime = BlobField(null=True)
    folder = TextField(default="")
    uidvalidity = BigIntegerField(null=True)
    uidnext_before = BigIntegerField(null=True)
    uid = BigIntegerField(null=True)
    reserved_at = BigIntegerField()
    placed_at = BigIntegerField(null=True)
    missing_since = BigIntegerField(null=True)
    note = TextField(default="")

    class Meta:
        table_name = "digest"
        indexes = ((("owner", "week"), True),)


class NoteRow(Row):
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


def up(migrator, db):
    with db.bind_ctx((OwnerRow, MailboxRow, MessageRow, DigestRow, NoteRow)):
        db.create_tables((DigestRow, NoteRow))
