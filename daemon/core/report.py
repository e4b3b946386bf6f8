"""Decides what the page of the whole network tells of each person, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from daemon.core.durations import days_in_words
from daemon.core.model import Person, Relationship
from daemon.core.promises import Promise, PromiseState
from daemon.core.strip import Month, count_months
from daemon.core.usual import usual_in_words
from daemon.core.values import dataclass
from daemon.core.warmth import Warmth, infer_warmth

MONTHS = 12
ORDER: tuple[Warmth, ...] = ("cooling", "warm", "cold")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as the page shows them; `open` is what waits between the two, each in words."""

    person: Person
    warmth: Warmth
    last: str
    usual: str
    months: tuple[Month, ...]
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The page: everybody, those who are cooling first; `network` counts people in touch."""

    owner: str
    at: datetime
    zone: tzinfo
    lines: tuple[PersonLine, ...]
    network: tuple[Month, ...]

    def count(self, warmth: Warmth) -> int:
        """How many people are so."""
        return sum(1 for one in self.lines if one.warmth == warmth)


def build_report(
    owner: str,
    relationships: Iterable[Relationship],
    promises: Sequence[tuple[Promise, str]],
    touched: Mapping[str, Sequence[datetime]],
    now: datetime,
    zone: tzinfo,
) -> Report:
    """The page of this moment. `touched` are the times of contact of a year by person ref."""
    due: dict[str, list[str]] = {}
    for promise, _ in promises:
        if promise.made_by == "owner" and promise.state is PromiseState.DUE:
            due.setdefault(promise.person_ref, []).append(f"you promised: “{promise.what}”")
    lines = [
        PersonLine(
            person=one.person,
            warmth=infer_warmth(one, now),
            last=_ago(one.person.last_touch, now),
            usual=usual_in_words(one.person),
            months=count_months(touched.get(one.person.ref, ()), now, zone, MONTHS),
            open=(*_answers(one), *due.get(one.person.ref, ())),
        )
        for one in relationships
    ]
    lines.sort(key=lambda one: (ORDER.index(one.warmth), -_moment(one.person), one.person.id))
    return Report(owner, now, zone, tuple(lines), _network(lines, now, zone))


def _answers(one: Relationship) -> list[str]:
    return [
        f"your answer is due: “{gap.subject or 'their mail'}”"
        for gap in one.gaps
        if gap.waiting_on == "owner" and gap.age_days >= gap.expected_days
    ]


def _ago(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    days = (now - at) / timedelta(days=1)
    return "today" if days < 1 else f"{days_in_words(days)} ago"


def _moment(person: Person) -> float:
    return person.last_touch.timestamp() if person.last_touch is not None else 0.0


def _network(lines: Iterable[PersonLine], now: datetime, zone: tzinfo) -> tuple[Month, ...]:
    total = dict(count_months((), now, zone, MONTHS))
    for one in lines:
        for month, number in one.months:
            total[month] += 1 if number else 0
    return tuple(total.items())
