"""Who is a person: by address, by the names it writes under, and which names are one person's."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daemon.core.full_names import full_name_key, parse_full_name
from daemon.core.mail import Address, Headers
from daemon.core.model import MessageKind
from daemon.core.nicknames import sure_first_name
from daemon.core.parse.kind import classify_message
from daemon.core.parse.roles import role_of_address
from daemon.core.people import AddressFacts, same_person_groups
from daemon.core.senders import NAMED_AS_ROLE, SHARED, role_of_name, role_of_sender


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("distribution@acme.com", "role address"),
        ("confadmin@acme.com", "role address"),
        ("springspecials@acme.com", "role address"),
        ("acme_airways_inc@mail.acme.com", "role address"),
        ("public.relations@acme.com", "role address"),
        ("harbour@news.harbour.com", "role address"),
        ("do.not.use@acme.com", "no-reply address"),
        ("acme@offers.acme.com", "no-reply address"),
        ("acmeonline.63zbrtph.d@acme-mail.com", "machine address"),
        ("2.20445.33-5_gugb@mailer7.acme.com", "machine address"),
        # people
        ("badmin@acme.com", ""),
        ("joan.edwards@acme.com", ""),
        ("jane.update@acme.com", ""),
        ("brandt.1983@acme.com", ""),
        ("ann_bee_12@acme.com", ""),
        ("alexander@mail.example.org", ""),
        ("kim@mail.kim.org", ""),
        ("bxk12345@acme.com", ""),
    ],
)
def test_reads_roles_of_addresses(email: str, role: str) -> None:
    assert role_of_address(email) == role


@pytest.mark.parametrize(
    ("email", "names", "role"),
    [
        # one human's own name, whatever the house is called
        ("info@oudekade.example", {"Anna Smit": 3}, ""),
        ("info@smit.example", {"Smit, Anna": 1}, ""),
        ("hello@annbee.example", {"Ann Bee": 2, "Ann M. Bee": 1}, ""),
        ("praxis@mueller.example", {"Dr. Hans-Peter Müller": 1}, ""),
        ("info@oudekade.example", {"Anna Smit | De Oude Kade": 1}, ""),
        ("info@oudekade.example", {"Anna Smit": 9, "De Oude Kade": 1}, ""),
        # a house, a trade, a first name, nothing
        ("info@oudekade.example", {"De Oude Kade": 4}, SHARED),
        ("info@smit.example", {"Bakkerij Smit": 4}, SHARED),
        ("info@annasmit.example", {"Anna Smit Fotografie": 1}, SHARED),
        ("hello@noord.example", {"Studio Noord": 1}, SHARED),
        ("office@acme.com", {"Anna": 2}, SHARED),
        ("contact@acme.com", {}, SHARED),
        # several write from it
        ("info@oudekade.example", {"Anna Smit": 2, "Peter Bos": 2}, SHARED),
        ("info@oudekade.example", {"Anna Smit": 1, "De Oude Kade": 2}, SHARED),
        # not shared: a person, but for mail that calls itself something else
        ("j@acme.com", {}, ""),
        ("j@acme.com", {"De Oude Kade": 3}, ""),
        ("j@acme.com", {"Acme Support": 3}, NAMED_AS_ROLE),
        ("j@acme.com", {"Acme Support": 1, "Jo Bee": 2}, ""),
        ("support@acme.com", {"Anna Smit": 5}, "role address"),
    ],
)
def test_decides_by_address_and_names(email: str, names: dict[str, int], role: str) -> None:
    assert role_of_sender(email, names) == role


@pytest.mark.parametrize(
    "name",
    ["Acme Newsletter", "The Acme Team", "Human Resources", "Acme Office of the Chairman",
     "Harbour Announcements", "Project Sunlight", "iTunes", "Customer Service", "Acme News",
     "Legal Temp 2", "Marketing - Acme"],
)  # fmt: skip
def test_knows_names_of_nobody(name: str) -> None:
    assert role_of_name(name) == NAMED_AS_ROLE


@pytest.mark.parametrize(
    "name",
    ["Ann Bee", "Bee, Ann", "Ann", "annbee", "Kwabena Mensah (Support Team)", "DeShawn", "",
     "Xu Li - Acme Support", "Ana Sales", "Ann Bee, Office of Research", "McDonald", "Bob2"],
)  # fmt: skip
def test_leaves_names_of_people_alone(name: str) -> None:
    assert role_of_name(name) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bee, Ann", "ANN BEE"),
        ("Ann M. Bee", "Ann Bee"),
        ("Bee, Ann (Legal)", "Ann Bee"),
        ("Ann Bee - Acme", "Ann Bee"),
        ("Ann Bee, PhD", "Ann Bee"),
        ("Bee Jr., Ed", "Ed Bee"),
        ("Steve Bee", "Stephen Bee"),
        ("Bee, Matt", "Mathew Bee"),
        ("María López", "Maria Lopez"),
        ("Laura O'Keefe", "Laura OKeefe"),
        ("Jan van den Berg", "Jan Berg"),
        ("Michael Ma", "Ma, Mike"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert full_name_key(one) == full_name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Bee", "Anna Bee"),
        ("Chris Bee", "Christina Bee"),  # may be a Christopher
        ("Pat Bee", "Patrick Bee"),
        ("Jan Moore", "Janet Moore"),  # a name of its own in half of Europe
        ("Jack Bee", "John Bee"),
        ("Paul Bee", "Paula Bee"),
        ("Bee Jr., Jim", "Coe Jr., Jim"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert full_name_key(one) != full_name_key(other)


@pytest.mark.parametrize("name", ["Ann", "J. Bee", "Acme GmbH", "Bob Smith, Acme", "Ann & Bob", ""])
def test_no_full_name_is_no_key(name: str) -> None:
    assert full_name_key(name) == ""


def _groups(*people: tuple[str, str]) -> set[frozenset[int]]:
    facts = [
        AddressFacts(number, email, {name: 1}, written=True)
        for number, (email, name) in enumerate(people)
    ]
    return set(same_person_groups(facts))


def test_initials_tell_namesakes_apart() -> None:
    found = _groups(
        ("mb@acme.com", "Bee, Mark S."),
        ("mark.bee@acme.com", "Bee, Mark A. (PR)"),
        ("m.bee@mail.acme.com", "Mark S. Bee (ENW)"),
        ("bee@acme.com", "Mark Bee"),  # which of them, nobody can say
    )
    assert found == {frozenset({0, 2}), frozenset({1}), frozenset({3})}


def test_an_initial_may_lack() -> None:
    assert _groups(("a@acme.com", "Ed Bee"), ("b@acme.com", "Ed D. Bee")) == {frozenset({0, 1})}


def test_father_and_son_are_two() -> None:
    found = _groups(("a@acme.com", "Jim Bee Sr."), ("b@acme.com", "Bee Jr., Jim"))
    assert found == {frozenset({0}), frozenset({1})}


def test_a_name_in_two_organisations_is_no_evidence() -> None:
    found = _groups(("a@acme.com", "Steve Bee"), ("b@other.com", "Stephen Bee"))
    assert found == {frozenset({0}), frozenset({1})}


def test_an_address_of_several_joins_nobody() -> None:
    facts = [
        AddressFacts(1, "desk@acme.com", {"Ann Bee": 3, "Bob Coe": 2}, written=True),
        AddressFacts(2, "ann@acme.com", {"Ann Bee": 9}, written=True),
        AddressFacts(3, "bob@acme.com", {"Bob Coe": 9}, written=True),
    ]
    assert all(len(group) == 1 for group in same_person_groups(facts))


def test_a_new_family_name_joins_old_and_new() -> None:
    facts = [
        AddressFacts(1, "a.bee@acme.com", {"Ann Bee": 3, "Ann Coe": 2}, written=True),
        AddressFacts(2, "a.coe@acme.com", {"Ann Coe": 9}, written=True),
    ]
    assert same_person_groups(facts) == [frozenset({1, 2})]


def test_only_a_sure_short_form_is_written_out() -> None:
    assert sure_first_name("tim") == "timothy"
    assert sure_first_name("steven") == "stephen"
    for unsure in ("alex", "chris", "pat", "jan", "hans", "ann", "zoltan"):
        assert sure_first_name(unsure) == unsure


def test_a_post_by_its_tag_or_its_list() -> None:
    ann = Address("ann@bee.example", "Ann Bee")
    tagged = Headers(
        sender=ann,
        subject="Re: [Gardeners] Late frost",
        to=(Address("gardeners@clubs.example"),),
        marks={"list-unsubscribe": "<mailto:x>", "precedence": "bulk"},
    )
    assert classify_message(tagged)[0] is MessageKind.LIST_POST
    to_list = Headers(
        sender=ann,
        subject="Late frost",
        to=(Address("gardeners@lists.clubs.example"),),
        marks={"precedence": "bulk"},
    )
    assert classify_message(to_list)[0] is MessageKind.LIST_POST
    newsletter = Headers(
        sender=Address("ann@clubs.example", "Ann of Clubs"),
        subject="Late frost",
        to=(Address("all@lists.clubs.example"),),
        marks={"list-unsubscribe": "<mailto:x>"},
    )
    assert classify_message(newsletter)[0] is MessageKind.BULK


@given(st.text(max_size=300), st.text(max_size=80))
@example("(" * 5000, "info@")
@example(", " * 3000, "hello@x")
@example("a-" * 3000, "a1." * 3000 + "@b")
def test_takes_any_input(name: str, email: str) -> None:
    assert isinstance(role_of_sender(email, {name: 1}), str)
    found = parse_full_name(name)
    assert found is None or found.key
