"""When nothing is said at all: mail that is not known well enough supports no claim (law 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from daemon.core.values import dataclass

if TYPE_CHECKING:
    from daemon.core.lost_copies import LostCopies
    from daemon.core.model import Coverage

#: Claims about who waits for whom are not made on mail that was last read longer ago than this.
STALE_AFTER_DAYS = 3
#: A mailbox without any new mail for this long sleeps: its silences mean nothing.
ASLEEP_AFTER_DAYS = 45

#: What helps where sent mail is stale.
LOST_HINT = (
    "Let every mail program keep its sent mail in one folder of this mailbox, and name that folder "
    'if it is another one: [mailbox.folders] sent = "..."'
)


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nothing is said at all, and what the owner can do about it."""

    why: str
    hint: str


def reason_for_silence(coverage: Coverage, now: datetime) -> Silence | None:
    """None where the mail is known well enough to speak; else why it is not (law 5)."""
    if coverage.newest_mail is None and coverage.inbox_until is not None:
        return Silence("There is no mail in this mailbox yet.", "It is looked at again by itself.")
    if coverage.newest_mail is None:
        return Silence("No mail has been read yet.", "Run `wellkeeper once`.")
    if not coverage.sent_known:
        return Silence(
            "No sent mail is known, so nobody can say who has answered whom.",
            'Name the folder of sent mail: [mailbox.folders] sent = "..."',
        )
    until = coverage.until
    if until is None:
        return Silence("The first scan is not finished.", "Run `wellkeeper once` to finish it.")
    if now - until > timedelta(days=STALE_AFTER_DAYS):
        return Silence(
            f"The mail was last read on {until:%-d %B %Y}; what came since is not known.",
            "Run `wellkeeper once`.",
        )
    if now - coverage.newest_mail > timedelta(days=ASLEEP_AFTER_DAYS):
        newest = coverage.newest_mail
        return Silence(
            f"The newest mail here is of {newest:%-d %B %Y}: this mailbox is asleep.",
            f"To see what would have been said then, add `--at {newest:%Y-%m-%d}`.",
        )
    if coverage.all_lost:
        lost = coverage.lost_copies[0]
        return Silence(lost_words(lost), LOST_HINT)
    return None


def lost_words(lost: LostCopies) -> str:
    """Why nothing is said of a mailbox whose sent mail is stale."""
    return (
        f"What you send from {lost.mailbox} leaves no copy since {lost.since:%-d %B %Y}: "
        f"{lost.people} people have answered mail that is in no folder, so nobody can say who has "
        "answered whom there."
    )
