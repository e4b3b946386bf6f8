"""The command `introductions` on the sample world, against what a careful reader concludes."""

from __future__ import annotations

import json

from sample_world import NOW, World

from daemon.demo.truth import expected


def test_those_made_and_received_are_told_with_their_state(world: World) -> None:
    result = world("introductions", "--json")
    assert (result.code, result.err) == (0, "")
    told = json.loads(result.out)
    truth = expected(NOW)
    made = [one for one in told["introductions"] if one["side"] == "made"]
    assert [{each["address"] for each in one["people"]} for one in made] == [
        set(pair) for pair in truth.introductions_made
    ]
    assert made[0]["state"] == "both_answered" and made[0]["evidence"][0]["quote"]
    (received,) = (one for one in told["introductions"] if one["side"] == "received")
    ((_, newcomer),) = truth.introductions_received
    assert newcomer in {each["address"] for each in received["people"]}
    assert told["asked_first"] == [] and told["silence"] is None
    assert "both have written since" in world("introductions").out


def test_the_pair_that_nobody_has_brought_together_is_suggested(world: World) -> None:
    told = json.loads(world("introductions", "suggest", "--json").out)
    people = json.loads(world("people", "--json").out)["people"]
    addresses = {one["ref"]: one["addresses"][0] for one in people}
    found = tuple((addresses[o["first_ref"]], addresses[o["second_ref"]]) for o in told["pairs"])
    assert found == expected(NOW).pairs
    assert "looking for a bookkeeper" in world("introductions", "suggest").out


def test_nothing_is_claimed_on_stale_mail(world: World) -> None:
    told = json.loads(world("introductions", "--json", at="2026-12-20").out)
    assert told["introductions"] == [] and told["silence"]["hint"]


def test_whom_never_to_share_is_in_no_pair(scratch: World) -> None:
    scratch.sql("UPDATE person SET share_never = 1 WHERE name LIKE ?", "Yara%")
    assert json.loads(scratch("introductions", "suggest", "--json").out)["pairs"] == []


def test_asking_first_writes_to_each_alone(scratch: World) -> None:
    result = scratch("draft", "introduction", "felix", "yara", "--ask-first", "--dry-run")
    assert result.code == 0 and result.out.count("  To:") == 2
    assert "Benning Books?" in result.out and "benningbooks.example\n" in result.out
    first = result.out.partition("One draft to Yara")[0]
    assert "@benningbooks" not in first  # no address of the one reaches the other


def test_a_yes_to_a_question_of_ours_is_heard(scratch: World) -> None:
    """Rasmus was asked in the sample world and said yes; as if the question had been our draft."""
    people = dict(scratch.sql("SELECT name, id FROM person"))  # type: ignore[arg-type]
    ((mailbox, owner),) = scratch.sql("SELECT id, owner_id FROM mailbox")
    subject = "May I put you in touch with someone?"
    ((asked_at,),) = scratch.sql("SELECT at FROM message WHERE subject = ?", subject)
    pair = (people["Rasmus Holt"], people["Felix Aubrey"])
    for number, (person, other) in enumerate((pair, pair[::-1])):
        scratch.sql(
            "INSERT INTO draft (owner_id, mailbox_id, person_id, other_id, kind, occasion, "
            "message_id, recipients, subject, text, reason, evidence, state, folder, reserved_at, "
            "placed_at, note, client_id, accepted) "
            "VALUES (?, ?, ?, ?, 'introduction_ask', 'x', ?, '[]', ?, "
            "'', '', "
            "'[]', 'sent', '', ?, ?, '', '', 0)",
            *(owner, mailbox, person, other, f"ask{number}@x", subject, asked_at, asked_at),
        )
    (asked,) = json.loads(scratch("introductions", "--json").out)["asked_first"]
    answers = {one["name"]: one["answer"] for one in asked["people"]}
    assert answers == {"Rasmus Holt": "agreed", "Felix Aubrey": "waiting"}
    assert asked["state"] == "waiting"  # Felix has not said anything yet
