"""Keeping imported cards. They say more of people in touch by mail, join addresses that stand on
one card, and make nobody a person: an address book is full of those one never writes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from daemon.core.contacts.card import Card, Cards
from daemon.core.values import dataclass
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in
from daemon.store.forgotten import Forgotten
from daemon.store.persons import Persons
from daemon.store.times import time_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed, in cards; `known` are those of people in touch by mail."""

    new: int = 0
    changed: int = 0
    same: int = 0
    known: int = 0
    forgotten: int = 0


class Contacts:
    """The writer and reader of cards for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def record_cards(
        self, read: Cards, now: datetime, at: Mapping[str, datetime] | None = None
    ) -> Imported:
        """Inside a transaction: keep the cards; those of an earlier import of the same sort are
        replaced, and what the file no longer holds stays. `at` says by key when a card was
        imported, where that is not now.
        """
        silent = Forgotten(self._database, self._owner)
        # The last card of a key holds, so that one file counts nothing twice.
        cards = {one.key: one for one in read.cards}
        gone = [key for key, one in cards.items() if any(email in silent for email in one.emails)]
        for key in gone:
            del cards[key]
        before = {
            key: (number, digest)
            for key, number, digest in execute(
                self._database,
                "SELECT card_key, id, digest FROM contact WHERE owner_id = ? AND source = ?",
                (self._owner, read.source),
            )
        }
        digests = {key: _digest(one) for key, one in cards.items()}
        new = [key for key in cards if key not in before]
        changed = [key for key in cards if key in before and before[key][1] != digests[key]]
        executemany(
            self._database,
            "DELETE FROM contact WHERE id = ?",
            [(before[key][0],) for key in changed],
        )
        when = {key: int((at or {}).get(key, now).timestamp()) for key in (*new, *changed)}
        self._insert(read.source, [(cards[key], digests[key], when[key]) for key in when])
        touched = self._persons_behind(cards[key] for key in (*new, *changed))
        Persons(self._database, self._owner).update(sorted(touched))
        addresses = self._persons_behind(cards.values())
        return Imported(
            new=len(new),
            changed=len(changed),
            same=len(cards) - len(new) - len(changed),
            known=sum(
                any(email in emails for email in one.emails)
                for emails in [set(addresses.values())]
                for one in cards.values()
            ),
            forgotten=len(gone),
        )

    def _insert(self, source: str, cards: Sequence[tuple[Card, str, int]]) -> None:
        ((first,),) = execute(self._database, "SELECT coalesce(max(id), 0) + 1 FROM contact")
        numbered = list(enumerate(cards, int(first)))
        executemany(
            self._database,
            "INSERT INTO contact (id, owner_id, source, card_key, digest, name, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (number, self._owner, source, card.key, digest, card.name, at)
                for number, (card, digest, at) in numbered
            ],
        )
        executemany(
            self._database,
            "INSERT INTO contact_email (contact_id, email) VALUES (?, ?)",
            [(number, email) for number, (card, _, _) in numbered for email in card.emails],
        )
        executemany(
            self._database,
            "INSERT INTO contact_fact (contact_id, kind, value) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            [(number, *said) for number, (card, _, _) in numbered for said in card.facts()],
        )

    def _persons_behind(self, cards: Iterable[Card]) -> dict[int, str]:
        """The addresses on these cards that are a person's: number and address."""
        return dict(
            select_in(
                self._database,
                "SELECT id, email FROM address WHERE owner_id = ? AND person_id IS NOT NULL "
                "AND email IN (...)",
                sorted({email for one in cards for email in one.emails}),
                self._owner,
            )
        )

    def load_times(self) -> dict[str, dict[str, datetime]]:
        """When each card was imported, by source and key."""
        found: dict[str, dict[str, datetime]] = {}
        for source, key, at in execute(
            self._database,
            "SELECT source, card_key, at FROM contact WHERE owner_id = ? ORDER BY id",
            (self._owner,),
        ):
            found.setdefault(source, {})[key] = time_of(at)
        return found

    def load_cards(self) -> dict[str, tuple[Card, ...]]:
        """Every card by its source, as it was imported."""
        emails: dict[int, list[str]] = {}
        for number, email in execute(
            self._database,
            "SELECT e.contact_id, e.email FROM contact c JOIN contact_email e "
            "ON e.contact_id = c.id WHERE c.owner_id = ? ORDER BY 1, e.rowid",
            (self._owner,),
        ):
            emails.setdefault(number, []).append(email)
        facts: dict[int, dict[str, list[str]]] = {}
        for number, kind, value in execute(
            self._database,
            "SELECT f.contact_id, f.kind, f.value FROM contact c JOIN contact_fact f "
            "ON f.contact_id = c.id WHERE c.owner_id = ? ORDER BY 1, f.rowid",
            (self._owner,),
        ):
            facts.setdefault(number, {}).setdefault(kind, []).append(value)
        result: dict[str, list[Card]] = {}
        for number, source, key, name in execute(
            self._database,
            "SELECT id, source, card_key, name FROM contact WHERE owner_id = ? ORDER BY id",
            (self._owner,),
        ):
            said = facts.get(number, {})
            single = {
                kind: said.get(kind, [""])[0]
                for kind in ("organisation", "title", "birthday", "web")
            }
            phones = tuple(said.get("phone", ()))
            card = Card(key, name, tuple(emails.get(number, ())), phones, **single)
            result.setdefault(source, []).append(card)
        return {source: tuple(cards) for source, cards in result.items()}


def _digest(card: Card) -> str:
    return blake2b(repr(card).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
