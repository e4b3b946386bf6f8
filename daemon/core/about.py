"""Decides what an introduction says about somebody: the owner's own words where there are some,
else what they offer and like. Nothing that they wrote is quoted to others.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.core.model import Evidence, Fact, Person
from daemon.core.pairs import called

_MOST = 2
_PHONES = ("mobile", "phone")


def describe(person: Person, facts: Sequence[Fact]) -> str:
    """Whole sentences about them, or "". `facts` are theirs, newest first."""
    own = next((one.value for one in facts if one.kind == "about" and one.value.strip()), "")
    if own:
        own = own.strip()
        return own if own[-1] in ".!?" else f"{own}."
    name = called(person)
    # What was read in a mail is said where it stands alone; the owner reads it before it goes.
    offers = [one.value for one in facts if one.kind == "offer"][:_MOST]
    likes = [one.value for one in facts if one.kind == "interest"][:1]
    said = [f"{name} offers {one}." for one in offers] + [f"{name} is into {one}." for one in likes]
    return " ".join(said[:_MOST])


def phone_evidence(person: Person, facts: Sequence[Fact]) -> tuple[Evidence, ...]:
    """Whence the telephone number is known that an introduction passes on: their own signature, or
    the owner.
    """
    if not person.phones:
        return ()
    for one in facts:
        if one.kind in _PHONES and one.value == person.phones[0]:
            source = "their own signature" if one.message_ref else "you"
            what = f"the telephone number of {called(person)}, from {source}"
            return (Evidence(what, one.at, one.message_ref, one.message_id, one.quote),)
    return ()
