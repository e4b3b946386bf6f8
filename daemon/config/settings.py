"""Decides which settings there are: one struct a section, one field a key, with its type and
its default; `kinds` says what the types hold.

To add a setting: its field here, its line in config.example.toml. A house test compares the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from daemon.config.kinds import (
    Country,
    DayOfWeek,
    DaysBetween,
    Email,
    Emails,
    FolderName,
    FolderNames,
    Hour,
    MailboxName,
    Minutes,
    PerDay,
    PerWeek,
    Port,
    Seconds,
    Security,
    Synonyms,
    Text,
    Weekday,
    Weekdays,
    YesNo,
)
from daemon.config.secrets import Secret
from daemon.core.model import Owner

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
