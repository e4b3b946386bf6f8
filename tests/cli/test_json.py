"""`--json` prints what docs/json.md says, key by key."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sample_world import World

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
#: Maps whose keys are data.
OPEN = {"last_pass.counts", "drafts"}
EXAMPLES = {
    re.sub(r" \[.*?\]| --json", "", title): json.loads(example)
    for title, example in re.findall(
        r"^## `wellkeeper (.+?)`$.*?^```json\n(.*?)^```$", PAGE.read_text("utf-8"), re.S | re.M
    )
}
CALLS = {
    "check": "check",
    "status": "status",
    "people": "people",
    "person NAME": "person ruth",
    "gaps": "gaps --all",
    "promises": "promises --all",
    "may-i-ask NAME": "may-i-ask victor",
    "introductions": "introductions",
    "introductions suggest": "introductions suggest",
    "agenda": "agenda",
    "digest": "digest",
    "drafts": "drafts",
    "drafts show REF": "drafts show d1",
    "explain REF": "explain d1",
    "fact NAME": "fact ruth",
    "templates": "templates",
    "doctor": "doctor",
}


def test_every_example_is_called() -> None:
    assert set(EXAMPLES) == set(CALLS)


@pytest.mark.parametrize("title", CALLS)
def test_shape(world: World, title: str) -> None:
    result = world(*CALLS[title].split(), "--json")
    assert (result.code, result.err) == (0, "")
    same_shape(json.loads(result.out), EXAMPLES[title], "")


@pytest.mark.parametrize("ref", ["p11", "m1", "t1", "d1"])
def test_every_explanation_has_the_same_shape(world: World, ref: str) -> None:
    same_shape(json.loads(world("explain", ref, "--json").out), EXAMPLES["explain REF"], "")


def test_silence_is_told(world: World) -> None:
    for command, listed in (("gaps", "gaps"), ("agenda", "suggestions"), ("person ruth", "gaps")):
        told = json.loads(world(*command.split(), "--json", at="2026-12-20").out)
        assert told[listed] == [] and set(told["silence"]) == {"why", "hint"}


def test_no_verdict_is_given_on_stale_mail(world: World) -> None:
    told = json.loads(world("may-i-ask", "victor", "--json", at="2026-12-20").out)
    assert told["verdict"] is None and told["why"] == [] and told["silence"]["hint"]
    assert world("may-i-ask", "victor", at="2026-12-20").out.count("first") == 0


def test_status_before_the_first_pass(scratch: World) -> None:
    scratch.store.unlink()
    result = scratch("status", "--json")
    assert result.code == 1
    told = json.loads(result.out)
    assert told["healthy"] is False and told["hint"] == "Run `wellkeeper once`."
    assert set(told) == set(EXAMPLES["status"])


def test_letters_stay_letters_and_harm_is_escaped(scratch: World) -> None:
    scratch.sql("UPDATE person SET name = ? WHERE id = 1", "Zoë \u202e\x9b\x1b[2J")
    out = scratch("people", "--json").out
    assert '"Zoë \\u202e\\u009b\\u001b[2J"' in out
    assert json.loads(out)["people"]


def same_shape(told: Any, example: Any, where: str) -> None:
    """The same keys, and values of the same kind; null may stand for anything."""
    if told is None or example is None:
        return
    assert type(told) in (type(example), int, float) or isinstance(told, type(example)), where
    if isinstance(told, dict) and where not in OPEN:
        assert list(told) == list(example), where
        for key, value in told.items():
            same_shape(value, example[key], f"{where}.{key}".lstrip("."))
    elif isinstance(told, list) and example:
        for one in told:
            same_shape(one, example[0], where)
    elif isinstance(told, str) and re.match(r"\d{4}-\d\d-\d\dT", told):
        assert datetime.fromisoformat(told).utcoffset() is not None, where
