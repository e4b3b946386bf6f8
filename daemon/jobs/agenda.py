"""The agenda: whom to reach out to at one moment, and how many drafts may be begun for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from daemon.core.around import keys_of, without_elsewhere
from daemon.core.caps import WEEK_DAYS, Caps, allowed_on
from daemon.core.plan import DAYS_BETWEEN, plan_contacts
from daemon.core.silence import Silence, reason_for_silence
from daemon.core.values import dataclass
from daemon.core.worktime import zone_of
from daemon.jobs.articles import add_articles
from daemon.jobs.introductions import add_introductions, load_introduced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from daemon.config import PlanSettings
    from daemon.core.model import Coverage, Owner, Relationship, Suggestion
    from daemon.core.waiting import WaitingDraft
    from daemon.jobs.introductions import Introduced, Stories
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
    synonyms: tuple[str, ...] = (),
) -> Agenda:
    """The ranked suggestions at one moment; empty with a reason where silence is right.
    `days_between` as `plan_contacts` takes it, `synonyms` as `find_pairs` takes them.
    """
    coverage = store.health.load_coverage(now)
    silence = reason_for_silence(coverage, now)
    if silence is not None:
        return Agenda((), coverage, silence)
    learned = store.snoozes.load_reviewed(now)
    offers = plan_contacts(_load(store, owner, now, synonyms), owner, now, days_between, learned)
    return Agenda(_without_elsewhere(store, offers), coverage)


def _without_elsewhere(store: Store, offers: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """See there; only those are looked at who were in touch later than an offer that a key of
    theirs concerns.
    """
    later: dict[str, int] = {}
    for one in offers:
        if one.last_mail is not None:
            at = int(one.last_mail.timestamp())
            for key in keys_of(one.person):
                later[key] = min(later.get(key, at), at)
    return without_elsewhere(offers, store.network.load_alike(later)) if later else tuple(offers)


def load_waited_for(
    store: Store,
    owner: Owner,
    now: datetime,
    waiting: Iterable[WaitingDraft],
    synonyms: tuple[str, ...] = (),
) -> tuple[Relationship, ...]:
    """Those for whom these drafts wait, as `find_superseded` looks at them; nobody where silence is
    right. What it costs is theirs alone, however many others there are.
    """
    refs = {one.person_ref for one in waiting}
    if not refs or reason_for_silence(store.health.load_coverage(now), now) is not None:
        return ()
    introduced = load_introduced(store, now)
    # With whom else they were asked about.
    refs |= {ref for one in introduced.askings if refs & {*one.pair} for ref in one.pair}
    of = frozenset(int(ref[1:]) for ref in refs if ref[1:].isdigit())
    people = store.network.without_unsure(store.network.load_some(owner, now, of), now)
    stories = store.facts.load_stories(of)
    return _add_all(store, people, introduced, stories, now, synonyms)


def _load(
    store: Store, owner: Owner, now: datetime, synonyms: tuple[str, ...]
) -> tuple[Relationship, ...]:
    """All those of whom a reason to reach out may have something to say."""
    introduced = load_introduced(store, now)
    people, others = store.network.load_lively(owner, now, introduced.people())
    people = store.network.without_unsure(people, now)
    stories = store.facts.load_stories()
    return _add_all(store, people, introduced, stories, now, synonyms, others)


def _add_all(
    store: Store,
    people: Sequence[Relationship],
    introduced: Introduced,
    stories: Stories,
    now: datetime,
    synonyms: tuple[str, ...],
    others: Callable[[], Sequence[int]] = tuple,
) -> tuple[Relationship, ...]:
    met = add_introductions(store, people, introduced, stories, now, synonyms, others)
    return add_articles(store, met, stories, now)


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
