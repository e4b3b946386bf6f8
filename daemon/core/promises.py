"""Decides what became of a promise: open, due, kept, lapsed, or dismissed by the owner.

Kept needs a mail as evidence. What was promised without a day becomes due after a while, and what
nobody speaks of any more lapses without a word: silence beats nagging.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from daemon.core.model import Evidence, Finding
from daemon.core.promise_keeping import Act, LaterMail, PromiseMade, Promiser, about, keeps
from daemon.core.values import dataclass

#: The rules' version: raising it makes the store decide all promises again.
VERSION = 1
#: Days after which a promise without a day is due: an answer sooner than work.
DUE_AFTER_DAYS = {"reply": 7, "call": 7, "send": 10, "introduce": 14, "other": 14}
#: Days after the due day at which nobody waits any more. Calls leave no trace in mail, so that
#: nothing may be claimed about them for long.
LAPSES_AFTER_DAYS = {"reply": 28, "call": 7, "send": 42, "introduce": 42, "other": 28}
#: A word more within so many minutes belongs to the same breath.
_SAME_BREATH = timedelta(minutes=5)


class PromiseState(StrEnum):
    """What became of it. `lapsed` is no reproach: it is only not spoken of any more."""

    OPEN = "open"
    DUE = "due"
    KEPT = "kept"
    LAPSED = "lapsed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it is shown. `due` is the day that was named, `due_by` the one that counts;
    `kept_by` is the mail that kept it, `kept_how` says how in words.
    """

    ref: str
    made_by: Promiser
    person_ref: str
    what: str
    act: Act
    state: PromiseState
    due: date | None
    due_by: date
    made_at: datetime
    message_ref: str
    message_id: str
    quote: str
    kept_by: str = ""
    kept_at: datetime | None = None
    kept_how: str = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of the promise, and what kept it."""
        said = Evidence(
            "you wrote" if self.made_by == "owner" else "they wrote",
            self.made_at, self.message_ref, self.message_id, self.quote,
        )  # fmt: skip
        kept = Evidence(self.kept_how, self.kept_at, self.kept_by)
        return (said, kept) if self.kept_by else (said,)


def promises_made(
    findings: Iterable[Finding],
    *,
    outgoing: bool,
    person_ref: str,
    at: datetime,
    message_ref: str,
    message_id: str = "",
    thread: str = "",
) -> tuple[PromiseMade, ...]:
    """The promises among the findings of one mail; a value that cannot be read is left out."""
    made: list[PromiseMade] = []
    for finding in findings:
        if finding.kind != "promise":
            continue
        if (told := _read_value(finding.value)) is None:
            continue
        what, act, due = told
        made.append(
            PromiseMade(
                "owner" if outgoing else "person",
                person_ref, what, act, due, at, message_ref, message_id, finding.quote, thread,
                len(made),
            )
        )  # fmt: skip
    return tuple(made)


@lru_cache(maxsize=2_000)  # whether it is due is asked first, of all
def _read_value(value: str) -> tuple[str, Act, date | None] | None:
    """What was promised, by what act, and the day that was named; None where it cannot be read."""
    try:
        told = json.loads(value)
        due = date.fromisoformat(told["due"]) if told.get("due") else None
        what, act = str(told["what"]), told["act"]
        return (what, act, due) if act in DUE_AFTER_DAYS else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def days_since_due(value: str, made_at: datetime, today: date) -> int | None:
    """How many days have gone since the promise of a finding was due, by its `value`; fewer than 0
    where its day is to come, and None for what cannot be read.
    """
    if (told := _read_value(value)) is None:
        return None
    _, act, due = told
    return (today - _day_due(act, due, made_at)).days


def day_due(made: PromiseMade) -> date:
    """The day that was named, else the one on which its kind is due."""
    return _day_due(made.act, made.due, made.made_at)


def _day_due(act: Act, due: date | None, made_at: datetime) -> date:
    return due or (made_at + timedelta(days=DUE_AFTER_DAYS[act])).date()


def may_be_due(made: PromiseMade, now: datetime) -> bool:
    """Whether it is between its day and the one on which it lapses, whatever has come of it."""
    today, due_by = now.astimezone(made.made_at.tzinfo).date(), day_due(made)
    return due_by <= today <= due_by + timedelta(days=LAPSES_AFTER_DAYS[made.act])


def infer_promises(
    made: Sequence[PromiseMade],
    later: Sequence[LaterMail],
    now: datetime,
    covered_until: datetime | None,
    dismissed: Collection[str] = (),
) -> tuple[Promise, ...]:
    """What became of the promises between the owner and one person, oldest first.

    `later` may hold all mails between the two. `covered_until` is until when both inbox and sent
    mail are known: beyond that nothing is called due. `dismissed` are refs that the owner wants to
    hear no more of. A promise made again in the same thread replaces the earlier one.
    """
    ordered = sorted(made, key=lambda one: (one.made_at, one.ref))
    mails = sorted(later, key=lambda one: (one.at, one.message_ref))
    return tuple(
        infer_promise(one, mails, now, covered_until, one.ref in dismissed, _renewed(one, ordered))
        for one in ordered
    )


def infer_promise(
    made: PromiseMade,
    later: Sequence[LaterMail],
    now: datetime,
    covered_until: datetime | None,
    dismissed: bool = False,
    renewed: bool = False,
) -> Promise:
    """What became of one promise; `later` oldest first, see `infer_promises`."""
    zone = made.made_at.tzinfo
    due_by = day_due(made)
    kept, how = next(
        (
            (mail, how)
            for mail in later
            if mail.message_ref != made.message_ref and mail.at > made.made_at + _SAME_BREATH
            for how in (keeps(made, mail),)
            if how
        ),
        (None, ""),
    )
    if dismissed:
        state = PromiseState.DISMISSED
    elif kept is not None:
        state = PromiseState.KEPT
    elif renewed:
        state = PromiseState.LAPSED
    else:
        state = _state(made.act, due_by, zone, now, covered_until)
    return Promise(
        made.ref, made.made_by, made.person_ref, made.what, made.act, state, made.due, due_by,
        made.made_at, made.message_ref, made.message_id, made.quote,
        kept_by=kept.message_ref if kept else "",
        kept_at=kept.at if kept else None,
        kept_how=how,
    )  # fmt: skip


def _state(
    act: Act, due_by: date, zone: tzinfo | None, now: datetime, covered_until: datetime | None
) -> PromiseState:
    """Days are those of the writer's clock. The day itself is due; after it it is still due, until
    it lapses.
    """
    today = now.astimezone(zone).date()
    if today > due_by + timedelta(days=LAPSES_AFTER_DAYS[act]):
        return PromiseState.LAPSED
    known = covered_until.astimezone(zone).date() if covered_until else None
    if today >= due_by and known is not None and known >= due_by:
        return PromiseState.DUE
    return PromiseState.OPEN


def _renewed(one: PromiseMade, ordered: Sequence[PromiseMade]) -> bool:
    return any(
        other.made_at > one.made_at
        and other.made_by == one.made_by
        and other.act == one.act
        and bool(one.thread)
        and other.thread == one.thread
        and (one.act in ("reply", "call") or bool(about(one.what) & about(other.what)))
        for other in ordered
    )
