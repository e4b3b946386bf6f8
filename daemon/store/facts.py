"""What is known of people beside their mail: what the owner said, what their signatures say, and
what an imported address book says where those are silent.

Derived facts are findings in a person's own mails, looked at through the person whom the sender's
address belongs to, so that merging two people or reading a mail again needs nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from daemon.core.model import Fact
from daemon.store.database import Database
from daemon.store.engine import FEW, among, execute, marks
from daemon.store.times import time_of

#: Facts of which only the newest holds; of the others each stands for itself.
CONTACT_KINDS = (
    "mobile",
    "phone",
    "fax",
    "title",
    "organisation",
    "web",
    "birthday",
    "new_address",
)
STORY_KINDS = (
    "need", "offer", "interest", "event", "met_at", "family", "about", "new_job", "place",
    "organises",
)  # fmt: skip
#: Read with less than certainty: they serve to find a pair and are never told of a person.
PERHAPS_KINDS = (
    "perhaps_need", "perhaps_offer", "perhaps_likes", "perhaps_goes", "perhaps_new", "perhaps_home",
)  # fmt: skip


class Contact(NamedTuple):
    """How to reach a person and what they are, from their newest signatures or the owner."""

    phones: tuple[str, ...] = ()
    title: str = ""
    organisation: str = ""


class Facts:
    """Reading facts of one owner's people; nothing here writes."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def load_contacts(self, of: Collection[int] | None = None) -> dict[int, Contact]:
        """Telephones, title and organisation by person, of these people at least; the owner's word
        before any mail's.
        """
        newest: dict[int, dict[str, str]] = {}
        kinds = ("mobile", "phone", "title", "organisation")
        for person, kind, value in self._newest(kinds, of):
            newest.setdefault(person, {})[kind] = value
        return {
            person: Contact(
                tuple(found[kind] for kind in ("mobile", "phone") if kind in found),
                found.get("title", ""),
                found.get("organisation", ""),
            )
            for person, found in newest.items()
        }

    def load_languages(self, of: Collection[int] | None = None) -> dict[int, str]:
        """The language that each of these people at least writes in most: "en", "de", ..."""
        some, people = among("a.person_id", of, FEW)
        # Of few from them to what they wrote, else from all that was found.
        tables = (
            "address a CROSS JOIN message m CROSS JOIN finding f" if some else
            "finding f JOIN message m JOIN address a"
        )  # fmt: skip
        rows = execute(
            self._database,
            f"SELECT a.person_id, f.value, count(*), max(m.at) FROM {tables} "
            "WHERE m.id = f.message_id AND a.id = m.sender_id "
            f"AND {'+' if some else ''}f.owner_id = ? AND f.kind = 'language' AND NOT m.outgoing "
            f"AND a.person_id IS NOT NULL{some} GROUP BY a.person_id, f.value ORDER BY 3, 4",
            (self._owner, *people),
        )
        return {person: language for person, language, _, _ in rows}

    def load_facts(self, person: int) -> tuple[Fact, ...]:
        """Everything known of one person with its source, newest first; of contact details only
        what holds today.
        """
        rows = self._rows((*CONTACT_KINDS, *STORY_KINDS), (person,))
        seen: set[str] = set()
        facts = []
        for _, kind, value, at, message, message_id, quote, source in rows:
            key = kind if kind in CONTACT_KINDS else f"{kind} {value or quote}".casefold()
            if key in seen:
                continue
            seen.add(key)
            facts.append(
                Fact(
                    kind=kind,
                    value=value or quote,
                    at=time_of(at),
                    message_ref=f"m{message}" if message else "",
                    message_id=message_id,
                    quote=quote,
                    source=source,
                )
            )
        return tuple(facts)

    def load_said_of(self, person: int) -> tuple[Fact, ...]:
        """What the owner's own mails say of somebody by their full name, newest first; nothing
        where another person has the same name.
        """
        rows = execute(
            self._database,
            "SELECT f.value, f.quote, m.at, m.id, m.message_id FROM finding f "
            "JOIN message m ON m.id = f.message_id WHERE f.owner_id = ? AND f.kind = 'said_of' "
            "AND m.outgoing ORDER BY m.at DESC, f.id",
            (self._owner,),
        )
        if not rows:
            return ()
        names: dict[str, set[int]] = {}
        for number, *written in execute(
            self._database,
            "SELECT id, name, name_set FROM person WHERE owner_id = ?",
            (self._owner,),
        ):
            for name in filter(None, written):
                names.setdefault(_folded(name), set()).add(number)
        return tuple(
            Fact("said_of", quote, time_of(at), f"m{message}", message_id, quote)
            for value, quote, at, message, message_id in rows
            if names.get(_folded(value)) == {person}
        )

    def load_told_of(self) -> frozenset[int]:
        """Of whom anything is told, if only perhaps."""
        return frozenset(row[0] for row in self._rows((*STORY_KINDS, *PERHAPS_KINDS)))

    def load_stories(self, of: Collection[int] | None = None) -> dict[int, tuple[Fact, ...]]:
        """What is told of these people at least: needs, offers, likings and the like, newest first,
        and what may be a need or an offer.
        """
        found: dict[int, dict[str, Fact]] = {}
        rows = self._rows((*STORY_KINDS, *PERHAPS_KINDS), of)
        for person, kind, value, at, message, message_id, quote, _ in rows:
            moment = time_of(at)
            ref = f"m{message}" if message else ""
            fact = Fact(kind, value or quote, moment, ref, message_id, quote)
            key = f"{kind} {fact.value}".casefold()
            found.setdefault(person, {}).setdefault(key, fact)
        return {person: tuple(facts.values()) for person, facts in found.items()}

    def _newest(
        self, kinds: Iterable[str], of: Collection[int] | None
    ) -> Iterable[tuple[int, str, str]]:
        """(person, kind, value), the value that holds last."""
        seen: set[tuple[int, str]] = set()
        for person, kind, value, *_ in self._rows(tuple(kinds), of):
            if (person, kind) not in seen:
                seen.add((person, kind))
                yield person, kind, value

    def _rows(
        self, kinds: tuple[str, ...], people: Collection[int] | None = None
    ) -> list[tuple[int, str, str, int, int, str, str, str]]:
        """(person, kind, value, at, message, Message-ID, quote, source): the owner's word first,
        then the newest mail, then the newest card: an address book is older than what people sign
        with.
        """
        some, of = among("person_id", people)
        said = execute(
            self._database,
            "SELECT person_id, kind, value, at, 0, '', '', '' FROM fact "
            f"WHERE owner_id = ? AND kind IN ({marks(kinds)}){some} ORDER BY at DESC, id DESC",
            (self._owner, *kinds, *of),
        )
        read = execute(
            self._database,
            "SELECT a.person_id, f.kind, f.value, m.at, m.id, m.message_id, f.quote, '' "
            "FROM finding f JOIN message m ON m.id = f.message_id "
            "JOIN address a ON a.id = m.sender_id "
            "WHERE f.owner_id = ? AND NOT m.outgoing AND a.person_id IS NOT NULL "
            f"AND f.kind IN ({marks(kinds)}){some} ORDER BY m.at DESC, f.id",
            (self._owner, *kinds, *of),
        )
        cards = execute(
            self._database,
            # From the cards, of which there are few or none, not from all addresses.
            "SELECT a.person_id, f.kind, f.value, c.at, 0, '', '', c.source FROM contact c "
            "CROSS JOIN contact_email e CROSS JOIN address a CROSS JOIN contact_fact f "
            "WHERE e.contact_id = c.id AND a.owner_id = c.owner_id AND a.email = e.email "
            "AND f.contact_id = c.id AND c.owner_id = ? AND a.person_id IS NOT NULL "
            f"AND f.kind IN ({marks(kinds)}){some} ORDER BY c.at DESC, c.id, f.value",
            (self._owner, *kinds, *of),
        )
        return said + read + cards


def _folded(name: str) -> str:
    from daemon.core.names import plain_letters  # late: little is said of others

    return " ".join(plain_letters(word) for word in name.split())
