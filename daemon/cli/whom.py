"""Whom the owner speaks of in a command that writes: a person by name, ref or address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from daemon.cli.call import Call, Reading
from daemon.cli.find import pick_person
from daemon.core.model import Person
from daemon.core.parse.addresses import clean_email
from daemon.core.values import dataclass
from daemon.errors import UsageError
from daemon.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Telling:
    """What a command that writes down the owner's words needs."""

    read: Reading
    store: Store
    people: tuple[Person, ...]

    def pick(self, query: str, besides: Person | None = None) -> Person:
        """The person whom a name means, for certain. Where it fits several, it does not mean
        `besides`, of whom the command speaks already. Raises UsageError.
        """
        try:
            return pick_person(self.people, query, certain=True)
        except UsageError:
            others = [one for one in self.people if one != besides]
            return pick_person(others, query, certain=True)


@contextmanager
def telling(call: Call, *, ignored: bool = False, make: bool = False) -> Iterator[Telling]:
    """The store to write to, with everybody, or with those whom the owner ignores; `make` lets it
    begin here.
    """
    if make:
        config = call.load_config()
        with open_store(config.store.url, config.owner.as_owner()):
            pass
    with call.reading() as read:
        pass
    with open_store(read.config.store.url, read.owner) as store:
        people = store.words.load_set_aside() if ignored else store.network.load_people()
        yield Telling(read, store, people)


def parse_email(text: str) -> str:
    """An address as the store writes it. Raises UsageError where it is none."""
    email = clean_email(text)
    if "@" not in email:
        raise UsageError(f"{text!r} is no address.", "Write it like ann@example.org.")
    return email
