"""What mail with others tells of a relationship, so that nobody is thought silent who writes from
another address: who may be the same person is never joined for it, only taken into account.

A guess is enough here: it can only keep a draft back, and makes nobody somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from daemon.core.full_names import APOSTROPHES, parse_full_name
from daemon.core.given_names import is_given_name
from daemon.core.model import Person, Suggestion
from daemon.core.names import plain_letters
from daemon.core.nicknames import is_same_first_name, sure_first_name

_WORDS = re.compile(r"[^\W\d_]+")
#: What stands between words, but for the ends of lines; in ASCII each with a blank instead.
_NO_LETTERS = re.compile(r"(?:[^\w\n]|[\d_])+")
_BLANKS = {number: " " for number in range(128) if not chr(number).isalpha() and number != 10}
#: A family name counts by so many of its first letters, as addresses cut it short; shorter ones
#: belong to too many.
_LETTERS = 5
_LEAST_FAMILY = 4
#: Of more people of one initial and name nobody can say which of them is meant.
_MOST_ALIKE = 8


def without_elsewhere(
    offers: Sequence[Suggestion], known: Iterable[Person]
) -> tuple[Suggestion, ...]:
    """Those of the offers whose person was not in touch from another address since what they rest
    on: else nobody can say that it is still open. `known` are people, some of whom may be them.
    """
    by_key = _by_key(known)
    return tuple(one for one in offers if not _went_on(one, by_key))


def _by_key(people: Iterable[Person]) -> dict[tuple[str, str], list[Person]]:
    found: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        for key in {_key(*one) for one in names_of(person)}:
            found.setdefault(key, []).append(person)
    return found


class NamesAlike:
    """Under which names and addresses these people may be known too, as `without_elsewhere` has it:
    asked of everybody at once, of whom next to nobody's name has to be taken apart for it.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._keys = {_key(*one) for person in people for one in names_of(person)}
        self._stems = {stem for _, stem in self._keys}

    def find_names(self, names: Iterable[str]) -> set[str]:
        """Which of these names one of them may go by."""
        asked = list(names)
        lines = _word_lines([APOSTROPHES.sub("", one) for one in asked])
        return {
            one
            for one, line in zip(asked, lines, strict=True)
            if self._may_be_in(line.split()) and self._holds(_in_name(one))
        }

    def find_addresses(self, addresses: Iterable[str]) -> set[str]:
        """From which of these addresses one of them may write."""
        asked = list(addresses)
        lines = _word_lines([one.partition("@")[0] for one in asked])
        return {
            one
            for one, line in zip(asked, lines, strict=True)
            if self._may_end(line.rsplit(None, 1)) and self._holds(_in_address(one))
        }

    def _holds(self, names: Iterable[tuple[str, str]]) -> bool:
        return any(_key(*one) in self._keys for one in names)

    def _may_be_in(self, words: Sequence[str]) -> bool:
        """Whether beside a family name of theirs a word stands that begins as the given one."""
        for word in words:
            if (stem := word[:_LETTERS]) in self._stems:
                for one in words:
                    if (one[0], stem) in self._keys:
                        return True
                    if (sure_first_name(one)[0], stem) in self._keys:
                        return True
        return False

    def _may_end(self, words: Sequence[str]) -> bool:
        """Whether an address may end in a name of theirs: `words` are the last one and, in one,
        what stands before it. Where nothing does, it may be two names.
        """
        if len(words) != 1:
            return bool(words) and words[-1][:_LETTERS] in self._stems
        (word,) = words
        for cut in range(1, len(word) - _LEAST_FAMILY + 1):
            if word[cut : cut + _LETTERS] in self._stems:
                return True
        return False


def _word_lines(texts: Sequence[str]) -> list[str]:
    """The words of each text as `plain_letters` has them, with blanks between: of all at once, as
    it takes longer to begin than to do.
    """
    if not texts:
        return []
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):
        whole = "\n".join([one.replace("\n", " ") for one in texts])
    plain = plain_letters(whole)
    # In ASCII in a sixth of the time.
    parted = plain.translate(_BLANKS) if plain.isascii() else _NO_LETTERS.sub(" ", plain)
    return parted.split("\n")


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


def _went_on(offer: Suggestion, by_key: Mapping[tuple[str, str], Sequence[Person]]) -> bool:
    person, at = offer.person, offer.last_mail
    if at is None:
        return False
    alike = {
        one.ref: one
        for key in {_key(*each) for each in names_of(person)}
        if len(by_key.get(key, ())) <= _MOST_ALIKE
        for one in by_key.get(key, ())
    }
    return any(
        one.ref != person.ref
        and one.last_touch is not None
        and one.last_touch > at
        and may_be_one(person, one)
        for one in alike.values()
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


def _key(given: str, family: str) -> tuple[str, str]:
    return given[:1], family[:_LETTERS]
