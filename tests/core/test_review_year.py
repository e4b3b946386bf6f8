"""A year of drafts with three kinds of owners: nobody gets the same twice, no cap is ever passed,
nothing stands after it stopped being true, and what is thrown away becomes less.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from daemon.core.plan import plan_contacts
from daemon.store.snoozes import rest_after
from tests.core.reviewed_year import CAPS, OWNER, OWNERS, START, Contact, simulate


@pytest.mark.parametrize(("kind", "seed"), [("keen", 1), ("choosy", 2), ("idle", 3)])
def test_a_year(kind: str, seed: int) -> None:
    year = simulate(OWNERS[kind], seed)
    per_day = Counter(year.begun)
    assert max(per_day.values()) <= CAPS.per_day
    for first in per_day:
        week = sum(per_day[first + timedelta(days=offset)] for offset in range(7))
        assert week <= CAPS.per_week
    thrown = year.quarters("thrown away")
    assert thrown[-1] < thrown[0], thrown
    assert sum(thrown[2:]) < sum(thrown[:2]), thrown
    assert all(year.quarters("placed")), "it goes on"
    assert sum(year.quarters("taken back")) > 0
    assert year.kinds.keys() >= {"check_in", "reply_owed", "fact_word"}


def test_rests_double_and_end() -> None:
    days = [rest_after(times).days for times in range(1, 8)]
    assert days == [60, 120, 240, 480, 730, 730, 730]
    someone = replace(Contact(1, True, [START]).seen(START), turned_down=())
    assert plan_contacts([someone], OWNER, START) == ()
