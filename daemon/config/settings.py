"""Decides which settings there are: one struct a section, one field a key, with its type, its
default, and in its description the words that a problem report uses for "expected ...".

To add a setting: its field here, its line in config.example.toml. A house test compares the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from daemon.config.secrets import Secret
from daemon.core.model import Owner

_ADDRESS = r"^[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)*$"

Text = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$",
        description="some text on one line",
    ),
]
Email = Annotated[
    str,
    Meta(
        max_length=254, pattern=_ADDRESS, description='an e-mail address such as "ada@example.org"'
    ),
]
Emails = Annotated[
    tuple[Email, ...], Meta(description='e-mail addresses such as ["ada@example.org"]')
]
Country = Annotated[
    str,
    Meta(
        pattern=r"^(auto|[A-Za-z]{2})?$",
        description='a country as two letters such as "DE", "auto", or "" for no holidays',
    ),
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays = Annotated[
    tuple[Weekday, ...],
    Meta(
        min_length=1,
        max_length=7,
        description='days out of "mon", "tue", "wed", "thu", "fri", "sat", "sun"',
    ),
]
DayOfWeek = Annotated[
    Weekday, Meta(description='"mon", "tue", "wed", "thu", "fri", "sat" or "sun"')
]
MailboxName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$",
        description="a short name of letters and digits",
    ),
]
Port = Annotated[int, Meta(ge=1, le=65535, description="a number from 1 to 65535")]
Security = Annotated[
    Literal["tls", "starttls", "none"], Meta(description='"tls", "starttls" or "none"')
]
Seconds = Annotated[int, Meta(ge=1, le=600, description="a number of seconds from 1 to 600")]
FolderName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=250,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="the name of a folder",
    ),
]
FolderNames = Annotated[
    tuple[FolderName, ...], Meta(description="a folder name, or a list of them")
]
Minutes = Annotated[int, Meta(ge=1, le=1440, description="a number of minutes from 1 to 1440")]
YesNo = Annotated[bool, Meta(description="true or false")]
Hour = Annotated[int, Meta(ge=0, le=23, description="an hour from 0 to 23")]
PerDay = Annotated[int, Meta(ge=0, le=50, description="a number from 0 to 50")]
PerWeek = Annotated[int, Meta(ge=0, le=200, description="a number from 0 to 200")]
Word = Annotated[
    str,
    Meta(
        max_length=40,
        pattern=r"^[^\W\d_][\w'’-]*$",
        description='one word such as "farrier", without blanks',
    ),
]
Synonyms = Annotated[
    tuple[Annotated[tuple[Word, ...], Meta(min_length=2, max_length=50)], ...],
    Meta(
        max_length=500,
        description="lists of at least two single words that mean the same trade such as "
        '[["farrier", "hufschmied"]]',
    ),
]
DaysBetween = Annotated[int, Meta(ge=0, le=365, description="a number of days from 0 to 365")]

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class OwnerSettings(Struct, frozen=True, kw_only=True):
    """`[owner]`: whom Wellkeeper works for. After loading, `time_zone` is never empty and `country`
    is never "auto": it is that of the time zone.
    """

    name: Text
    address: Email
    aliases: Emails = ()
    time_zone: Text = ""
    working_days: Weekdays = ("mon", "tue", "wed", "thu", "fri")
    country: Country = "auto"

    def as_owner(self) -> Owner:
        """The owner as the core knows them: addresses lower-cased, the main one first."""
        addresses = dict.fromkeys(a.lower() for a in (self.address, *self.aliases))
        days = frozenset(_WEEKDAYS.index(day) + 1 for day in self.working_days)
        return Owner(self.name, tuple(addresses), self.time_zone, days, self.country.upper())


class FolderSettings(Struct, frozen=True, kw_only=True):
    """`[mailbox.folders]`: what finding folders by themselves got wrong. Empty means: find it."""

    drafts: FolderName = ""
    sent: FolderNames = ()
    archive: FolderName = ""
    skip: FolderNames = ()


class OAuthSettings(Struct, frozen=True, kw_only=True):
    """`[mailbox.oauth]`: signing in with tokens instead of a password, where `client_id` is set.
    After loading, the addresses are what will be used.
    """

    provider: Annotated[
        Literal["google", "microsoft", "other"],
        Meta(description='"google", "microsoft" or "other"'),
    ] = "other"
    client_id: Text = ""
    token_url: Text = ""
    device_url: Text = ""
    authorize_url: Text = ""
    scope: Text = ""
    client_secret: Secret = Secret("")

    @property
    def in_use(self) -> bool:
        """Whether this mailbox signs in like this."""
        return bool(self.client_id)


class MailboxSettings(Struct, frozen=True, kw_only=True):
    """`[mailbox]`: one IMAP account. After loading, `port` and `user` are what will be used, and
    `password` is empty only where `load_config` was told that nobody will log in.
    """

    name: MailboxName = "main"
    host: Text
    port: Port = 0
    security: Security = "tls"
    user: Text = ""
    ca_file: Path | None = None
    timeout_seconds: Seconds = 60
    keyring: bool = False
    folders: FolderSettings = FolderSettings()
    oauth: OAuthSettings = OAuthSettings()
    password: Secret = Secret("")
    token_file: Path | None = None


class StoreSettings(Struct, frozen=True, kw_only=True):
    """`[store]`: where what is known is kept. After loading, `url` is never empty."""

    url: Text = ""

    @property
    def path(self) -> Path:
        """The SQLite file that `url` names; always absolute."""
        return Path("/" + self.url.removeprefix("sqlite:///").lstrip("/"))


class PlanSettings(Struct, frozen=True, kw_only=True):
    """`[plan]`: how much it does."""

    drafts_per_day: PerDay = 5
    drafts_per_week: PerWeek = 15
    days_between: DaysBetween = 7


class ScheduleSettings(Struct, frozen=True, kw_only=True):
    """`[schedule]`: when the daemon works."""

    every_minutes: Minutes = 15
    watch: YesNo = True


class DigestSettings(Struct, frozen=True, kw_only=True):
    """`[digest]`: the weekly letter, on the owner's clock."""

    enabled: YesNo = True
    day: DayOfWeek = "mon"
    hour: Hour = 7

    @property
    def weekday(self) -> int:
        """The ISO number of the day: 1 is Monday."""
        return _WEEKDAYS.index(self.day) + 1


class IntroductionSettings(Struct, frozen=True, kw_only=True):
    """`[introductions]`: by which words people are found for each other."""

    synonyms: Synonyms = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a trade, its words with blanks between."""
        return tuple(" ".join(words) for words in self.synonyms)


class TemplateSettings(Struct, frozen=True, kw_only=True):
    """`[templates]`: the owner's own wording. None means: the bundled templates only."""

    folder: Path | None = None


class Config(Struct, frozen=True, kw_only=True):
    """Everything that was configured. `path` is the file it came from."""

    path: Path
    owner: OwnerSettings
    mailboxes: tuple[MailboxSettings, ...]
    store: StoreSettings
    plan: PlanSettings
    schedule: ScheduleSettings
    digest: DigestSettings
    introductions: IntroductionSettings
    templates: TemplateSettings


#: The sections of the file, in the order of config.example.toml.
SECTIONS: dict[str, type[Struct]] = {
    "owner": OwnerSettings,
    "mailbox": MailboxSettings,
    "store": StoreSettings,
    "plan": PlanSettings,
    "schedule": ScheduleSettings,
    "digest": DigestSettings,
    "introductions": IntroductionSettings,
    "templates": TemplateSettings,
}

#: Fields that no key of the file may fill.
NOT_IN_FILE = frozenset({"password", "client_secret", "token_file"})
