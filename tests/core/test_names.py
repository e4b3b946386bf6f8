"""Whom a draft greets by first name, and whom it had better not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daemon.core.names import agrees_with, display_name, first_name, name_from_address

CASES = [
    # display name, address, first name
    ("Ann Bee", "", "Ann"),
    ("Bee, Ann", "", "Ann"),
    ('"Bee, Ann"', "", "Ann"),
    ("'Ann Bee'", "", "Ann"),
    ("Ann Bee (Acme)", "", "Ann"),
    ("Ann Bee | Acme", "", "Ann"),
    ("Ann Bee - Acme", "", "Ann"),
    ("Ann at Acme", "", "Ann"),
    ("Taylor, Mark E (Legal)", "", "Mark"),
    ("Mark Taylor/HOU/ECT", "", "Mark"),
    ("Bob Smith, PhD", "", "Bob"),
    ("Smith, Bob, PhD", "", "Bob"),
    ("Bob Smith, Acme Inc.", "", "Bob"),
    ("Bob Smith, Acme", "bob@acme.com", "Bob"),
    ("García López, María", "maria@example.org", "María"),
    ("Müller, Hans-Peter", "", "Hans-Peter"),
    ("Müller, Dr. Hans", "", "Hans"),
    ("Dr. Hans-Peter Müller", "", "Hans-Peter"),
    ("VAN DER BERG, JAN", "", "Jan"),
    ("O'BRIEN, SEAN", "", "Sean"),
    ("ludwig van beethoven", "", "Ludwig"),
    ("AJ Smith", "", "AJ"),
    ("Phillip K Allen", "", "Phillip"),
    ("Sally", "sally@example.org", "Sally"),
    ("J. Smith", "john.smith@example.org", "John"),
    ("山田太郎", "", "山田太郎"),
    ("김민수", "", "김민수"),
    ("Иван Петров", "", "Иван"),
    ("", "dan.hyvl@example.org", "Dan"),
    ("dan.hyvl@example.org", "dan.hyvl@example.org", "Dan"),
    # not plain: no name
    ("J. Smith", "j@example.org", ""),
    ("J Smith", "jsmith@example.org", ""),
    ("Dr. Smith", "", ""),
    ("Herr Müller", "", ""),
    ("van der Berg", "", ""),
    ("Bob via LinkedIn", "messages@linkedin.com", ""),
    ("Ann Bee (via Google Docs)", "", ""),
    ("The Acme Team", "", ""),
    ("Acme GmbH", "", ""),
    ("Continental Airlines, Inc.", "news@airline.example", ""),
    ("houston", "ward@example.org", ""),
    ("Acme", "ann@acme.com", ""),
    ("Ann & Bob Smith", "", ""),
    ("Nguyen Van An", "", ""),
    ("García López, María", "", ""),
    ("jsmith", "jsmith@example.org", ""),
    ("", "jsmith@example.org", ""),
    ("", "j.smith@example.org", ""),
    ("", "sales.team@example.org", ""),
    ("", "info@example.org", ""),
    ("", "", ""),
    ("???", "", ""),
]


@pytest.mark.parametrize(("name", "email", "expected"), CASES)
def test_greets_by_first_name_only_where_it_is_plain(name: str, email: str, expected: str) -> None:
    assert first_name(name, email) == expected


@pytest.mark.parametrize(
    ("names", "email", "expected"),
    [
        (["Ann", "Bee, Ann"], "a@example.org", "Ann Bee"),
        (["ANN BEE"], "", "Ann Bee"),
        (["JAN VAN DER BERG"], "", "Jan van der Berg"),
        (["a@example.org", "Ann via LinkedIn"], "a@example.org", "a@example.org"),
        ([], "dan.hyvl@example.org", "Dan Hyvl"),
        (["Sally"], "", "Sally"),
    ],
)
def test_shows_the_fullest_name(names: list[str], email: str, expected: str) -> None:
    assert display_name(names, email) == expected


def test_reads_a_name_from_clear_addresses_only() -> None:
    assert name_from_address("dan.hyvl@example.org") == "Dan Hyvl"
    assert name_from_address("dhyvl@example.org") == ""
    assert name_from_address("customer.care@example.org") == ""


@given(st.text(max_size=300), st.text(max_size=80))
@example("(" * 5000, "@")
@example("\r\nBcc: x\u202e", "a@b")
@example(",,,", ",")
def test_takes_any_input_and_gives_one_harmless_line(name: str, email: str) -> None:
    for answer in (first_name(name, email), display_name([name], email), name_from_address(email)):
        assert not set(answer) & set("\r\n\x00\u202e\u200b\u2028")
    assert not set(first_name(name, email)) & set('<>@[]{}",')


@pytest.mark.parametrize(
    ("name", "email", "agrees"),
    [
        ("Todd A. Perkins", "taperkin@south.example", True),
        ("Tom Spencer", "tspencer@orb.example", True),
        ("Roeline Hudson", "hudsonr@orb.example", True),
        ("Susan Pereira", "pereira@orb.example", True),
        ("Rick Fox", "rfox@orb.example", False),
        ("Mark Spencer", "tspencer@orb.example", False),
        ("Kim Doyle", "office@doyle.example", False),
        ("Spencer", "tspencer@orb.example", False),
        ("The Donald", "donald@orb.example", False),
    ],
)
def test_an_address_is_made_of_a_name(name: str, email: str, agrees: bool) -> None:
    assert agrees_with(name, email) is agrees
