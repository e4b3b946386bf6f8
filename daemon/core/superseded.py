"""Whether the reason of a draft that waits is gone: its time is over, the owner let it rest, or the
reason, asked again, would not say it any more. Being outranked or put back by a cap is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from daemon.core.model import Owner, Relationship
from daemon.core.plan import still_holds
from daemon.core.reasons import Reason, all_reasons
from daemon.core.standing import Standing
from daemon.core.waiting import RESTS, WaitingDraft
from daemon.core.worktime import zone_of

#: What follows an occasion that comes back: see `jobs.draft`.
_AGAIN = re.compile(r":later\d+$")
#: This reason looks at whether a draft waits, so that it cannot be asked while one does.
_OF_TWO = "introduction"


def find_superseded(
    waiting: Iterable[WaitingDraft], known: Iterable[Relationship], owner: Owner, now: datetime
) -> dict[int, str]:
    """By number the drafts without a reason, each with the words why. `known` is everybody, with
    the introductions; nobody where the mail is not known well enough to say who has written.
    """
    people = {one.person.ref: one for one in known}
    found = {one.id: why_gone(one, people.get(one.person_ref), owner, now) for one in waiting}
    return {number: why for number, why in found.items() if why}


def why_gone(draft: WaitingDraft, seen: Relationship | None, owner: Owner, now: datetime) -> str:
    """Why there is no reason for this draft any more, in words; "" while it stands, and where
    nobody can say. `seen` is what is known of its person now, with the introductions.
    """
    if draft.ignored:
        return "you want to hear nothing of them"
    if draft.rests:
        return RESTS
    if draft.expires_at is not None and now >= draft.expires_at:
        return f"its time was over on {_day(draft.expires_at, owner)}"
    reason = next((one for one in all_reasons() if one.kind == draft.kind), None)
    if reason is None or seen is None:
        return ""
    if draft.kind == _OF_TWO:
        return _why_introduced(draft, seen, owner)
    return "" if _stands(draft, reason, seen, owner, now) else _what_came(draft, seen, owner)


def _stands(
    draft: WaitingDraft, reason: Reason, seen: Relationship, owner: Owner, now: datetime
) -> bool:
    occasion = _AGAIN.sub("", draft.occasion)
    for view in _views(seen):
        offer = reason.suggest(view, owner, now)
        if offer is not None and offer.occasion == occasion and still_holds(offer, view, now):
            return True
    return False


def _views(seen: Relationship) -> Iterator[Relationship]:
    """The relationship with one thing of each list alone, so that none outranks or hides another.
    What was overdue once stays so, however the usual time to answer is reckoned now.
    """
    for gap in seen.gaps:
        yield replace(seen, gaps=(replace(gap, expected_days=0.0),))
    bare = replace(seen, gaps=())
    yield bare
    standing = seen.standing or Standing()
    for promise in standing.promises:
        yield replace(bare, standing=replace(standing, promises=(promise,)))
    for fact in standing.facts:
        yield replace(bare, standing=replace(standing, facts=(fact,)))
    for introduction in seen.introductions:
        yield replace(bare, introductions=(introduction,))


def _why_introduced(draft: WaitingDraft, seen: Relationship, owner: Owner) -> str:
    for one in seen.introductions:
        refs = {each.ref for each in (*one.people, one.introducer)}
        if one.at > draft.begun_at and {draft.person_ref, draft.other} <= refs:
            return f"they were introduced on {_day(one.at, owner)}"
    return ""


def _what_came(draft: WaitingDraft, seen: Relationship, owner: Owner) -> str:
    """What happened since that may have taken the reason away."""
    for at, words in (
        (seen.last_out, "you wrote to them"),
        (seen.last_in, "they wrote"),
        (seen.person.last_touch, "you were in touch"),
    ):
        if at is not None and at > draft.begun_at:
            return f"{words} on {_day(at, owner)}"
    return "what it rested on is so no more"


def _day(at: datetime, owner: Owner) -> str:
    return f"{at.astimezone(zone_of(owner)):%-d %B %Y}"
