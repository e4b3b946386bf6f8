"""What is written into the mailbox: drafts, the weekly letter, and what drafts may link to."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from daemon.store.models.mail import MessageRow
from daemon.store.models.owners import MailboxRow, OwnerRow
from daemon.store.models.people import PersonRow
from daemon.store.models.row import Row


class DraftRow(Row):
    """`uidnext_before` is Drafts' UIDNEXT when the draft was reserved: what lies above it tells
    after a death whether the APPEND came through. `mime` is kept until the draft's end is known.
    `expires_at` is when its reason stops being true, whatever else happens; `client_id` the
    Message-ID under which the owner's mail client saved it anew, or empty;
    `template` is what it was worded by, `changed` the share of its words that the owner changed
    before sending, 0 to 1; `accepted` how often the server said that it had stored it without
    showing it since.
    """

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
    expires_at = BigIntegerField(null=True)
    client_id = TextField(default="")
    template = TextField(null=True)
    changed = FloatField(null=True)
    accepted = IntegerField(default=0)

    class Meta:
        table_name = "draft"
        indexes = ((("owner", "state"), False),)


class DigestRow(Row):
    """The letter of one week, such as `2026-W48`: `reserved` before it is sent to the server,
    `placed`, `expired` where nobody knows whether it was, `silent` where there was nothing to say.
    The rest is as in a draft.
    """

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
    accepted = IntegerField(default=0)

    class Meta:
        table_name = "digest"
        indexes = ((("owner", "week"), True),)


class NewsletterRow(Row):
    """A newsletter that was looked through for articles, by which version of the rules."""

    message = ForeignKeyField(MessageRow, on_delete="CASCADE", primary_key=True)
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    version = IntegerField()

    class Meta:
        table_name = "newsletter"


class ArticleRow(Row):
    """One thing to read in a newsletter: a link that may be passed on, and at most 160 and 300
    characters of what was said of it. Kept as long as it may be sent to anybody.
    """

    id = AutoField()
    owner = ForeignKeyField(OwnerRow, on_delete="CASCADE", index=False)
    message = ForeignKeyField(MessageRow, on_delete="CASCADE")
    link = TextField()
    title = TextField()
    teaser = TextField(default="")

    class Meta:
        table_name = "article"
