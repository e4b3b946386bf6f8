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


def test_what_was_learned_is_shown(own: World) -> None:
    """Drafts that were thrown away: the reason sinks, and says why; for that person it rests."""
    ref = next(one for one in refs(own) if one.startswith("check_in:"))
    before = json.loads(own("agenda", "--json").out)["suggestions"]
    place = next(at for at, one in enumerate(before) if one["ref"] == ref)
    ((person, kind),) = own.sql("SELECT person_id, kind FROM draft ORDER BY id LIMIT 1")
    closed = "strftime('%s', '2026-11-20')"
    columns = [name for _, name, *_ in own.sql("PRAGMA table_info(draft)") if name != "id"]
    copied = {"message_id": "'old' || value", "kind": "'check_in'", "state": "'discarded'",
              "closed_at": closed}  # fmt: skip
    own.sql(
        f"INSERT INTO draft ({', '.join(columns)}) SELECT "
        f"{', '.join(copied.get(name, name) for name in columns)} "
        "FROM draft, json_each('[1,2,3,4,5,6]') WHERE draft.id = 1"
    )
    told = own("explain", ref).out
    assert "of your last 6 drafts for this reason you sent 0 and threw away 6" in " ".join(
        told.split()
    )
    after = json.loads(own("agenda", "--json").out)["suggestions"]
    assert next(at for at, one in enumerate(after) if one["ref"] == ref) >= place
    shown = " ".join(own("explain", f"p{person}").out.split())
    assert "check-in rests until" in shown and kind
