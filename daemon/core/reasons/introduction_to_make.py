"""Two people who should know each other: both said yes to it, or what one needs the other does."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.introductions import AskingState
from daemon.core.model import Evidence, Owner, Person, Relationship, Suggestion
from daemon.core.values import replace

KIND = "introduction"
#: The same for every introduction of these two, so that none is drafted twice.
OCCASION = "introduction"
#: Whoever said yes waits for it.
AGREED_SCORE = 92.0
_PAIR_SCORE = 50.0
_IN_ENGLISH = ("", "en")
_EXPIRES = timedelta(days=60)


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The joint draft to both. After a no there is none, and nobody is told why."""
    person, pair, asking = relationship.person, relationship.pair, relationship.asking
    if asking is not None and asking.state is AskingState.AGREED and asking.second is not None:
        said = (*asking.first.evidence, *asking.second.evidence)
        if asking.other is not None:
            words = "both have said yes to being introduced"
            relationship = replace(relationship, language=asking.language)
            return _joint(relationship, asking.other, words, asking.why, AGREED_SCORE, said, now)
    if pair is None or pair.first.ref != person.ref:
        return None
    if any(is_nameless(one) for one in (person, pair.second)):
        return None
    words = pair.reason.rstrip(".")
    # What only may be so is told to the owner; the mail has a marked place instead.
    why = pair.reason if pair.is_sayable else ""
    return _joint(
        relationship, pair.second, words, why, _PAIR_SCORE * pair.score, pair.evidence, now
    )


def is_nameless(person: Person) -> bool:
    """Whether nothing but an address is known of somebody: then nobody can be told who they are."""
    return not person.name or "@" in person.name


def _joint(
    relationship: Relationship,
    other: Person,
    reason: str,
    why: str,
    score: float,
    evidence: tuple[Evidence, ...],
    now: datetime,
) -> Suggestion:
    person = relationship.person
    return Suggestion(
        kind=KIND,
        person=person,
        other=other,
        reason=reason,
        act=f"Introduce {person.name} and {other.name}; "
        f"`draft introduction {person.ref} {other.ref} --ask-first` asks them before",
        occasion=OCCASION,
        score=score,
        evidence=evidence,
        expires_at=now + _EXPIRES,
        address=person.addresses[0] if person.addresses else "",
        language=relationship.language,
        # The mail to both is English: a sentence in another language would not stand well in it.
        detail=why if relationship.language in _IN_ENGLISH else "",
    )
