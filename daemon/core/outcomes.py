"""What became of a draft, judged from what stands in the folders now. Pure: facts in, fate out."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.model import DraftState
from daemon.core.values import dataclass

#: A draft that is gone counts as discarded only after this: the sent copy may arrive late.
SETTLES_AFTER = timedelta(minutes=10)
#: An APPEND whose answer was lost may still be carried out by the server for this long. It is
#: counted from the first look that did not find the draft, not from its reservation: that bears
#: the time at which its pass began, which may have been hours before the APPEND.
QUARANTINE = timedelta(minutes=3)
#: One that was answered OK and is not to be seen lies perhaps on a server whose copies lag behind
#: one another: so long it is waited for, counted likewise, before it is sent a second time. There
#: is no third.
LAG = timedelta(days=1)
MOST_ACCEPTED = 2
#: What is noted of a draft meanwhile, and in the end.
NOT_SEEN_YET = "the server said that it stored it, and does not show it yet"
NEVER_SEEN = "lost: the server said that it stored it, and never showed it"


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What one look at the server and the store showed of one open draft.

    `in_drafts` the UID under which it lies in Drafts, or None; `unchanged` that it is the very
    message that was placed; `sent_ref` the outgoing message that it became, or "";
    `missing_since` when it was first not found.
    """

    in_drafts: int | None
    unchanged: bool
    sent_ref: str
    missing_since: datetime | None


@dataclass(frozen=True, slots=True)
class Fate:
    """The state to record, and since when it is missing where that is still open."""

    state: DraftState
    missing_since: datetime | None = None
    note: str = ""


def infer_fate(state: DraftState, facts: DraftFacts, now: datetime) -> Fate:
    """Sent wins over everything; a draft that is gone is discarded only when it stays gone."""
    if facts.sent_ref:
        return Fate(DraftState.SENT, note=facts.sent_ref)
    if facts.in_drafts is not None:
        touched = state is DraftState.EDITED or not facts.unchanged
        return Fate(DraftState.EDITED if touched else DraftState.PLACED)
    since = facts.missing_since or now
    if now - since >= SETTLES_AFTER:
        return Fate(DraftState.DISCARDED)
    return Fate(state, missing_since=since)


@dataclass(frozen=True, slots=True)
class ReservedFacts:
    """What is known of a draft whose APPEND was begun and never confirmed.

    `missing_since` is when a pass first looked and did not find it, None before; `found` is its
    UID in Drafts or None; `sent` that it was found in sent mail; `same_folder` that UIDVALIDITY
    is what it was; `gone` that UIDs given out since the reservation no longer exist, so that the
    owner may have sent or deleted it already; `accepted` how often the server said that it had
    stored it, while nobody has seen it there.
    """

    missing_since: datetime | None
    found: int | None
    sent: bool
    same_folder: bool
    gone: bool
    accepted: int = 0


def next_step(facts: ReservedFacts, now: datetime) -> str:
    """What to do with it: `confirm`, `sent`, `wait`, `append`, `give_up` or `lose`."""
    if facts.found is not None:
        return "confirm"
    if facts.sent:
        return "sent"
    patience = LAG if facts.accepted else QUARANTINE
    if facts.missing_since is None or now - facts.missing_since < patience:
        return "wait"
    if facts.accepted and (facts.accepted >= MOST_ACCEPTED or facts.gone or not facts.same_folder):
        return "lose"
    if not facts.same_folder or facts.gone:
        return "give_up"
    return "append"
