"""Decides what the weekly letter says: for whom to do something this week and what, what else is
owed, due or waiting, what became of last week's drafts, and who is new. Each line with its
evidence; nothing to say, no letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta, tzinfo

from daemon.core.capital import as_sentence
from daemon.core.durations import days_in_words
from daemon.core.introductions import Asking, Introduction, asking_waits, introduction_waits
from daemon.core.model import (
    OPEN_DRAFT_STATES,
    Draft,
    DraftState,
    Evidence,
    Gap,
    Owner,
    Person,
    Suggestion,
)
from daemon.core.parse.phone_turns import is_left_to_the_phone
from daemon.core.promises import Promise, PromiseState
from daemon.core.reasons import promise_due, reply_owed
from daemon.core.strip import Month, count_months
from daemon.core.values import dataclass
from daemon.core.worktime import zone_of

MONTHS = 12
#: So many people a week, and so many lines in any other part.
MOST_PEOPLE, MOST_LINES = 5, 8
_WEEK = timedelta(days=7)
#: Who has not answered for so many working days is not asked once more.
_ASK_AGAIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class NoteRead:
    """A note of the owner's that was read since the last letter: what it was taken for, and which
    of its words were not understood. `ref` is its mail.
    """

    ref: str
    at: datetime
    understood: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """All that a letter may speak of, at one moment. `suggestions` are ranked, those with an open
    draft among them; `touched` are the times of contact of the last year by person ref.
    """

    suggestions: Sequence[Suggestion] = ()
    gaps: Sequence[Gap] = ()
    promises: Sequence[tuple[Promise, str]] = ()
    drafts: Sequence[Draft] = ()
    people: Sequence[Person] = ()
    touched: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    notes: Sequence[NoteRead] = ()
    introductions: Sequence[Introduction] = ()
    askings: Sequence[Asking] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the letter: who, the one thing to do or know, why, the words that it rests on,
    and the ref that `wellkeeper explain` takes. `draft` is the ref of a draft that is ready.
    """

    who: str
    what: str
    why: str = ""
    evidence: Evidence | None = None
    ref: str = ""
    draft: str = ""
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the letter; `note` stands below its title."""

    name: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The letter of the week that `at` is in; `zone` is the owner's. `network` counts the people
    whom the owner was in touch with in each month.
    """

    subject: str
    title: str
    at: datetime
    zone: tzinfo
    sections: tuple[Section, ...]
    network: tuple[Month, ...] = ()


def build_digest(facts: DigestFacts, owner: Owner, now: datetime) -> Digest | None:
    """The letter of this moment, or None where there is nothing to do, to confirm or to tell."""
    zone = zone_of(owner)
    drafts = [one for one in facts.drafts if one.state in OPEN_DRAFT_STATES]
    ready = {one.person_ref: one for one in reversed(drafts)}
    chosen = _choose(facts, drafts)
    people = _people_section(chosen, ready, facts, now, zone)
    told = {_person_ref(one) for one in chosen}
    sections = (
        people,
        _notes(facts.notes),
        _replies(facts.gaps, told, now),
        _promises(facts.promises, told, zone),
        _introductions(facts, told, now),
        _waiting(drafts, told),
        _became(facts.drafts, now),
        _new_people(facts.people, now),
        _quiet_askers(facts.gaps),
    )
    filled = tuple(one for one in sections if one.lines)
    if not any(one.name not in ("became", "asked") for one in filled):
        return None
    names = [one.who for one in people.lines]
    return Digest(
        subject=_subject(names),
        title=_title(len(names)),
        at=now,
        zone=zone,
        sections=filled,
        network=_network(facts.touched, now, zone),
    )


# -- for whom this week ------------------------------------------------------------------------

_Chosen = Suggestion | Draft | tuple[Promise, str]


def _choose(facts: DigestFacts, drafts: Sequence[Draft]) -> list[_Chosen]:
    """At most five, a person once: the agenda as it is ranked, then promises that are due,
    then drafts that wait.
    """
    due = [pair for pair in facts.promises if _is_mine(pair[0])]
    chosen: dict[str, _Chosen] = {}
    candidates: list[_Chosen] = [*facts.suggestions, *due, *drafts]
    for one in candidates:
        if len(chosen) < MOST_PEOPLE:
            chosen.setdefault(_person_ref(one), one)
    return list(chosen.values())


def _person_ref(one: _Chosen) -> str:
    if isinstance(one, Suggestion):
        return one.person.ref
    return one.person_ref or one.ref if isinstance(one, Draft) else one[0].person_ref


def _people_section(
    chosen: Iterable[_Chosen],
    ready: Mapping[str, Draft],
    facts: DigestFacts,
    now: datetime,
    zone: tzinfo,
) -> Section:
    lines = []
    for one in chosen:
        ref = _person_ref(one)
        if isinstance(one, Suggestion):
            line = _suggestion_line(one, one.person.called, ready.get(ref))
        elif isinstance(one, Draft):
            line = _draft_line(one)
        else:
            line = _promise_line(*one, zone)
        months = count_months(facts.touched.get(ref, ()), now, zone, MONTHS)
        lines.append(
            Line(line.who, line.what, line.why, line.evidence, line.ref, line.draft, months)
        )
    return Section("people", "For this week", tuple(lines))


def _suggestion_line(one: Suggestion, who: str, draft: Draft | None) -> Line:
    fits = draft is not None and draft.kind == one.kind
    return Line(
        who=who,
        what=one.act,
        why=as_sentence(one.reason),
        evidence=one.evidence[0] if one.evidence else None,
        ref=draft.ref if fits and draft else one.ref,
        draft=draft.ref if fits and draft else "",
    )


# -- the other parts ---------------------------------------------------------------------------


def _notes(notes: Sequence[NoteRead]) -> Section:
    lines: list[Line] = []
    for note in notes:
        lines += [Line("", one, ref=note.ref, why="Noted") for one in note.understood]
        lines += [Line("", f"“{one}”", ref=note.ref, why="Not understood")
                  for one in note.not_understood]  # fmt: skip
    odd = any(note.not_understood for note in notes)
    hint = "What was not understood: say it again with the full name and one thing a sentence."
    return Section("notes", "From your notes", tuple(lines), hint if odd else "")


def _replies(gaps: Sequence[Gap], told: set[str], now: datetime) -> Section:
    owed = [
        gap
        for gap in gaps
        if reply_owed.is_due(gap, now) and not gap.begun and gap.person_ref not in told
    ]
    return _section("replies", "Answers that you owe as well", [
        Line(
            who=gap.person or gap.address,
            what=f"Answer “{gap.subject or 'their mail'}”",
            why=f"Waiting {days_in_words(gap.age_days, 'working day')}; "
            f"usual for you two is {days_in_words(gap.expected_days, 'working day')}",
            evidence=Evidence(gap.why, gap.since, gap.message_ref, gap.message_id, gap.quote),
            ref=gap.ref,
        )
        for gap in owed
    ])  # fmt: skip


def _promises(promises: Sequence[tuple[Promise, str]], told: set[str], zone: tzinfo) -> Section:
    due = [pair for pair in promises if _is_mine(pair[0]) and pair[0].person_ref not in told]
    return _section(
        "promises", "Promises of yours that are due", [_promise_line(*one, zone) for one in due]
    )


def _is_mine(one: Promise) -> bool:
    """Whether it is due, and more than a phrase: “keep you posted” asks for nothing."""
    return one.made_by == "owner" and one.state is PromiseState.DUE and promise_due.binds(one)


def _promise_line(one: Promise, who: str, zone: tzinfo) -> Line:
    due = one.due if one.due is not None else one.due_by
    named = "you said by" if one.due is not None else "due"
    return Line(
        who=who,
        what=f"Keep your word: “{one.what}”",
        why=as_sentence(f"{named} {due.day} {due:%B}"),
        evidence=one.evidence[0],
        ref=one.ref,
    )


def _introductions(facts: DigestFacts, told: set[str], now: datetime) -> Section:
    """Introductions that wait for something. A no is never told here, nor who has not answered."""
    lines = []
    for one in facts.introductions:
        waits = introduction_waits(one, now)
        if not waits or told & {one.introducer.ref, *(each.ref for each in one.people)}:
            continue
        names = " and ".join(each.called for each in one.others)
        said = one.evidence[-1] if one.evidence else None
        lines.append(Line(names, waits, evidence=said, ref=one.ref))
    for asking in facts.askings:
        waits = asking_waits(asking, now)
        asked = [each for each in (asking.first, asking.second) if each is not None]
        if not waits or told & {each.party.ref for each in asked}:
            continue
        names = " and ".join(each.party.name for each in asked)
        evidence = next((item for each in asked for item in each.evidence), None)
        lines.append(Line(names, waits, evidence=evidence, ref=asked[0].party.ref))
    return _section("introductions", "Introductions that are open", lines)


def _waiting(drafts: Sequence[Draft], told: set[str]) -> Section:
    return _section("drafts", "More drafts that wait for you", [
        _draft_line(one) for one in drafts if (one.person_ref or one.ref) not in told
    ])  # fmt: skip


def _draft_line(one: Draft) -> Line:
    return Line(
        who=one.person or ", ".join(one.to),
        what=f"Read the draft “{one.subject}”",
        why=as_sentence(one.reason),
        evidence=one.evidence[0] if one.evidence else None,
        ref=one.ref,
        draft=one.ref,
    )


_FATES = {
    DraftState.SENT: "You sent",
    DraftState.DISCARDED: "You threw away",
    DraftState.EXPIRED: "Its time has passed:",
}


def _became(drafts: Sequence[Draft], now: datetime) -> Section:
    closed = [
        one
        for one in drafts
        if one.state in _FATES and one.closed_at is not None and now - _WEEK < one.closed_at <= now
    ]
    rest = "What you throw away rests for two months." if any(
        one.state is DraftState.DISCARDED for one in closed
    ) else ""  # fmt: skip
    return _section("became", "What became of last week’s drafts", [
        Line(
            one.person or ", ".join(one.to),
            f"{_FATES[one.state]} “{one.subject}”",
            why=f"{one.changed:.0%} of its words were changed" if one.changed else "",
            ref=one.ref,
        )
        for one in closed
    ], rest)  # fmt: skip


def _new_people(people: Sequence[Person], now: datetime) -> Section:
    new = [
        one for one in people if one.first_seen is not None and now - _WEEK < one.first_seen <= now
    ]
    return _section("new", "New in your network", [
        Line(
            who=one.called,
            what=", ".join(part for part in (one.title, one.organisation) if part)
            or (one.addresses[0] if one.addresses else ""),
            ref=one.ref,
        )
        for one in new
    ])  # fmt: skip


def _quiet_askers(gaps: Sequence[Gap]) -> Section:
    """What the owner asked and heard nothing of: told only where it can be let go as well."""
    open_ = [
        gap
        for gap in gaps
        if gap.waiting_on == "person"
        and 2 * gap.expected_days <= gap.age_days <= _ASK_AGAIN_DAYS
        # Whether they called, no mail shows.
        and not (gap.by_phone or is_left_to_the_phone(gap.quote))
    ]
    return _section("asked", "You asked, and may ask once more", [
        Line(
            who=gap.person or gap.address,
            what=f"“{gap.subject}”",
            why=f"You wrote {days_in_words(gap.age_days, 'working day')} ago; "
            f"to let it go: wellkeeper dismiss {gap.ref}",
            evidence=Evidence(gap.why, gap.since, gap.message_ref, gap.message_id, gap.quote),
            ref=gap.ref,
        )
        for gap in open_
    ], "Nobody owes an answer.")  # fmt: skip


# -- words -------------------------------------------------------------------------------------


def _section(name: str, title: str, lines: Sequence[Line], note: str = "") -> Section:
    more = max(0, len(lines) - MOST_LINES)
    return Section(name, title, tuple(lines[:MOST_LINES]), note if lines else "", more)


def _subject(names: Sequence[str]) -> str:
    if not names:
        return "Your week in people"
    shown = list(_short(names[:3]))
    left = len(names) - len(shown)
    if left:
        return f"Your week in people: {', '.join(shown)} and {left} more"
    return f"Your week in people: {_listed(shown)}"


def _short(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name if "@" in name else name.split()[0][:40]


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


_NUMBERS = ("Nobody", "One person", "Two people", "Three people", "Four people", "Five people")


def _title(people: int) -> str:
    return f"{_NUMBERS[people]} for this week" if people else "Your week in people"


def _network(
    touched: Mapping[str, Sequence[datetime]], now: datetime, zone: tzinfo
) -> tuple[Month, ...]:
    """With how many people there was contact in each month."""
    total: dict[str, int] = {}
    for times in touched.values():
        for month, number in count_months(times, now, zone, MONTHS):
            total[month] = total.get(month, 0) + (1 if number else 0)
    return tuple(sorted(total.items())) if any(total.values()) else ()
