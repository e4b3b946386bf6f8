"""What the owner says of people in words: it is written down, lasts through later passes, and can
be taken back.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from sample_world import World


def people(world: World) -> dict[str, dict[str, Any]]:
    told = json.loads(world("people", "--json").out)["people"]
    return {one["name"]: one for one in told}


def read_all_again(world: World) -> None:
    """A pass in which the server's folders are new and everything is inferred anew."""
    world.sql("UPDATE folder SET uidvalidity = 1, uid_done = 0")
    world.sql("UPDATE message SET read_version = NULL")
    world.sql("INSERT INTO pending (message_id, owner_id) SELECT id, owner_id FROM message")
    world.sql("UPDATE thread SET decided_version = NULL")
    result = world("once")
    assert result.code == 0, result.err


def test_a_coffee_is_a_touch_and_can_be_taken_back(scratch: World) -> None:
    before = people(scratch)["Ruth Abernathy"]
    told = scratch("log", "ruth", "--kind", "coffee", "--when", "yesterday", "--note", "the move")
    assert (told.code, told.out) == (0, "Logged: coffee with Ruth Abernathy, 23 Nov 2026.\n")
    again = scratch("log", "ruth", "--kind", "coffee", "--when", "yesterday", "--note", "the move")
    assert again.out.startswith("Logged already")
    read_all_again(scratch)
    after = people(scratch)["Ruth Abernathy"]
    assert after["touches"] == before["touches"] + 1
    assert after["last_touch"].startswith("2026-11-23T12:00")
    assert "coffee" in scratch("person", "ruth").out
    assert scratch("log", "ruth", "--undo").out.startswith("Taken back: coffee")
    assert people(scratch)["Ruth Abernathy"] == before
    assert scratch("log", "ruth", "--undo").out.startswith("Nothing of that")


def test_somebody_new_is_logged_by_address(scratch: World) -> None:
    assert scratch("log", "new@example.org", "--kind", "gift", "--when", "3 days ago").code == 0
    read_all_again(scratch)
    assert any("new@example.org" in one["addresses"] for one in people(scratch).values())


@pytest.mark.parametrize("when", ["tomorrow", "2027-01-01", "next friday", "whenever", ""])
def test_a_day_that_has_not_been_is_refused(scratch: World, when: str) -> None:
    result = scratch("log", "ruth", "--when", when)
    assert result.code == 2 and "no day that has been" in result.err


def test_facts_are_noted_listed_and_taken_back(scratch: World) -> None:
    assert scratch("fact", "ruth", "need", "a life insurer").code == 0
    assert scratch("fact", "ruth", "birthday", "1980-05-12").code == 0
    assert scratch("fact", "ruth", "birthday", "1981-05-12").code == 0
    assert scratch("fact", "ruth", "need", "a life insurer").out.startswith("Noted already")
    listed = scratch("fact", "ruth").out
    assert "need: a life insurer" in listed and "1981-05-12" in listed and "1980" not in listed
    read_all_again(scratch)
    shown = scratch("person", "ruth").out
    assert "a life insurer" in shown and "1981-05-12" in shown
    ref = listed.split(":")[0].strip()
    assert scratch("fact", "ruth", "--remove", ref).out.startswith("Taken back")
    assert "a life insurer" not in scratch("person", "ruth").out
    assert scratch("fact", "ruth", "--remove", "f99").code == 2
    assert scratch("fact", "ruth", "need").code == 2


def test_circle_and_name_last(scratch: World) -> None:
    assert scratch("set", "ruth", "--circle", "inner", "--name", "Ruthie A.").code == 0
    read_all_again(scratch)
    assert people(scratch)["Ruthie A."]["circle"] == "inner"
    assert scratch("set", "ruthie", "--circle", "learned", "--name", "").code == 0
    assert people(scratch)["Ruth Abernathy"]["circle"] != "inner"
    assert scratch("set", "ruth").code == 2


def test_merge_and_split_last(scratch: World) -> None:
    before = people(scratch)
    ruth, peter = before["Ruth Abernathy"], before["Peter Vandermeer"]
    assert scratch("fact", "peter", "need", "a bookkeeper").code == 0
    assert scratch("merge", "ruth", "peter").code == 0
    read_all_again(scratch)
    after = people(scratch)
    (one,) = [found for found in after.values() if ruth["addresses"][0] in found["addresses"]]
    assert peter["addresses"][0] in one["addresses"]
    assert one["touches"] == ruth["touches"] + peter["touches"]
    assert "a bookkeeper" in scratch("person", one["ref"] if "ref" in one else one["id"]).out
    assert scratch("split", ruth["addresses"][0], peter["addresses"][0]).code == 0
    for _ in range(2):
        parted = people(scratch)
        assert parted["Ruth Abernathy"]["touches"] == ruth["touches"]
        assert parted["Peter Vandermeer"]["touches"] == peter["touches"]
        read_all_again(scratch)
    assert scratch("merge", "ruth", "ruth").code == 2
    assert scratch("split", "ruth", ruth["addresses"][0]).code == 2


def test_what_inference_joined_stays_parted(scratch: World) -> None:
    joined = [one for one in people(scratch).values() if len(one["addresses"]) > 1]
    assert joined, "the sample has somebody with two addresses"
    one = joined[0]
    assert scratch("split", one["addresses"][0], one["addresses"][1]).code == 0
    read_all_again(scratch)
    groups = [found["addresses"] for found in people(scratch).values()]
    assert not any(set(one["addresses"][:2]) <= set(group) for group in groups)
    assert scratch("merge", one["addresses"][0], one["addresses"][1]).code == 0
    read_all_again(scratch)
    groups = [found["addresses"] for found in people(scratch).values()]
    assert any(set(one["addresses"][:2]) <= set(group) for group in groups)


def test_an_alias_belongs_to_them(scratch: World) -> None:
    assert scratch("alias", "ruth", "ruth@home.example").code == 0
    read_all_again(scratch)
    assert "ruth@home.example" in people(scratch)["Ruth Abernathy"]["addresses"]
    assert scratch("alias", "ruth", "nonsense").code == 2


def test_who_is_ignored_is_nowhere_until_seen_again(scratch: World) -> None:
    assert "Ruth Abernathy" in scratch("gaps").out
    assert scratch("ignore", "ruth").code == 0
    read_all_again(scratch)
    assert "Ruth Abernathy" not in people(scratch) and "Ruth" not in scratch("gaps", "--all").out
    assert scratch("ignore", "--undo", "ruth").code == 0
    assert "Ruth Abernathy" in people(scratch) and "Ruth Abernathy" in scratch("gaps").out


def test_what_is_no_person_stays_none(scratch: World) -> None:
    email = people(scratch)["Ruth Abernathy"]["addresses"][0]
    assert scratch("not-a-person", "ruth").out == f"{email} is no person.\n"
    read_all_again(scratch)
    assert "Ruth Abernathy" not in people(scratch)
    assert scratch("not-a-person", "--undo", email).code == 0
    assert scratch("once").code == 0
    assert "Ruth Abernathy" in people(scratch)
    assert scratch("not-a-person", "--undo", email).code == 2


def test_who_is_never_shared_is_not_introduced(scratch: World) -> None:
    assert scratch("share", "never", "ruth").code == 0
    refused = scratch("draft", "introduction", "ruth", "peter", "--dry-run")
    assert refused.code == 2 and "never" in refused.err
    assert scratch("share", "ask", "ruth").code == 0
    assert scratch("draft", "introduction", "ruth", "peter", "--dry-run").code == 0
