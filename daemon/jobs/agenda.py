"""The agenda: whom to reach out to at one moment, and how many drafts may be begun for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from daemon.core.around import stems_of, without_elsewhere
from daemon.core.caps import WEEK_DAYS, Caps, allowed_on
from daemon.core.plan import DAYS_BETWEEN, plan_contacts
from daemon.core.silence import Silence, reason_for_silence
from daemon.core.values import dataclass
from daemon.core.worktime import zone_of
from daemon.jobs.articles import add_articles
from daemon.jobs.introductions import add_introductions, introduced_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemon.config import PlanSettings
    from daemon.core.model import Coverage, Owner, Relationship, Suggestion
    from daemon.store import Store
    from daemon.store.drafts import Drafts


@dataclass(frozen=True, slots=True)
class Agenda:
    """Whom to reach out to, or why nothing is said."""

    suggestions: tuple[Suggestion, ...]
    coverage: Coverage
    silence: Silence | None = None


def make_agenda(
    store: Store,
    owner: Owner,
    now: datetime,
    days_between: int = DAYS_BETWEEN,
    known: Sequence[Relationship] | None = None,
    synonyms: tuple[str, ...] = (),
) -> Agenda:
    """The ranked suggestions at one moment; empty with a reason where silence is right.
    `days_between` as `plan_contacts` takes it, `known` what `load_known` gave at this moment,
    `synonyms` as `find_pairs` takes them.
    """
    coverage = store.health.load_coverage(now)
    silence = reason_for_silence(coverage, now)
    if silence is not None:
        return Agenda((), coverage, silence)
    known = _load(store, owner, now, synonyms) if known is None else known
    learned = store.snoozes.load_reviewed(now)
    offers = plan_contacts(known, owner, now, days_between, learned)
    alike = store.network.load_alike({stem for one in offers for stem in stems_of(one.person)})
    return Agenda(without_elsewhere(offers, alike), coverage)


def load_known(
    store: Store, owner: Owner, now: datetime, synonyms: tuple[str, ...] = ()
) -> tuple[Relationship, ...] | None:
    """All those of whom a reason to reach out may have something to say, or for whom a draft waits;
    None where silence is right.
    """
    silence = reason_for_silence(store.health.load_coverage(now), now)
    return None if silence is not None else _load(store, owner, now, synonyms)


def _load(
    store: Store, owner: Owner, now: datetime, synonyms: tuple[str, ...]
) -> tuple[Relationship, ...]:
    also = introduced_people(store, now)
    people, others = store.network.load_lively(owner, now, also)
    people = store.network.without_unsure(people, now)
    return add_articles(store, add_introductions(store, people, now, synonyms, others), now)


def allowed_today(drafts: Drafts, owner: Owner, plan: PlanSettings, now: datetime) -> int:
    """How many more drafts may be begun on the owner's day that `now` is in: none on a day off, but
    for the very first ones, for whoever sets it up on a Sunday wants to see what it does.
    """
    today = now.astimezone(zone_of(owner)).date()
    caps = caps_of(plan)
    if not drafts.load_drafts():
        return min(caps.per_day, caps.per_week)
    return allowed_on(today, owner, caps, begun_lately(drafts, owner, now))


def caps_of(plan: PlanSettings) -> Caps:
    """How many drafts the owner wants, as configured."""
    return Caps(plan.drafts_per_day, plan.drafts_per_week)


def begun_lately(drafts: Drafts, owner: Owner, now: datetime) -> tuple[date, ...]:
    """The owner's days on which drafts were begun within a week, one entry a draft."""
    zone = zone_of(owner)
    since = now - timedelta(days=WEEK_DAYS + 1)
    return tuple(at.astimezone(zone).date() for at in drafts.load_begun_since(since))
