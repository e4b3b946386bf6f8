"""What is inferred from mails: touches, meetings, findings and who waits for whom."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from daemon.store.models.mail import MessageRow, ThreadRow
from daemon.store.models.owners import OwnerRow
from daemon.store.models.people import AddressRow, PersonRow
from daemon.store.models.row import Row


class TouchRow(Row):
    """One contact between the owner and an address; the person is the address's. `message` is the
    mail that it was or that tells of it, null for what the owner logged; `thread_id` is that mail's
    thread. When somebody wrote last, whether they were ever written to, and what is usual with
    them is asked of the index alone.
    """

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
    # No foreign key: for every thread that is joined to another, all touches would be looked at.
    thread_id = IntegerField(null=True)

    class Meta:
        table_name = "touch"
        indexes = (
            (("address", "at", "direction", "thread_id"), False),
            (("message", "address", "kind", "at"), True),
        )


class MeetingRow(Row):
    """What became of one meeting, or of one time of a series: `held`, `coming`, `cancelled`,
    `declined`, `missed` or `open`. Derived from the calendars in the mail of `message` and before.
    `called_off_by` is `owner`, `person` or "".
    """

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
    """Who was there or is expected (`comes`), or said no (`declined`)."""

    meeting = ForeignKeyField(MeetingRow, on_delete="CASCADE", index=False)
    address = ForeignKeyField(AddressRow)
    answer = TextField()

    class Meta:
        table_name = "meeting_guest"
        primary_key = CompositeKey("meeting", "address")


class FindingRow(Row):
    """What a detector read in one mail; `value` is as the detector documents it."""

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
        indexes = ((("owner", "kind", "message"), False),)


class GapRow(Row):
    """A thread in which somebody waits; recomputed when the thread changes."""

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
