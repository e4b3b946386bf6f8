"""What the owner's notes to themselves are taken for, and what is better not understood."""

from __future__ import annotations

from datetime import date

import pytest
from spent import assert_no_square

from daemon.core.model import Person
from daemon.core.notes import is_note_subject, parse_note

TODAY = date(2026, 11, 24)  # a Tuesday
PEOPLE = tuple(
    Person(f"p{number}", name, ())
    for number, name in enumerate(
        ("Jane Doe", "Bob Müller", "Ann Lee", "Ann Stone", "Will Sun", "Lucía Ferrer", "Jane Roe"),
        1,
    )
)

READ: dict[str, tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]] = {
    "coffee with Jane Doe yesterday, she is looking for a bookkeeper": (
        [("p1", "coffee", "2026-11-23")], [("p1", "need", "a bookkeeper")],
    ),
    "Lunch with Bob Muller last Friday. He loves sailing and he needs a new accountant.": (
        [("p2", "lunch", "2026-11-20")],
        [("p2", "interest", "sailing"), ("p2", "need", "a new accountant")],
    ),
    "Called Lucia": ([("p6", "call", "2026-11-24")], []),
    "met Ann Lee and Bob 3 weeks ago": (
        [("p3", "meeting", "2026-11-03"), ("p2", "meeting", "2026-11-03")], [],
    ),
    "Kaffee mit Bob Müller gestern, er sucht einen Steuerberater": (
        [("p2", "coffee", "2026-11-23")], [("p2", "need", "einen Steuerberater")],
    ),
    "introduced Ann Lee to Bob": (
        [("p3", "introduction", "2026-11-24"), ("p2", "introduction", "2026-11-24")], [],
    ),
    "Saw Lucía on 12 November; her daughter starts school": (
        [("p6", "meeting", "2026-11-12")], [("p6", "family", "her daughter starts school")],
    ),
    "Yesterday, coffee with Bob": ([("p2", "coffee", "2026-11-23")], []),
    "lunch with Will Sun yesterday": ([("p5", "lunch", "2026-11-23")], []),
    "Dinner at Bob's on Saturday": ([("p2", "lunch", "2026-11-21")], []),
    "Sent Jane Doe the article on zoning": ([("p1", "article", "2026-11-24")], []),
    "Gave Lucía a book": ([("p6", "gift", "2026-11-24")], []),
    "bumped into Lucía on Thursday, she's hiring a data engineer and her son just started school": (
        [("p6", "meeting", "2026-11-19")],
        [("p6", "need", "a data engineer"), ("p6", "family", "her son just started school")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    note = parse_note("log", text, PEOPLE, TODAY)
    touches, facts = READ[text]
    assert [(one.person.ref, one.kind, one.day.isoformat()) for one in note.touches] == touches
    assert [(one.person.ref, one.kind, one.value) for one in note.facts] == facts
    assert note.not_understood == []
    assert len(note.understood()) == len(touches) + len(facts)


def test_a_touch_that_is_dated_later_is_one() -> None:
    note = parse_note("log: lunch with Will Sun", "We had lunch yesterday.", PEOPLE, TODAY)
    assert [(one.kind, one.day.isoformat()) for one in note.touches] == [("lunch", "2026-11-23")]
    twice = parse_note("log", "coffee with Bob yesterday\ncoffee with Bob on Friday", PEOPLE, TODAY)
    assert len(twice.touches) == 2


NOT_READ = {
    "coffee with Ann yesterday": "coffee with Ann yesterday (fits 2 people: Ann Lee, Ann Stone)",
    "coffee with Zaphod": "coffee with Zaphod (about whom?)",
    "coffee with Bob tomorrow": "coffee with Bob tomorrow",
    "Will call Bob": "Will call Bob",
    "called Bob and got his voicemail": "called Bob and got his voicemail",
    "Jane Doe's birthday is on 12 May": "Jane Doe's birthday is on 12 May",
    "no coffee with Bob": "no coffee with Bob",
    "Bob blue monkeys": "Bob blue monkeys",
    "I will have lunch with Bob": "I will have lunch with Bob",
    "she is looking for a bookkeeper": "she is looking for a bookkeeper (about whom?)",
    "Bob is not looking for a job": "Bob is not looking for a job",
}


@pytest.mark.parametrize("text", NOT_READ)
def test_not_understood(text: str) -> None:
    note = parse_note("log", text, PEOPLE, TODAY)
    assert (note.touches, note.facts) == ([], [])
    assert note.not_understood == [NOT_READ[text]]


def test_what_is_not_understood_keeps_nothing_else_from_being_read() -> None:
    note = parse_note("Re: Your week", "Coffee with Bob, purple elephants. Called Jane Roe.",
                      PEOPLE, TODAY)  # fmt: skip
    assert [one.person.ref for one in note.touches] == ["p2", "p7"]
    assert note.not_understood == ["purple elephants"]


def test_lines_that_a_mail_program_broke_belong_together() -> None:
    text = ("Coffee with Jane Doe yesterday at the station, where she is looking for\n"
            "a bookkeeper\nCalled Bob\n")  # fmt: skip
    note = parse_note("log", text, PEOPLE, TODAY)
    assert [(one.person.ref, one.kind) for one in note.touches] == [
        ("p1", "coffee"), ("p2", "call"),
    ]  # fmt: skip
    assert [one.value for one in note.facts] == ["a bookkeeper"]


def test_the_subject_may_hold_it_all() -> None:
    note = parse_note("Log: coffee with Bob yesterday", "", PEOPLE, TODAY)
    assert [one.kind for one in note.touches] == ["coffee"]


@pytest.mark.parametrize(
    ("subject", "is_note"),
    [("log", True), ("Log: coffee", True), ("LOG", True), ("login codes", False),
     ("Logistics", False), ("my log", False), ("", False)],
)  # fmt: skip
def test_subjects(subject: str, is_note: bool) -> None:
    assert is_note_subject(subject) is is_note


def test_small_words_are_no_names_and_no_days() -> None:
    note = parse_note("log", "coffee with Jane Doe, we sat in the sun", PEOPLE, TODAY)
    assert [(one.person.ref, one.day) for one in note.touches] == [("p1", TODAY)]


@pytest.mark.parametrize(
    "unit", ["a ", "Ann Lee ", "on 12 ", "she is ", ", ", "is now ", "\n", ".", " \t"]
)
def test_hostile_text_costs_no_square(unit: str) -> None:
    assert_no_square(lambda count: parse_note("log", unit * count, PEOPLE, TODAY), 25_000)
