"""Whether what somebody waits for was written in another thread: people answer in new mails, and
clients lose the thread. A mail to many, or one passed on to several, answers nobody in particular.
Who answers a mail that is not there was written to, in one that they have thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from daemon.core.model import Turn
from daemon.core.values import dataclass

#: A mail to more people than this speaks to none of them alone.
FEW = 3


@dataclass(frozen=True, slots=True)
class PairMail:
    """A mail in which the owner and one person are sender and recipient: `outgoing` where the owner
    wrote it; `recipients` counts To and Cc, `about` is the subject without its reply marks (or its
    key), the same for two mails about the same; `is_forward` says that mail of others was passed
    on, `answers_unseen` that it answers a mail that is in no folder we read.
    """

    at: datetime
    outgoing: bool
    about: str
    recipients: int = 1
    is_forward: bool = False
    answers_unseen: bool = False


def answered_elsewhere(turn: Turn, about: str, later: Iterable[PairMail]) -> bool:
    """Whether a personal mail of `later` ends the wait that `turn` describes in a thread about
    `about`. It does when the one who is waited for wrote since then, to the other among few
    people, or about the same; passing on other mail does so where it went to that one alone. So
    does an answer to that one alone where theirs is not there.
    """
    by_owner = turn.waiting_on == "owner"
    for mail in later:
        if mail.at <= turn.since:
            continue
        if mail.outgoing != by_owner:
            if mail.answers_unseen and mail.recipients == 1:
                return True
            continue
        if about and mail.about == about:
            return True
        if mail.recipients <= (1 if mail.is_forward else FEW):
            return True
    return False
