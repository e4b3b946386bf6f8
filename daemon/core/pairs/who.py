"""Decides who may be introduced to whom at all, and how two people who might are written down."""

from __future__ import annotations

from daemon.core.domains import organisation_domain
from daemon.core.model import Evidence, Fact, Person
from daemon.core.names import first_name
from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as a match sees them: facts of the kinds `need`, `offer`, `interest`, `met_at`,
    `event`, `place` and `organises`, and what only may be so: `perhaps_need`, `perhaps_offer`,
    `perhaps_likes`, `perhaps_goes`, `perhaps_new` and `perhaps_home`; the language that they write
    in, or "", and how many of the owner's people they know.
    """

    person: Person
    facts: tuple[Fact, ...] = ()
    language: str = ""
    acquaintances: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who should know each other. `reason` are words that could stand in the mail to
    both, where `is_sayable`; else they are for the owner alone. `score` is 0 to 1; where one has a
    need, that is `first`.
    """

    first: Person
    second: Person
    reason: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    is_sayable: bool = True


def is_two_way(person: Person) -> bool:
    """Whether the owner and they have both written or met."""
    return bool((person.touches_out and person.touches_in) or person.touches_both)


def may_meet(one: Person, other: Person) -> bool:
    """Whether nothing of the two speaks against introducing them: not the same, nor of one
    organisation. Whether they know each other is asked last, as it takes a look at their mail.
    """
    if one.ref == other.ref:
        return False
    if set(one.addresses) & set(other.addresses):
        return False
    mine, theirs = one.organisation.casefold().strip(), other.organisation.casefold().strip()
    if mine and mine == theirs:
        return False
    domains = [{organisation_domain(each) for each in who.addresses} - {""} for who in (one, other)]
    return not domains[0] & domains[1]


def talk(one: Profile, other: Profile) -> bool:
    """Whether they write in one language, as far as is known."""
    return not (one.language and other.language) or one.language == other.language


def called(person: Person) -> str:
    """First name, else whatever they are known by."""
    email = person.addresses[0] if person.addresses else ""
    return first_name(person.name, email) or person.name or email


def evidence_of(who: Person, fact: Fact) -> Evidence:
    """Where a fact of theirs was read."""
    what = f"{called(who)}: {fact.kind.replace('_', ' ')}"
    return Evidence(what, fact.at, fact.message_ref, fact.message_id, fact.quote)
