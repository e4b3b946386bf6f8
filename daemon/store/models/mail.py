"""Mails, where they lie, whom they go to, and the threads that they are in."""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from daemon.store.models.owners import FolderRow, OwnerRow
from daemon.store.models.people import AddressRow
from daemon.store.models.row import Row


class ThreadRow(Row):
    """`decided_version` is the version of the rules that last said whose turn it is here; null
    after anything in the thread changed.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    last_at = BigIntegerField(default=0)
    decided_version = BigIntegerField(null=True)

    class Meta:
        table_name = "thread"
        indexes = ((("owner", "decided_version", "last_at"), False),)


class ThreadKeyRow(Row):
    """Which thread a Message-ID belongs to, seen or only referred to."""

    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    id_key = BigIntegerField()
    thread = ForeignKeyField(ThreadRow, on_delete="CASCADE")

    class Meta:
        table_name = "thread_key"
        primary_key = CompositeKey("owner", "id_key")
        without_rowid = True


class MessageRow(Row):
    """One mail, however many folders hold it. `identity_key` hashes Message-ID and sender,
    `content_key` what two copies share when their Message-IDs differ. `outgoing` says that the
    owner wrote it; `delivered` that a server brought it and that it is in no sent mail, so that
    the owner's address in its From proves nothing. `kind` is what its words made of `header_kind`,
    which its header alone says. `begun` says that a draft of the owner's own answers it.
    `read_version` is the version of the detectors that read its words, null before, 0 where its
    words could not be had; `quoted_at` is when the mail that it quotes was written.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    identity_key = BigIntegerField()
    content_key = BigIntegerField(null=True)
    message_id = TextField(default="")
    refs = TextField(default="")
    subject = TextField(default="")
    subject_key = BigIntegerField(null=True)
    is_reply = BooleanField(default=False)
    has_refs = BooleanField(default=False)
    at = BigIntegerField()
    sender = ForeignKeyField(AddressRow, null=True, index=False)
    recipients = IntegerField(default=0)
    header_kind = TextField(default="personal")
    kind = TextField(default="personal")
    kind_why = TextField(default="")
    outgoing = BooleanField(default=False)
    begun = BooleanField(default=False)
    thread = ForeignKeyField(ThreadRow, index=False)
    read_version = BigIntegerField(null=True)
    quoted_at = BigIntegerField(null=True)
    content_type = TextField(default="")
    delivered = BooleanField(default=False)

    class Meta:
        table_name = "message"
        indexes = (
            (("owner", "identity_key"), True),
            (("owner", "content_key"), False),
            (("owner", "subject_key"), False),
            (("owner", "at"), False),
            (("sender", "at"), False),
            (("thread", "at"), False),
        )


# Few replies do not say what they answer, which is looked for by their subjects: a partial index
# finds them without reading the table.
MessageRow.add_index(
    MessageRow.index(MessageRow.owner, MessageRow.subject_key, name="message_bare_reply").where(
        SQL("is_reply AND NOT has_refs")
    )
)
MessageRow.add_index(MessageRow.index(MessageRow.owner, name="message_begun").where(SQL("begun")))
# What is worth reading is asked in every pass: nearly all of it has been read. Of `IN (...)` SQLite
# would make a table for each mail that is stored.
MessageRow.add_index(
    MessageRow.index(MessageRow.owner, MessageRow.at, name="message_unread").where(
        SQL(
            "read_version IS NULL AND (header_kind = 'personal' OR header_kind = 'bounce' "
            "OR header_kind = 'auto_reply' OR header_kind = 'calendar')"
        )
    )
)
MessageRow.add_index(
    MessageRow.index(MessageRow.owner, MessageRow.read_version, name="message_read").where(
        SQL("read_version > 0")
    )
)
# Answers, and what they may answer: who has answered for another address is asked of namesakes, all
# of whose mails would have to be read.
MessageRow.add_index(
    MessageRow.index(
        MessageRow.sender, MessageRow.thread, MessageRow.at, name="message_answer"
    ).where(SQL("has_refs AND NOT outgoing AND kind = 'personal'"))
)
MessageRow.add_index(
    MessageRow.index(MessageRow.thread, MessageRow.at, name="message_to_one").where(
        SQL("outgoing AND recipients = 1")
    )
)


class WeekRow(Row):
    """The smallest number that mail of one week has, counted from 1970; or one below it, where that
    mail was taken away. No foreign key: it is a place in a row, not a mail.
    """

    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    week = IntegerField()
    message_id = IntegerField()

    class Meta:
        table_name = "week"
        primary_key = CompositeKey("owner", "week")
        without_rowid = True


class PendingRow(Row):
    """A mail that inference has not seen, or is to see again."""

    message = ForeignKeyField(MessageRow, on_delete="CASCADE", primary_key=True)
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)

    class Meta:
        table_name = "pending"


class LocationRow(Row):
    """Where a message lies. One message may lie in many folders."""

    folder = ForeignKeyField(FolderRow, on_delete="CASCADE", index=False)
    uid = BigIntegerField()
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    flags = TextField(default="")

    class Meta:
        table_name = "location"
        primary_key = CompositeKey("folder", "uid")
        without_rowid = True


class RecipientRow(Row):
    """`field` is `to`, `cc` or `bcc`; `place` counts the recipients of a mail as they stand in
    it.
    """

    message = ForeignKeyField(MessageRow, on_delete="CASCADE", index=False)
    place = IntegerField()
    address = ForeignKeyField(AddressRow)
    field = TextField()

    class Meta:
        table_name = "recipient"
        primary_key = CompositeKey("message", "place")
        without_rowid = True


class SkippedRow(Row):
    """A message that could not be read at all, so that nothing is passed over silently."""

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    folder = ForeignKeyField(FolderRow, on_delete="CASCADE")
    uid = BigIntegerField()
    reason = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "skipped"
        indexes = ((("folder", "uid"), True),)
