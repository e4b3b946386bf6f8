"""What `check` finds out: which abilities of a server matter, and why a folder is read or not."""

from __future__ import annotations

from dataclasses import field

from daemon.config import Config, FolderSettings, MailboxSettings
from daemon.core.mail import FolderInfo, FolderRole
from daemon.core.values import dataclass
from daemon.errors import WellkeeperError


@dataclass(frozen=True, slots=True)
class Capability:
    """One that matters: any of `tokens` announces it; `yes` and `no` say what follows."""

    name: str
    tokens: frozenset[str]
    yes: str
    no: str


CAPABILITIES = (
    Capability(
        "IDLE",
        frozenset({"IDLE"}),
        "new mail can be noticed at once",
        "new mail is noticed when it is next looked for",
    ),
    Capability(
        "UIDPLUS",
        frozenset({"UIDPLUS"}),
        "the server tells where a draft was put",
        "a draft is found again by its Message-ID",
    ),
    Capability(
        "CONDSTORE",
        frozenset({"CONDSTORE", "QRESYNC"}),
        "the server counts changes",
        "changes are found by looking; nothing is missed",
    ),
    Capability(
        "SPECIAL-USE",
        frozenset({"SPECIAL-USE", "XLIST"}),
        "folders say what they are for",
        "folders are known by their names; name them in [mailbox.folders] where that is wrong",
    ),
    Capability(
        "MOVE",
        frozenset({"MOVE"}),
        "your mail program can move mail in one step; Wellkeeper moves none",
        "Wellkeeper moves no mail, so nothing is missing",
    ),
)
_UNREAD = {
    FolderRole.DRAFTS: "a draft is not said yet",
    FolderRole.JUNK: "junk is no evidence",
    FolderRole.TRASH: "what was thrown away is no evidence",
}


@dataclass(slots=True)
class MailboxReport:
    """What was found out about one mailbox."""

    settings: MailboxSettings
    logged_in: bool = False
    abilities: dict[str, bool] = field(default_factory=dict)
    folders: tuple[FolderInfo, ...] = ()
    read: frozenset[str] = frozenset()
    problems: list[WellkeeperError] = field(default_factory=list)

    def first(self, role: FolderRole) -> str:
        """The name of the folder that has this role, or ""."""
        found = [one for one in self.folders if one.role is role and one.selectable]
        found.sort(key=lambda one: not one.by_attribute)
        return found[0].name if found else ""


@dataclass(slots=True)
class CheckReport:
    """Everything that `check` has to say; a mode is None where there is no such file."""

    config: Config
    store_mode: int | None
    secrets_mode: int | None
    mailboxes: list[MailboxReport]
    template_problems: list[str]

    @property
    def problems(self) -> list[WellkeeperError]:
        """All of them, those of the mailboxes first."""
        found = [problem for one in self.mailboxes for problem in one.problems]
        hint = "Correct it, or remove the file to use the bundled one."
        return found + [WellkeeperError(line, hint) for line in self.template_problems]


def folder_note(folder: FolderInfo, settings: FolderSettings, is_read: bool) -> str:
    """Why a folder has its role, and why it is read or not."""
    if not folder.selectable:
        return "it holds no mail itself"
    if folder.name in settings.skip:
        return "the configuration skips it"
    if not is_read:
        return _UNREAD.get(folder.role, "")
    if folder.name in (settings.drafts, settings.archive, *settings.sent):
        return "the configuration names it"
    if folder.role is FolderRole.OTHER:
        return ""
    return "the server says so" if folder.by_attribute else "known by its name"
