"""The words of DESIGN.md as types: person, touch, gap, cadence, suggestion, draft.

Frozen and free of I/O. Every datetime is aware; every length of time says its unit in its name.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from daemon.core.values import dataclass

if TYPE_CHECKING:
    from daemon.core.articles import ArticleMatch
    from daemon.core.exchange import Exchange
    from daemon.core.introductions import Asking, Introduction
    from daemon.core.lost_copies import LostCopies
    from daemon.core.mail import Address
    from daemon.core.pairs import Pair
    from daemon.core.standing import Standing

Direction = Literal["out", "in", "both"]
WaitingOn = Literal["owner", "person"]


class Circle(StrEnum):
    """How close somebody is; learned from frequency until the owner says otherwise."""

    INNER = "inner"
    CLOSE = "close"
    REGULAR = "regular"
    WIDE = "wide"


class DraftState(StrEnum):
    """The fate of a draft, in the order in which it can happen."""

    RESERVED = "reserved"
    PLACED = "placed"
    EDITED = "edited"
    SENT = "sent"
    DISCARDED = "discarded"
    EXPIRED = "expired"


#: A draft in one of these states still waits for the owner (or for its own APPEND).
OPEN_DRAFT_STATES = (DraftState.RESERVED, DraftState.PLACED, DraftState.EDITED)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom we work for. `addresses` are all of them, configured and inferred, lower-cased;
    the first is the main one. `time_zone` is an IANA name; `working_days` are ISO weekdays;
    `country` has two letters (ISO 3166) or is empty: for holidays, and numbers without a prefix.
    """

    name: str
    addresses: tuple[str, ...]
    time_zone: str = "UTC"
    working_days: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    country: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is claimed: which message, when, and at most 200 characters of its words.

    `message_ref` is what `wellkeeper explain` takes (`m123`), empty where no mail stands behind.
    """

    what: str
    at: datetime | None = None
    message_ref: str = ""
    message_id: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A human the owner corresponds with. `ref` is `p` and a number; `addresses` are ordered,
    the one to write to first; `first_seen` and `last_touch` are times of mail, not of scans.
    """

    ref: str
    name: str
    addresses: tuple[str, ...]
    circle: Circle = Circle.WIDE
    organisation: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    first_seen: datetime | None = None
    last_touch: datetime | None = None
    touches_out: int = 0
    touches_in: int = 0
    touches_both: int = 0
    cadence_days: float | None = None

    @property
    def id(self) -> int:
        """The number in `ref`."""
        return int(self.ref[1:])

    @property
    def touches(self) -> int:
        """How many touches there were in all."""
        return self.touches_out + self.touches_in + self.touches_both

    @property
    def called(self) -> str:
        """The name, else the address."""
        return self.name or (self.addresses[0] if self.addresses else self.ref)


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact between owner and person; `subject` is the mail's, or what it was about."""

    person_ref: str
    at: datetime
    kind: str
    direction: Direction
    message_ref: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a person. `kind` is `phone`, `mobile`, `fax` (values in E.164), `title`,
    `organisation`, `web`, `new_address`, `need`, `offer`, ...; `message_ref` and `quote` say which
    mail and which words it comes from, empty where the owner said it; `source` is which sort of
    address book it was imported from, as `vcard`, and `at` then when.
    """

    kind: str
    value: str
    at: datetime
    message_ref: str = ""
    message_id: str = ""
    quote: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a detector read in one message: `kind`, its words (at most 200 characters), and
    a `value` where one is worth keeping.
    """

    kind: str
    quote: str = ""
    value: str = ""


class MessageKind(StrEnum):
    """Who or what wrote a message."""

    PERSONAL = "personal"
    BULK = "bulk"
    NOTIFICATION = "notification"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    CALENDAR = "calendar"
    LIST_POST = "list_post"
    #: A sender whom the receiving server could not verify: it may be anybody.
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """What a detector is given: one message with its new words. `outgoing` says that the owner
    wrote it; `owner_names` are the lower-cased first and family names the owner goes by;
    `direct_recipients` counts To, `recipients` counts To and Cc. `signature` is what stood below
    the words, `calendars` and `reports` the raw text/calendar and message/delivery-status (or
    text/rfc822-headers) parts, at most a few of each. `at` is when it was written, `region` the
    owner's country (ISO 3166, two letters) for numbers without one.
    """

    subject: str
    new_text: str
    outgoing: bool
    owner_names: frozenset[str] = frozenset()
    direct_recipients: int = 1
    recipients: int = 1
    has_attachment: bool = False
    signature: str = ""
    sender_name: str = ""
    sender_email: str = ""
    kind: MessageKind = MessageKind.PERSONAL
    at: datetime | None = None
    calendars: tuple[bytes, ...] = ()
    reports: tuple[bytes, ...] = ()
    region: str = ""


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """One message of a thread as the whose-turn rule sees it.

    `sender` and `to`/`cc` hold person ids; the owner is 0, and an address that is nobody known
    is negative. `findings` are the kinds that the detectors found (`ask`, `closer`, ...), or
    None where the words were not read: then nothing is claimed about them.

    `parent` is the id of the message that its headers say it answers, 0 where that is not known.
    `flagged` and `answered` are the owner's marks on it (\\Flagged, \\Answered); `begun` says that
    a draft of theirs answers it already.
    """

    id: int
    at: datetime
    sender: int
    to: tuple[int, ...]
    cc: tuple[int, ...] = ()
    recipients: int = 1
    kind: MessageKind = MessageKind.PERSONAL
    findings: frozenset[str] | None = None
    parent: int = 0
    flagged: bool = False
    answered: bool = False
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is expected to write next in a thread, since which message, and why in words. `begun`
    says that the owner has a draft of the answer already: nobody needs another.
    """

    waiting_on: WaitingOn
    person: int
    message: int
    since: datetime
    why: str
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A thread where somebody waits, as it is shown. Ages are days of the owner's working time;
    `begun` says that the owner has a draft of the answer already; where the owner is waited for,
    `by_phone` says that the mail leaves the matter to a talk, `answers` that it answers a question
    of theirs.
    """

    ref: str
    person_ref: str
    person: str
    address: str
    waiting_on: WaitingOn
    subject: str
    since: datetime
    age_days: float
    expected_days: float
    message_id: str
    message_ref: str
    thread_ref: str
    why: str
    quote: str = ""
    begun: bool = False
    by_phone: bool = False
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often two people are usually in touch. `usual_days` is the median interval between
    days of contact, `long_days` its 90th percentile, `contacts` the number of those days.
    """

    usual_days: float
    long_days: float
    contacts: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Until when the mail of a mailbox is known: the older of inbox and sent mail decides.

    `sent_known` is False where no sent mail could be found or read: then nothing is said about
    who waits for whom. `newest_mail` is the time of the newest message of all. `lost_copies` are
    the mailboxes whose sent mail is stale, `all_lost` says that no other one is left to speak of.
    """

    inbox_until: datetime | None
    sent_until: datetime | None
    newest_mail: datetime | None
    sent_known: bool = True
    lost_copies: tuple[LostCopies, ...] = ()
    all_lost: bool = False

    @property
    def until(self) -> datetime | None:
        """The moment up to which both directions are known, or None."""
        if not self.sent_known or self.inbox_until is None or self.sent_until is None:
            return None
        return min(self.inbox_until, self.sent_until)


@dataclass(frozen=True, slots=True)
class Relationship:
    """All that a reason to reach out may look at: one person and what is between them and the
    owner. `gaps` are the open ones; `draft_open` says that a draft to them waits already;
    `turned_down` maps reason kinds to the moment until which the owner does not want them;
    `last_subject` is the subject of the last personal mail. `language` is the one that they write
    in most ("en", ...), "" where nobody looked: it is asked of all that was read.
    `standing` is what else stands between them, None where nothing does. `drafted` maps reason
    kinds to when a draft for them was last begun. `introductions` are those that they take part in,
    `pair` and `asking` those that begin with them: whom they might meet, and who was asked first.
    `exchange` is what their mails tell of the tie, None where nobody looked.
    `article` is something to read that meets an interest of theirs.
    """

    person: Person
    cadence: Cadence | None = None
    gaps: tuple[Gap, ...] = ()
    last_out: datetime | None = None
    last_in: datetime | None = None
    last_subject: str = ""
    last_ref: str = ""
    last_message_id: str = ""
    draft_open: bool = False
    language: str = ""
    turned_down: tuple[tuple[str, datetime], ...] = ()
    standing: Standing | None = None
    drafted: tuple[tuple[str, datetime], ...] = ()
    introductions: tuple[Introduction, ...] = ()
    pair: Pair | None = None
    asking: Asking | None = None
    exchange: Exchange | None = None
    article: ArticleMatch | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One person, one reason to reach out, one proposed act, with evidence.

    `kind` names the template folder; `occasion` is the same text for the same reason at any
    later moment, so that one occasion gives one draft only. `score` is what the relationship
    stands to lose or gain, 0 to 100. `reply_to` is the message ref to answer, or empty; `address`
    where the draft goes, `subject` and `last_mail` what the last mail was about and when,
    `question` their words that want an answer, `answered` that they gave one of theirs with it to
    what the owner had asked. `quotes` says that what is answered is quoted below
    the draft. `aspect` says which of its kind it is (a step, a
    kind of fact), `detail` are the words that it is about (what was promised, the fact). What the
    owner writes to them after `since` takes the reason away. `writes_to` is whom the draft goes to
    where that is not the person, `bcc` who is told so that they need not read on. `learned` says
    what the owner's review of earlier drafts made of `score`; `link` is the page that the draft
    passes on.
    """

    kind: str
    person: Person
    reason: str
    act: str
    occasion: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    reply_to: str = ""
    expires_at: datetime | None = None
    other: Person | None = None
    address: str = ""
    subject: str = ""
    last_mail: datetime | None = None
    question: str = ""
    is_late: bool = False
    answered: bool = False
    language: str = ""
    aspect: str = ""
    detail: str = ""
    since: datetime | None = None
    quotes: bool = True
    writes_to: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    learned: str = ""
    link: str = ""

    @property
    def ref(self) -> str:
        """What `wellkeeper explain` takes for it."""
        return f"{self.kind}:{self.person.ref}" + (f":{self.other.ref}" if self.other else "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rendered suggestion and its fate. `changed` is the share of its words, 0 to 1, that the
    owner changed before sending it (see `core.rework`), None where that is not known.
    """

    ref: str
    kind: str
    person_ref: str
    person: str
    to: tuple[str, ...]
    subject: str
    state: DraftState
    message_id: str
    reason: str
    occasion: str
    reserved_at: datetime
    placed_at: datetime | None = None
    closed_at: datetime | None = None
    text: str = ""
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    changed: float | None = None
