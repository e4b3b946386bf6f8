"""The shapes of `--json`; docs/json.md says the same in prose, and a test compares. Those of
people, of the letter and of the state of things are in files of their own (`*_shapes.py`).

One rule: at the top stands an object, a list in it has a name, and every key is always there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from daemon.core.appointments import MissedAppointment
    from daemon.core.bank import BankEntry
    from daemon.core.may_i_ask import Chance
    from daemon.core.meetings import KnownMeeting
    from daemon.core.model import Coverage, Draft, Evidence, Fact, Gap, Suggestion, Touch
    from daemon.core.promises import Promise
    from daemon.core.silence import Silence
    from daemon.store.evidence import ThreadLine

Shape = dict[str, Any]
UTC_ZONE = ZoneInfo("UTC")


def time_shape(at: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with the owner's offset, to the second."""
    return None if at is None else at.astimezone(zone).isoformat(timespec="seconds")


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
