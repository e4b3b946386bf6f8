"""The first schema. A frozen copy of the models as they were then: later ones may differ."""

# mypy: ignore-errors
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
    Model,
    TextField,
)


class Row(Model):
    class Meta:
        legacy_table_names = False


class OwnerRow(Row):
    id = AutoField()
    address = TextField(unique=True)
    name = TextField(default="")

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

    class Meta:
        table_name = "folder"
        indexes = ((("mailbox", "name"), True),)


class PersonRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
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

    class Meta:
        table_name = "person"
        indexes = ((("owner", "last_touch"), False),)


class AddressRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    email = TextField()
    person = ForeignKeyField(PersonRow, null=True, on_delete="SET NULL")
    is_owner = IntegerField(default=0)
    role = TextField(default="")
    delivered = IntegerField(default=0)
    dead_at = BigIntegerField(null=True)

    class Meta:
        table_name = "address"
        indexes = ((("owner", "email"), True),)


class AddressNameRow(Row):
    address = ForeignKeyField(AddressRow, on_delete="CASCADE")
    name = TextField()
    name_key = TextField(default="", index=True)
    as_sender = IntegerField(default=0)
    as_recipient = IntegerField(default=0)

    class Meta:
        table_name = "address_name"
        primary_key = CompositeKey("address", "name")


class ThreadRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    last_at = BigIntegerField(default=0)
    decided_version = BigIntegerField(null=True)

    class Meta:
        table_name = "thread"
        indexes = ((("owner", "last_at"), False),)


class ThreadKeyRow(Row):
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    id_key = BigIntegerField()
    thread = ForeignKeyField(ThreadRow, on_delete="CASCADE")

    class Meta:
        table_name = "thread_key"
        primary_key = CompositeKey("owner", "id_key")


class MessageRow(Row):
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
    thread = ForeignKeyField(ThreadRow)
    pending = BooleanField(default=True)
    read_version = BigIntegerField(null=True)
    quoted_at = BigIntegerField(null=True)
    content_type = TextField(default="")

    class Meta:
        table_name = "message"
        indexes = (
            (("owner", "identity_key"), True),
            (("owner", "content_key"), False),
            (("owner", "subject_key"), False),
            (("owner", "at"), False),
            (("sender", "at"), False),
        )


# Few messages are pending at any time: a partial index finds them without reading the table.
MessageRow.add_index(
    MessageRow.index(MessageRow.owner, MessageRow.id, name="message_pending").where(SQL("pending"))
)


class LocationRow(Row):
    folder = ForeignKeyField(FolderRow, on_delete="CASCADE", index=False)
    uid = BigIntegerField()
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    flags = TextField(default="")

    class Meta:
        table_name = "location"
        primary_key = CompositeKey("folder", "uid")


class RecipientRow(Row):
    message = ForeignKeyField(MessageRow, on_delete="CASCADE", index=False)
    address = ForeignKeyField(AddressRow)
    field = TextField()

    class Meta:
        table_name = "recipient"
        primary_key = CompositeKey("message", "address", "field")


class TouchRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    address = ForeignKeyField(AddressRow, index=False)
    message = ForeignKeyField(MessageRow, null=True, on_delete="CASCADE", index=False)
    at = BigIntegerField()
    kind = TextField(default="email")
    direction = TextField()
    note = TextField(default="")
    detector = TextField()
    version = IntegerField()

    class Meta:
        table_name = "touch"
        indexes = (
            (("address", "at"), False),
            (("message", "address", "kind", "at"), True),
        )


class MeetingRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    uid = TextField()
    state = TextField()
    start_at = BigIntegerField()
    end_at = BigIntegerField()
    all_day = BooleanField(default=False)
    summary = TextField(default="")
    called_off_by = TextField(default="")
    called_off_at = BigIntegerField(null=True)

    class Meta:
        table_name = "meeting"
        indexes = ((("owner", "state", "end_at"), False),)


class MeetingGuestRow(Row):
    meeting = ForeignKeyField(MeetingRow, on_delete="CASCADE", index=False)
    address = ForeignKeyField(AddressRow)
    answer = TextField()

    class Meta:
        table_name = "meeting_guest"
        primary_key = CompositeKey("meeting", "address")


class FindingRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    detector = TextField()
    version = IntegerField()
    kind = TextField()
    quote = TextField(default="")
    value = TextField(default="")

    class Meta:
        table_name = "finding"
        indexes = ((("owner", "kind"), False),)


class GapRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    thread = ForeignKeyField(ThreadRow, on_delete="CASCADE", unique=True)
    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    waiting_on = TextField()
    since = BigIntegerField()
    why = TextField()
    begun = BooleanField(default=False)
    quote = TextField(default="")

    class Meta:
        table_name = "gap"


class FactRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    kind = TextField()
    value = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "fact"


class CorrectionRow(Row):
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


class DraftRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    mailbox = ForeignKeyField(MailboxRow, on_delete="CASCADE")
    person = ForeignKeyField(PersonRow, null=True, on_delete="SET NULL")
    other = ForeignKeyField(PersonRow, null=True, on_delete="SET NULL")
    kind = TextField()
    occasion = TextField()
    message_id = TextField(unique=True)
    recipients = TextField()
    subject = TextField()
    text = TextField()
    reason = TextField()
    evidence = TextField(default="[]")
    state = TextField()
    mime = BlobField(null=True)
    folder = TextField(default="")
    uidvalidity = BigIntegerField(null=True)
    uidnext_before = BigIntegerField(null=True)
    uid = BigIntegerField(null=True)
    reserved_at = BigIntegerField()
    placed_at = BigIntegerField(null=True)
    missing_since = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)
    note = TextField(default="")

    class Meta:
        table_name = "draft"
        indexes = ((("owner", "state"), False),)


class PassRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    started_at = BigIntegerField()
    finished_at = BigIntegerField(null=True)
    ok = BooleanField(default=False)
    summary = TextField(default="{}")
    error = TextField(default="")

    class Meta:
        table_name = "pass"


class SkippedRow(Row):
    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    folder = ForeignKeyField(FolderRow, on_delete="CASCADE")
    uid = BigIntegerField()
    reason = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "skipped"
        indexes = ((("folder", "uid"), True),)


TABLES = (
    OwnerRow,
    MailboxRow,
    FolderRow,
    PersonRow,
    AddressRow,
    AddressNameRow,
    ThreadRow,
    ThreadKeyRow,
    MessageRow,
    LocationRow,
    RecipientRow,
    TouchRow,
    MeetingRow,
    MeetingGuestRow,
    FindingRow,
    GapRow,
    FactRow,
    CorrectionRow,
    DraftRow,
    PassRow,
    SkippedRow,
)


def up(migrator, db):
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
