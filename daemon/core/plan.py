"""Whom to reach out to: every reason is asked about every relationship, the best one a person
stays, and the ranking is by what the relationship stands to lose or gain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from daemon.core.full_names import full_name_key
from daemon.core.learned import Reviewed, apply_learned
from daemon.core.model import Owner, Relationship, Suggestion
from daemon.core.reasons import all_reasons

#: No draft was reviewed yet.
NOTHING_LEARNED: Mapping[str, Reviewed] = MappingProxyType({})
#: Days between two drafts to one person, unless the owner sets it otherwise.
DAYS_BETWEEN = 7
#: What the owner owes is said even so soon after another draft.
ANY_KIND = "*"
OWED = frozenset(("reply_owed", "promise_due", "introduction_received", "introduction"))


def plan_contacts(
    relationships: Iterable[Relationship],
    owner: Owner,
    now: datetime,
    days_between: int = DAYS_BETWEEN,
    learned: Mapping[str, Reviewed] = NOTHING_LEARNED,
) -> tuple[Suggestion, ...]:
    """The agenda, best first: at most one suggestion a person, none where a draft waits already,
    none that the owner turned down (`ANY_KIND`: only what they owe), none whose reason is gone
    since they wrote. `days_between` are the days that lie between two drafts to one person, but
    for what the owner owes. `learned` is by kind what became of earlier drafts. Equal scores are
    ordered by person, so that the same store and moment give the same agenda.
    """
    chosen: list[Suggestion] = []
    for relationship in relationships:
        if relationship.draft_open or _is_at_rest(relationship):
            continue
        refused = {kind for kind, until in relationship.turned_down if now < until}
        rests = any(now - at < timedelta(days=days_between) for _, at in relationship.drafted)
        offers = [
            apply_learned(offer, learned)
            for reason in all_reasons()
            if reason.kind not in refused
            and not ((rests or ANY_KIND in refused) and reason.kind not in OWED)
            and (offer := reason.suggest(relationship, owner, now)) is not None
            and still_holds(offer, relationship, now)
        ]
        if offers:
            chosen.append(max(offers, key=lambda one: (one.score, one.kind)))
    ranked = sorted(chosen, key=lambda one: (-one.score, one.person.id))
    return tuple(_once_a_name(ranked))


def _is_at_rest(relationship: Relationship) -> bool:
    """Whether there is nothing that any reason speaks of, as with nine people in ten."""
    return (
        relationship.cadence is None
        and relationship.standing is None
        and relationship.pair is None
        and relationship.asking is None
        and relationship.article is None
        and not relationship.gaps
        and not relationship.introductions
    )


def _once_a_name(ranked: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Without those to a namesake of somebody further up: two addresses of one person may not be
    known as such, and nobody wants to be written to twice.
    """
    seen: set[str] = set()
    for one in ranked:
        name = full_name_key(one.person.name)
        if name not in seen:
            yield one
        if name:
            seen.add(name)


def still_holds(offer: Suggestion, relationship: Relationship, now: datetime) -> bool:
    """Whether a reason is neither over nor answered by what the owner has written since."""
    if offer.expires_at is not None and now >= offer.expires_at:
        return False
    written = relationship.last_out
    return offer.since is None or written is None or written <= offer.since
