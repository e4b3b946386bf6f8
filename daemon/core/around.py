"""What mail with others tells of a relationship, so that nobody is thought silent who writes from
another address: who may be the same person is never joined for it, only taken into account.

A guess is enough here: it can only keep a draft back, and makes nobody somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from daemon.core.full_names import parse_full_name
from daemon.core.given_names import is_given_name
from daemon.core.model import Person, Suggestion
from daemon.core.names import plain_letters
from daemon.core.nicknames import is_same_first_name

_WORDS = re.compile(r"[^\W\d_]+")
#: A family name counts by so many of its first letters, as addresses cut it short; shorter ones
#: belong to too many.
_LETTERS = 5
_LEAST_FAMILY = 4
#: Of more people of one initial and name nobody can say which of them is meant.
MOST_ALIKE = 8


def without_elsewhere(
    offers: Sequence[Suggestion], alike: Mapping[str, Collection[Person]]
) -> tuple[Suggestion, ...]:
    """Those of the offers whose person was not in touch from another address since what they rest
    on: else nobody can say that it is still open. `alike` are people by their keys (`by_key`), at
    least those that are later than an offer and share a key with its person.
    """
    return tuple(one for one in offers if not _went_on(one, alike))


def by_key(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Who may be known by each key, but for those by which more people are known than anybody could
    tell apart.
    """
    found: dict[str, list[Person]] = {}
    for person in people:
        for key in keys_of(person):
            found.setdefault(key, []).append(person)
    return {key: them for key, them in found.items() if len(them) <= MOST_ALIKE}


def keys_of(person: Person) -> frozenset[str]:
    """By what somebody may be known: of a given and a family name the first letters. They are kept
    in the store (`store.alike`): a change of them wants a migration that empties what is kept.
    """
    return _keys_in(person.name, person.addresses)


@lru_cache(maxsize=4_000)
def _keys_in(name: str, addresses: tuple[str, ...]) -> frozenset[str]:
    return frozenset([_key(*one) for one in _names_in(name, addresses)])


def keys_of_name(name: str) -> frozenset[str]:
    """The same of a name alone."""
    return frozenset(_key(*one) for one in _in_name(name))


def keys_of_address(address: str) -> frozenset[str]:
    """The same of an address alone."""
    return frozenset(_key(*one) for one in _in_address(address))


def names_of(person: Person) -> tuple[tuple[str, str], ...]:
    """Given and family name, lower-cased, as name and addresses may be read; of a given name its
    initial alone where no more is known: "Jo Minnick" and `jminnick7@` both are Minnicks.
    """
    return _names_in(person.name, person.addresses)


@lru_cache(maxsize=4_000)  # each is compared with many
def _names_in(name: str, addresses: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (*_in_name(name), *(one for address in addresses for one in _in_address(address)))


def _in_name(name: str) -> Iterator[tuple[str, str]]:
    full = parse_full_name(name)
    if full is not None and len(full.family) >= _LEAST_FAMILY:
        yield full.given, full.family


def _in_address(address: str) -> Iterator[tuple[str, str]]:
    words = _WORDS.findall(plain_letters(address.partition("@")[0]))
    if len(words) > 1:
        if len(words[-1]) >= _LEAST_FAMILY:
            yield words[0], words[-1]
    elif words:
        yield from _run_together(words[0])


def _run_together(word: str) -> Iterator[tuple[str, str]]:
    """Of `joeminnick` and `jminnick` what may be given and family name."""
    if len(word) > _LETTERS:
        yield word[0], word[1:]
    for cut in range(2, len(word) - _LEAST_FAMILY + 1):
        if is_given_name(word[:cut]):
            yield word[:cut], word[cut:]


def _went_on(offer: Suggestion, alike: Mapping[str, Collection[Person]]) -> bool:
    person, at = offer.person, offer.last_mail
    if at is None:
        return False
    others = {one.ref: one for key in keys_of(person) for one in alike.get(key, ())}
    return any(
        one.ref != person.ref
        and one.last_touch is not None
        and one.last_touch > at
        and may_be_one(person, one)
        for one in others.values()
    )


def may_be_one(person: Person, other: Person) -> bool:
    """Whether of one family name and initial the two may be one: their given names are equal or
    short for each other, or of one of them no more is known than the initial.
    """
    left, right = names_of(person), names_of(other)
    for key in {_key(*one) for one in left} & {_key(*one) for one in right}:
        ones, others = (
            [given for given, family in names if len(given) > 1 and _key(given, family) == key]
            for names in (left, right)
        )
        if not ones or not others:
            return True
        if any(is_same_first_name(one, another) for one in ones for another in others):
            return True
    return False


def _key(given: str, family: str) -> str:
    return given[:1] + family[:_LETTERS]
