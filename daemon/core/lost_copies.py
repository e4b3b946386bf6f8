"""Whether the mail that the owner sends still leaves copies in a folder of sent mail: for law 5,
since who has answered whom cannot be told without them.

The proof is in the answers: people answer a mail of the owner's that nobody has a copy of, and no
copy has come since. A pause alone proves nothing: the owner may be away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from daemon.core.values import dataclass

#: While a copy is so young nothing is suspected.
FRESH_DAYS = 7
#: Answers older than this tell nothing of today.
LATELY_DAYS = 60
#: Over so many days before the last copy it is looked whether copies were kept.
BEFORE_DAYS = 90
#: So many people must have answered, each under another subject, what was sent without a copy.
LEAST_PEOPLE = 3
#: So many answers must show that copies were kept before.
LEAST_BEFORE = 5
#: Of all answers so large a part: with a copy before the last one came, without after it.
LEAST_PART = 0.8
#: An answering machine answers who wrote; who wrote since so long before the last copy may have
#: answered one.
MACHINE_DAYS = 2
#: Attributions leave out the zone.
_ZONES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply of somebody whom the owner has written to before, to the owner alone. `parent` is
    the Message-ID that it answers, `copied` says that this mail is known; `wrote_before` when its
    sender wrote last before it; `quoted_at` when the mail that it quotes was written.
    """

    person: int
    subject: str
    at: datetime
    message_id: str
    parent: str
    copied: bool
    wrote_before: datetime | None = None
    quoted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LostCopies:
    """A mailbox whose sent mail is stale: the last copy is of `since`, and `people` answered mail
    of the owner's that came later and left none.
    """

    mailbox: str
    mailbox_id: int
    since: datetime
    people: int


def is_suspect(newest_copy: datetime, now: datetime) -> bool:
    """Whether answers are to be looked at: the newest copy is no more a fresh one."""
    return now - newest_copy > timedelta(days=FRESH_DAYS)


def count_lost(
    answers: Iterable[Answer], before: Sequence[Answer], newest_copy: datetime, own: Collection[str]
) -> int:
    """How many people have answered mail that left no copy; 0 where it is not sure. `answers` came
    after the newest copy, `before` in the time before it; `own` are the domains of the Message-IDs
    of the owner's mail, and of their addresses.
    """
    later = [one for one in answers if one.copied or _may_be_own(one, own)]
    lost = [one for one in later if not one.copied and _is_later(one, newest_copy)]
    old = sum(1 for one in later if one.copied)
    people = {one.person for one in lost}
    if min(len(people), len({one.subject for one in lost})) < LEAST_PEOPLE:
        return 0
    if len(lost) < LEAST_PART * (len(lost) + old):
        return 0
    dated = [one for one in lost if one.quoted_at is not None]
    if min(len({one.person for one in dated}), len({one.subject for one in dated})) >= LEAST_PEOPLE:
        return len(people)
    usual = [one.copied for one in before if one.copied or _may_be_own(one, own)]
    kept = sum(usual)
    return len(people) if kept >= max(LEAST_BEFORE, LEAST_PART * len(usual)) else 0


def id_domain(message_id: str) -> str:
    """What stands behind the @ of a Message-ID, in small letters."""
    return message_id.rpartition("@")[2].lower()


def _may_be_own(answer: Answer, own: Collection[str]) -> bool:
    """Whether the mail that is answered is the owner's, and not one of the sender's own."""
    domain = id_domain(answer.parent)
    return domain in own and domain != id_domain(answer.message_id)


def _is_later(answer: Answer, newest_copy: datetime) -> bool:
    """Whether what is answered was sent after the newest copy, by the owner and no machine."""
    if answer.quoted_at is not None and answer.quoted_at - _ZONES <= newest_copy:
        return False
    machine = newest_copy - timedelta(days=MACHINE_DAYS)
    return answer.wrote_before is None or answer.wrote_before < machine
