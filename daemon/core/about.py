"""Decides what an introduction says about somebody: what the owner noted of them, else the owner's
own words about them in earlier mail, else what they offer and like. Nothing that they wrote is
quoted to others.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.core.model import Evidence, Fact, Person
from daemon.core.pairs import called
from daemon.core.pairs.say import from_them, is_offer_sayable, offer_words

_MOST = 2
_WHENCE, _IMPORTED = {"": "you", "you": "you"}, "your address book"
_PHONES = ("mobile", "phone")


def describe(
    person: Person,
    facts: Sequence[Fact],
    said_of: Sequence[Fact] = (),
    language: str = "",
    already: str = "",
) -> tuple[str, tuple[Evidence, ...]]:
    """Whole sentences about them, or "", and what they rest on. `facts` are theirs, `said_of` the
    sentences about them in the owner's mail, both newest first. In other languages than English
    only what the owner wrote is said. What the mail says `already` is not said again.
    """
    own = next((one for one in facts if one.kind == "about" and one.value.strip()), None)
    name = called(person)
    if own is not None:
        words = own.value.strip()
        return words if words[-1] in ".!?" else f"{words}.", (_told(f"{name}: you noted it", own),)
    for one in said_of[:1]:
        words = one.value.strip()
        what = f"{name}: your own words about them"
        return words if words[-1] in ".!?" else f"{words}.", (_told(what, one),)
    if language not in ("", "en"):
        return "", ()
    # What was read in a mail is said where it stands alone; the owner reads it before it goes.
    offers = [one for one in facts if one.kind == "offer"][:_MOST]
    likes = [one for one in facts if one.kind == "interest"][:1]
    said = [(f"{offer_words(name, one.value)}.", one) for one in offers
            if is_offer_sayable(one.value)]  # fmt: skip
    said += [(f"{name} is into {from_them(one.value)}.", one) for one in likes
             if from_them(one.value) not in already]  # fmt: skip
    said = [(words, one) for words, one in said if words.rstrip(".") not in already]
    told = tuple(_told(f"{name}: {one.kind}", one) for _, one in said[:_MOST])
    return " ".join(words for words, _ in said[:_MOST]), told


def _told(what: str, fact: Fact) -> Evidence:
    return Evidence(what, fact.at, fact.message_ref, fact.message_id, fact.quote)


def phone_evidence(person: Person, facts: Sequence[Fact]) -> tuple[Evidence, ...]:
    """Whence the telephone number is known that an introduction passes on: their own signature, or
    the owner.
    """
    if not person.phones:
        return ()
    for one in facts:
        if one.kind in _PHONES and one.value == person.phones[0]:
            source = (
                "their own signature" if one.message_ref else _WHENCE.get(one.source, _IMPORTED)
            )
            what = f"the telephone number of {called(person)}, from {source}"
            return (Evidence(what, one.at, one.message_ref, one.message_id, one.quote),)
    return ()
