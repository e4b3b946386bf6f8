"""A year of drafts with an owner who sends, edits, deletes and ignores, day by day through the real
plan, caps and rules for taking back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from daemon.core.cadence import learn_circle
from daemon.core.caps import Caps, allowed_on
from daemon.core.model import Evidence, Fact, Gap, Owner, Person, Relationship, Suggestion
from daemon.core.plan import ANY_KIND, DAYS_BETWEEN, OWED, plan_contacts
from daemon.core.standing import Standing
from daemon.core.superseded import why_gone
from daemon.core.waiting import WaitingDraft
from daemon.core.worktime import is_working_day
from daemon.store.snoozes import rest_after
from tests.core.usual_of import cadence_of

OWNER = Owner("Ada Lovell", ("ada@acme.example",), country="GB")
START = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAYS, PEOPLE = 364, 60
CAPS = Caps(per_day=4, per_week=12)
#: A draft that is ignored is thrown away unread at some time, and until then nothing else comes.
IGNORED_FOR = timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Habits:
    """What an owner does: one of `likes` people is written to gladly; on a day a draft to them is
    sent with the chance `sends`, of these `edits` after a word; one to somebody else is thrown
    away with the chance `deletes`, and the rest is ignored.
    """

    likes: int = 2
    sends: float = 0.4
    edits: float = 0.5
    deletes: float = 0.3


#: Kinds of owners.
OWNERS = {
    "keen": Habits(),
    "choosy": Habits(likes=4, sends=0.5, edits=0.8, deletes=0.6),
    "idle": Habits(likes=2, sends=0.06, edits=0.2, deletes=0.03),
}


@dataclass
class Contact:
    """One person of the world. `likes_mail` is whether the owner sends what is drafted for them."""

    number: int
    likes_mail: bool
    times: list[datetime] = field(default_factory=list)
    outs: list[datetime] = field(default_factory=list)
    ins: list[datetime] = field(default_factory=list)
    asks: dict[str, datetime] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    met: Evidence | None = None
    draft: tuple[Suggestion, datetime] | None = None
    discarded: dict[str, list[datetime]] = field(default_factory=dict)
    sent: list[datetime] = field(default_factory=list)
    drafted: dict[str, datetime] = field(default_factory=dict)

    def seen(self, now: datetime) -> Relationship:
        """What the store would load of them."""
        ref, email = f"p{self.number}", f"p{self.number}@orb{self.number}.example"
        cadence = cadence_of([int(one.timestamp()) for one in self.times])
        name = f"Kim{self.number} Holt"
        person = Person(
            ref, name, (email,), learn_circle(cadence), first_seen=min(self.times),
            last_touch=max(self.times), touches_out=len(self.outs),
            touches_in=len(self.times) - len(self.outs),
        )  # fmt: skip
        gaps = tuple(
            Gap("g1", ref, name, email, "owner", "Dates", at, (now - at).days * 5 / 7, 2.0, message,
                "m1", "t1", "they asked you")
            for message, at in self.asks.items()
        )  # fmt: skip
        return Relationship(
            person, cadence, gaps, max(self.outs, default=None), max(self.ins, default=None),
            "Dates", draft_open=self.draft is not None, turned_down=self.refused(),
            standing=Standing(facts=tuple(self.facts), met=self.met),
            drafted=tuple(self.drafted.items()),
        )  # fmt: skip

    def refused(self) -> tuple[tuple[str, datetime], ...]:
        """Until when which reason rests, as `store.snoozes` has it."""
        kinds = [(kind, max(all_) + rest_after(len(all_))) for kind, all_ in self.discarded.items()]
        since = max(self.sent, default=START - timedelta(days=1))
        thrown = [at for times in self.discarded.values() for at in times if at > since]
        if len(thrown) > 1:
            kinds.append((ANY_KIND, max(thrown) + rest_after(len(thrown))))
        return tuple(kinds)

    def write(self, now: datetime) -> None:
        """The owner writes to them, which answers whatever they asked."""
        self.times.append(now)
        self.outs.append(now)
        self.asks.clear()

    def hear(self, now: datetime) -> None:
        """They write."""
        self.times.append(now)
        self.ins.append(now)


@dataclass
class Year:
    """What came of it: drafts by month and fate, and all that was begun."""

    fates: dict[int, Counter[str]] = field(default_factory=dict)
    begun: list[date] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    occasions: set[tuple[int, str, str]] = field(default_factory=set)

    def count(self, now: datetime, fate: str) -> None:
        self.fates.setdefault(now.month, Counter())[fate] += 1

    def quarters(self, fate: str) -> list[int]:
        return [
            sum(self.fates.get(month, Counter())[fate] for month in range(first, first + 3))
            for first in (1, 4, 7, 10)
        ]


def simulate(habits: Habits, seed: int) -> Year:
    """Live through a year; raises AssertionError on the first day on which anything is wrong."""
    random, year = Random(seed), Year()
    world = people(habits, random)
    for day in range(DAYS):
        now = START + timedelta(days=day)
        live(world, random, now)
        for one in world:
            review(one, habits, random, now, year)
        for one in world:
            check_standing(one, now)
        suggestions = plan_contacts([one.seen(now) for one in world], OWNER, now)
        left = allowed_on(now.date(), OWNER, CAPS, year.begun)
        assert left == 0 or is_working_day(now.date(), OWNER), "a day off"
        for suggestion in suggestions:
            contact = world[suggestion.person.id - 1]
            key = (contact.number, suggestion.kind, suggestion.occasion)
            if left == 0 or key in year.occasions:
                continue
            check_new(contact, suggestion, now)
            left -= 1
            year.occasions.add(key)
            year.begun.append(now.date())
            contact.draft = (suggestion, now)
            contact.drafted[suggestion.kind] = now
            year.count(now, "placed")
            year.kinds[suggestion.kind] += 1
    return year


def people(habits: Habits, random: Random) -> list[Contact]:
    """All have a habit of two years, kept until lately."""
    world = []
    for number in range(1, PEOPLE + 1):
        one = Contact(number, likes_mail=number % habits.likes == 0)
        every = random.choice((7, 14, 21, 30))
        at = START - timedelta(days=700)
        while at < START - timedelta(days=random.randrange(5, 100)):
            one.times.append(at)
            (one.outs if random.random() < 0.5 else one.ins).append(at)
            at += timedelta(days=every + random.randrange(-2, 3))
        one.facts.append(
            Fact("birthday", f"{random.randrange(1, 13):02}-{random.randrange(1, 28):02}", START)
        )
        world.append(one)
    return world


def live(world: list[Contact], random: Random, now: datetime) -> None:
    """What happens without us: some ask, some simply write, the owner answers some and writes."""
    for one in world:
        chance = random.random()
        if chance < 0.008:
            one.hear(now)
            one.asks[f"{one.number}.{now:%j}@net"] = now
        elif chance < 0.016:
            one.hear(now)
        elif chance < 0.022:
            one.write(now)


def review(one: Contact, habits: Habits, random: Random, now: datetime, year: Year) -> None:
    """What becomes of a waiting draft today: taken back, sent (edited or not), or thrown away."""
    if one.draft is None:
        return
    suggestion, placed_at = one.draft
    waiting = WaitingDraft(
        1, suggestion.kind, suggestion.occasion, suggestion.person.ref, "", placed_at,
        suggestion.expires_at,
    )  # fmt: skip
    if why_gone(waiting, one.seen(now), OWNER, now):
        one.draft = None
        year.count(now, "taken back")
        return
    is_owed = suggestion.kind in OWED
    if (one.likes_mail or is_owed) and random.random() < habits.sends:
        one.draft = None
        one.sent.append(now)
        one.write(now)
        year.count(now, "edited" if random.random() < habits.edits else "sent")
    elif (
        not one.likes_mail
        and not is_owed
        and (random.random() < habits.deletes or now - placed_at > IGNORED_FOR)
    ):
        one.draft = None
        one.discarded.setdefault(suggestion.kind, []).append(now)
        year.count(now, "thrown away")


def check_standing(contact: Contact, now: datetime) -> None:
    """What must be true of every draft that still waits after a pass."""
    if contact.draft is None:
        return
    suggestion, placed_at = contact.draft
    assert suggestion.expires_at is None or now < suggestion.expires_at, "its time is over"
    assert not any(at > placed_at for at in contact.outs), "the owner has written since"
    if suggestion.kind == "reply_owed":
        assert suggestion.occasion.removeprefix("message:") in contact.asks, "it is answered"
    if suggestion.kind == "check_in":
        assert max(contact.times) < placed_at, "they have been in touch since"


def check_new(contact: Contact, suggestion: Suggestion, now: datetime) -> None:
    """What must be true of every single draft on its day."""
    assert contact.draft is None, "two drafts to one person"
    assert suggestion.expires_at is None or now < suggestion.expires_at
    times = contact.discarded.get(suggestion.kind)
    assert not times or now >= max(times) + rest_after(len(times)), "it was turned down"
    if suggestion.kind not in OWED:
        last = max(contact.drafted.values(), default=START - timedelta(days=99))
        assert now - last >= timedelta(days=DAYS_BETWEEN)
    if suggestion.kind == "reply_owed":
        assert suggestion.occasion.removeprefix("message:") in contact.asks, "it is answered"
    if suggestion.kind == "check_in":
        assert now - max(contact.times) > timedelta(days=21), "they have been in touch"
    if suggestion.since is not None:
        assert all(at <= suggestion.since for at in contact.outs), "they were written to since"
