"""The owner, what is theirs on a server, and what could not be read of it."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, IntegerField, TextField

from daemon.store.models.row import Row


class OwnerRow(Row):
    """`tallied` is up to which touch all are counted in the tallies that are kept; null before the
    first.
    """

    id = AutoField()
    address = TextField(unique=True)
    name = TextField(default="")
    tallied = IntegerField(null=True)

    class Meta:
        table_name = "owner"


class MailboxRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    name = TextField()

    class Meta:
        table_name = "mailbox"
        indexes = ((("owner", "name"), True),)


class FolderRow(Row):
    """`uid_done` is the scan's cursor: every UID up to it is stored. `complete_at` is when the
    scan last reached the end of the folder, so the mail in it is known up to then;
    `flags_modseq` is HIGHESTMODSEQ when the flags of its newest mails were last looked at.
    `counted` is how many mails lie in it up to the UID `counted_to`.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    mailbox = ForeignKeyField(MailboxRow, on_delete="CASCADE")
    name = TextField()
    role = TextField()
    uidvalidity = BigIntegerField(default=0)
    uid_done = BigIntegerField(default=0)
    uidnext = BigIntegerField(null=True)
    highestmodseq = BigIntegerField(null=True)
    flags_modseq = BigIntegerField(null=True)
    complete_at = BigIntegerField(null=True)
    problem = TextField(default="")
    counted = BigIntegerField(default=0)
    counted_to = BigIntegerField(default=0)

    class Meta:
        table_name = "folder"
        indexes = ((("mailbox", "name"), True),)
