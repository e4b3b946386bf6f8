"""Who may be somebody known under another address: enough to keep a draft back, never to join."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.around import (
    by_key,
    keys_of,
    keys_of_address,
    keys_of_name,
    may_be_one,
    without_elsewhere,
)
from daemon.core.model import Person, Suggestion

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def known(number: int, email: str, name: str = "", silent: float = 30) -> Person:
    at = NOW - timedelta(days=silent)
    return Person(f"p{number}", name or email, (email,), last_touch=at)


def offer(person: Person, days: float | None = 20) -> Suggestion:
    mailed = None if days is None else NOW - timedelta(days=days)
    return Suggestion("reply_owed", person, "", "", "", 1, last_mail=mailed)


@pytest.mark.parametrize(
    ("email", "name", "other", "other_name"),
    [
        ("jminnick@home.example", "", "joeminnick@shop.example", ""),
        ("jminnick@home.example", "Joe Minnick", "joe.minnick@shop.example", ""),
        ("jporte1@orb.example", "", "jeffrey.porter@net.example", "Jeff Porter"),
        ("bob@home.example", "Bob Hartman", "robert.hartman@net.example", ""),
        ("ann@home.example", "Ann Lee-Porter", "ann.porter@net.example", ""),
    ],
)
def test_may_be_one(email: str, name: str, other: str, other_name: str) -> None:
    one, another = known(1, email, name), known(2, other, other_name, silent=2)
    assert may_be_one(one, another) and may_be_one(another, one)
    assert keys_of(one) & keys_of(another)
    assert without_elsewhere([offer(one)], by_key([another])) == ()


@pytest.mark.parametrize(
    ("email", "name", "other", "other_name"),
    [
        ("jminnick@home.example", "Joe Minnick", "jane.minnick@shop.example", ""),
        ("joe.minnick@home.example", "", "bo.minnick@shop.example", ""),
        ("jlee@home.example", "", "joelee@shop.example", ""),
        ("sales@home.example", "", "salesteam@shop.example", ""),
        ("joe@home.example", "", "joe@shop.example", ""),
    ],
)
def test_are_two(email: str, name: str, other: str, other_name: str) -> None:
    one, another = known(1, email, name), known(2, other, other_name, silent=2)
    assert not may_be_one(one, another) and not may_be_one(another, one)
    assert without_elsewhere([offer(one)], by_key([another])) == (offer(one),)


def test_a_name_that_many_bear_tells_nothing() -> None:
    many = [known(n, f"jminnick{n}@home.example", silent=2) for n in range(1, 12)]
    assert without_elsewhere([offer(many[0])], by_key(many)) == (offer(many[0]),)
    assert without_elsewhere([offer(many[0])], by_key(many[:5])) == ()


def test_only_what_came_later_and_from_another_counts() -> None:
    asker = known(1, "jminnick@home.example", "Joe Minnick", silent=2)
    assert without_elsewhere([offer(asker)], by_key([asker])) == (offer(asker),), (
        "nobody is their own"
    )
    other = known(2, "joeminnick@shop.example", silent=25)
    assert without_elsewhere([offer(asker)], by_key([other])) == (offer(asker),), "that was before"
    assert without_elsewhere([offer(asker, 30)], by_key([other])) == ()
    assert without_elsewhere([offer(asker, None)], by_key([other])) == (offer(asker, None),)


@pytest.mark.parametrize(
    ("name", "email", "named", "written"),
    [
        ("Joe Minnick", "joe@home.example", {"jminni"}, set()),
        ("Minnick, J. O.", "jom@shop.example", set(), set()),
        ("D'Arcy O'Brien", "dob@shop.example", {"dobrie"}, set()),
        ("Bob Hartman", "hartmanb@shop.example", {"rhartm"}, {"hartma"}),
        ("R. Hartman", "rhartman77@shop.example", set(), {"rhartm"}),
        ("Åsa Müller", "a.s.muller@shop.example", {"amulle"}, {"amulle"}),
        ("Мария Петрова", "maria.petrova@shop.example", {"мпетро"}, {"mpetro"}),
        ("The Minnick Group", "info@minnick.example", set(), set()),
        ("", "joeminnick", set(), {"joemin", "jminni", "jeminn"}),
        (".", "annabelporter@shop.example", set(), {"annabe", "aabelp", "abelpo", "aporte"}),
        ("Lee\nMinnick, Joe", "1234@shop.example", set(), set()),
        ("", "darcy.o'brien@shop.example", set(), {"dbrien"}),
    ],
)
def test_keys(name: str, email: str, named: set[str], written: set[str]) -> None:
    """Where these change, what stores keep is wrong: a migration has to empty it."""
    assert keys_of_name(name) == named
    assert keys_of_address(email) == written
    assert keys_of(Person("p1", name, (email,))) == named | written
