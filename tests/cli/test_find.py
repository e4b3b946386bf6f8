"""Whom a name means."""

from __future__ import annotations

import pytest

from daemon.cli.find import filter_people, pick_person
from daemon.core.model import Person
from daemon.errors import UsageError

PEOPLE = tuple(
    Person(f"p{number}", name, (address,), organisation=organisation)
    for number, (name, address, organisation) in enumerate(
        (
            ("Ann Lee", "ann@lee.example", "Lee & Sons"),
            ("Anna Smith", "anna.smith@library.example", "City Library"),
            ("Jóhanna Öberg", "jo@oberg.example", ""),
            ("Lucía Ferrer", "lucia@casa.example", ""),
            ("Søren Łukasz", "s@l.example", ""),
            ("", "nameless@void.example", ""),
            ("Robert De Niro", "bob@film.example", ""),
        ),
        1,
    )
)


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("p3", "p3"),
        ("ANN", "p1"),
        ("anna", "p2"),
        ("ann lee", "p1"),
        ("lee ann", "p1"),
        ("smith", "p2"),
        ("johanna", "p3"),
        ("oberg", "p3"),
        ("lucia", "p4"),
        ("LUCÍA FERRER", "p4"),
        ("soren", "p5"),
        ("lukasz", "p5"),
        ("nameless@void.example", "p6"),
        ("nameless", "p6"),
        ("de niro", "p7"),
        ("rob nir", "p7"),
        ("library", "p2"),
        ("ferer", "p4"),
        ("Robret", "p7"),
    ],
)
def test_one_is_meant(query: str, ref: str) -> None:
    assert pick_person(PEOPLE, query).ref == ref


@pytest.mark.parametrize("query", ["anne", "hanna", "ferer", "library", "", "  ", "%", "'"])
def test_what_writes_wants_to_be_sure(query: str) -> None:
    with pytest.raises(UsageError):
        pick_person(PEOPLE, query, certain=True)


def test_several_fit() -> None:
    with pytest.raises(UsageError) as caught:
        pick_person(PEOPLE, "an")
    assert caught.value.message == "'an' fits 2 people: Ann Lee (p1), Anna Smith (p2)."
    twins = (*PEOPLE, Person("p8", "Ann Lee", ("other@lee.example",)))
    with pytest.raises(UsageError, match=r"Ann Lee \(p1, ann@lee.example\), Ann Lee \(p8, other"):
        pick_person(twins, "ann lee")


def test_nobody_fits() -> None:
    with pytest.raises(UsageError) as caught:
        pick_person(PEOPLE, "lusia ferra")
    assert "Lucía Ferrer (p4)" in caught.value.hint or caught.value.message


def test_filter() -> None:
    assert [one.ref for one in filter_people(PEOPLE, "ann")] == ["p1", "p2", "p3"]
    assert [one.ref for one in filter_people(PEOPLE, "example")] == [one.ref for one in PEOPLE]
    assert filter_people(PEOPLE, "zzz") == ()
