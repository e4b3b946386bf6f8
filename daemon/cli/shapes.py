"""The shapes of `--json`, all of them; docs/json.md says the same in prose, and a test compares.

One rule: at the top stands an object, a list in it has a name, and every key is always there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

    from daemon.core.appointments import MissedAppointment
    from daemon.core.bank import BankEntry
    from daemon.core.digest import Digest, Line, Section
    from daemon.core.may_i_ask import Chance
    from daemon.core.meetings import KnownMeeting
    from daemon.core.model import Coverage, Draft, Evidence, Fact, Gap, Person, Suggestion, Touch
    from daemon.core.promises import Promise
    from daemon.core.silence import Silence
    from daemon.store.evidence import ThreadLine
    from daemon.store.health import FolderLine, PassLine
    from daemon.store.network import PersonRow
    from daemon.store.upkeep import Fault

Shape = dict[str, Any]
#: What `person_shape` says, in its order.
_PERSON_KEYS = (
    "id", "ref", "name", "addresses", "phones", "organisation", "title", "circle", "cadence_days",
    "last_touch", "touches", "touches_out", "touches_in", "touches_both", "first_seen",
)  # fmt: skip
UTC_ZONE = ZoneInfo("UTC")


def time_shape(at: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with the owner's offset, to the second."""
    return None if at is None else at.astimezone(zone).isoformat(timespec="seconds")


def person_shape(one: Person, zone: ZoneInfo) -> Shape:
    return {
        "id": one.id,
        "ref": one.ref,
        "name": one.name,
        "addresses": list(one.addresses),
        "phones": list(one.phones),
        "organisation": one.organisation,
        "title": one.title,
        "circle": one.circle.value,
        "cadence_days": None if one.cadence_days is None else round(one.cadence_days, 1),
        "last_touch": time_shape(one.last_touch, zone),
        "touches": one.touches,
        "touches_out": one.touches_out,
        "touches_in": one.touches_in,
        "touches_both": one.touches_both,
        "first_seen": time_shape(one.first_seen, zone),
    }


def people_shape(rows: Iterable[PersonRow], zone: ZoneInfo) -> list[Any]:
    """`person_shape` of each, for `Screen.json` alone, straight from the rows: of ten thousand
    people, nothing else takes as long as making objects of them. A test holds the two against each
    other.
    """
    import msgspec  # late: as where they are printed

    # Made in a third of the time of as many dictionaries.
    shape = msgspec.defstruct("PersonShape", _PERSON_KEYS, gc=False)
    return [
        shape(
            number,
            f"p{number}",
            name,
            addresses,
            phones,
            organisation,
            title,
            circle,
            None if usual is None else round(usual, 1),
            _epoch_shape(last_touch, zone),
            out + in_ + both,
            out,
            in_,
            both,
            _epoch_shape(first_seen, zone),
        )
        for (
            (number, name, circle, first_seen, last_touch, out, in_, both, usual),
            addresses,
            (phones, title, organisation),
        ) in rows
    ]


def _epoch_shape(epoch: int | None, zone: ZoneInfo) -> datetime | str | None:
    """`time_shape` of epoch seconds, or a time that is written just so: of many, `isoformat` takes
    ten times as long.
    """
    if epoch is None:
        return None
    at = datetime.fromtimestamp(epoch, zone)
    offset = at.utcoffset()
    # Else it would be written as "Z", or rounded as those of a hundred years ago.
    is_plain = offset and offset.seconds % 60 == 0
    return at if is_plain else at.isoformat()


def gap_shape(one: Gap, zone: ZoneInfo) -> Shape:
    return {
        "ref": one.ref,
        "person": one.person,
        "person_ref": one.person_ref,
        "address": one.address,
        "waiting_on": one.waiting_on,
        "subject": one.subject,
        "since": time_shape(one.since, zone),
        "age_days": round(one.age_days, 1),
        "expected_days": round(one.expected_days, 1),
        "message_id": one.message_id,
        "message_ref": one.message_ref,
        "thread_id": one.thread_ref,
        "why": one.why,
        "quote": one.quote,
        "begun": one.begun,
    }


def draft_shape(one: Draft, zone: ZoneInfo) -> Shape:
    return {
        "id": int(one.ref[1:]),
        "ref": one.ref,
        "kind": one.kind,
        "person": one.person,
        "person_ref": one.person_ref,
        "to": list(one.to),
        "subject": one.subject,
        "state": one.state.value,
        "message_id": one.message_id,
        "reason": one.reason,
        "placed_at": time_shape(one.placed_at, zone),
        "closed_at": time_shape(one.closed_at, zone),
        "note": one.note,
        "changed": None if one.changed is None else round(one.changed, 2),
    }


def whole_draft_shape(one: Draft, zone: ZoneInfo) -> Shape:
    evidence = [evidence_shape(item, zone) for item in one.evidence]
    return {**draft_shape(one, zone), "text": one.text, "evidence": evidence}


def evidence_shape(one: Evidence, zone: ZoneInfo) -> Shape:
    return {
        "what": one.what,
        "at": time_shape(one.at, zone),
        "message_ref": one.message_ref,
        "message_id": one.message_id,
        "quote": one.quote,
    }


def suggestion_shape(rank: int, one: Suggestion, zone: ZoneInfo) -> Shape:
    return {
        "rank": rank,
        "ref": one.ref,
        "kind": one.kind,
        "person": one.person.name,
        "person_ref": one.person.ref,
        "address": one.address,
        "other": one.other.name if one.other else None,
        "reason": one.reason,
        "act": one.act,
        "score": round(one.score, 1),
        "expires_at": time_shape(one.expires_at, zone),
        "evidence": [evidence_shape(item, zone) for item in one.evidence],
    }


def touch_shape(one: Touch, zone: ZoneInfo) -> Shape:
    return {
        "at": time_shape(one.at, zone),
        "kind": one.kind,
        "direction": one.direction,
        "message_ref": one.message_ref,
        "subject": one.subject,
    }


def promise_shape(one: Promise, name: str, zone: ZoneInfo) -> Shape:
    return {
        "ref": one.ref,
        "person": name,
        "person_ref": one.person_ref,
        "made_by": one.made_by,
        "what": one.what,
        "act": one.act,
        "state": one.state.value,
        "due": one.due.isoformat() if one.due else None,
        "due_by": one.due_by.isoformat(),
        "made_at": time_shape(one.made_at, zone),
        "message_ref": one.message_ref,
        "message_id": one.message_id,
        "quote": one.quote,
        "kept_by": one.kept_by,
        "kept_at": time_shape(one.kept_at, zone),
        "kept_how": one.kept_how,
    }


def bank_shape(entries: Sequence[BankEntry], zone: ZoneInfo) -> Shape:
    shown: dict[str, list[Shape]] = {"deposit": [], "withdrawal": []}
    for one in entries:
        said = {
            "what": one.what,
            "at": time_shape(one.at, zone),
            "message_ref": one.message_ref,
            "message_id": one.message_id,
            "quote": one.quote,
        }
        shown[one.kind].append(said)
    return {"deposits": shown["deposit"], "withdrawals": shown["withdrawal"]}


def chance_shape(one: Chance, zone: ZoneInfo) -> Shape:
    return {
        "what": one.what,
        "evidence": None if one.evidence is None else evidence_shape(one.evidence, zone),
    }


def fact_shape(one: Fact, zone: ZoneInfo) -> Shape:
    return {
        "kind": one.kind,
        "value": one.value,
        "at": time_shape(one.at, zone),
        "message_ref": one.message_ref,
        "message_id": one.message_id,
        "quote": one.quote,
        "source": one.source or ("mail" if one.message_ref else "you"),
    }


def meeting_shape(one: KnownMeeting, answer: str, zone: ZoneInfo) -> Shape:
    return {
        "state": one.state,
        "start": time_shape(one.start, zone),
        "end": time_shape(one.end, zone),
        "summary": one.summary,
        "answer": answer,
        "message_ref": f"m{one.message}",
    }


def missed_shape(one: MissedAppointment, zone: ZoneInfo) -> Shape:
    return {
        "kind": one.kind,
        "at": time_shape(one.at, zone),
        "who_missed": one.who_missed,
        "message_ref": f"m{one.message}",
        "quote": one.quote,
    }


def message_shape(one: ThreadLine, zone: ZoneInfo) -> Shape:
    return {
        "ref": one.ref,
        "message_id": one.message_id,
        "thread_id": one.thread_ref,
        "at": time_shape(one.at, zone),
        "sender": one.sender,
        "outgoing": one.outgoing,
        "subject": one.subject,
        "kind": one.kind,
        "kind_why": one.kind_why,
        "places": [_place_shape(place) for place in one.places],
        "findings": [
            {"kind": kind, "detector": detector, "quote": quote}  # detector: name and version
            for kind, detector, quote in one.findings
        ],
    }


def _place_shape(place: str) -> Shape:
    folder, _, uid = place.rpartition(" ")
    return {"folder": folder, "uid": int(uid)}


def digest_shape(one: Digest, text: str, zone: ZoneInfo) -> Shape:
    return {
        "subject": one.subject,
        "title": one.title,
        "at": time_shape(one.at, zone),
        "sections": [_section_shape(section, zone) for section in one.sections],
        "network": [{"month": month, "people": number} for month, number in one.network],
        "text": text,
    }


def _section_shape(one: Section, zone: ZoneInfo) -> Shape:
    return {
        "name": one.name,
        "title": one.title,
        "note": one.note,
        "more": one.more,
        "lines": [_line_shape(line, zone) for line in one.lines],
    }


def _line_shape(one: Line, zone: ZoneInfo) -> Shape:
    return {
        "who": one.who,
        "what": one.what,
        "why": one.why,
        "ref": one.ref,
        "draft": one.draft,
        "evidence": None if one.evidence is None else evidence_shape(one.evidence, zone),
        "months": [{"month": month, "touches": number} for month, number in one.months],
    }


def coverage_shape(one: Coverage, zone: ZoneInfo) -> Shape:
    return {
        "until": time_shape(one.until, zone),
        "inbox_until": time_shape(one.inbox_until, zone),
        "sent_until": time_shape(one.sent_until, zone),
        "sent_known": one.sent_known,
        "newest_mail": time_shape(one.newest_mail, zone),
    }


def silence_shape(one: Silence | None) -> Shape | None:
    return None if one is None else {"why": one.why, "hint": one.hint}


def pass_shape(one: PassLine | None, zone: ZoneInfo) -> Shape | None:
    if one is None:
        return None
    counts: Mapping[str, float] = one.summary
    return {
        "started_at": time_shape(one.started_at, zone),
        "finished_at": time_shape(one.finished_at, zone),
        "ok": one.ok,
        "interrupted": one.interrupted,
        "error": one.error,
        "counts": dict(counts),
    }


def folder_shape(one: FolderLine, zone: ZoneInfo) -> Shape:
    return {
        "mailbox": one.mailbox,
        "name": one.name,
        "role": one.role,
        "messages": one.messages,
        "complete_at": time_shape(one.complete_at, zone),
        "problem": one.problem,
    }


def doctor_shape(path: Path, faults: Sequence[Fault], left: Sequence[Fault], before: str) -> Shape:
    """What `doctor` found, and after --repair (`before` is the copy's name) what is left of it."""
    return {
        "ok": not left,
        "store": str(path),
        "faults": [{"kind": one.kind, "what": one.what} for one in faults],
        "repaired": bool(before),
        "before": before,
        "left": [{"kind": one.kind, "what": one.what} for one in left],
    }
