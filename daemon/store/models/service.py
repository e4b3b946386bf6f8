"""What the daemon keeps of its own work: passes, looks, problems, holidays."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from daemon.store.models.owners import OwnerRow
from daemon.store.models.row import Row


class PassRow(Row):
    """One pass of the daemon: when, what it did (JSON), how it ended."""

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    started_at = BigIntegerField()
    finished_at = BigIntegerField(null=True)
    ok = BooleanField(default=False)
    summary = TextField(default="{}")
    error = TextField(default="")

    class Meta:
        table_name = "pass"


class LookRow(Row):
    """What the mailboxes showed when a whole pass had nothing to do; `turn` of the last that
    looked since. See `jobs.quiet`.
    """

    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", primary_key=True)
    seen = BlobField()
    at = BigIntegerField()
    turn = BigIntegerField()

    class Meta:
        table_name = "look"


class HolidayRow(Row):
    """The public holidays of a year in the owner's country, as `source` has them: `days` are ISO
    days with blanks between. Who asks for the time that somebody has waited need not load the
    tables of all countries.
    """

    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    country = TextField()
    year = IntegerField()
    days = TextField()
    source = TextField()

    class Meta:
        table_name = "holiday"
        primary_key = CompositeKey("owner", "country", "year")


class ServiceRow(Row):
    """The daemon of an owner: when it began and ended, and when it means to make its next pass."""

    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", primary_key=True)
    started_at = BigIntegerField()
    stopped_at = BigIntegerField(null=True)
    next_pass_at = BigIntegerField(null=True)

    class Meta:
        table_name = "service"


class ServiceProblemRow(Row):
    """What keeps the daemon from its work now; `place` is what it concerns."""

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
    """How often a login was refused with the same settings. `mark` is a slow salted hash of them:
    it tells whether they have changed, and gives nothing away.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE")
    mailbox = TextField()
    salt = BlobField()
    mark = BlobField()
    count = IntegerField()

    class Meta:
        table_name = "refused_login"
        indexes = ((("owner", "mailbox"), True),)
