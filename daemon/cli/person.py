"""`person NAME`: the whole story of one person, as far as mail tells it."""

from __future__ import annotations

from datetime import datetime

import click

from daemon.cli import shapes
from daemon.cli.appointments import show_appointments
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.columns import Column
from daemon.cli.coverage import show_silence
from daemon.cli.find import find_person
from daemon.cli.gaps import LET_GO, OWED_BY_OWNER, OWED_TO_OWNER, show_gap
from daemon.cli.person_bank import show_bank
from daemon.cli.person_shapes import person_shape
from daemon.cli.promises import BY_OWNER, BY_PERSON, load_promises, show_promise
from daemon.cli.screen import Screen
from daemon.cli.strip import MONTHS, count_months, draw_strip
from daemon.cli.words import BOOKS, ago, count, day, kind_words
from daemon.core.appointments import MissedRow, missed_in_a_row
from daemon.core.bank import BankEntry, infer_entries
from daemon.core.meetings import KnownMeeting
from daemon.core.model import Coverage, Draft, Fact, Gap, Person, Touch
from daemon.core.promises import Promise, PromiseState
from daemon.core.silence import Silence, reason_for_silence
from daemon.core.usual import usual_in_words
from daemon.core.values import dataclass

_TOUCHES_SHOWN = 10
_ALL = 1_000_000
_WAYS = {"out": "you wrote", "in": "they wrote"}
_COLUMNS = (
    Column("Ref", whole=True),
    Column("When", whole=True),
    Column("Who", extra=True, whole=True),
    Column("Subject"),
)


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is told about one person."""

    person: Person
    touches: tuple[Touch, ...]
    facts: tuple[Fact, ...]
    meetings: tuple[tuple[KnownMeeting, str], ...]
    missed: MissedRow
    dead: dict[str, datetime]
    gaps: tuple[Gap, ...]
    promises: tuple[tuple[Promise, str], ...]
    bank: tuple[BankEntry, ...]
    drafts: tuple[Draft, ...]
    coverage: Coverage
    silence: Silence | None
    months: list[tuple[str, int]]


@click.command()
@click.argument("name", nargs=-1, required=True)
@json_option
@click.pass_obj
def person(call: Call, name: tuple[str, ...], as_json: bool) -> None:
    """One person's story: how you are in touch, what is open, what was said last.

    NAME is a name or a part of one, an address, or a ref such as p12.

    \b
    Examples:
      wellkeeper person ann
      wellkeeper person ann@example.org --json
    """
    with call.reading() as reading:
        story = load_story(reading, " ".join(name))
    if as_json:
        call.screen.json(_shape(reading, story))
    else:
        _show(call.screen, reading, story)


def load_story(reading: Reading, query: str) -> Story:
    """Find the person and everything about them. Raises UsageError."""
    network = reading.store.network
    found = find_person(network, query)
    until_now = [one for one in network.load_touches(found, _ALL) if one.at <= reading.now]
    coverage = reading.store.health.load_coverage(reading.now)
    silence = reason_for_silence(coverage, reading.now)
    of = {found.id}
    gaps = () if silence is not None else network.load_gaps(reading.owner, reading.now, of)
    promises = () if silence is not None else load_promises(reading, of)
    history = reading.store.bank.load_history(
        found, reading.now, reading.zone, gaps, [one for one, _ in promises]
    )
    drafts = reading.store.drafts(reading.config.mailboxes[0].name).load_drafts()
    return Story(
        person=found,
        touches=tuple(until_now),
        facts=tuple(
            one for one in reading.store.facts.load_facts(found.id) if one.at <= reading.now
        ),
        dead={
            email: at
            for email, at in network.load_dead_addresses().items()
            if email in found.addresses and at <= reading.now
        },
        meetings=reading.store.meetings.load_meetings(found.id),
        missed=missed_in_a_row(
            reading.store.meetings.load_missed(found.id, found.addresses), until_now
        ),
        gaps=gaps,
        promises=tuple(one for one in promises if one[0].state is not PromiseState.DISMISSED),
        bank=infer_entries(history, reading.now),
        drafts=tuple(one for one in drafts if one.person_ref == found.ref),
        coverage=coverage,
        silence=silence,
        months=count_months(until_now, reading.now, reading.zone),
    )


def _shape(reading: Reading, story: Story) -> shapes.Shape:
    zone = reading.zone
    return {
        "person": person_shape(story.person, zone),
        "gaps": [shapes.gap_shape(one, zone) for one in story.gaps],
        "promises": [shapes.promise_shape(*one, zone) for one in story.promises],
        "bank": shapes.bank_shape(story.bank, zone),
        "drafts": [shapes.draft_shape(one, zone) for one in story.drafts],
        "dead_addresses": sorted(story.dead),
        "facts": [shapes.fact_shape(one, zone) for one in story.facts],
        "meetings": [shapes.meeting_shape(one, said, zone) for one, said in story.meetings],
        "missed": [shapes.missed_shape(one, zone) for one in story.missed.appointments],
        "word_since_missed": shapes.time_shape(story.missed.word_since, zone),
        "touches": [shapes.touch_shape(one, zone) for one in story.touches[:_TOUCHES_SHOWN]],
        "months": [{"month": month, "touches": number} for month, number in story.months],
        "coverage": shapes.coverage_shape(story.coverage, zone),
        "silence": shapes.silence_shape(story.silence),
    }


def _show(screen: Screen, reading: Reading, story: Story) -> None:
    one, zone, now = story.person, reading.zone, reading.now
    screen.line(f"{one.called} ({one.ref})", bold=True)
    work = ", ".join(part for part in (one.title, one.organisation) if part)
    last = f"{day(one.last_touch, zone)} ({ago(one.last_touch, now, zone)})"
    sides = f"{one.touches_out} from you, {one.touches_in} from them"
    if one.touches_both:
        sides += f", {one.touches_both} together"
    screen.pairs(
        (
            ("Works as", work),
            ("Address" if len(one.addresses) == 1 else "Addresses", ", ".join(one.addresses)),
            (
                "Dead",
                ", ".join(
                    f"{email} (mail came back on {day(at, zone)})"
                    for email, at in story.dead.items()
                ),
            ),
            ("Phone", ", ".join(one.phones)),
            ("Circle", one.circle.value),
            ("In touch", usual_in_words(one) or "too little for a rhythm"),
            ("First seen", day(one.first_seen, zone)),
            ("Last touch", last),
            ("Touches", f"{one.touches} ({sides})"),
            (f"{MONTHS} months", _strip(screen, story)),
        )
    )
    _show_open(screen, reading, story)
    _show_promises(screen, reading, story)
    show_bank(screen, reading, story.bank)
    _show_facts(screen, reading, story)
    show_appointments(screen, story.meetings, story.missed, zone)
    _show_drafts(screen, reading, story)
    if story.touches:
        screen.title("Latest touches")
        latest = story.touches[:_TOUCHES_SHOWN]
        screen.table(
            _COLUMNS,
            [(t.message_ref, day(t.at, zone), _way(t), t.subject) for t in latest],
        )


def _way(touch: Touch) -> str:
    """Who wrote; of what was no mail, what it was."""
    return _WAYS[touch.direction] if touch.kind == "email" else touch.kind


def _strip(screen: Screen, story: Story) -> str:
    strip = draw_strip(story.months, unicode=screen.unicode)
    busiest = max(number for _, number in story.months)
    first, last = story.months[0][0], story.months[-1][0]
    return f"{first} {strip} {last}, at most {count(busiest, 'touch', 'touches')} a month"


def _show_open(screen: Screen, reading: Reading, story: Story) -> None:
    if story.silence is not None:
        screen.title("Who waits for whom is not said")
        show_silence(screen, story.silence)
        return
    for side, title in (("owner", OWED_BY_OWNER), ("person", OWED_TO_OWNER)):
        found = [gap for gap in story.gaps if gap.waiting_on == side]
        if found:
            screen.title(title)
            if side == "person":
                screen.note(LET_GO)
        for gap in found:
            show_gap(screen, reading, gap)


def _show_promises(screen: Screen, reading: Reading, story: Story) -> None:
    for side, title in (("owner", BY_OWNER), ("person", BY_PERSON)):
        found = [one for one in story.promises if one[0].made_by == side]
        if found:
            screen.title(title)
        for promise, name in found:
            show_promise(screen, reading, promise, name)


def _show_facts(screen: Screen, reading: Reading, story: Story) -> None:
    if not story.facts:
        return
    screen.title("What is known, and from where")
    for one in story.facts:
        when = day(one.at, reading.zone)
        source = f"{one.message_ref}, {when}" if one.message_ref else f"you, {when}"
        if one.source:
            source = f"{BOOKS.get(one.source, one.source)}, imported {when}"
        screen.line(f"{one.kind.replace('_', ' ')}: {one.value} ({source})", 2)


def _show_drafts(screen: Screen, reading: Reading, story: Story) -> None:
    if not story.drafts:
        return
    screen.title("Drafts")
    for one in story.drafts:
        when = day(one.closed_at or one.placed_at, reading.zone)
        screen.line(
            f"{one.ref}, {kind_words(one.kind)}, {one.state.value}, {when}: {one.subject}", 2
        )
