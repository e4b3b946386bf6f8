"""Who the owner is, and which addresses are one person: only on strong evidence."""

from __future__ import annotations

import pytest

from daemon.core.full_names import full_name_key
from daemon.core.look_alike import looks_like
from daemon.core.people import (
    AddressFacts,
    infer_owner_addresses,
    organisation_domain,
    same_person_groups,
)

#: Two addresses with the names they go by; whether they are one person without other evidence.
PAIRS = {
    "a letter that looks like another": (
        "ann@acme.com: Ann Lee", "\u0430nn@acme.com: Ann Lee", False
    ),
    "one organisation, one full name": ("a@acme.com: Ann Lee", "b@uk.acme.com: Lee, Ann", True),
    "a middle initial more": ("ann.lee@acme.com: Ann Lee", "alee@acme.com: Ann M. Lee", True),
    "another middle initial": ("a@acme.com: Ann K. Lee", "b@acme.com: Ann M. Lee", False),
    "a title more": ("a@acme.com: Dr. Ann Lee", "b@acme.com: Ann Lee", True),
    "a name alone": ("ann@acme.com: Ann Lee", "ann@other.com: Ann Lee", False),
    "free mail is no organisation": ("ann@gmail.com: Ann Lee", "lee@gmail.com: Ann Lee", False),
    "two providers": ("ann@gmail.com: Ann Lee", "ann@yahoo.com: Ann Lee", False),
    "the same local part": ("ann.lee@acme.com: Ann Lee", "ann.lee@gmail.com: Ann Lee", False),
    "an organisation alone": ("ann@acme.com: Ann Lee", "bob@acme.com: Bob Ray", False),
    "the first name alone": ("ann@acme.com: Ann", "ann2@acme.com: Ann", False),
    "the family name alone": ("a.lee@acme.com: A. Lee", "b.lee@acme.com: B. Lee", False),
    "one title, two initials alike": ("a@acme.com: Dr. Ann Lee", "b@acme.com: Dr. Al Lee", False),
    "a title and a family name": ("a@acme.com: Dr. Lee", "b@acme.com: Dr. Lee", False),
    "a given name that can be a title": ("a@acme.com: Don Lee", "b@acme.com: Lee, Don", True),
    "one title, two people": ("a@clinic.org: Dr. Ann Lee", "b@clinic.org: Dr. Bob Lee", False),
    "one degree, two people": ("a@clinic.org: Ann Ray, MD", "b@clinic.org: Ann Fox, MD", False),
    "one department": ("a@acme.com: Ann Ray (Sales)", "b@acme.com: Ann Fox (Sales)", False),
    "a company after it": ("a@acme.com: Ann Ray - Acme", "b@acme.com: Ann Fox - Acme", False),
    "father and son": ("a@acme.com: Jon Ray Jr.", "b@acme.com: Jon Ray Sr.", False),
    "two juniors": ("a@acme.com: Jon Ray Jr", "b@acme.com: Jon Fox Jr", False),
    "a service for them": ("a@s.com: Ann Ray via Site", "b@s.com: Ann Fox via Site", False),
    "no names": ("a@acme.com", "b@acme.com", False),
    "an address as a name": ("a@acme.com: ann@acme.com", "b@acme.com: ann@acme.com", False),
}  # fmt: skip


def address(number: int, text: str, weight: int = 30, written: bool = True) -> AddressFacts:
    email, _, name = text.partition(": ")
    return AddressFacts(number, email, {name: weight} if name else {}, written=written)


def are_one(left: AddressFacts, right: AddressFacts, answered: bool = False) -> bool:
    pairs = [(left.id, right.id)] if answered else []
    groups = same_person_groups([left, right], pairs)
    assert sorted(number for group in groups for number in group) == [1, 2]
    return len(groups) == 1


@pytest.mark.parametrize("name", PAIRS)
def test_two_addresses(name: str) -> None:
    left, right, one = PAIRS[name]
    assert are_one(address(1, left), address(2, right)) is one
    assert are_one(address(2, left), address(1, right)) is one


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("ann@gmail.com: Ann Lee", "ann@acme.com: Ann Lee", True),
        ("ann@gmail.com: Ann Lee", "ann@acme.com: Lee, Ann M.", True),
        ("ann@gmail.com: Ann Lee", "bob@acme.com: Bob Ray", False),  # an assistant answered
        ("ann@gmail.com: Ann", "ann@acme.com: Ann", False),
        ("ann@gmail.com", "ann@acme.com", False),
    ],
)
def test_an_address_that_answered_for_another(left: str, right: str, one: bool) -> None:
    assert are_one(address(1, left), address(2, right), answered=True) is one


#: What a stranger can bring about: to write under Ann's name, in her thread too, and have the
#: owner ask who they are. Addresses; whether the owner wrote to the second, and whether it answered
#: a mail that went to the first alone; whether the two are one person.
STRANGERS = {
    "of her organisation, never written to": ("ann@acme.com", "ann2@acme.com", False, False, False),
    "of her organisation, in her thread": ("ann@acme.com", "ann2@acme.com", False, True, True),
    "of her organisation, written to": ("ann@acme.com", "ann2@acme.com", True, False, True),
    "in her thread, never written to": ("ann@acme.com", "ann@home.org", False, True, True),
    "in her thread, written to": ("ann@acme.com", "ann@home.org", True, True, True),
    "written to, in no thread of hers": ("ann@acme.com", "ann@home.org", True, False, False),
    "a look-alike": ("ann@acme.com", "ann@acrne.com", True, True, False),
    "a look-alike below its own": ("ann@acme.com", "ann@mail.acrne.com", True, True, False),
    "another ending": ("ann@acme.com", "ann@acme.co", True, True, False),
    "a word more": ("ann@acme.com", "ann@acme-mail.com", True, True, False),
    "a letter less": ("ann@northwind.com", "ann@northwnd.com", True, True, False),
    "another alphabet": ("ann@acme.com", "ann@\u0430cme.com", True, True, False),
    "another alphabet before the @": ("ann@acme.com", "\u0430nn@home.org", True, True, False),
    "an alphabet in disguise": ("ann@acme.com", "ann@xn--cme-7cd.com", True, True, False),
    "a provider's look-alike": ("ann@gmail.com", "ann@gmai1.com", True, True, False),
    "from one provider to another": ("ann@gmail.com", "ann@posteo.de", True, True, True),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_under_somebodys_name(name: str) -> None:
    known, other, written, answered, one = STRANGERS[name]
    ann = address(1, f"{known}: Ann Lee")
    assert are_one(ann, address(2, f"{other}: Ann Lee", written=written), answered) is one


@pytest.mark.parametrize(
    ("left", "right"),
    [("acme.com", "northwind.org"), ("ibm.com", "ibn.com"), ("acme.com", "acme.com"), ("", "a.b")],
)
def test_domains_that_nobody_takes_for_each_other(left: str, right: str) -> None:
    assert not looks_like(left, right) and not looks_like(right, left)


def test_who_answered_for_somebody_unknown_is_left_alone() -> None:
    ann = address(1, "ann@acme.com: Ann Lee")
    assert same_person_groups([ann], [(1, 99), (98, 1)]) == [frozenset({1})]


def test_one_mail_that_calls_somebody_else_so_joins_nobody() -> None:
    """`To: "Ann Lee" <bob@acme.com>`: a slip, or somebody who wants Bob to get Ann's mail."""
    ann = address(1, "ann@acme.com: Ann Lee")
    bob = AddressFacts(2, "bob@acme.com", {"Bob Ray": 50, "Ann Lee": 1}, written=True)
    assert not are_one(ann, bob)
    assert not are_one(ann, bob, answered=True)


def test_namesakes_whom_a_third_address_would_join_stay_two() -> None:
    found = same_person_groups(
        [
            address(1, "ann.m.lee@acme.com: Ann M. Lee"),
            address(2, "ann.k.lee@acme.com: Ann K. Lee"),
            address(3, "alee@acme.com: Ann Lee"),
        ]
    )
    assert not any({1, 2} <= group for group in found)


def test_no_addresses() -> None:
    assert same_person_groups([]) == []


@pytest.mark.parametrize(
    "name", ["", "Ann", "A. B.", "Ann Ann", "@", "—", "12 34", "\u202e", "x" * 10_000]
)
def test_what_is_no_full_name_is_no_evidence(name: str) -> None:
    assert full_name_key(name) == ""


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("ann@mail.acme.co.uk", "acme.co.uk"),
        ("ann@acme.com", "acme.com"),
        ("ann@gmail.com", ""),
        ("ann@posteo.de", ""),
        ("ann@localhost", "localhost"),
        ("ann", "ann"),
        ("", ""),
        ("ann@", ""),
        ("ann@..", ""),
        ("ann@[192.0.2.1]", ""),
    ],
)
def test_organisation_domain(email: str, domain: str) -> None:
    assert organisation_domain(email) == domain


OWN = "ada.lovell@example.org"
#: What else writes from, or is delivered to, the mailbox of Ada Lovell; whether it is hers.
CANDIDATES = {
    "an alias in sent mail": (AddressFacts(1, "alovell@example.org", sent=3), True),
    "an old address, delivered here": (AddressFacts(1, "a.lovell@old.com", delivered=1), True),
    "given and family name together": (AddressFacts(1, "adalovell@gmail.com", sent=5), True),
    "another local part, her full name": (
        AddressFacts(1, "contact@lovell-consulting.com", {"Ada Lovell": 9}, sent=9), True),
    "too few sent": (AddressFacts(1, "alovell@example.org", sent=2), False),
    "an assistant who writes from here": (
        AddressFacts(1, "bob.ray@example.org", {"Bob Ray": 9}, sent=9), False),
    "her name alone": (AddressFacts(1, "ada.lovell@gmail.com", {"Ada Lovell": 9}), False),
    "a longer name that begins alike": (AddressFacts(1, "lovellston@example.org", sent=9), False),
    "a colleague with her first name": (AddressFacts(1, "ada.smith@example.org", sent=9), False),
}  # fmt: skip


@pytest.mark.parametrize("name", CANDIDATES)
def test_the_owners_other_addresses(name: str) -> None:
    candidate, hers = CANDIDATES[name]
    main = AddressFacts(2, OWN, {"Ada Lovell": 100}, sent=100)
    found = infer_owner_addresses([OWN.upper()], "Ada Lovell", [candidate, main])
    assert found == ((candidate.email,) if hers else ())


def test_most_sent_mail_tells_who_the_owner_is_whatever_was_configured() -> None:
    candidates = [AddressFacts(1, OWN, sent=90), AddressFacts(2, "bob@example.org", sent=10)]
    assert infer_owner_addresses(["info@example.org"], "", candidates) == (OWN,)


@pytest.mark.parametrize("counts", [(2, 0), (5, 5), (10, 10)])
def test_a_few_mails_or_a_shared_folder_make_nobody_the_owner(counts: tuple[int, int]) -> None:
    both = [AddressFacts(n, f"{n}x@example.org", sent=count) for n, count in enumerate(counts)]
    assert infer_owner_addresses([OWN], "Ada Lovell", both) == ()
