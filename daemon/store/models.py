"""The tables, as peewee models. Rows never leave `store`; every row belongs to an owner.

Times are UTC epoch seconds (peewee keeps aware datetimes as text and sorts them wrongly). Keys
that end in `_key` are 64-bit hashes (`core/keys.py`). A change here needs a migration; a house test
compares the two.
"""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    DatabaseProxy,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

database = DatabaseProxy()


class Row(Model):
    """What all tables share. No database is bound: what is written and read is SQL."""

    class Meta:
        database = database
        legacy_table_names = False


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


ALL: tuple[Any, ...] = (
    OwnerRow,
    MailboxRow,
    FolderRow,
    PersonRow,
    AddressRow,
    PersonAlikeRow,
    AddressAlikeRow,
    AddressNameRow,
    ThreadRow,
    ThreadKeyRow,
    MessageRow,
    WeekRow,
    PendingRow,
    LocationRow,
    RecipientRow,
    TouchRow,
    TallyRow,
    MeetingRow,
    MeetingGuestRow,
    FindingRow,
    GapRow,
    FactRow,
    CorrectionRow,
    DraftRow,
    DigestRow,
    NoteRow,
    NewsletterRow,
    ArticleRow,
    PassRow,
    SkippedRow,
    LookRow,
    HolidayRow,
    ServiceRow,
    ServiceProblemRow,
    RefusedLoginRow,
    SnoozeRow,
    AddressTieRow,
    ForgottenRow,
    ContactRow,
    ContactEmailRow,
    ContactFactRow,
)
