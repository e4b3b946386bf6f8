"""A year of drafts with an owner who sends, edits, deletes and ignores, day by day through the real
plan and caps: nobody gets the same twice, no cap is ever passed, nothing stands after it stopped
being true, and what is thrown away becomes less from half-year to half-year.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from daemon.core.cadence import learn_cadence, learn_circle
from daemon.core.caps import Caps, allowed_on
from daemon.core.model import Evidence, Fact, Gap, Owner, Person, Relationship, Suggestion
from daemon.core.plan import ANY_KIND, DAYS_BETWEEN, OWED, plan_contacts
from daemon.core.standing import Standing
from daemon.core.worktime import is_working_day
from daemon.store.snoozes import rest_after

OWNER = Owner("Ada Lovell", ("ada@acme.example",), country="GB")
START = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAYS, PEOPLE = 364, 60
CAPS = Caps(per_day=4, per_week=12)
#: A draft that is ignored is thrown away unread at some time, and until then nothing else comes.
IGNORED_FOR = timedelta(days=20)


@dataclass
class Contact:
    """One person of the world. `likes_mail` is whether the owner sends what is drafted for them."""

    number: int
    likes_mail: bool
    times: list[datetime] = field(default_factory=list)
    outs: list[datetime] = field(default_factory=list)
    asks: dict[str, datetime] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    met: Evidence | None = None
    draft: tuple[Suggestion, datetime] | None = None
    discarded: dict[str, list[datetime]] = field(default_factory=dict)
    drafted: dict[str, datetime] = field(default_factory=dict)

    def seen(self, now: datetime) -> Relationship:
        """What the store would load of them."""
        ref, email = f"p{self.number}", f"p{self.number}@orb{self.number}.example"
        cadence = learn_cadence(self.times)
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
        refused = tuple(
            (kind, max(times) + rest_after(len(times))) for kind, times in self.discarded.items()
        )
        thrown = [at for times in self.discarded.values() for at in times]
        if len(thrown) > 1 and not self.likes_mail:
            refused += ((ANY_KIND, max(thrown) + rest_after(len(thrown))),)
        return Relationship(
            person, cadence, gaps, max(self.outs, default=None), max(self.times), "Dates",
            draft_open=self.draft is not None, turned_down=refused,
            standing=Standing(facts=tuple(self.facts), met=self.met),
            drafted=tuple(self.drafted.items()),
        )  # fmt: skip

    def write(self, now: datetime) -> None:
        """The owner writes to them, which answers whatever they asked."""
        self.times.append(now)
        self.outs.append(now)
        self.asks.clear()


def people(random: Random) -> list[Contact]:
    """Half of them are written to gladly; all have a habit of two years, kept until lately."""
    world = []
    for number in range(1, PEOPLE + 1):
        one = Contact(number, likes_mail=number % 2 == 0)
        every = random.choice((7, 14, 21, 30))
        at = START - timedelta(days=700)
        while at < START - timedelta(days=random.randrange(5, 100)):
            one.times.append(at)
            if random.random() < 0.5:
                one.outs.append(at)
            at += timedelta(days=every + random.randrange(-2, 3))
        one.facts.append(
            Fact("birthday", f"{random.randrange(1, 13):02}-{random.randrange(1, 28):02}", START)
        )
        world.append(one)
    return world


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_year(seed: int) -> None:
    random = Random(seed)
    world = people(random)
    begun: list[date] = []
    occasions: set[tuple[int, str, str]] = set()
    discards: Counter[int] = Counter()
    placed: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    for day in range(DAYS):
        now = START + timedelta(days=day)
        live(world, random, now)
        for one in world:
            review(one, random, now, discards)
        suggestions = plan_contacts([one.seen(now) for one in world], OWNER, now)
        left = allowed_on(now.date(), OWNER, CAPS, begun)
        if not is_working_day(now.date(), OWNER):
            assert left == 0, "a day off"
        for suggestion in suggestions:
            contact = world[suggestion.person.id - 1]
            key = (contact.number, suggestion.kind, suggestion.occasion)
            if left == 0 or key in occasions:
                continue
            check(contact, suggestion, now)
            left -= 1
            occasions.add(key)
            begun.append(now.date())
            contact.draft = (suggestion, now)
            contact.drafted[suggestion.kind] = now
            placed[now.month] += 1
            kinds[suggestion.kind] += 1
    per_day = Counter(begun)
    assert max(per_day.values()) <= CAPS.per_day
    for first in per_day:
        week = sum(per_day[first + timedelta(days=offset)] for offset in range(7))
        assert week <= CAPS.per_week
    quarters = [sum(discards[m] for m in range(q, q + 3)) for q in (1, 4, 7, 10)]
    assert quarters[0] > 0 and quarters[-1] * 2 <= quarters[0], quarters
    assert sum(quarters[2:]) < sum(quarters[:2]), quarters
    assert all(sum(placed[m] for m in range(q, q + 3)) for q in (1, 4, 7, 10)), "it goes on"
    assert kinds.keys() >= {"check_in", "reply_owed", "fact_word"}


def live(world: list[Contact], random: Random, now: datetime) -> None:
    """What happens without us: some ask, some simply write, the owner answers some and writes."""
    for one in world:
        chance = random.random()
        if chance < 0.008:
            one.times.append(now)
            one.asks[f"{one.number}.{now:%j}@net"] = now
        elif chance < 0.016:
            one.times.append(now)
        elif chance < 0.022:
            one.write(now)


def review(one: Contact, random: Random, now: datetime, discards: Counter[int]) -> None:
    """What becomes of a waiting draft today: taken back, sent (edited or not), or thrown away."""
    if one.draft is None:
        return
    suggestion, placed_at = one.draft
    if any(at > placed_at for at in one.outs):
        one.draft = None  # the owner has written meanwhile
        return
    is_owed = suggestion.kind in OWED
    if (one.likes_mail or is_owed) and random.random() < 0.4:
        one.draft = None
        one.write(now)
    elif (
        not one.likes_mail
        and not is_owed
        and (random.random() < 0.3 or now - placed_at > IGNORED_FOR)
    ):
        one.draft = None
        one.discarded.setdefault(suggestion.kind, []).append(now)
        discards[now.month] += 1


def check(contact: Contact, suggestion: Suggestion, now: datetime) -> None:
    """What must be true of every single draft on its day."""
    assert contact.draft is None, "two drafts to one person"
    assert suggestion.expires_at is None or now < suggestion.expires_at
    for times in (contact.discarded.get(suggestion.kind),):
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


def test_rests_double_and_end() -> None:
    days = [rest_after(times).days for times in range(1, 8)]
    assert days == [60, 120, 240, 480, 730, 730, 730]
    someone = replace(Contact(1, True, [START]).seen(START), turned_down=())
    assert plan_contacts([someone], OWNER, START) == ()
