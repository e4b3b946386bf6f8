"""Whom a name on the command line means: by ref, by address, by name, and through typos."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from daemon.core.model import Person
from daemon.core.parse.harmless import clean_line
from daemon.errors import UsageError

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
#: How alike two names must be to be taken for one, and to be worth a suggestion.
_TYPO, _LIKE = 0.8, 0.5
_SHOWN = 8
#: Of a number that a person may have.
_DIGITS = 18

if TYPE_CHECKING:
    from daemon.store.network import Network, PersonRow


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Text as names are compared: no case, no accents, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())


def filter_people(people: Sequence[Person], query: str) -> tuple[Person, ...]:
    """Everybody in whose ref, name, addresses or organisation the query occurs; else those whom a
    typo may have meant.
    """
    wanted = fold(query)
    return _fitting(people, wanted) or _alike(people, wanted, _TYPO)


def filter_rows(rows: Sequence[PersonRow], query: str) -> tuple[Person, ...]:
    """`filter_people` of all these rows, few of which need to become people."""
    from daemon.store.network import person_of

    wanted = fold(query)
    return _fitting(_eligible_rows(rows, query), wanted) or _alike(
        [person_of(*row) for row in rows], wanted, _TYPO
    )


def _fitting(people: Sequence[Person], wanted: str) -> tuple[Person, ...]:
    eligible = _eligible(people, wanted)
    return tuple(one for one in eligible if any(fits(one, wanted) for fits in _WAYS))


def find_person(network: Network, query: str) -> Person:
    """`pick_person` among all who are known; for a ref nobody else is loaded. Raises UsageError."""
    from daemon.store.network import person_of

    number = fold(query).removeprefix("p")
    if number.isdecimal() and len(number) < _DIGITS and fold(query) == f"p{number}":
        named = network.load_people({int(number)})
        if named and named[0].ref == fold(query):
            return named[0]
    rows = tuple(network.load_people_rows())
    some = _eligible_rows(rows, query)
    if find_people(some, query):
        return pick_person(some, query)
    return pick_person([person_of(*row) for row in rows], query)


def pick_person(people: Sequence[Person], query: str, *, certain: bool = False) -> Person:
    """The one person whom the query means; where it fits a few and somebody sits at the terminal,
    they are asked which. Raises UsageError, with whom it may have meant.

    `certain` is for what writes: then the query must begin the words of the name, so that a draft
    for Ann never goes to Joanna.
    """
    found = find_people(people, query, _CERTAIN_WAYS if certain else _WAYS)
    if not found and not certain:
        found = _alike(people, fold(query), _TYPO)
    if len(found) == 1:
        return found[0]
    if 1 < len(found) <= _SHOWN and _somebody_is_there():
        return _ask_which(found, query)
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise UsageError(
            f"{query!r} fits {len(found)} people: {_listed(found)}{more}.",
            f"Say more of the name, or give the ref, for example {found[0].ref}.",
        )
    near = find_people(people, query) or _alike(people, fold(query), _LIKE)
    hint = f"Did you mean {_listed(near)}?" if near else "`wellkeeper people` lists everybody."
    raise UsageError(f"Nobody here is called {query!r}.", hint)


def _somebody_is_there() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _ask_which(found: Sequence[Person], query: str) -> Person:
    """On stderr, so that what is asked for stays alone on stdout."""
    click.echo(f"{clean_line(query, 100)!r} fits {len(found)} people:", err=True)
    for number, one in enumerate(found, 1):
        last = f", {one.last_touch:%b %Y}" if one.last_touch else ""
        address = f", {one.addresses[0]}" if one.addresses else ""
        said = clean_line(f"{one.called} ({one.ref}{address}{last})", 200)
        click.echo(f"  {number}  {said}", err=True)
    chosen = click.prompt("Which one", type=click.IntRange(1, len(found)), err=True)
    return found[int(chosen) - 1]


def _listed(people: Sequence[Person]) -> str:
    """With refs, and with addresses where two have the same name."""
    names = [one.called for one in people]
    return ", ".join(
        f"{name} ({one.ref}, {one.addresses[0]})"
        if names.count(name) > 1 and one.addresses
        else f"{name} ({one.ref})"
        for name, one in zip(names[:_SHOWN], people, strict=False)
    )


def _alike(people: Sequence[Person], wanted: str, cutoff: float) -> tuple[Person, ...]:
    """Those whose name, or one word of it, is spelled nearly so; the most alike first."""
    import difflib  # only for who has mistyped something

    def likeness(word: str) -> float:
        # At best all letters that it shares stand in the same order in both.
        letters = min(len(word), sum(letter in word for letter in wanted))
        if 2 * letters < cutoff * (len(wanted) + len(word)):
            return 0.0
        return difflib.SequenceMatcher(None, wanted, word).ratio()

    scored = []
    for person in people:
        name = fold(person.name)
        best = max((likeness(word) for word in {name, *name.split()}), default=0.0)
        if best >= cutoff:
            scored.append((-best, person.id, person))
    return tuple(person for _, _, person in sorted(scored, key=lambda one: one[:2]))


def _by_ref(person: Person, wanted: str) -> bool:
    return person.ref == wanted


def _by_address(person: Person, wanted: str) -> bool:
    return wanted in person.addresses


def _by_name(person: Person, wanted: str) -> bool:
    return fold(person.name) == wanted


def _by_whole_words(person: Person, wanted: str) -> bool:
    return set(wanted.split()) <= set(fold(person.name).split())


def _by_prefix(person: Person, wanted: str) -> bool:
    return fold(person.name).startswith(wanted)


def _by_words(person: Person, wanted: str) -> bool:
    words = fold(person.name).split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())


def _by_part(person: Person, wanted: str) -> bool:
    texts = (fold(person.name), *person.addresses, fold(person.organisation))
    return any(wanted in text for text in texts)


def _eligible(people: Sequence[Person], wanted: str) -> list[Person]:
    """Those whom any of the ways may fit. Of thousands nearly all are passed over, each with one
    look.
    """
    words = wanted.split()
    return [
        one
        for one in people
        if one.ref == wanted or _occur(words, one.name, one.addresses, one.organisation)
    ]


def _eligible_rows(rows: Sequence[PersonRow], query: str) -> list[Person]:
    from daemon.store.network import person_of

    wanted = fold(query)
    words = wanted.split()
    return [
        person_of(row, addresses, contact)
        for row, addresses, contact in rows
        if f"p{row[0]}" == wanted or _occur(words, row[1], addresses, contact.organisation)
    ]


def _occur(words: Sequence[str], name: str, addresses: Sequence[str], organisation: str) -> bool:
    """Whether each word occurs in what they are called or write from."""
    texts = "\n".join((fold(name), *addresses, fold(organisation)))
    return all(word in texts for word in words)


_Way = Callable[[Person, str], bool]
_CERTAIN_WAYS: tuple[_Way, ...] = (
    _by_ref,
    _by_address,
    _by_name,
    _by_whole_words,
    _by_prefix,
    _by_words,
)
_WAYS: tuple[_Way, ...] = (*_CERTAIN_WAYS, _by_part)


def find_people(
    people: Sequence[Person], query: str, ways: Sequence[_Way] = _WAYS
) -> tuple[Person, ...]:
    """Whom the query fits best: all of the first way to fit that fits anybody."""
    wanted = fold(query)
    eligible = _eligible(people, wanted) if wanted else []
    for fits in ways if eligible else ():
        found = tuple(one for one in eligible if fits(one, wanted))
        if found:
            return found
    return ()
