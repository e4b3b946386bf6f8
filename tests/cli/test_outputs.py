"""Whole outputs, as a pipe sees them; see tests/cli/expected."""

from __future__ import annotations

import re

import pytest
from sample_world import World, call, compare

COMMANDS = {
    "status": "status",
    "people": "people",
    "people_query": "people bibliotheek",
    "person": "person hanne",
    "person_waiting": "person ruth",
    "gaps": "gaps",
    "gaps_all": "gaps --all",
    "promises": "promises",
    "promises_all": "promises --all",
    "explain_promise": "explain promise:m165:0",
    "may_i_ask_after_asks": "may-i-ask victor",
    "may_i_ask_when_owed": "may-i-ask david",
    "may_i_ask_after_gifts": "may-i-ask jonas",
    "may_i_ask_long_silent": "may-i-ask hanne",
    "may_i_ask_little_known": "may-i-ask felix",
    "agenda": "agenda",
    "agenda_limit": "agenda --limit 1",
    "drafts": "drafts",
    "drafts_show": "drafts show d1",
    "explain_draft": "explain d1",
    "explain_person": "explain p11",
    "draft_introduction": "draft introduction felix yara --dry-run",
    "draft_check_in": "draft check_in marcus --dry-run",
    "check": "check",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output(world: World, name: str) -> None:
    result = world(*COMMANDS[name].split())
    assert (result.code, result.err) == (0, "")
    compare(name, world.plain(result.out))


def test_first_pass(world: World) -> None:
    assert world.first_pass.err == ""
    compare("once", world.plain(world.first_pass.out))


def test_a_gap_is_explained(world: World) -> None:
    refs = re.findall(r"\((g\d+)\)", world("gaps").out)
    result = world("explain", refs[0])
    compare("explain_gap", world.plain(result.out))


def test_a_suggestion_is_explained(world: World) -> None:
    ref = re.search(r"explain ([^`\s]+)", world("agenda").out)
    assert ref is not None
    compare("explain_suggestion", world.plain(world("explain", ref[1]).out))


def test_a_suggestion_that_became_a_draft_is_explained_as_one(world: World) -> None:
    david = re.search(r"(p\d+) +David", world("people").out)
    assert david is not None
    draft = re.search(r"(d\d+) +David", world("drafts").out)
    assert draft is not None
    assert world("explain", f"reply_owed:{david[1]}").out == world("explain", draft[1]).out


HELP = (
    "",
    "check",
    "once",
    "status",
    "people",
    "agenda",
    "promises",
    "may-i-ask",
    "done",
    "dismiss",
    "demo",
    "draft",
)


@pytest.mark.parametrize("command", HELP)
def test_help(command: str) -> None:
    result = call(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert "Examples:" in result.out
    compare(f"help_{command or 'wellkeeper'}", result.out)


def test_missed_calls_are_told_with_the_word_since(world: World) -> None:
    assert "Missed 2 times in a row, and not a word since" in world("person", "dorota").out
    assert "there was a word since" in world("person", "kofi").out
