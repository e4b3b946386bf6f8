"""What two people's mails to each other tell of their tie, for the reasons to reach out: whether
they write to each other alone, about more than business, and whether they are in touch right now.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from daemon.core.domains import domain_end, may_share_domain, organisation_domain
from daemon.core.full_names import parse_full_name
from daemon.core.model import Owner, Person
from daemon.core.values import dataclass

#: So many days back every single contact is looked at: longer than an answer or a promise is spoken
#: of, by a day and more.
CONTACT_DAYS = 30
#: And so many days back when people of a firm wrote.
LATELY_DAYS = 60
_LEAST_FAMILY_NAME = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Exchange:
    """`out_at` and `in_at` are the times of contact within `CONTACT_DAYS`, newest first: mail
    of the owner or of the person, and of both a meeting. `alone_out` and `alone_in` count the
    mails of their whole habit that went to the other alone, `sociable` those of them that say
    something personal, `sociable_out` the owner's among these; `warm` says that one of the last
    few was personal, `subject` is that of the newest where it was. `firm_at` are the times,
    newest first, at which people of their organisation, they themselves in mail to others too,
    last wrote to the owner within `LATELY_DAYS`: one an organisation.
    """

    out_at: tuple[datetime, ...] = ()
    in_at: tuple[datetime, ...] = ()
    alone_out: int = 0
    alone_in: int = 0
    sociable: int = 0
    sociable_out: int = 0
    warm: bool = False
    subject: str = ""
    firm_at: tuple[datetime, ...] = ()


def contacts_since(exchange: Exchange | None, at: datetime) -> tuple[int, int]:
    """How often the owner, and how often the person, has written after a moment."""
    if exchange is None:
        return 0, 0
    return sum(one > at for one in exchange.out_at), sum(one > at for one in exchange.in_at)


def is_colleague(person: Person, owner: Owner) -> bool:
    """Whether they work in the same organisation: they meet without mail."""
    # Where not even the last two labels are the same no list need be read.
    near = [one for one in person.addresses if domain_end(one) in _ends_of(owner.addresses)]
    return any(
        organisation_domain(one) == organisation_domain(own) != ""
        for one in near
        for own in owner.addresses
        if may_share_domain(one, own)
    )


@lru_cache(maxsize=16)
def _ends_of(addresses: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(domain_end, addresses))


def is_family(person: Person, owner: Owner) -> bool:
    """Whether they go by the owner's family name, in their own or in an address like `jbee@` or
    `bee_jo@`: no template has words for them.
    """
    own = parse_full_name(owner.name)
    if own is None or len(own.family) < _LEAST_FAMILY_NAME:
        return False
    theirs = parse_full_name(person.name)
    if theirs is not None:
        return theirs.family == own.family
    parts = [
        one for each in person.addresses for one in _WORD.findall(each.partition("@")[0].lower())
    ]
    return any(part.endswith(own.family) for part in parts)
