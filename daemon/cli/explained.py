"""What `explain` says of each kind of ref: what is claimed, why, and the mails that it rests on."""

from __future__ import annotations

import re
from datetime import timedelta

from daemon.cli.call import Reading
from daemon.cli.drafts import find_draft, load_drafts
from daemon.cli.introductions import became, presented
from daemon.cli.promises import load_promises
from daemon.cli.words import ago, count, date_words, day, kind_words, state_words
from daemon.core.model import Evidence, Gap
from daemon.core.plan import ANY_KIND
from daemon.core.silence import reason_for_silence
from daemon.core.usual import usual_in_words
from daemon.core.values import dataclass
from daemon.errors import UsageError
from daemon.store.evidence import ThreadLine

_REF = re.compile(r"[pgdmt]\d{1,15}")
_LATEST = 5
#: What rests for longer than this never comes again.
_FOR_GOOD = timedelta(days=3650)
_KNOWN = (
    "A ref is p12 (person), g3 (gap), d5 (draft), m99 (mail), t7 (thread), reply_owed:p12 "
    "(suggestion), or a Message-ID."
)


@dataclass(frozen=True, slots=True)
class Explained:
    """What is claimed, why, and the mails that it rests on."""

    ref: str
    kind: str
    says: str
    because: tuple[str, ...]
    messages: tuple[ThreadLine, ...]


def explain_ref(reading: Reading, ref: str) -> Explained:
    """Look it up. Raises UsageError where there is no such thing."""
    if ref.startswith("promise:"):
        return _promise(reading, ref)
    if ref.lower().startswith("introduction:m"):
        return _introduction(reading, ref.lower())
    if ":" in ref and "@" not in ref:
        return _suggestion(reading, ref)
    if "@" in ref:
        return _message_id(reading, ref)
    lower = ref.lower()
    if not _REF.fullmatch(lower):
        raise UsageError(f"{ref!r} is no ref.", _KNOWN)
    kinds = {"p": _person, "g": _gap, "d": _draft, "m": _message, "t": _thread}
    return kinds[lower[0]](reading, lower)


def _suggestion(reading: Reading, ref: str) -> Explained:
    from daemon.jobs.agenda import make_agenda  # late: much that nothing else here needs

    synonyms = reading.config.introductions.lines
    agenda = make_agenda(reading.store, reading.owner, reading.now, synonyms=synonyms)
    found = next((one for one in agenda.suggestions if one.ref == ref), None)
    if found is None:
        for draft in load_drafts(reading, only_open=True):
            if f"{draft.kind}:{draft.person_ref}" == ref:
                return _draft(reading, draft.ref)  # it has become this one
        hint = "`wellkeeper agenda` lists what is suggested now, `wellkeeper drafts` what waits."
        if agenda.silence is not None:
            hint = f"{agenda.silence.why} {agenda.silence.hint}"
        raise UsageError(f"There is no suggestion {ref!r} now.", hint)
    says = f"{found.person.called}: {found.reason}. {found.act}."
    messages = _messages(reading, [one.message_ref for one in found.evidence])
    learned = (found.learned,) if found.learned else ()
    because = (*_because(reading, found.evidence), *learned)
    return Explained(ref, "suggestion", says, because, messages)


def _introduction(reading: Reading, ref: str) -> Explained:
    known = reading.store.introductions.load_introductions(reading.now)
    found = next((one for one in known if one.ref == ref), None)
    if found is None:
        raise UsageError(f"There is no {ref!r}.", "`wellkeeper introductions` lists them.")
    says = f"{presented(found)}, on {day(found.at, reading.zone)}: {became(found)}."
    messages = _messages(reading, [one.message_ref for one in found.evidence])
    return Explained(ref, "introduction", says, _because(reading, found.evidence), messages)


def _promise(reading: Reading, ref: str) -> Explained:
    found = next((one for one in load_promises(reading) if one[0].ref == ref), None)
    if found is None:
        raise UsageError(f"There is no {ref!r}.", "`wellkeeper promises --all` lists them.")
    promise, name = found
    who = "You promised" if promise.made_by == "owner" else f"{name} promised"
    named = "the day that was named" if promise.due else "no day was named"
    says = (
        f"{who}: {promise.what}. It is {promise.state.value}; due {date_words(promise.due_by)}, "
        f"{named}."
    )
    refs = [one.message_ref for one in promise.evidence]
    because = _because(reading, promise.evidence)
    return Explained(ref, "promise", says, because, _messages(reading, refs))


def _draft(reading: Reading, ref: str) -> Explained:
    found = find_draft(reading, ref)
    says = (
        f"A draft ({kind_words(found.kind)}) to {', '.join(found.to)}, {state_words(found)}: "
        f"{found.reason}."
    )
    because = [*_because(reading, found.evidence)]
    places = reading.store.drafts(reading.config.mailboxes[0].name).load_placed()
    because.extend(
        f"it lies in {place.folder}, UID {place.uid or 'not told'}"
        for place in places
        if place.message_id == found.message_id
    )
    if found.note:
        because.append(f"{found.state.value}: {found.note}")
    refs = [one.message_ref for one in found.evidence]
    return Explained(ref, "draft", says, tuple(because), _messages(reading, refs))


def _gap(reading: Reading, ref: str) -> Explained:
    network = reading.store.network
    silence = reason_for_silence(reading.store.health.load_coverage(reading.now), reading.now)
    if silence is not None:
        raise UsageError(f"No gap is claimed now: {silence.why}", silence.hint)
    loaded = network.load_gaps(reading.owner, reading.now)
    found = next((one for one in loaded if one.ref == ref), None)
    if found is None:
        raise UsageError(f"There is no open gap {ref!r}.", "`wellkeeper gaps --all` lists them.")
    thread = [
        f"m{one}" for one in reading.store.evidence.thread_messages(int(found.thread_ref[1:]))
    ]
    return Explained(
        ref, "gap", _gap_words(reading, found), _gap_reasons(found), _messages(reading, thread)
    )


def _gap_words(reading: Reading, gap: Gap) -> str:
    who = gap.person or gap.address
    since = day(gap.since, reading.zone)
    if gap.waiting_on == "owner":
        return f"{who} has been waiting for your answer to “{gap.subject}” since {since}."
    return f"You asked {who} in “{gap.subject}” on {since}; no answer is known. Let it go, or ask."


def _gap_reasons(gap: Gap) -> tuple[str, ...]:
    return (
        f"{gap.message_ref}: {gap.why}" + (f": “{gap.quote}”" if gap.quote else ""),
        f"{gap.age_days:g} working days have passed; usual between you is {gap.expected_days:g}",
        f"{'you have' if gap.waiting_on == 'owner' else 'they have'} not written to "
        f"{'them' if gap.waiting_on == 'owner' else 'you'} since, in thread {gap.thread_ref} or "
        "elsewhere",
    )


def _person(reading: Reading, ref: str) -> Explained:
    people = reading.store.network.load_people({int(ref[1:])})
    found = next((one for one in people if one.ref == ref), None)
    if found is None:
        raise UsageError(f"There is no person {ref!r}.", "`wellkeeper people` lists everybody.")
    last = ago(found.last_touch, reading.now, reading.zone)
    says = (
        f"{found.called} is a person you correspond with; last touch "
        f"{day(found.last_touch, reading.zone)} ({last})."
    )
    touches = reading.store.network.load_touches(found, _LATEST)
    because = (
        f"addresses: {', '.join(found.addresses)}",
        f"{count(found.touches_out, 'touch', 'touches')} from you, {found.touches_in} from them, "
        f"since {day(found.first_seen, reading.zone)}",
        f"in touch {usual_in_words(found) or 'too little for a rhythm'}, "
        f"circle {found.circle.value}",
        *_resting(reading, found.id),
        f"the latest {count(len(touches), 'mail')} between you:",
    )
    messages = _messages(reading, [one.message_ref for one in touches])
    return Explained(ref, "person", says, because, messages)


def _resting(reading: Reading, person: int) -> list[str]:
    """Which reasons rest for somebody, and until when: what the owner said, or did with drafts."""
    refused = reading.store.snoozes.load_refusals().get(person, ())
    rests = []
    for kind, until in refused:
        if until <= reading.now:
            continue
        what = "whatever is not owed to them" if kind == ANY_KIND else kind_words(kind)
        ever = until - reading.now > _FOR_GOOD
        length = "for good" if ever else f"until {day(until, reading.zone)}"
        rests.append(f"{what} rests {length}: you said so, or threw its drafts away")
    return rests


def _message(reading: Reading, ref: str) -> Explained:
    found = _messages(reading, [ref])
    if not found:
        raise UsageError(f"There is no mail {ref!r}.", _KNOWN)
    return Explained(ref, "message", f"One mail of the thread {found[0].thread_ref}.", (), found)


def _message_id(reading: Reading, ref: str) -> Explained:
    numbers = reading.store.evidence.find_messages(ref.strip("<>"))
    if not numbers:
        raise UsageError(f"No mail with the Message-ID {ref!r} is known.", _KNOWN)
    found = _messages(reading, [f"m{one}" for one in numbers])
    return Explained(
        ref, "message", f"{count(len(found), 'mail')} with this Message-ID.", (), found
    )


def _thread(reading: Reading, ref: str) -> Explained:
    numbers = reading.store.evidence.thread_messages(int(ref[1:]))
    if not numbers:
        raise UsageError(f"There is no thread {ref!r}.", _KNOWN)
    found = _messages(reading, [f"m{one}" for one in numbers])
    return Explained(ref, "thread", f"A thread of {count(len(found), 'mail')}.", (), found)


def _messages(reading: Reading, refs: list[str]) -> tuple[ThreadLine, ...]:
    numbers = [int(ref[1:]) for ref in refs if ref]
    return reading.store.evidence.load_messages(numbers)


def _because(reading: Reading, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(
        ", ".join(part for part in (one.message_ref, day(one.at, reading.zone), one.what) if part)
        + (f": “{one.quote}”" if one.quote else "")
        for one in evidence
    )
