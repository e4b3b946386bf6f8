"""Something in their life is worth a word: a birthday, a new job, joy in the family, an event that
has come or is past.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from daemon.core.model import Evidence, Fact, Owner, Relationship, Suggestion
from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass
from daemon.core.worktime import is_working_day, zone_of

KIND = "fact_word"
#: From which day after they told it until which it is worth a word.
_FRESH = {"new_job": (1, 30), "family": (1, 21)}
_SCORES = {"birthday": 57.0, "new_job": 50.0, "family": 50.0, "event": 40.0, "event_going": 34.0}
_SAYS = {
    "birthday": ("it is their birthday", "Wish them a happy birthday"),
    "new_job": ("they told you of a new job", "Congratulate them, and ask how it began"),
    "family": ("they told you of joy in the family", "Congratulate them"),
    "event": ("what they told you of has come and gone", "Ask how it went"),
    "event_going": ("they told you of something new", "Ask how it goes"),
}
#: Days after an event in which one asks how it went, and after news how it goes.
_WENT, _GOES = (1, 10), (21, 45)
#: Only what is surely joyful is congratulated on, and only what is surely harmless asked about.
_JOY = late_pattern(
    r"\b(?:born|had a baby|expecting|twins|got married|engaged|graduated|geboren|zur welt|"
    r"auf der welt|nachwuchs|est née?|attendons un|ha nacido|nació|esperando un bebé)\b",
    re.IGNORECASE,
)
_DARK = late_pattern(
    r"\b(?:died|passed away|funeral|hospital|sick|ill|surgery|cancer|divorc\w*|lost|sad\w*|"
    r"gestorben|verstorben|krank\w*|décéd\w*|mort\w*|malad\w*|hôpital|falleci\w*|muri\w*|enferm\w*|"
    r"miscarr\w*|premature\w*|nicu)\b",
    re.IGNORECASE,
)
_GOING = late_pattern(r"\b(?:mov(?:ing|ed)|relocat\w+|opening|launching)\b", re.IGNORECASE)
_HAPPENS = late_pattern(
    r"\b(?:speaking|giving a talk|opening|launching|moving|getting married|heirat\w+|"
    r"marie\w*|caso|casamos)\b",
    re.IGNORECASE,
)
_DAY = late_pattern(r"(?:\d{4}-|--)?(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class _Occasion:
    aspect: str
    fact: Fact
    on: date
    until: date


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The best occasion among the facts; none where the owner has written since they told it."""
    standing, person = relationship.standing, relationship.person
    if standing is None or not standing.facts or not person.touches_out or relationship.gaps:
        return None
    today = now.astimezone(zone_of(owner)).date()
    found = [one for fact in standing.facts if (one := _occasion(fact, today, owner)) is not None]
    if not found:
        return None
    best = max(found, key=lambda one: (_SCORES[one.aspect], one.on))
    fact = best.fact
    reason, act = _SAYS[best.aspect]
    told_by_mail = bool(fact.message_ref)
    since = fact.at if best.aspect in _FRESH else _start_of(best.on, owner)
    return Suggestion(
        kind=KIND,
        person=person,
        reason=reason,
        act=act,
        occasion=f"{best.aspect}:{best.on.isoformat()}",
        score=_SCORES[best.aspect],
        evidence=(Evidence(reason, fact.at, fact.message_ref, fact.message_id, fact.quote),),
        expires_at=_start_of(best.until + timedelta(days=1), owner),
        address=person.addresses[0] if person.addresses else "",
        last_mail=fact.at if told_by_mail else None,
        language=relationship.language,
        question=fact.quote if best.aspect.startswith("event") else "",
        aspect=best.aspect,
        since=since,
    )


def _occasion(fact: Fact, today: date, owner: Owner) -> _Occasion | None:
    if fact.kind == "birthday":
        return _birthday(fact, today, owner)
    words = f"{fact.quote} {fact.value}"
    if _DARK.search(words):
        return None
    told = fact.at.astimezone(zone_of(owner)).date()
    age = (today - told).days
    if fact.kind in _FRESH:
        first, last = _FRESH[fact.kind]
        fits = first <= age <= last and (fact.kind != "family" or bool(_JOY.search(words)))
        return _Occasion(fact.kind, fact, told, told + timedelta(days=last)) if fits else None
    if fact.kind != "event" or not fact.quote:
        return None
    happens = bool(_HAPPENS.search(words))
    goes = bool(_GOING.search(words)) and _GOES[0] <= age <= _GOES[1]
    if not happens and not goes:
        return None
    # Imported late: to compile its patterns takes longer than an agenda, and few facts come here.
    from daemon.core.parse.due_dates import find_due_date

    due = find_due_date(fact.quote, told, owner.country)
    if due is not None:
        first, last = _WENT
        fits = happens and first <= (today - due.day).days <= last
        until = due.day + timedelta(days=last)
        return _Occasion("event", fact, due.day, until) if fits else None
    first, last = _GOES
    if goes:
        on = told + timedelta(days=first)
        return _Occasion("event_going", fact, on, told + timedelta(days=last))
    return None


def _birthday(fact: Fact, today: date, owner: Owner) -> _Occasion | None:
    """On the day; where that is a day off, on the last working day before it."""
    found = _DAY.fullmatch(fact.value.strip())
    if found is None:
        return None
    try:
        day = date(today.year, int(found[1]), int(found[2]))
    except ValueError:
        return None
    eve = day
    while not is_working_day(eve, owner) and (day - eve).days < 7:
        eve -= timedelta(days=1)
    return _Occasion("birthday", fact, day, day) if eve <= today <= day else None


def _start_of(day: date, owner: Owner) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone_of(owner))
