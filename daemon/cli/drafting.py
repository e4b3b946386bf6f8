"""A draft that the owner asks for by name: which suggestion it is made from, and that it is
placed through the same steps as those that Wellkeeper thinks of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from daemon.cli.call import Reading
from daemon.cli.words import day
from daemon.core.mail import Address, FolderRole
from daemon.core.model import (
    OPEN_DRAFT_STATES,
    DraftState,
    Evidence,
    Person,
    Relationship,
    Suggestion,
)
from daemon.core.reasons import reply_owed
from daemon.core.reasons.introduction_to_make import is_nameless
from daemon.core.values import dataclass
from daemon.core.waiting import ASKED_FOR
from daemon.errors import UsageError, WellkeeperError
from daemon.jobs.draft import write_drafts
from daemon.jobs.introductions import reason_to_meet, with_languages
from daemon.jobs.place import drafts_folder, place_drafts, recover_drafts
from daemon.jobs.session import Session
from daemon.jobs.writer import Writer, WrittenDraft
from daemon.store.drafts import Drafts
from daemon.templating import Templates

EXPIRES_AFTER = timedelta(days=60)
_MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class PlacedNow:
    """A draft that was placed; `seen` says that the server shows it there."""

    draft: WrittenDraft
    folder: str
    seen: bool


def check_in(reading: Reading, person: Person) -> Suggestion:
    """A word to somebody, for no other reason than that the owner wants to write."""
    last = _relationship(reading, person)
    return Suggestion(
        kind="check_in",
        person=person,
        reason=ASKED_FOR,
        act="Ask how they are; offer something, ask for nothing",
        occasion=f"asked:{reading.now.astimezone(reading.zone).date().isoformat()}",
        score=0.0,
        evidence=_last_contact(person, last),
        expires_at=reading.now + EXPIRES_AFTER,
        address=person.addresses[0] if person.addresses else "",
        subject=last.last_subject,
        last_mail=person.last_touch,
    )


def answer(reading: Reading, person: Person) -> Suggestion:
    """An answer to the latest open question of theirs, late or not. Raises UsageError where they
    wait for nothing.
    """
    last = _relationship(reading, person)
    waiting = [gap for gap in last.gaps if gap.waiting_on == "owner"]
    if not waiting:
        raise UsageError(
            f"{person.called} is not waiting for an answer, as far as is known.",
            f"`wellkeeper person {person.ref}` shows what is open; "
            f"`wellkeeper draft check_in {person.ref}` writes to them anyway.",
        )
    gap = max(waiting, key=lambda one: one.since)
    # The owner asked for it: whether it is due, or was talked over since, is no question.
    if reading.now - gap.since > timedelta(days=reply_owed.LAPSES_AFTER_DAYS):
        raise UsageError(
            f"The question of {person.called} is of {day(gap.since, reading.zone)}: "
            "an answer by mail comes too late for it.",
            f"`wellkeeper draft check_in {person.ref}` writes to them anew.",
        )
    return reply_owed.suggest_answer(gap, last)


def introduce(reading: Reading, first: Person, second: Person) -> Suggestion:
    """Two people to each other. Raises UsageError where that would surprise one of them."""
    if first.ref == second.ref:
        raise UsageError(
            f"{first.called} cannot be introduced to themselves.", "Name two different people."
        )
    if set(first.addresses) & set(second.addresses):
        raise UsageError(
            f"{first.called} and {second.called} share an address, and read each other's mail.",
            "They need no introduction.",
        )
    for one in (first, second):
        if not (one.touches_out and one.touches_in):
            raise UsageError(
                f"You and {one.called} have not both written to each other yet.",
                "Only people who know you are introduced, so that nobody is surprised.",
            )
        if is_nameless(one):
            raise UsageError(
                f"No name is known of {one.called}, so nobody could be told who they are.",
                f'`wellkeeper set {one.ref} --name "Their Name"` tells it.',
            )
    two = with_languages(reading.store, [_relationship(reading, one) for one in (first, second)])
    own = reading.config.introductions.lines
    stories = reading.store.facts.load_stories({first.id, second.id})
    why, language = reason_to_meet(two[0], two[1], stories, reading.now, own)
    return Suggestion(
        kind="introduction",
        person=first,
        other=second,
        reason=why.rstrip(".") or ASKED_FOR,
        act=f"Introduce {first.called} and {second.called}",
        occasion="introduction",
        score=0.0,
        evidence=tuple(
            item
            for one, last in zip((first, second), two, strict=True)
            for item in _last_contact(one, last)
        ),
        expires_at=reading.now + EXPIRES_AFTER,
        address=first.addresses[0] if first.addresses else "",
        language=language,
        detail=why if language == "en" else "",
    )


def ask_first(reading: Reading, first: Person, second: Person) -> tuple[Suggestion, Suggestion]:
    """A question to each, before anything is sent to both. Raises what `introduce` raises."""
    both = introduce(reading, first, second)
    one, two = (
        replace(
            both,
            kind="introduction_ask",
            person=person,
            other=other,
            act=f"Ask {person.called} first",
            occasion=f"ask:{other.ref}",
            address=person.addresses[0] if person.addresses else "",
            language="",  # theirs, not that of the mail to both
            aspect=_presented(other),
            # What the one needs is theirs to tell; the other hears it with the introduction.
            detail="",
            writes_to=(Address(person.addresses[0], person.name),),
        )
        for person, other in ((first, second), (second, first))
    )
    return one, two


def _presented(person: Person) -> str:
    """Who they are in a few words, and nothing by which they could be reached."""
    said = [person.name if "@" not in person.name else "", person.title, person.organisation]
    return ", ".join(filter(None, said))


def write_now(
    sessions: Sequence[Session], reading: Reading, templates: Templates, suggestion: Suggestion
) -> WrittenDraft:
    """Write it, without placing it; without sessions the original is not quoted.

    Raises UsageError where this draft exists, WellkeeperError where it cannot be made.
    """
    drafts = reading.store.drafts(reading.config.mailboxes[0].name)
    writer = Writer(reading.store, templates, reading.owner)
    suggestion = _on_a_free_occasion(reading, drafts, writer, suggestion)
    written, held_back = write_drafts(
        sessions, reading.store, drafts, writer, [suggestion], 1, reading.now
    )
    if not written:
        why = held_back[0].why if held_back else "it exists already"
        raise WellkeeperError(
            f"The draft could not be written: {why}.",
            "Is it the wording? `wellkeeper templates` shows which are right. Is it the address? "
            f"`wellkeeper person {suggestion.person.ref}` shows those that are known.",
        )
    return written[0]


def place_now(
    sessions: Sequence[Session], reading: Reading, templates: Templates, suggestion: Suggestion
) -> PlacedNow:
    """Write one draft and place it. The store must be locked."""
    first = sessions[0]
    drafts = reading.store.drafts(first.settings.name)
    recover_drafts(first.mailbox, drafts, first.names(FolderRole.SENT), reading.now)
    written = write_now(sessions, reading, templates, suggestion)
    folder = drafts_folder(first.mailbox, first.folders)
    place_drafts(first.mailbox, folder, drafts, [written], reading.now)
    seen = drafts.find_occasion(written.message_id) is not DraftState.RESERVED
    return PlacedNow(written, folder, seen)


def _on_a_free_occasion(
    reading: Reading, drafts: Drafts, writer: Writer, suggestion: Suggestion
) -> Suggestion:
    """One occasion gives one draft. Where the owner threw that one away and asks anew, it is a
    new occasion; where it waits or was sent, that is said.
    """
    for attempt in range(1, _MOST_ATTEMPTS):
        again = suggestion
        if attempt > 1:
            again = replace(suggestion, occasion=f"{suggestion.occasion}:{attempt}")
        state = drafts.find_occasion(writer.message_id(again))
        if state is None:
            return again
        if state in OPEN_DRAFT_STATES:
            raise UsageError(
                "This draft is in your Drafts folder already.",
                f"`wellkeeper drafts show {_ref_of(drafts, writer.message_id(again))}` prints it.",
            )
        if state is DraftState.SENT and suggestion.kind != "check_in":
            raise UsageError(
                "This was written before, and you have sent it.",
                f"`wellkeeper explain {_ref_of(drafts, writer.message_id(again))}` shows when.",
            )
    raise UsageError("This draft was written and thrown away many times.", "Write it by hand.")


def _ref_of(drafts: Drafts, message_id: str) -> str:
    return next(one.ref for one in drafts.load_drafts() if one.message_id == message_id)


def _relationship(reading: Reading, person: Person) -> Relationship:
    loaded = reading.store.network.load_some(reading.owner, reading.now, {person.id})
    found = next((one for one in loaded if one.person.ref == person.ref), None)
    if found is None:  # whose mail has come back is nobody to be written to
        raise UsageError(
            f"No address of {person.called} is known that mail still reaches.",
            f"`wellkeeper person {person.ref}` shows what is known.",
        )
    return found


def _last_contact(person: Person, last: Relationship) -> tuple[Evidence, ...]:
    what = f"the last contact with {person.called}"
    subject = last.last_subject
    return (Evidence(what, person.last_touch, last.last_ref, last.last_message_id, subject),)
