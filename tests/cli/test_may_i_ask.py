"""`may-i-ask` on the sample world, against what a careful reader concludes."""

from __future__ import annotations

import json
from typing import Any

from sample_world import NOW, World

from daemon.demo.truth import expected

TRUTH = expected(NOW)


def told(world: World, who: str, **more: str) -> Any:
    result = world("may-i-ask", who, "--json", **more)
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def test_after_favours_unreturned_one_gives_first(world: World) -> None:
    for address in TRUTH.favours_unreturned:
        said = told(world, address)
        assert said["verdict"] == "give first"
        assert len(said["bank"]["withdrawals"]) == 3
        assert {one["what"] for one in said["bank"]["deposits"]} == {"thanks"}


def test_nobody_else_was_asked_for_anything(world: World) -> None:
    people = json.loads(world("people", "--json").out)["people"]
    asked = {
        one["addresses"][0] for one in people if told(world, one["ref"])["bank"]["withdrawals"]
    }
    assert asked == set(TRUTH.favours_unreturned)


def test_what_the_owner_owes_comes_before_any_ask(world: World) -> None:
    owed = {one.address for one in TRUTH.owed_by_owner}
    owed |= {one.address for one in TRUTH.promises if one.by == "owner" and not one.kept}
    for address in owed:
        said = told(world, address)
        assert said["verdict"] == "give first" and said["give"][0]["evidence"]["message_ref"]


def test_both_sides_of_an_introduction_were_given_one(world: World) -> None:
    for pair in TRUTH.introductions_made:
        for address in pair:
            deposits = told(world, address)["bank"]["deposits"]
            assert "introduction" in {one["what"] for one in deposits}


def test_a_need_is_a_chance_to_give(world: World) -> None:
    for needs, _ in TRUTH.pairs:
        assert any("need" in one["what"] for one in told(world, needs)["give"])


def test_who_has_gone_quiet_is_met_again_first(world: World) -> None:
    for address in TRUTH.cooling:
        assert told(world, address)["verdict"] == "reconnect first"


def test_every_entry_names_a_mail_and_its_words(world: World) -> None:
    people = json.loads(world("people", "--json").out)["people"]
    for one in people:
        bank = told(world, one["ref"])["bank"]
        for entry in (*bank["deposits"], *bank["withdrawals"]):
            assert entry["message_ref"] and (entry["quote"] or entry["what"] == "answer")
            assert world("explain", entry["message_ref"]).code == 0


def test_looking_back_knows_nothing_of_what_came_later(world: World) -> None:
    before = told(world, TRUTH.favours_unreturned[0], at="2026-08-05")
    assert len(before["bank"]["withdrawals"]) == 2
