"""Who may be somebody known under another address: enough to keep a draft back, never to join."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.around import NamesAlike, may_be_one, names_of, without_elsewhere
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
    for left, right in ((one, another), (another, one)):
        alike = NamesAlike([left])
        assert alike.find_names([right.name]) or alike.find_addresses(right.addresses)
    assert without_elsewhere([offer(one)], [another]) == ()


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
    assert without_elsewhere([offer(one)], [another]) == (offer(one),)


def test_a_name_that_many_bear_tells_nothing() -> None:
    many = [known(n, f"jminnick{n}@home.example", silent=2) for n in range(1, 12)]
    assert without_elsewhere([offer(many[0])], many) == (offer(many[0]),)
    assert without_elsewhere([offer(many[0])], many[:5]) == ()


def test_only_what_came_later_and_from_another_counts() -> None:
    asker = known(1, "jminnick@home.example", "Joe Minnick", silent=2)
    assert without_elsewhere([offer(asker)], [asker]) == (offer(asker),), "nobody is their own"
    other = known(2, "joeminnick@shop.example", silent=25)
    assert without_elsewhere([offer(asker)], [other]) == (offer(asker),), "that was before"
    assert without_elsewhere([offer(asker, 30)], [other]) == ()
    assert without_elsewhere([offer(asker, None)], [other]) == (offer(asker, None),)


PEOPLE = (
    ("Joe Minnick", "joe@home.example"),
    ("Minnick, J. O.", "jom@shop.example"),
    ("D'Arcy O'Brien", "dob@shop.example"),
    ("Bob Hartman", "hartmanb@shop.example"),
    ("R. Hartman", "rhartman77@shop.example"),
    ("Åsa Müller", "a.s.muller@shop.example"),
    ("Asa Muller-Lund", "asa_muller@shop.example"),
    ("Мария Петрова", "maria.petrova@shop.example"),
    ("The Minnick Group", "info@minnick.example"),
    ("", "joeminnick"),
    (".", "annabelporter@shop.example"),
    ("Lee\nMinnick, Joe", "1234@shop.example"),
    ("", "annaporter@shop.example"),
    ("", "darcy.o'brien@shop.example"),
    ("Joe², Minnick", "joe²minnick@shop.example"),
)


@pytest.mark.parametrize("of", range(len(PEOPLE)))
def test_asking_of_all_at_once_finds_whom_each_name_alone_shows(of: int) -> None:
    """Also where one is hidden in a list: the others' names change nothing."""
    people = [Person(f"p{n}", name, (email,)) for n, (name, email) in enumerate(PEOPLE)]
    alike = NamesAlike([people[of]])
    called = alike.find_names(one.name for one in people)
    written = alike.find_addresses(one.addresses[0] for one in people)
    keys = [{(given[:1], family[:5]) for given, family in names_of(one)} for one in people]
    assert [one.name in called or one.addresses[0] in written for one in people] == [
        bool(theirs & keys[of]) for theirs in keys
    ]


def test_of_nobody_nobody_is_found() -> None:
    alike = NamesAlike([known(1, "jminnick@home.example", "Joe Minnick")])
    assert alike.find_names([]) == alike.find_addresses([]) == set()
    assert alike.find_names(["", ""]) == alike.find_addresses([""]) == set()
    assert NamesAlike([]).find_names(["Joe Minnick"]) == set()
