"""One card of an address book, whatever file it came from, made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable

from daemon.core.parse.addresses import clean_email
from daemon.core.parse.harmless import clean_line
from daemon.core.values import dataclass

_MAX = 200
_MOST = 20
_BIRTHDAY = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?$")
#: A full telephone number abroad; what has no country is kept as it is written.
_FULL_NUMBER = re.compile(r"\+[\d\s()./-]{7,25}$")


@dataclass(frozen=True, slots=True)
class Card:
    """What an address book says of one person. `key` knows the card again in a later file of the
    same sort; `birthday` is `1980-05-12`, or `--05-12` where the year is not said.
    """

    key: str
    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organisation: str = ""
    title: str = ""
    birthday: str = ""
    web: str = ""

    def facts(self) -> tuple[tuple[str, str], ...]:
        """(kind, value) as facts have them."""
        said = [("phone", one) for one in self.phones]
        said += [
            ("organisation", self.organisation),
            ("title", self.title),
            ("birthday", self.birthday),
            ("web", self.web),
        ]
        return tuple((kind, value) for kind, value in said if value)


@dataclass(frozen=True, slots=True)
class Cards:
    """What a file held: the cards that could be read, and `problems` in words, each with its
    line.
    """

    source: str
    cards: tuple[Card, ...] = ()
    problems: tuple[str, ...] = ()


def build_card(
    *,
    key: str = "",
    name: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    organisation: str = "",
    title: str = "",
    birthday: str = "",
    web: str = "",
) -> Card | None:
    """A card out of texts as they stand in a file; None where it says of nobody who it is.

    Without a key of its own it is known by its first address, else by its name and organisation.
    """
    addresses = tuple(dict.fromkeys(filter(None, map(clean_email, emails))))[:_MOST]
    name, organisation = clean_line(name, 100), clean_line(organisation, _MAX)
    if not (name or addresses):
        return None
    key = clean_line(key, _MAX) or (addresses[0] if addresses else f"{name} | {organisation}")
    numbers = dict.fromkeys(filter(None, map(_phone, phones)))
    return Card(
        key=key,
        name=name,
        emails=addresses,
        phones=tuple(numbers)[:_MOST],
        organisation=organisation,
        title=clean_line(title, _MAX),
        birthday=_birthday(birthday),
        web=clean_line(web, _MAX),
    )


def _phone(text: str) -> str:
    text = clean_line(text, 60).removeprefix("tel:")
    if _FULL_NUMBER.match(text):
        return "+" + re.sub(r"\D", "", text.replace("(0)", ""))
    return text if sum(map(str.isdecimal, text)) >= 5 else ""


def _birthday(text: str) -> str:
    found = _BIRTHDAY.match(text.strip())
    if found is None or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        return ""
    # Apple writes 1604 where the year is not known.
    year = "--" if found[1] in ("--", "1604", "0000") else f"{found[1]}-"
    return f"{year}{found[2]}-{found[3]}"
