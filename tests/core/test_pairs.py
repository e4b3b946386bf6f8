"""Whom to introduce to whom: needs that meet trades, and the rules that no suggestion breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.evals.introductions import measure_pairs
from daemon.core.model import Fact, Person
from daemon.core.pairs import Profile
from daemon.core.pairs.matching import split_need, tokenise
from daemon.core.pairs.pairing import find_pairs

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ANN = Person("p1", "Ann Lee", ("ann@a.example",), touches_in=3, touches_out=3)
BOB = Person("p2", "Bob Ray", ("bob@b.example",), touches_in=3, touches_out=3, title="Plumber")


def need(words: str, days: int = 5) -> Fact:
    return Fact("need", words, NOW - timedelta(days=days), "m7", "x@a.example", words)


SEEKS = Profile(ANN, (need("a plumber for the old house"),))
DOES = Profile(BOB)


def test_a_need_meets_a_trade_and_says_why() -> None:
    (pair,) = find_pairs((SEEKS, DOES), NOW)
    assert (pair.first.ref, pair.second.ref) == ("p1", "p2")
    assert pair.reason == "Ann is looking for a plumber for the old house, and Bob is a Plumber."
    assert [one.message_ref for one in pair.evidence] == ["m7", ""]


@pytest.mark.parametrize(
    ("seeks", "does", "options"),
    [
        (SEEKS, DOES, {"acquainted": {frozenset(("p1", "p2"))}}),
        (SEEKS, DOES, {"never": {"p2"}}),
        (SEEKS, DOES, {"never": {"p1"}}),
        (SEEKS, Profile(replace(BOB, touches_in=0)), {}),
        (Profile(replace(ANN, touches_out=0), SEEKS.facts), DOES, {}),
        (SEEKS, Profile(replace(BOB, addresses=("bob@a.example",))), {}),
        (SEEKS, Profile(replace(BOB, addresses=ANN.addresses)), {}),
        (Profile(replace(ANN, organisation="Acme"), SEEKS.facts),
         Profile(replace(BOB, organisation="ACME ")), {}),
        (replace(SEEKS, language="en"), replace(DOES, language="de"), {}),
        (Profile(ANN, (need("a plumber", 400),)), DOES, {}),
        (Profile(ANN, (need("a roofer"),)), DOES, {}),
        (Profile(replace(BOB, ref="p1"), SEEKS.facts), Profile(replace(BOB, ref="p1")), {}),
    ],
    ids=["acquainted", "never he", "never she", "he never wrote", "never written to", "colleagues",
         "one address", "one firm", "two languages", "long ago", "another trade", "themselves"],
)  # fmt: skip
def test_no_pair_breaks_a_rule(
    seeks: Profile, does: Profile, options: dict[str, set[object]]
) -> None:
    assert find_pairs((seeks, does), NOW, **options) == ()  # type: ignore[arg-type]


def test_two_share_a_liking() -> None:
    likes = (Fact("interest", "urban beekeeping", NOW),)
    (pair,) = find_pairs((Profile(ANN, likes), Profile(BOB, likes)), NOW)
    assert pair.reason == "Ann and Bob share a liking for urban beekeeping."


def test_owners_add_words_of_their_own() -> None:
    seeks, does = Profile(ANN, (need("a farrier"),)), Profile(replace(BOB, title="Hufschmied"))
    assert find_pairs((seeks, does), NOW) == ()
    assert len(find_pairs((seeks, does), NOW, synonyms=("farrier hufschmied",))) == 1


def test_nobody_is_in_two_pairs_at_once() -> None:
    more = Profile(replace(BOB, ref="p3", addresses=("c@c.example",)))
    assert len(find_pairs((SEEKS, DOES, more), NOW)) == 1


def test_words_are_read_as_trades() -> None:
    assert tokenise("Fotografin") == tokenise("photographers") == frozenset({"photographer"})
    assert tokenise("Account Manager") != tokenise("Accountant")
    assert tokenise("the and of") == frozenset()
    head, rest = split_need("a gardener for the roof terrace")
    assert head == {"gardener"} and "terrac" in rest


def test_the_simulated_world_is_measured_and_reached() -> None:
    """Ten a month: right at least eight times, half of what was planted found, no rule broken."""
    for row in measure_pairs(Path()):
        if row.aim is not None:
            assert row.verdict == "yes", (row.metric, row.value, row.misses)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("PyCon 24", "PyCon 24", True),
        ("PyCon24", "PyCon25", False),
        ("the Delft fair", "the Delft fair of 2026", True),
        ("the Delft fair 2025", "the Delft fair 2026", False),
    ],
)
def test_who_was_at_another_edition_was_not_there(one: str, other: str, met: bool) -> None:
    known = [
        Profile(who, (Fact("met_at", value, NOW - timedelta(days=9)),))
        for who, value in ((ANN, one), (BOB, other))
    ]
    assert bool(find_pairs(known, NOW)) is met
