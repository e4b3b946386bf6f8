"""`snooze`, `let-go` and `agenda --week`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sample_world import World


@pytest.fixture
def own(world: World, tmp_path: Path) -> World:
    return world.copy(tmp_path)


def refs(world: World, at: str = "2026-11-24T10:00") -> list[str]:
    return re.findall(r"explain ([\w:]+)", world("agenda", at=at).out)


def test_snoozed_it_rests_and_comes_back(own: World) -> None:
    ref = next(one for one in refs(own) if one.startswith("check_in:"))
    told = own("snooze", ref, "--weeks", "1")
    assert told.code == 0 and "check-in, not before 1 Dec 2026." in told.out
    assert ref not in refs(own)
    assert own.sql("SELECT count(*) FROM snooze") == [(1,)]


def test_let_go_is_for_good_and_the_other_reasons_stay(own: World) -> None:
    before = refs(own)
    told = own("let-go", before[0])
    assert told.code == 0 and "never again" in told.out
    assert refs(own) == before[1:]


def test_a_draft_can_be_let_go(own: World) -> None:
    ((person, kind),) = own.sql("SELECT person_id, kind FROM draft ORDER BY id LIMIT 1")
    assert own("let-go", "d1").code == 0
    assert own.sql("SELECT person_id, kind FROM snooze") == [(person, kind)]


@pytest.mark.parametrize("ref", ["g1", "promise:m1:0", "nonsense", "check_in:p9999", "d999", ""])
def test_what_is_no_suggestion(own: World, ref: str) -> None:
    result = own("snooze", ref)
    assert result.code == 2 and result.err
    assert own.sql("SELECT count(*) FROM snooze") == [(0,)]


def test_the_week(world: World) -> None:
    shown = json.loads(world("agenda", "--week", "--json").out)["suggestions"]
    days = [one["day"] for one in shown]
    assert days and days == sorted(days) and len(shown) <= 15
    assert all("2026-11-24" <= day <= "2026-11-30" for day in days)
    assert "Wednesday, 25 November" in world("agenda", "--week").out
