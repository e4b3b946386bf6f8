"""What became of a draft, and what to do with one whose APPEND was never confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.model import DraftState
from daemon.core.outcomes import (
    LAG,
    QUARANTINE,
    SETTLES_AFTER,
    DraftFacts,
    Fate,
    ReservedFacts,
    infer_fate,
    next_step,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG_AGO, JUST_NOW = NOW - SETTLES_AFTER, NOW - SETTLES_AFTER / 2
PLACED, EDITED, SENT, GONE = (
    DraftState.PLACED, DraftState.EDITED, DraftState.SENT, DraftState.DISCARDED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "in_drafts", "unchanged", "sent", "missing_since", "fate"),
    [
        (PLACED, 7, True, "", None, Fate(PLACED)),
        (PLACED, 7, False, "", None, Fate(EDITED)),
        (EDITED, 7, True, "", None, Fate(EDITED)),  # once touched, always the owner's
        (PLACED, 8, True, "", JUST_NOW, Fate(PLACED)),  # it came back: nothing is missing
        (PLACED, None, False, "", None, Fate(PLACED, NOW)),  # the sent copy may arrive late
        (PLACED, None, False, "", JUST_NOW, Fate(PLACED, JUST_NOW)),
        (EDITED, None, False, "", JUST_NOW, Fate(EDITED, JUST_NOW)),
        (PLACED, None, False, "", LONG_AGO, Fate(GONE)),
        (EDITED, None, False, "", LONG_AGO, Fate(GONE)),
        (PLACED, None, False, "", NOW + timedelta(days=1), Fate(PLACED, NOW + timedelta(days=1))),
        (PLACED, None, False, "m5", LONG_AGO, Fate(SENT, note="m5")),
        (EDITED, 7, False, "m5", None, Fate(SENT, note="m5")),  # sent, and a copy still lies there
    ],
)
def test_fate(
    state: DraftState, in_drafts: int | None, unchanged: bool, sent: str,
    missing_since: datetime | None, fate: Fate,
) -> None:  # fmt: skip
    assert infer_fate(state, DraftFacts(in_drafts, unchanged, sent, missing_since), NOW) == fate


MISSED = ReservedFacts(NOW - QUARANTINE, None, sent=False, same_folder=True, gone=False)
FIRST_LOOK = replace(MISSED, missing_since=None)
UNSEEN = replace(MISSED, accepted=1, missing_since=NOW - LAG)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (replace(FIRST_LOOK, found=7), "confirm"),
        (replace(FIRST_LOOK, found=7, sent=True, same_folder=False, gone=True), "confirm"),
        (replace(MISSED, found=7), "confirm"),  # the late commit
        (replace(FIRST_LOOK, sent=True, gone=True), "sent"),
        (FIRST_LOOK, "wait"),
        (replace(FIRST_LOOK, gone=True), "wait"),
        (replace(MISSED, missing_since=NOW), "wait"),
        (replace(MISSED, missing_since=NOW - QUARANTINE + timedelta(seconds=1)), "wait"),
        (replace(MISSED, missing_since=NOW + timedelta(days=1)), "wait"),  # the clock went back
        (MISSED, "append"),
        (replace(MISSED, gone=True), "give_up"),  # the owner may have removed it
        (replace(MISSED, same_folder=False), "give_up"),
        # The server said OK, and nobody has seen it: it may only lag, for a day.
        (replace(MISSED, accepted=1), "wait"),
        (replace(UNSEEN, found=7), "confirm"),
        (replace(UNSEEN, sent=True), "sent"),
        (replace(UNSEEN, missing_since=None), "wait"),
        (replace(UNSEEN, missing_since=NOW - LAG + timedelta(seconds=1)), "wait"),
        (UNSEEN, "append"),
        (replace(UNSEEN, gone=True), "lose"),
        (replace(UNSEEN, same_folder=False), "lose"),
        (replace(UNSEEN, accepted=2), "lose"),
        (replace(UNSEEN, accepted=2, found=7), "confirm"),
    ],
)
def test_next_step(facts: ReservedFacts, step: str) -> None:
    assert next_step(facts, NOW) == step


@pytest.mark.parametrize("commits_after", range(0, 400, 20))
def test_an_append_that_is_carried_out_late_gives_one_copy(commits_after: int) -> None:
    """The answer was lost at second 0 of a pass that began an hour before; the server stores the
    draft at second `commits_after`; a pass looks every 50 seconds.
    """
    stored, since = [], None
    for second in range(10, 1000, 50):
        now = NOW + timedelta(seconds=second)
        if second >= commits_after and "first" not in stored and commits_after <= 180:
            stored.append("first")
        facts = replace(MISSED, missing_since=since, found=7 if stored else None)
        step = next_step(facts, now)
        if step == "confirm":
            break
        since = since or now
        if step == "append":
            stored.append("again")
    assert len(stored) == 1
